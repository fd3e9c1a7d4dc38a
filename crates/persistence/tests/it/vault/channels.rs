use daicho_domain::notification::{
    Address, ChannelKind, ChannelMode, ChannelTarget, NewChannel, NotificationStore, Secrets,
};
use daicho_persistence::notification::SqlNotifications;
use daicho_persistence::queue::Wake;
use daicho_persistence::vault::Vault;
use secrecy::ExposeSecret;

use super::{Installation, open};
use crate::support::for_each_database;

const URL: &str = "https://hooks.example.com/T0/secret";

fn channels(here: &Installation, vault: &Vault) -> SqlNotifications {
    let page = "https://daicho.example".parse().unwrap();
    SqlNotifications::new(here.database.clone(), vault.clone(), Wake::default(), page)
}

#[tokio::test]
async fn a_rotation_renews_the_secrets_of_channels_along() {
    for_each_database(async |database| {
        let here = Installation::new(database.clone()).await;
        let secrets: Secrets = [("url".to_owned(), URL.to_owned())].into_iter().collect();
        let (kind, mode) = (ChannelKind::SlackWebhook, ChannelMode::AtOnce);
        let (name, target) = ("Ops".to_owned(), ChannelTarget::default());
        let new = NewChannel { kind, name, enabled: true, target, alert_types: Vec::new(), mode, secrets };
        let store = channels(&here, &here.vault);
        let channel = store.add_channel(here.organization, new).await.unwrap();
        let test = store.request_test(here.organization, channel.id).await.unwrap();

        let after = open(&database, here.folder.path()).await.rotate(|_| {}).await.unwrap();
        assert_eq!((after.secrets, after.secrets_under_retired_data_keys), (1, 0));
        let restarted = open(&database, here.folder.path()).await;
        let task = channels(&here, &restarted).begin_delivery(here.organization, test.id).await.unwrap().unwrap();
        assert!(matches!(task.address, Address::SlackWebhook { url } if url.expose_secret() == URL));
    })
    .await;
}
