use daicho_domain::access::Actor;
use daicho_domain::error::{ErrorCode, Failure};
use daicho_domain::integration::{
    ConnectorFault, Counts, FaultKind, IntegrationLog, RunStatus, StepEvent, SyncStore, Trigger, WorkspaceStatus,
};
use daicho_domain::queue::JobEnd;

use crate::stores::{Bench, ScriptedConnector, account, for_each_database};

fn accounts(numbers: impl Iterator<Item = usize>) -> Vec<daicho_domain::account::ReportedAccount> {
    numbers.map(account).collect()
}

#[tokio::test]
async fn what_appears_changes_vanishes_and_returns_is_counted_and_remembered() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving(accounts(0..25), 10)).await;
        assert_eq!(bench.workspace_now().await.status, WorkspaceStatus::Never);
        let first = bench.sync().await;
        assert_eq!(first.status, RunStatus::Finished);
        assert_eq!(first.counts, Some(Counts { added: 25, ..Counts::default() }));
        assert_eq!((first.progress.pages, first.progress.accounts, first.progress.requests), (3, 25, 3));
        assert_eq!(bench.workspace_now().await.account_count, 25);

        let mut later = accounts(0..24);
        later[3].roles = vec!["admin".into()];
        bench.connector.serve(later);
        let second = bench.sync().await;
        assert_eq!(second.counts, Some(Counts { changed: 1, removed: 1, unchanged: 23, ..Counts::default() }));
        assert_eq!(bench.stores.count("SELECT COUNT(*) FROM account_event WHERE kind = 'vanished'").await, 1);
        let changed = r#"SELECT COUNT(*) FROM account_event WHERE changes = '{"roles":[[],["admin"]]}'"#;
        assert_eq!(bench.stores.count(changed).await, 1);

        bench.connector.serve(accounts(0..25));
        let third = bench.sync().await;
        assert_eq!(third.counts, Some(Counts { changed: 1, returned: 1, unchanged: 23, ..Counts::default() }));
        assert_eq!(bench.stores.count("SELECT COUNT(*) FROM account_event WHERE kind = 'returned'").await, 1);
        assert_eq!(bench.workspace_now().await.status, WorkspaceStatus::Synced);
        assert_eq!(bench.stores.count("SELECT COUNT(*) FROM staged_account").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_unchanged_sync_writes_no_account() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving(accounts(0..30), 10)).await;
        bench.sync().await;
        bench.stores.execute("UPDATE account SET updated_at = first_seen_at, memo = 'untouched'").await;
        let stamp = if bench.stores.is_postgres() {
            "SELECT CAST(MAX(CAST(CAST(xmin AS text) AS bigint)) AS bigint) FROM account"
        } else {
            "SELECT COUNT(*) FROM account WHERE updated_at = first_seen_at"
        };
        let before = bench.stores.count(stamp).await;
        let second = bench.sync().await;
        assert_eq!(second.counts, Some(Counts { unchanged: 30, ..Counts::default() }));
        assert_eq!(bench.stores.count(stamp).await, before);
    })
    .await;
}

#[tokio::test]
async fn the_last_of_two_reports_of_one_account_counts() {
    for_each_database(|stores| async move {
        let mut twice = accounts(0..12);
        twice[11] = account(3);
        twice[11].display_name = Some("The other".into());
        twice[4] = account(1);
        let bench = Bench::new(stores, ScriptedConnector::serving(twice, 5)).await;
        assert_eq!(bench.sync().await.counts.unwrap().added, 10);
        assert_eq!(bench.stores.count("SELECT COUNT(*) FROM account WHERE display_name = 'The other'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_mass_disappearance_waits_for_a_person() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving(accounts(0..230), 100)).await;
        bench.sync().await;
        bench.connector.serve(accounts(0..3));
        let held = bench.sync().await;
        assert_eq!(held.status, RunStatus::Held);
        assert_eq!((held.held.unwrap().known, held.held.unwrap().vanishing), (230, 227));
        let workspace = bench.workspace_now().await;
        assert_eq!((workspace.status, workspace.account_count), (WorkspaceStatus::Held, 230));

        let organization = bench.stores.organization;
        bench.integration.discard(organization, held.request, &Actor::System).await.unwrap();
        assert_eq!(bench.workspace_now().await.status, WorkspaceStatus::Synced);
        let again = bench.sync().await;
        bench.integration.confirm(organization, again.request, &Actor::System).await.unwrap();
        assert_eq!(bench.work().await, Some(JobEnd::Done));
        let applied = bench.entry(again.request).await;
        assert_eq!((applied.status, applied.counts.unwrap().removed), (RunStatus::Finished, 227));
        assert_eq!(bench.workspace_now().await.account_count, 3);
    })
    .await;
}

#[tokio::test]
async fn one_sync_of_a_workspace_at_a_time() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving(accounts(0..3), 10)).await;
        bench.request().await;
        let workspace = bench.workspace_now().await;
        let refused = bench.integration.request(&workspace, Trigger::User, &Actor::System).await;
        assert!(matches!(refused, Err(Failure::Refused(refusal)) if refusal.code == ErrorCode::SyncAlreadyRunning));
    })
    .await;
}

#[tokio::test]
async fn a_fault_for_good_applies_nothing_and_names_itself() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving(accounts(0..30), 10)).await;
        bench.connector.fail_at(2, ConnectorFault::new(FaultKind::PermissionMissing, "GET /users answered 403"));
        let failed = bench.sync().await;
        assert_eq!((failed.status, failed.fault.unwrap().code), (RunStatus::Failed, ErrorCode::PermissionMissing));
        let workspace = bench.workspace_now().await;
        assert_eq!((workspace.status, workspace.account_count), (WorkspaceStatus::Failed, 0));
        assert_eq!(bench.stores.count("SELECT COUNT(*) FROM staged_account").await, 0);
        let steps = bench.integration.steps(bench.stores.organization, failed.request).await.unwrap();
        let detail = "GET /users answered 403".to_owned();
        assert_eq!(
            steps.last().unwrap().event,
            StepEvent::Error { error_id: ErrorCode::PermissionMissing, detail, picture: None }
        );
        assert_eq!(steps[1].event, StepEvent::Page { page: 1, accounts: 10 });
        assert_eq!(steps.iter().filter(|step| matches!(step.event, StepEvent::Request(_))).count(), 3);
        assert_eq!(bench.sync().await.counts.unwrap().added, 30);
    })
    .await;
}
