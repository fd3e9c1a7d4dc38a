use chrono::Utc;
use daicho_domain::access::Actor;
use daicho_domain::list::FileFormat;
use daicho_domain::notification::{
    ChannelKind, ChannelMode, Every, ExportedList, NewScheduledExport, NotificationStore,
};

use super::Office;
use crate::stores::for_each_database;

#[tokio::test]
async fn a_list_goes_out_when_its_time_has_come_and_again_the_next_time() {
    for_each_database(|stores| async move {
        let office = Office::serving(stores, Vec::new()).await;
        let channel = office.channel(ChannelKind::Email, ChannelMode::AtOnce, &[]).await.id;
        let (list, format) = (ExportedList::Accounts, FileFormat::Csv);
        let query = "types=retired".to_owned();
        let export = NewScheduledExport { list, query, format, every: Every::Day, channel };
        let organization = office.organization();
        let added = office.store.add_scheduled_export(organization, export, &Actor::System).await.unwrap();
        assert!(added.next_run > Utc::now());
        office.work().await;
        assert!(office.receiver.taken.lock().unwrap().is_empty());
        office.ledger.bench.stores.execute("UPDATE scheduled_export SET next_run = 1").await;
        office.work().await;
        let taken = office.receiver.taken.lock().unwrap().remove(0);
        assert_eq!(taken.2.unwrap().bytes, b"types=retired");
        let exports = office.store.scheduled_exports(organization).await.unwrap();
        assert_eq!(exports, std::slice::from_ref(&added));
        assert!(office.store.remove_scheduled_export(organization, added.id).await.unwrap());
        assert!(!office.store.remove_scheduled_export(organization, added.id).await.unwrap());
    })
    .await;
}
