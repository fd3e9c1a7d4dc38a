//! Deletions that wait for their time.

use chrono::{TimeDelta, Utc};
use daicho_domain::access::Actor;
use daicho_domain::account::AccountStatus;
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::RequestId;
use daicho_domain::integration::ChangeKind;
use daicho_domain::operation::{ChangeRequest, OperationDraft, OperationState, OperationStore, Origin};

use super::desk::{Desk, refused};
use crate::stores::for_each_database;

#[tokio::test]
async fn a_scheduled_deletion_suspends_first_and_is_done_in_its_time() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let (deletion, suspension) = scheduled(&desk).await;
        let ids = (deletion.id, suspension.id);
        let organization = desk.bench.stores.organization;
        let answered = desk.store.request(organization, vec![deletion, suspension], None).await.unwrap();
        assert_eq!(answered, [ids.0]);
        desk.work_off().await;
        assert_eq!(desk.state(ids.1).await, OperationState::Succeeded);
        assert_eq!(desk.state(ids.0).await, OperationState::Scheduled);
        assert_eq!(refused(desk.ask(desk.draft(ChangeKind::Delete, 3).await).await), ErrorCode::OperationInProgress);

        desk.bench.stores.execute("UPDATE operation SET run_at = 1 WHERE state = 'scheduled'").await;
        desk.store.request_due().await.unwrap();
        desk.work_off().await;
        assert_eq!(desk.state(ids.0).await, OperationState::Succeeded);
        let kinds: Vec<_> = desk.bench.connector.changes().iter().map(|change| change.kind).collect();
        assert_eq!(kinds, [ChangeKind::Suspend, ChangeKind::Delete]);
    })
    .await;
}

#[tokio::test]
async fn until_then_it_can_be_undone() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let (deletion, _) = scheduled(&desk).await;
        let id = desk.ask(deletion).await.unwrap();
        let organization = desk.bench.stores.organization;
        desk.store.cancel(organization, id, "ann@example.com").await.unwrap();
        assert_eq!(desk.state(id).await, OperationState::Cancelled);
        assert_eq!(refused(desk.store.cancel(organization, id, "bob@example.com").await), ErrorCode::OperationHasEnded);
        desk.store.request_due().await.unwrap();
        assert_eq!(desk.work().await, None);
    })
    .await;
}

/// Asks for the deletion of an account as people do, under a grace period of a day.
async fn asked_with_grace(desk: &Desk) -> RequestId {
    let organization = desk.bench.stores.organization;
    desk.bench.stores.execute(r#"UPDATE organization SET settings = '{"deletionGraceHours": 24}'"#).await;
    let request = ChangeRequest {
        kind: ChangeKind::Delete,
        account: desk.account(3).await.id,
        hand_over_to: None,
        actor: "ann@example.com".into(),
        origin: Origin::Screen,
        with_grace: true,
    };
    let plan = desk.operations().plan(organization, &request).await.unwrap();
    assert!(plan.scheduled_for.is_some() && plan.suspends_now);
    desk.operations().request(organization, &[request], None).await.unwrap()[0]
}

#[tokio::test]
async fn the_grace_of_the_organization_schedules_the_deletion_and_suspends_the_account() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let id = asked_with_grace(&desk).await;
        let deletion = desk.operation(id).await;
        assert_eq!(deletion.state, OperationState::Scheduled);
        let hours = (deletion.run_at - Utc::now()).num_minutes();
        assert!((23 * 60..=24 * 60).contains(&hours), "in {hours} minutes");
        desk.work_off().await;
        assert_eq!(desk.account(3).await.status, AccountStatus::Suspended);
        desk.store.request_due().await.unwrap();
        assert_eq!(desk.work().await, None, "its time has not come");
    })
    .await;
}

#[tokio::test]
async fn undoing_a_deletion_gives_back_what_was_suspended_meanwhile() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let id = asked_with_grace(&desk).await;
        desk.work_off().await;
        desk.operations().cancel(&desk.operation(id).await, &Actor::System).await.unwrap();
        desk.work_off().await;
        assert_eq!(desk.state(id).await, OperationState::Cancelled);
        assert_eq!(desk.account(3).await.status, AccountStatus::Active);
        let kinds: Vec<_> = desk.bench.connector.changes().iter().map(|change| change.kind).collect();
        assert_eq!(kinds, [ChangeKind::Suspend, ChangeKind::Reactivate]);
    })
    .await;
}

#[tokio::test]
async fn undoing_at_once_takes_the_suspension_back_before_the_service_is_asked() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let id = asked_with_grace(&desk).await;
        desk.operations().cancel(&desk.operation(id).await, &Actor::System).await.unwrap();
        desk.work_off().await;
        assert_eq!(desk.account(3).await.status, AccountStatus::Active);
        assert!(desk.bench.connector.changes().is_empty());
    })
    .await;
}

async fn scheduled(desk: &Desk) -> (OperationDraft, OperationDraft) {
    let run_at = Some(Utc::now() + TimeDelta::hours(24));
    let deletion = OperationDraft { run_at, ..desk.draft(ChangeKind::Delete, 3).await };
    let suspension = OperationDraft { beside: Some(deletion.id), ..desk.draft(ChangeKind::Suspend, 3).await };
    (deletion, suspension)
}
