//! What is refused with no call made.

use daicho_domain::error::ErrorCode;
use daicho_domain::integration::ChangeKind;
use daicho_domain::operation::{OperationDraft, Rules};

use super::desk::{Desk, people, refused, rules};
use crate::stores::for_each_database;

#[tokio::test]
async fn the_integrated_user_and_untouchable_roles_are_left_alone() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let tenant = r#"UPDATE workspace SET tenant = '{"id":null,"name":null,"domains":[],"integrated_account":"3"}'"#;
        desk.bench.stores.execute(tenant).await;
        for kind in [ChangeKind::Delete, ChangeKind::Suspend] {
            assert_eq!(refused(desk.ask(desk.draft(kind, 3).await).await), ErrorCode::IntegratedUser);
        }
        let owner = OperationDraft {
            rules: Rules { untouchable_roles: vec!["Owner".into()], ..rules() },
            ..desk.draft(ChangeKind::Delete, 0).await
        };
        assert_eq!(refused(desk.ask(owner).await), ErrorCode::UntouchableRole);
        assert_eq!(desk.bench.connector.changes().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_last_admin_stays_also_when_two_are_deleted_at_once() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let (first, second) = (desk.draft(ChangeKind::Delete, 0).await, desk.draft(ChangeKind::Suspend, 1).await);
        let (first, second) = tokio::join!(desk.ask(first), desk.ask(second));
        let refusals: Vec<_> = [first, second].into_iter().filter(Result::is_err).map(refused).collect();
        assert_eq!(refusals, [ErrorCode::LastAdmin]);
    })
    .await;
}

#[tokio::test]
async fn two_people_at_once_do_it_once() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let (first, second) = (desk.draft(ChangeKind::Delete, 3).await, desk.draft(ChangeKind::Delete, 3).await);
        let (first, second) = tokio::join!(desk.ask(first), desk.ask(second));
        let refusals: Vec<_> = [first, second].into_iter().filter(Result::is_err).map(refused).collect();
        assert_eq!(refusals, [ErrorCode::OperationInProgress]);
        desk.ask(desk.creation("new@example.com")).await.unwrap();
        assert_eq!(refused(desk.ask(desk.creation("New@example.com")).await), ErrorCode::OperationInProgress);
        assert_eq!(refused(desk.ask(desk.creation("user4@example.com")).await), ErrorCode::AlreadyExists);
        desk.work_off().await;
        assert_eq!(desk.bench.connector.changes().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_vanished_or_cannot_be_done_is_refused_with_its_reason() {
    for_each_database(|stores| async move {
        let desk = Desk::open(stores).await;
        let unsupported = OperationDraft {
            rules: Rules { supported: false, ..rules() },
            ..desk.draft(ChangeKind::Delete, 3).await
        };
        assert_eq!(refused(desk.ask(unsupported).await), ErrorCode::DeleteNotSupported);
        let mut rest = people();
        rest.remove(3);
        desk.bench.connector.serve(rest);
        desk.bench.sync().await;
        assert_eq!(refused(desk.ask(desk.draft(ChangeKind::Delete, 3).await).await), ErrorCode::AccountGone);
        let fault = r#"UPDATE workspace SET last_fault = '{"code":"credentials_rejected","detail":"401","at":"2026-01-01T00:00:00Z"}'"#;
        desk.bench.stores.execute(fault).await;
        assert_eq!(refused(desk.ask(desk.draft(ChangeKind::Delete, 4).await).await), ErrorCode::CredentialsExpired);
        desk.bench.stores.execute("UPDATE workspace SET kind = 'manual_import'").await;
        assert_eq!(refused(desk.ask(desk.draft(ChangeKind::Delete, 4).await).await), ErrorCode::DeleteNotSupported);
        assert_eq!(desk.bench.connector.changes().len(), 0);
    })
    .await;
}
