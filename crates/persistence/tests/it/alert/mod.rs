mod days;
mod lists;
mod mutes;
mod raised;
mod speed;

use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use daicho_domain::account::ReportedAccount;
use daicho_domain::alert::{Alert, AlertQuery, AlertStore, AlertType};
use daicho_domain::list::PageRequest;
use daicho_persistence::alert::SqlAlerts;

use crate::stores::{Bench, ScriptedConnector, Stores, account};

/// Of a person, unused for so many days.
pub(crate) fn unused(id: usize, days: i64) -> ReportedAccount {
    ReportedAccount { last_activity: Some(Utc::now() - TimeDelta::days(days)), ..account(id) }
}

/// A service that tells no address of this account.
pub(crate) fn nobodys(id: &str) -> ReportedAccount {
    ReportedAccount::new(id)
}

/// A workspace on a scripted service, with its alerts.
pub(crate) struct Ledger {
    pub(crate) bench: Bench,
    pub(crate) alerts: SqlAlerts,
}

impl Ledger {
    pub(crate) async fn serving(stores: Stores, accounts: Vec<ReportedAccount>) -> Self {
        let connector: Arc<ScriptedConnector> = ScriptedConnector::serving(accounts, 1_000);
        let bench = Bench::new(stores, connector).await;
        let alerts = SqlAlerts::new(bench.stores.database.clone());
        Self { bench, alerts }
    }

    pub(crate) async fn all(&self, query: &AlertQuery) -> Vec<Alert> {
        let mut found = Vec::new();
        let mut page = PageRequest { limit: 2, cursor: None };
        loop {
            let next = self.alerts.list(self.bench.stores.organization, query, &page).await.unwrap();
            found.extend(next.items);
            page.cursor = next.next_cursor;
            if page.cursor.is_none() {
                return found;
            }
        }
    }

    /// What is raised: the account's id, or `-` for the workspace, with the type.
    pub(crate) async fn raised(&self) -> Vec<(String, AlertType)> {
        named(self.all(&AlertQuery::default()).await)
    }

    pub(crate) async fn found(&self, query: AlertQuery) -> Vec<(String, AlertType)> {
        named(self.all(&query).await)
    }
}

fn named(alerts: Vec<Alert>) -> Vec<(String, AlertType)> {
    let of = |alert: Alert| (alert.account.map_or_else(|| "-".to_owned(), |account| account.external_id), alert.kind);
    let mut named: Vec<_> = alerts.into_iter().map(of).collect();
    named.sort();
    named
}

pub(crate) fn expected(alerts: &[(&str, AlertType)]) -> Vec<(String, AlertType)> {
    let mut expected: Vec<_> = alerts.iter().map(|(account, kind)| ((*account).to_owned(), *kind)).collect();
    expected.sort();
    expected
}
