use daicho_domain::list::PageRequest;
use daicho_domain::notification::{
    ChannelEdit, ChannelKind, ChannelMode, ChannelState, Delivery, DeliveryState, NotificationStore, Secrets,
};

use super::Office;
use crate::alert::nobodys;
use crate::stores::{Stores, for_each_database};

impl Office {
    async fn newest_delivery(&self, channel: daicho_domain::ids::ChannelId) -> Delivery {
        let page = PageRequest { limit: 1, cursor: None };
        self.store.deliveries(self.organization(), channel, &page).await.unwrap().items.remove(0)
    }
}

async fn office(stores: Stores) -> Office {
    Office::serving(stores, vec![nobodys("x")]).await
}

#[tokio::test]
async fn a_failing_channel_delays_no_sync_shows_its_state_and_recovers() {
    for_each_database(|stores| async move {
        let office = office(stores).await;
        let channel = office.channel(ChannelKind::Webhook, ChannelMode::AtOnce, &[]).await;
        *office.receiver.refusals.lock().unwrap() = 1;
        office.ledger.bench.sync().await;
        office.work().await;
        let failed = office.newest_delivery(channel.id).await;
        assert_eq!((failed.state, failed.attempts), (DeliveryState::Waiting, 1));
        assert!(failed.next_attempt_at > failed.last_attempt_at);
        let shown = office.store.find_channel(office.organization(), channel.id).await.unwrap().unwrap();
        assert_eq!(
            (shown.state, shown.last_error.as_deref()),
            (ChannelState::Failing, Some("example.com answered 503"))
        );
        office.ledger.bench.sync().await;

        office.wait_over().await;
        office.work().await;
        let taken = office.newest_delivery(channel.id).await;
        assert_eq!((taken.state, taken.attempts, taken.error), (DeliveryState::Delivered, 2, None));
        let shown = office.store.find_channel(office.organization(), channel.id).await.unwrap().unwrap();
        assert_eq!((shown.state, shown.last_error), (ChannelState::Working, None));
    })
    .await;
}

#[tokio::test]
async fn a_message_that_nobody_takes_is_given_up_and_can_be_sent_again_under_its_id() {
    for_each_database(|stores| async move {
        let office = office(stores).await;
        let channel = office.channel(ChannelKind::Webhook, ChannelMode::AtOnce, &[]).await;
        *office.receiver.refusals.lock().unwrap() = 9;
        let test = office.store.request_test(office.organization(), channel.id).await.unwrap();
        for _ in 0..9 {
            office.work().await;
            office.wait_over().await;
        }
        let given_up = office.newest_delivery(channel.id).await;
        assert_eq!((given_up.state, given_up.attempts), (DeliveryState::Failed, 9));
        office.work().await;
        assert_eq!(office.newest_delivery(channel.id).await, given_up);

        let again = office.store.redeliver(office.organization(), channel.id, test.id).await.unwrap().unwrap();
        assert_eq!((again.state, again.attempts), (DeliveryState::Waiting, 0));
        office.work().await;
        assert_eq!(office.receiver.taken.lock().unwrap()[0].0, test.message_id);
        let other = office.ledger.bench.stores.add_organization("Other", "other.example").await;
        assert_eq!(office.store.redeliver(other, channel.id, test.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn secrets_are_sealed_replaced_and_removed_with_their_channel() {
    for_each_database(|stores| async move {
        let office = office(stores).await;
        let channel = office.channel(ChannelKind::Webhook, ChannelMode::AtOnce, &[]).await;
        let stores = &office.ledger.bench.stores;
        let clear =
            "SELECT COUNT(*) FROM notification_secret WHERE sealed LIKE '%example.com%' OR sealed NOT LIKE 'v1.%'";
        assert_eq!(stores.count(clear).await, 0);
        assert_eq!(stores.count("SELECT COUNT(*) FROM notification_secret").await, 2);
        let secrets: Secrets = [("url".to_owned(), "https://example.com/other".to_owned())].into_iter().collect();
        let edit = ChannelEdit { enabled: Some(false), secrets, ..ChannelEdit::default() };
        office.store.edit_channel(office.organization(), channel.id, edit).await.unwrap();
        assert_eq!(stores.count("SELECT COUNT(*) FROM notification_secret").await, 2);
        office.ledger.bench.sync().await;
        office.work().await;
        assert_eq!(office.told(), [], "it was switched off");
        office.store.remove_channel(office.organization(), channel.id).await.unwrap();
        assert_eq!(stores.count("SELECT COUNT(*) FROM notification_secret").await, 0);
    })
    .await;
}
