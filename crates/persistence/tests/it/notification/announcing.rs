use daicho_domain::access::Actor;
use daicho_domain::alert::{AlertStore, AlertType as T, ServiceMute};
use daicho_domain::ids::ServiceId;
use daicho_domain::notification::{ChannelKind, ChannelMode};

use super::Office;
use crate::alert::{nobodys, unused};
use crate::stores::for_each_database;

#[tokio::test]
async fn a_channel_hears_of_its_types_once() {
    for_each_database(|stores| async move {
        let office = Office::serving(stores, vec![unused(0, 90), nobodys("x")]).await;
        office.channel(ChannelKind::Email, ChannelMode::AtOnce, &[]).await;
        office.channel(ChannelKind::SlackWebhook, ChannelMode::AtOnce, &[T::InactiveAccount]).await;
        office.channel(ChannelKind::SlackWebhook, ChannelMode::AtOnce, &[T::HeldSync]).await;
        office.ledger.bench.sync().await;
        office.work().await;
        let mut totals: Vec<u64> = office.told().iter().map(|notice| notice.total).collect();
        totals.sort_unstable();
        assert_eq!(totals, [1, 2]);
        office.ledger.bench.sync().await;
        office.work().await;
        assert_eq!(office.told(), []);
    })
    .await;
}

#[tokio::test]
async fn services_are_named_in_the_organizations_language() {
    for_each_database(|stores| async move {
        let office = Office::serving(stores, vec![nobodys("x")]).await;
        office.channel(ChannelKind::Email, ChannelMode::AtOnce, &[]).await;
        office.ledger.bench.stores.execute("UPDATE organization SET language = 'ja'").await;
        office.ledger.bench.sync().await;
        office.work().await;
        assert_eq!(office.told()[0].alerts[0].service, "台本サービス");
    })
    .await;
}

#[tokio::test]
async fn what_is_muted_or_resolved_before_the_digest_is_not_told() {
    for_each_database(|stores| async move {
        let office = Office::serving(stores, vec![unused(0, 90), nobodys("x"), nobodys("y")]).await;
        let channel = office.channel(ChannelKind::Email, ChannelMode::Digest, &[]).await;
        let mute = ServiceMute { services: vec![ServiceId(7)], kind: Some(T::InactiveAccount), reason: None };
        office.ledger.alerts.mute_services(office.organization(), &mute, &Actor::System).await.unwrap();
        office.ledger.bench.sync().await;
        office.work().await;
        assert_eq!(office.told(), [], "the morning is yet to come");
        office.ledger.bench.connector.serve(vec![unused(0, 90), nobodys("x")]);
        office.ledger.bench.sync().await;
        let morning = format!("UPDATE notification_channel SET next_digest = 1 WHERE id = {}", channel.id);
        office.ledger.bench.stores.execute(&morning).await;
        office.work().await;
        let told = office.told();
        assert_eq!((told.len(), told[0].digest, told[0].total), (1, true, 1));
        assert_eq!(told[0].alerts[0].account.as_deref(), Some(&*format!("{}#x", office.ledger.bench.workspace.id)));
        office.work().await;
        assert_eq!(office.told(), [], "the next digest is tomorrow's");
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_alerts_are_one_message_to_people_and_all_of_them_to_programs() {
    for_each_database(|stores| async move {
        let unknown = (0..10_000).map(|number| nobodys(&number.to_string())).collect();
        let office = Office::serving(stores, unknown).await;
        office.channel(ChannelKind::Email, ChannelMode::AtOnce, &[]).await;
        office.ledger.bench.sync().await;
        office.work().await;
        let told = office.told();
        assert_eq!((told.len(), told[0].total, told[0].alerts.len()), (1, 10_000, 10));

        office.channel(ChannelKind::Webhook, ChannelMode::AtOnce, &[]).await;
        office.ledger.bench.stores.execute("UPDATE alert SET announced = FALSE").await;
        office.work().await;
        let sizes: Vec<usize> = office.told().iter().map(|notice| notice.alerts.len()).collect();
        assert_eq!((sizes.iter().filter(|size| **size == 500).count(), sizes.len()), (20, 21));
    })
    .await;
}
