use chrono::{TimeDelta, Utc};
use daicho_domain::access::Actor;
use daicho_domain::account::{AccountQuery, AccountStore};
use daicho_domain::alert::{
    AccountMute, AlertQuery, AlertStore, AlertType as T, FileMute, MuteQuery, MuteScope, ServiceMute, Unmute,
};
use daicho_domain::error::{ErrorCode, Failure};
use daicho_domain::ids::ServiceId;
use daicho_domain::list::PageRequest;
use daicho_persistence::account::SqlAccounts;

use super::{Ledger, expected, nobodys};
use crate::stores::{Stores, account, for_each_database};

/// Two accounts of somebody who left, one of nobody.
async fn ledger(stores: Stores) -> Ledger {
    stores.add_person("user0@example.com", "managed", "retired").await;
    let mut second = account(1);
    second.email = Some("USER0@example.com".into());
    let ledger = Ledger::serving(stores, vec![account(0), second, nobodys("x")]).await;
    ledger.bench.sync().await;
    ledger
}

fn silence(ledger: &Ledger, account: &str, kind: T) -> AccountMute {
    let accounts = vec![format!("{}#{account}", ledger.bench.workspace.id)];
    AccountMute { accounts, kind, until: None, reason: None, other_accounts: false }
}

impl Ledger {
    async fn muted(&self, muted: bool) -> Vec<(String, T)> {
        self.found(AlertQuery { muted: Some(muted), ..AlertQuery::default() }).await
    }

    /// How many of all are muted, as summaries count.
    async fn counted(&self) -> (u64, u64) {
        let counts = self.alerts.counts(self.bench.stores.organization).await.unwrap();
        (counts.iter().map(|count| count.count).sum(), counts.iter().map(|count| count.muted).sum())
    }
}

#[tokio::test]
async fn an_account_is_muted_for_one_type_until_a_time_or_for_good() {
    for_each_database(|stores| async move {
        let ledger = ledger(stores).await;
        let organization = ledger.bench.stores.organization;
        let mute = silence(&ledger, "0", T::RetiredAccount);
        assert_eq!(ledger.alerts.mute_accounts(organization, &mute, &Actor::System).await.unwrap(), 1);
        assert_eq!(ledger.muted(true).await, expected(&[("0", T::RetiredAccount)]));
        assert_eq!(ledger.muted(false).await, expected(&[("1", T::RetiredAccount), ("x", T::UnknownAccount)]));
        assert_eq!(ledger.counted().await, (3, 1));

        let over = AccountMute { until: Some(Utc::now() - TimeDelta::seconds(1)), ..mute.clone() };
        ledger.alerts.mute_accounts(organization, &over, &Actor::System).await.unwrap();
        assert_eq!(ledger.muted(true).await, [], "its time has passed");
        let soon = AccountMute { until: Some(Utc::now() + TimeDelta::days(1)), ..mute.clone() };
        ledger.alerts.mute_accounts(organization, &soon, &Actor::System).await.unwrap();
        assert_eq!(ledger.muted(true).await, expected(&[("0", T::RetiredAccount)]));

        let accounts = SqlAccounts::new(ledger.bench.stores.database.clone());
        let page = PageRequest { limit: 20, cursor: None };
        for (muted, ids) in [(true, vec!["0"]), (false, vec!["1"])] {
            let query =
                AccountQuery { alerts: vec![T::RetiredAccount], alert_muted: Some(muted), ..Default::default() };
            let found = accounts.list(organization, &query, &page).await.unwrap().items;
            assert_eq!(found.iter().map(|found| found.external_id.as_str()).collect::<Vec<_>>(), ids);
        }
        let unmute = Unmute::Accounts { accounts: mute.accounts, kind: T::RetiredAccount, other_accounts: false };
        assert_eq!(ledger.alerts.unmute(organization, &unmute).await.unwrap(), 1);
        assert_eq!(ledger.counted().await, (3, 0));
    })
    .await;
}

