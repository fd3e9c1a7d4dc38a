use std::collections::BTreeMap;

use daicho_domain::access::Actor;
use daicho_domain::account::{AccountStatus, AccountStore};
use daicho_domain::alert::{AlertDetail, AlertQuery, AlertSettings, AlertStore, AlertType as T};
use daicho_domain::directory::{Batch, DirectoryStore, EmployeeStatus, IdentityPatch, Patch};
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::{AccountId, PeopleId, ServiceId};
use daicho_domain::integration::{
    ConnectorFault, FaultKind, RunStatus, SyncStore, WorkspaceEdit, WorkspaceSettings, WorkspaceStore,
};
use daicho_persistence::account::SqlAccounts;
use daicho_persistence::directory::SqlDirectoryStore;

use super::{Ledger, expected, nobodys, unused};
use crate::directory::by_hand;
use crate::stores::{account, for_each_database};

#[tokio::test]
async fn a_sync_raises_what_it_finds_and_resolves_what_is_gone() {
    for_each_database(|stores| async move {
        stores.add_person("user0@example.com", "managed", "retired").await;
        stores.add_person("user1@example.com", "managed", "on_leave").await;
        for active in 2..6 {
            stores.add_person(&format!("user{active}@example.com"), "managed", "active").await;
        }
        let suspended = daicho_domain::account::ReportedAccount { status: AccountStatus::Suspended, ..unused(5, 90) };
        let served = vec![account(0), account(1), unused(2, 45), unused(3, 44), account(4), suspended, nobodys("x")];
        let ledger = Ledger::serving(stores, served).await;
        ledger.bench.sync().await;
        let all =
            [("0", T::RetiredAccount), ("1", T::OnLeaveAccount), ("2", T::InactiveAccount), ("x", T::UnknownAccount)];
        assert_eq!(ledger.raised().await, expected(&all));

        ledger.bench.connector.serve(vec![account(1), unused(2, 1), unused(3, 44), account(4), nobodys("x")]);
        ledger.bench.sync().await;
        assert_eq!(ledger.raised().await, expected(&[("1", T::OnLeaveAccount), ("x", T::UnknownAccount)]));
    })
    .await;
}

#[tokio::test]
async fn an_unchanged_sync_writes_no_alert() {
    for_each_database(|stores| async move {
        let ledger = Ledger::serving(stores, (0..30).map(|id| nobodys(&id.to_string())).collect()).await;
        ledger.bench.sync().await;
        let stamp = if ledger.bench.stores.is_postgres() {
            "SELECT CAST(MAX(CAST(CAST(xmin AS text) AS bigint)) AS bigint) FROM alert"
        } else {
            "SELECT MAX(id) + COUNT(*) FROM alert WHERE NOT announced"
        };
        let before = ledger.bench.stores.count(stamp).await;
        ledger.bench.sync().await;
        assert_eq!(ledger.bench.stores.count(stamp).await, before);
        assert_eq!(ledger.raised().await.len(), 30);
    })
    .await;
}

#[tokio::test]
async fn whoever_retires_leaves_alerts_behind_and_whoever_comes_back_resolves_them() {
    for_each_database(|stores| async move {
        let person = PeopleId(stores.add_person("user0@example.com", "managed", "active").await);
        stores.add_person("user1@example.com", "managed", "active").await;
        let ledger = Ledger::serving(stores, vec![account(0), account(1), nobodys("x")]).await;
        ledger.bench.sync().await;
        assert_eq!(ledger.raised().await, expected(&[("x", T::UnknownAccount)]));
        let (database, organization) = (ledger.bench.stores.database.clone(), ledger.bench.stores.organization);
        let directory = SqlDirectoryStore::new(database.clone());
        let becomes = async |status| {
            let patch = IdentityPatch { status: Patch::Set(status), ..IdentityPatch::default() };
            directory.update(organization, &Batch::one(person), &patch, &by_hand()).await.unwrap();
        };
        becomes(EmployeeStatus::Retired).await;
        assert_eq!(ledger.raised().await, expected(&[("0", T::RetiredAccount), ("x", T::UnknownAccount)]));

        let accounts = SqlAccounts::new(database);
        let unknown = AlertQuery { kinds: vec![T::UnknownAccount], ..AlertQuery::default() };
        let unknown: AccountId = ledger.all(&unknown).await[0].account.as_ref().unwrap().id;
        accounts.link(organization, unknown, Some(person), &Actor::System).await.unwrap();
        assert_eq!(ledger.raised().await, expected(&[("0", T::RetiredAccount), ("x", T::RetiredAccount)]));
        becomes(EmployeeStatus::Active).await;
        assert_eq!(ledger.raised().await, []);
    })
    .await;
}

