use std::time::Instant;

use daicho_domain::account::ReportedAccount;
use daicho_domain::alert::{AlertQuery, AlertStore};
use daicho_domain::list::PageRequest;

use super::{Ledger, nobodys};
use crate::stores::{account, for_each_database};

/// More than a list looks at.
const ACCOUNTS: u64 = 10_050;

fn nobodys_member(number: u64) -> ReportedAccount {
    ReportedAccount { username: Some(format!("member{number}")), ..nobodys(&number.to_string()) }
}

impl Ledger {
    async fn found_in_a_file(&self, keyword: &str) -> u64 {
        let query = AlertQuery { keyword: Some(keyword.to_owned()), every_match: true, ..AlertQuery::default() };
        let mut page = PageRequest { limit: 5_000, cursor: None };
        let mut found = 0;
        loop {
            let listed = self.alerts.list(self.bench.stores.organization, &query, &page).await.unwrap();
            found += listed.items.len() as u64;
            page.cursor = listed.next_cursor;
            if page.cursor.is_none() {
                return found;
            }
        }
    }
}

#[tokio::test]
async fn ten_thousand_alerts_come_and_go_with_the_syncs_that_cause_them() {
    for_each_database(|stores| async move {
        let unknown = (0..ACCOUNTS).map(nobodys_member).collect();
        let ledger = Ledger::serving(stores, unknown).await;
        let organization = ledger.bench.stores.organization;
        let raised = async || {
            let counts = ledger.alerts.counts(organization).await.unwrap();
            counts.iter().map(|count| count.count).sum::<u64>()
        };
        let began = Instant::now();
        assert_eq!(ledger.bench.sync().await.counts.unwrap().added, ACCOUNTS);
        let first = began.elapsed();
        assert_eq!(raised().await, ACCOUNTS);
        assert_eq!(ledger.found_in_a_file("member").await, ACCOUNTS);
        let began = Instant::now();
        ledger.bench.sync().await;
        let unchanged = began.elapsed();
        ledger.bench.connector.serve((0..usize::try_from(ACCOUNTS).unwrap()).map(account).collect());
        let began = Instant::now();
        ledger.bench.sync().await;
        let resolved = began.elapsed();
        assert_eq!(raised().await, 0);
        eprintln!("{ACCOUNTS} alerts raised in {first:?}, nothing in {unchanged:?}, resolved in {resolved:?}");
    })
    .await;
}
