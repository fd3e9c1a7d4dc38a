//! Deletions that wait for their time.

use chrono::{TimeDelta, Utc};
use daicho_domain::error::ErrorCode;
use daicho_domain::integration::ChangeKind;
use daicho_domain::operation::{OperationDraft, OperationState, OperationStore};

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

async fn scheduled(desk: &Desk) -> (OperationDraft, OperationDraft) {
    let run_at = Some(Utc::now() + TimeDelta::hours(24));
    let deletion = OperationDraft { run_at, ..desk.draft(ChangeKind::Delete, 3).await };
    let suspension = OperationDraft { beside: Some(deletion.id), ..desk.draft(ChangeKind::Suspend, 3).await };
    (deletion, suspension)
}