#[tokio::test]
async fn the_other_accounts_of_the_person_can_be_muted_along() {
    for_each_database(|stores| async move {
        let ledger = ledger(stores).await;
        let organization = ledger.bench.stores.organization;
        let mute = AccountMute { other_accounts: true, ..silence(&ledger, "user0@example.com", T::RetiredAccount) };
        assert_eq!(ledger.alerts.mute_accounts(organization, &mute, &Actor::System).await.unwrap(), 2);
        assert_eq!(ledger.muted(false).await, expected(&[("x", T::UnknownAccount)]));
        let page = PageRequest { limit: 20, cursor: None };
        let mutes = ledger.alerts.mutes(organization, &MuteQuery::default(), &page).await.unwrap();
        assert!(mutes.items.iter().all(|mute| mute.scope == MuteScope::Person && mute.by == "system"));
        let unmute = Unmute::Accounts { accounts: mute.accounts, kind: mute.kind, other_accounts: true };
        assert_eq!(ledger.alerts.unmute(organization, &unmute).await.unwrap(), 2);

        let unknown = silence(&ledger, "nobody", T::RetiredAccount);
        let refused = ledger.alerts.mute_accounts(organization, &unknown, &Actor::System).await;
        assert!(matches!(refused, Err(Failure::Refused(refusal)) if refusal.code == ErrorCode::NotFound));
        let other = ledger.bench.stores.add_organization("Other", "other.example").await;
        let foreign = silence(&ledger, "0", T::RetiredAccount);
        assert!(ledger.alerts.mute_accounts(other, &foreign, &Actor::System).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_service_is_muted_whole_or_for_one_type_with_a_reason() {
    for_each_database(|stores| async move {
        let ledger = ledger(stores).await;
        let organization = ledger.bench.stores.organization;
        let services = vec![ServiceId(7)];
        let mute = ServiceMute { services: services.clone(), kind: Some(T::RetiredAccount), reason: None };
        ledger.alerts.mute_services(organization, &mute, &Actor::System).await.unwrap();
        assert_eq!(ledger.muted(false).await, expected(&[("x", T::UnknownAccount)]));
        assert_eq!(ledger.counted().await, (3, 2));
        let whole = ServiceMute { kind: None, reason: Some("leaves in May".into()), ..mute };
        ledger.alerts.mute_services(organization, &whole, &Actor::System).await.unwrap();
        assert_eq!((ledger.muted(false).await, ledger.counted().await), (vec![], (3, 3)));

        let page = PageRequest { limit: 1, cursor: None };
        let newest = ledger.alerts.mutes(organization, &MuteQuery::default(), &page).await.unwrap();
        let mute = &newest.items[0];
        assert_eq!((mute.scope, mute.kind, mute.reason.as_deref()), (MuteScope::Service, None, Some("leaves in May")));
        let rest = PageRequest { limit: 1, cursor: newest.next_cursor };
        let rest = ledger.alerts.mutes(organization, &MuteQuery::default(), &rest).await.unwrap();
        assert_eq!((rest.items[0].scope, rest.items[0].kind), (MuteScope::Type, Some(T::RetiredAccount)));
        let unmute = Unmute::Services { services, kind: None };
        assert_eq!(ledger.alerts.unmute(organization, &unmute).await.unwrap(), 2);
        assert_eq!(ledger.muted(true).await, []);
    })
    .await;
}

#[tokio::test]
async fn files_are_muted_by_their_ids() {
    for_each_database(|stores| async move {
        let ledger = ledger(stores).await;
        let organization = ledger.bench.stores.organization;
        let mute = FileMute { files: vec!["f1".into(), "f2".into(), "f1".into()], until: None };
        assert_eq!(ledger.alerts.mute_files(organization, &mute, &Actor::System).await.unwrap(), 2);
        assert_eq!(ledger.alerts.mute_files(organization, &mute, &Actor::System).await.unwrap(), 2);
        let page = PageRequest { limit: 20, cursor: None };
        let files = MuteQuery { kind: Some(T::PublicFiles), ..MuteQuery::default() };
        assert_eq!(ledger.alerts.mutes(organization, &files, &page).await.unwrap().total, Some(2));
        assert_eq!(ledger.alerts.unmute(organization, &Unmute::Files(vec!["f1".into()])).await.unwrap(), 1);
    })
    .await;
}
