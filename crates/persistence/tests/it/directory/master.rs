use daicho_domain::directory::{
    Batch, EmployeeStatus, FieldSource, IdentityPatch, IdentityQuery, ManagementType, PresetField,
};
use serde_json::json;

use super::reported::Account;
use super::{Directory, by_hand, email, known_by, set};
use crate::support::for_each_database;

#[tokio::test]
async fn the_master_fills_the_directory_and_retires_who_left() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let workspace = directory.master().await;
        let boss = Account::of("u1", "boss@example.com", "Boss");
        let ann = || Account {
            number: Some("7"),
            employee: json!({"department": "Sales", "job_title": "Lead", "manager_email": "Boss@example.com"}),
            ..Account::of("u2", "ann@example.co.jp", "Ann Smith")
        };
        let group = Account { kind: "system", ..Account::of("g1", "all@example.com", "All") };
        assert_eq!(directory.reports(workspace, &[boss, ann(), group]).await, 4, "three entries, and a manager linked");

        let found = directory.only("Ann Smith").await;
        assert_eq!(found.identity.management_type, ManagementType::Managed, "the master's domain was taken over");
        assert_eq!(found.identity.department.as_deref(), Some("Sales"));
        assert_eq!(found.manager.unwrap().display_name, "Boss");
        assert_eq!((found.service_count, found.account_count), (1, 1), "the account is the person's");
        assert_eq!(directory.only("all@").await.identity.management_type, ManagementType::System);
        assert_eq!(directory.reports(workspace, &[ann()]).await, 0, "nothing changed, nothing written");

        directory.reports(workspace, &[Account { status: "suspended", ..ann() }]).await;
        assert_eq!(directory.only("Ann Smith").await.identity.status, EmployeeStatus::Retired);
    })
    .await;
}

#[tokio::test]
async fn hand_edits_are_rolled_back_only_where_the_master_is_the_source() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let known =
            directory.add(IdentityPatch { employee_number: set("7"), ..known_by("ann@example.com") }).await.identity;
        let workspace = directory.master().await;
        let ann = || Account {
            number: Some("7"),
            employee: json!({"department": "Sales"}),
            ..Account::of("u2", "ann.smith@example.com", "Ann Smith")
        };
        directory.reports(workspace, &[ann()]).await;
        let linked = directory.get(known.id).await.identity;
        assert_eq!(linked.primary_email, Some(email("ann.smith@example.com")));
        assert_eq!(
            linked.secondary_emails,
            [email("ann@example.com")],
            "known before, and still a way to find accounts"
        );

        let by_hand_now =
            IdentityPatch { department: set("Marketing"), job_title: set("Lead"), ..IdentityPatch::default() };
        directory.update(known.id, by_hand_now.clone()).await.unwrap();
        directory.reports(workspace, &[ann()]).await;
        let rolled_back = directory.get(known.id).await.identity;
        assert_eq!((rolled_back.department.as_deref(), rolled_back.job_title), (Some("Sales"), None));

        let ours =
            [(PresetField::Department, Some(FieldSource::Daicho)), (PresetField::JobTitle, Some(FieldSource::Daicho))];
        directory.store.set_own_sources(directory.organization, known.id, &ours).await.unwrap();
        let batch = Batch::one(known.id);
        directory.store.update(directory.organization, &batch, &by_hand_now, &by_hand()).await.unwrap();
        directory.reports(workspace, &[ann()]).await;
        let kept = directory.get(known.id).await.identity;
        assert_eq!((kept.department.as_deref(), kept.job_title.as_deref()), (Some("Marketing"), Some("Lead")));
    })
    .await;
}

#[tokio::test]
async fn what_belongs_to_others_never_fails_a_sync() {
    for_each_database(|database| async move {
        let directory = Directory::new(database).await;
        let bob =
            directory.add(IdentityPatch { employee_number: set("7"), ..known_by("bob@example.com") }).await.identity;
        let workspace = directory.master().await;
        let accounts = [
            Account { number: Some("7"), ..Account::of("u1", "ann@example.com", "Ann") },
            Account { number: Some("7"), ..Account::of("u2", "cem@example.com", "Cem") },
            Account::of("u3", "ann@example.com", "Ann again"),
        ];
        directory.reports(workspace, &accounts).await;
        assert_eq!(directory.get(bob.id).await.identity.employee_number.as_deref(), Some("7"));
        assert_eq!(directory.names(IdentityQuery::default()).await.len(), 2);
    })
    .await;
}
