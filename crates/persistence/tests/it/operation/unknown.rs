//! When it is not known whether the service did it.

use std::time::Duration;

use daicho_domain::integration::{ChangeKind, ConnectorFault, FaultKind};
use daicho_domain::operation::{OperationState, OperationStore};
use daicho_domain::queue::{JobKind, JobQueue};

use super::desk::Desk;
use crate::stores::for_each_database;

fn no_answer() -> ConnectorFault {
    ConnectorFault::new(FaultKind::Unavailable, "did not answer in time")
}

#[tokio::test]
async fn an_answer_that_was_lost_is_settled_by_reading() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        for (kind, calls) in [(ChangeKind::Delete, 1), (ChangeKind::Create, 2)] {
            desk.bench.connector.answer_badly(no_answer(), true);
            let draft = match kind {
                ChangeKind::Create => desk.creation("new@example.com"),
                kind => desk.draft(kind, 3).await,
            };
            let id = desk.ask(draft).await.unwrap();
            desk.work().await;
            assert_eq!(desk.state(id).await, OperationState::Unknown);
            desk.bench.stores.execute("UPDATE job SET run_at = 0").await;
            desk.bench.stores.execute("UPDATE operation SET called_at = 0").await;
            desk.work_off().await;
            assert_eq!(desk.state(id).await, OperationState::Succeeded);
            assert_eq!(desk.bench.connector.changes().len(), calls, "asked for again");
        }
    })
    .await;
}

#[tokio::test]
async fn what_did_not_arrive_is_asked_for_again_after_reading() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        desk.bench.connector.answer_badly(no_answer(), false);
        desk.bench.connector.answer_badly(no_answer(), false);
        let id = desk.ask(desk.draft(ChangeKind::Delete, 3).await).await.unwrap();
        desk.work().await;
        desk.bench.stores.execute("UPDATE job SET run_at = 0").await;
        desk.work_off().await;
        let done = desk.operation(id).await;
        assert_eq!((done.state, done.attempts), (OperationState::Succeeded, 3));
        let reads = desk.bench.connector.fetched().len();
        assert_eq!(reads, 1 + 2, "one page of the first sync, one before each repetition");
    })
    .await;
}

#[tokio::test]
async fn a_killed_worker_leaves_it_unknown_and_the_next_one_reads_first() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let id = desk.ask(desk.draft(ChangeKind::Delete, 3).await).await.unwrap();
        let organization = desk.bench.stores.organization;
        desk.bench.queue.claim("dies", &[JobKind::Operation], Duration::ZERO).await.unwrap().unwrap();
        desk.store.begin(organization, id).await.unwrap().unwrap();
        assert_eq!(desk.state(id).await, OperationState::Running);

        desk.bench.queue.recover(true).await.unwrap();
        desk.work().await;
        assert_eq!(desk.state(id).await, OperationState::Requested, "read, and not done");
        assert_eq!(desk.bench.connector.changes().len(), 0);
        desk.work_off().await;
        assert_eq!(desk.state(id).await, OperationState::Succeeded);
        assert_eq!(desk.bench.connector.changes().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_waits_for_a_person() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        desk.bench.connector.answer_badly(no_answer(), true);
        let id = desk.ask(desk.draft(ChangeKind::Delete, 3).await).await.unwrap();
        desk.work().await;
        desk.bench.connector.fail_at(0, ConnectorFault::new(FaultKind::CredentialsRejected, "401"));
        desk.bench.stores.execute("UPDATE job SET run_at = 0").await;
        desk.work_off().await;
        assert_eq!(desk.state(id).await, OperationState::Unknown);
        desk.store.sweep().await.unwrap();
        assert_eq!(desk.work().await, None, "left to a person");

        desk.store.resume(desk.bench.stores.organization, id, "ann@example.com").await.unwrap();
        desk.work_off().await;
        assert_eq!(desk.state(id).await, OperationState::Succeeded);
        assert_eq!(desk.bench.connector.changes().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_operation_that_lost_its_job_gets_another() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let id = desk.ask(desk.draft(ChangeKind::Delete, 3).await).await.unwrap();
        desk.bench.stores.execute("DELETE FROM job").await;
        desk.bench.stores.execute("UPDATE operation SET changed_at = 0").await;
        desk.store.sweep().await.unwrap();
        desk.work_off().await;
        assert_eq!(desk.state(id).await, OperationState::Succeeded);
    })
    .await;
}
