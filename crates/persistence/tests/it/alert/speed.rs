use std::time::Instant;

use daicho_domain::alert::AlertStore;

use super::{Ledger, nobodys};
use crate::stores::{account, for_each_database};

#[tokio::test]
async fn ten_thousand_alerts_come_and_go_with_the_syncs_that_cause_them() {
    for_each_database(|stores| async move {
        let unknown = (0..10_000).map(|number| nobodys(&number.to_string())).collect();
        let ledger = Ledger::serving(stores, unknown).await;
        let organization = ledger.bench.stores.organization;
        let raised = async || {
            let counts = ledger.alerts.counts(organization).await.unwrap();
            counts.iter().map(|count| count.count).sum::<u64>()
        };
        let began = Instant::now();
        assert_eq!(ledger.bench.sync().await.counts.unwrap().added, 10_000);
        let first = began.elapsed();
        assert_eq!(raised().await, 10_000);
        let began = Instant::now();
        ledger.bench.sync().await;
        let unchanged = began.elapsed();
        ledger.bench.connector.serve((0..10_000).map(account).collect());
        let began = Instant::now();
        ledger.bench.sync().await;
        let resolved = began.elapsed();
        assert_eq!(raised().await, 0);
        eprintln!("10,000 alerts raised in {first:?}, nothing in {unchanged:?}, resolved in {resolved:?}");
    })
    .await;
}
