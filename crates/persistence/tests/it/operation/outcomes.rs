use daicho_domain::account::{AccountEventKind, AccountStatus, AccountStore};
use daicho_domain::error::ErrorCode;
use daicho_domain::integration::{ChangeKind, ConnectorFault, FaultKind, IntegrationLog, RunKind, RunStatus};
use daicho_domain::operation::{Idempotency, OperationState, OperationStore};

use super::desk::{Desk, refused};
use crate::stores::for_each_database;

#[tokio::test]
async fn a_deleted_account_vanishes_at_once_and_is_logged_with_who_asked() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let id = desk.ask(desk.draft(ChangeKind::Delete, 3).await).await.unwrap();
        assert_eq!(desk.state(id).await, OperationState::Requested);
        desk.work_off().await;

        let done = desk.operation(id).await;
        assert_eq!((done.state, done.attempts, done.already), (OperationState::Succeeded, 1, false));
        assert_eq!(done.before.unwrap().email.as_deref(), Some("user3@example.com"));
        assert_eq!(done.after, None);
        let account = desk.account(3).await;
        assert!(account.vanished_at.is_some());
        let history = desk.accounts.history(&account, desk.bench.stores.organization).await.unwrap();
        assert_eq!(history[0].kind, AccountEventKind::Vanished);
        assert_eq!(desk.bench.workspace_now().await.account_count, 4);
        let entry = IntegrationLog::find(&desk.bench.integration, done.organization, id).await.unwrap().unwrap();
        assert_eq!((entry.kind, entry.status, entry.actor.as_str()), (RunKind::Delete, RunStatus::Finished, "system"));

        // The next sync finds it as it was left.
        let synced = desk.bench.sync().await.counts.unwrap();
        assert_eq!((synced.removed, synced.returned, synced.unchanged), (0, 0, 4));
    })
    .await;
}

#[tokio::test]
async fn what_is_gone_already_is_a_success() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        desk.bench.connector.serve(Vec::new());
        let id = desk.ask(desk.draft(ChangeKind::Delete, 3).await).await.unwrap();
        desk.work_off().await;
        let done = desk.operation(id).await;
        assert_eq!((done.state, done.already), (OperationState::Succeeded, true));
        assert!(desk.account(3).await.vanished_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_suspended_account_shows_it_and_can_be_given_back() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        desk.ask(desk.draft(ChangeKind::Suspend, 3).await).await.unwrap();
        desk.work_off().await;
        assert_eq!(desk.account(3).await.status, AccountStatus::Suspended);
        let given_back = desk.ask(desk.draft(ChangeKind::Reactivate, 3).await).await.unwrap();
        desk.work_off().await;
        assert_eq!(desk.account(3).await.status, AccountStatus::Active);
        assert_eq!(desk.operation(given_back).await.after.unwrap().status, AccountStatus::Active);
        let synced = desk.bench.sync().await.counts.unwrap();
        assert_eq!((synced.added, synced.removed), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_created_account_is_in_the_list_at_once_and_its_password_nowhere() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let person = desk.bench.stores.add_person("new@example.com", "managed", "active").await;
        let id = desk.ask(desk.creation("new@example.com")).await.unwrap();
        let sealed = "SELECT COUNT(*) FROM operation WHERE sealed IS NOT NULL AND sealed NOT LIKE '%opensesame%'";
        assert_eq!(desk.bench.stores.count(sealed).await, 1);
        desk.work_off().await;

        assert_eq!(desk.bench.connector.changes()[0].input["password"], "opensesame");
        let created = desk.operation(id).await;
        let account = desk.accounts.find(created.organization, created.account.unwrap()).await.unwrap().unwrap();
        assert_eq!(account.owner.unwrap().id.0, person);
        assert_eq!(desk.bench.stores.count("SELECT COUNT(*) FROM operation WHERE sealed IS NOT NULL").await, 0);
        let synced = desk.bench.sync().await.counts.unwrap();
        assert_eq!((synced.added, synced.removed), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_refusal_of_the_service_is_named_in_its_words_and_can_be_tried_again() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        desk.bench.connector.answer_badly(ConnectorFault::new(FaultKind::Refused, "has open invoices"), false);
        let id = desk.ask(desk.draft(ChangeKind::Delete, 3).await).await.unwrap();
        desk.work_off().await;
        let failed = desk.operation(id).await;
        let fault = failed.fault.unwrap();
        assert_eq!((failed.state, fault.code), (OperationState::Failed, ErrorCode::AccountCannotBeDeleted));
        assert_eq!(fault.detail, "has open invoices");
        assert!(desk.account(3).await.vanished_at.is_none());

        desk.store.resume(failed.organization, id, "ann@example.com").await.unwrap();
        desk.work_off().await;
        assert_eq!(desk.state(id).await, OperationState::Succeeded);
        let again = desk.store.resume(failed.organization, id, "ann@example.com").await;
        assert_eq!(refused(again), ErrorCode::OperationHasEnded);
    })
    .await;
}

#[tokio::test]
async fn the_same_key_is_the_same_operation() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let once = Idempotency { key: "k1".into(), digest: "delete 3".into() };
        let first = desk.ask_once(desk.draft(ChangeKind::Delete, 3).await, Some(&once)).await.unwrap();
        let second = desk.ask_once(desk.draft(ChangeKind::Delete, 3).await, Some(&once)).await.unwrap();
        assert_eq!(first, second);
        let other = Idempotency { digest: "delete 4".into(), ..once.clone() };
        let reused = desk.ask_once(desk.draft(ChangeKind::Delete, 4).await, Some(&other)).await;
        assert_eq!(refused(reused), ErrorCode::IdempotencyKeyReused);
        desk.work_off().await;
        assert_eq!(desk.store.remembered(desk.bench.stores.organization, &once).await.unwrap(), Some(vec![first]));
        assert_eq!(desk.bench.connector.changes().len(), 1);
    })
    .await;
}
