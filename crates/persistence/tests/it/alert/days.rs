use chrono::{NaiveDate, TimeDelta, Utc};
use daicho_domain::account::{AccountStore, PastNumbers};
use daicho_domain::alert::{AlertJobs, AlertStore, AlertType as T};
use daicho_domain::directory::{Batch, DirectoryStore, IdentityPatch, Patch};
use daicho_domain::ids::PeopleId;
use daicho_domain::queue::{JobHandler, JobKind, JobQueue};
use daicho_persistence::account::SqlAccounts;
use daicho_persistence::directory::SqlDirectoryStore;
use tokio_util::sync::CancellationToken;

use super::{Ledger, expected, unused};
use crate::directory::by_hand;
use crate::stores::{account, for_each_database};

#[tokio::test]
async fn a_day_that_begins_retires_whose_contract_ended_and_alerts_follow() {
    for_each_database(|stores| async move {
        let leaver = PeopleId(stores.add_person("user0@example.com", "managed", "active").await);
        stores.add_person("user1@example.com", "managed", "active").await;
        let ledger = Ledger::serving(stores, vec![account(0), unused(1, 44)]).await;
        ledger.bench.sync().await;
        let stores = &ledger.bench.stores;
        assert!(ledger.alerts.begin_day(stores.organization).await.unwrap());
        assert_eq!(ledger.raised().await, []);

        // The organization is in Tokyo, where the day begins before it does here.
        let today = (Utc::now() + TimeDelta::hours(9)).date_naive();
        let directory = SqlDirectoryStore::new(stores.database.clone());
        let patch = IdentityPatch { contract_end: Patch::Set(today), ..IdentityPatch::default() };
        directory.update(stores.organization, &Batch::one(leaver), &patch, &by_hand()).await.unwrap();
        assert!(!ledger.alerts.begin_day(stores.organization).await.unwrap(), "once a day is enough");
        assert_eq!(ledger.raised().await, []);

        let accounts = SqlAccounts::new(stores.database.clone());
        let numbers = PastNumbers {
            day: today,
            services: 1,
            workspaces: 1,
            accounts: 2,
            people: 2,
            retired_accounts: 0,
            with_second_factor: 0,
            second_factor_known: 0,
        };
        assert_eq!(accounts.past_numbers(stores.organization, 90).await.unwrap(), std::slice::from_ref(&numbers));

        a_day_passes(&ledger, today).await;
        ledger.alerts.request_days().await.unwrap();
        ledger.alerts.request_days().await.unwrap();
        let jobs = AlertJobs { store: std::sync::Arc::new(ledger.alerts.clone()) };
        let lease = std::time::Duration::from_secs(60);
        let job = ledger.bench.queue.claim("day", &[JobKind::BeginDay], lease).await.unwrap().unwrap();
        jobs.run(&job, &CancellationToken::new()).await.unwrap();
        ledger.bench.queue.finish(&job).await.unwrap();
        assert!(ledger.bench.queue.claim("day", &[JobKind::BeginDay], lease).await.unwrap().is_none());
        assert_eq!(ledger.raised().await, expected(&[("0", T::RetiredAccount), ("1", T::InactiveAccount)]));
        let yesterday = PastNumbers { day: today - TimeDelta::days(1), ..numbers.clone() };
        let now = PastNumbers { retired_accounts: 1, ..numbers };
        assert_eq!(accounts.past_numbers(stores.organization, 90).await.unwrap(), [yesterday, now.clone()]);
        assert_eq!(accounts.past_numbers(stores.organization, 1).await.unwrap(), [now]);
    })
    .await;
}

/// Everything that was remembered moves a day into the past.
async fn a_day_passes(ledger: &Ledger, today: NaiveDate) {
    let stores = &ledger.bench.stores;
    let yesterday = today - TimeDelta::days(1);
    let ended = format!("UPDATE identity SET contract_end = '{yesterday}' WHERE contract_end IS NOT NULL");
    stores.execute(&ended).await;
    let transaction = stores.write().await;
    let active = (Utc::now() - TimeDelta::days(45)).into();
    let used = stores.statement("UPDATE account SET last_activity = $1 WHERE last_activity IS NOT NULL", [active]);
    sea_orm::ConnectionTrait::execute_raw(&transaction, used).await.unwrap();
    transaction.commit().await.unwrap();
    stores.execute(&format!("UPDATE daily_refresh SET day = '{yesterday}'")).await;
    stores.execute(&format!("UPDATE past_numbers SET day = '{yesterday}'")).await;
}