#[tokio::test]
async fn what_is_the_matter_with_a_workspace_is_an_alert_until_a_sync_succeeds() {
    for_each_database(|stores| async move {
        let ledger = Ledger::serving(stores, (0..40).map(account).collect()).await;
        let failing = async |kind| {
            ledger.bench.connector.fail_at(0, ConnectorFault::new(kind, "GET /users answered no"));
            ledger.bench.sync().await
        };
        failing(FaultKind::PermissionMissing).await;
        let failed = ledger.all(&AlertQuery::default()).await.remove(0);
        assert_eq!(failed.kind, T::FailedIntegration);
        let told = AlertDetail::Fault(ErrorCode::PermissionMissing, "GET /users answered no".to_owned());
        assert_eq!(failed.detail, Some(told));
        failing(FaultKind::CredentialsRejected).await;
        assert_eq!(ledger.raised().await, expected(&[("-", T::ExpiredCredentials)]));
        ledger.bench.sync().await;
        assert_eq!(ledger.raised().await, []);

        ledger.bench.connector.serve(vec![account(0)]);
        let held = ledger.bench.sync().await;
        assert_eq!(held.status, RunStatus::Held);
        let raised = ledger.all(&AlertQuery::default()).await.remove(0);
        assert_eq!((raised.kind, raised.detail), (T::HeldSync, held.held.map(AlertDetail::Held)));
        let organization = ledger.bench.stores.organization;
        ledger.bench.integration.discard(organization, held.request, &Actor::System).await.unwrap();
        assert_eq!(ledger.raised().await, []);
    })
    .await;
}

#[tokio::test]
async fn credentials_are_expiring_and_then_expired() {
    for_each_database(|stores| async move {
        let ledger = Ledger::serving(stores, vec![]).await;
        let valid_for = async |days: i64| {
            let day = (chrono::Utc::now() + chrono::TimeDelta::days(days)).date_naive();
            let settings = WorkspaceSettings { credentials_last_day: Some(day), ..WorkspaceSettings::default() };
            let edit = WorkspaceEdit { settings: Some(settings), ..WorkspaceEdit::default() };
            ledger.bench.integration.edit(&ledger.bench.workspace, edit).await.unwrap();
            ledger.raised().await
        };
        assert_eq!(valid_for(30).await, []);
        assert_eq!(valid_for(7).await, expected(&[("-", T::ExpiringCredentials)]));
        assert_eq!(valid_for(-2).await, expected(&[("-", T::ExpiredCredentials)]));
        let pause = WorkspaceEdit { paused: Some(true), ..WorkspaceEdit::default() };
        ledger.bench.integration.edit(&ledger.bench.workspace, pause).await.unwrap();
        assert_eq!(ledger.raised().await, [], "a paused workspace is left in peace");
    })
    .await;
}

#[tokio::test]
async fn how_long_is_too_long_is_decided_for_all_services_or_for_one() {
    for_each_database(|stores| async move {
        let ledger = Ledger::serving(stores, vec![unused(0, 10), unused(1, 100)]).await;
        ledger.bench.sync().await;
        let organization = ledger.bench.stores.organization;
        let inactive = async |days, services| {
            let settings = AlertSettings { inactivity_days: days, services };
            ledger.alerts.set_settings(organization, &settings).await.unwrap();
            assert_eq!(ledger.alerts.settings(organization).await.unwrap(), settings);
            ledger.found(AlertQuery { kinds: vec![T::InactiveAccount], ..AlertQuery::default() }).await.len()
        };
        assert_eq!(inactive(45, BTreeMap::new()).await, 1);
        assert_eq!(inactive(10, BTreeMap::new()).await, 2);
        assert_eq!(inactive(10, BTreeMap::from([(ServiceId(7), 200)])).await, 0);
        assert_eq!(inactive(200, BTreeMap::from([(ServiceId(8), 1)])).await, 0);
    })
    .await;
}
