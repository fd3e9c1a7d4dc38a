use daicho_domain::directory::{
    Batch, EmployeeStatus, FieldSource, IdentityPatch, IdentityQuery, ManagementType, PresetField,
};
use daicho_domain::ids::WorkspaceId;
use daicho_persistence::account::matching::{Scope, rematch};
use daicho_persistence::directory::master::apply_master;
use serde_json::{Value, json};

use super::{Directory, by_hand, email, known_by, set};
use crate::support::{self, for_each_database, run};

/// An account of the master, as a sync writes it.
struct Account<'a> {
    id: &'a str,
    address: &'a str,
    name: &'a str,
    number: Option<&'a str>,
    status: &'a str,
    kind: &'a str,
    employee: Value,
}

impl<'a> Account<'a> {
    fn of(id: &'a str, address: &'a str, name: &'a str) -> Self {
        Self { id, address, name, number: None, status: "active", kind: "person", employee: json!({}) }
    }
}

impl Directory {
    async fn master(&self) -> WorkspaceId {
        let tx = self.database.write(self.organization).await.unwrap();
        let workspace = support::workspace(&tx, self.organization, "HR").await;
        let sql = "UPDATE organization SET settings = $1 WHERE id = $2";
        let settings = json!({"employeeMasterWorkspaceId": workspace.0});
        run(&tx, sql, [settings.into(), self.organization.0.into()]).await;
        tx.commit().await.unwrap();
        workspace
    }

    async fn reports(&self, workspace: WorkspaceId, accounts: &[Account<'_>]) -> u64 {
        let tx = self.database.write(self.organization).await.unwrap();
        for account in accounts {
            let sql = "INSERT INTO account (organization_id, workspace_id, service_id, external_id, kind, email, display_name, \
                       employee_number, status, role_class, roles, licenses, employee, content_hash, name_key, search, match_pinned, \
                       user_type, first_seen_at, updated_at) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, 'other', '[]', '[]', $9, 0, $6, \
                       $6, FALSE, 'unknown', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP) ON CONFLICT (workspace_id, external_id) DO UPDATE \
                       SET email = excluded.email, display_name = excluded.display_name, status = excluded.status, \
                       employee_number = excluded.employee_number, employee = excluded.employee";
            let values = [
                self.organization.0.into(),
                workspace.0.into(),
                account.id.into(),
                account.kind.into(),
                account.address.into(),
                account.name.into(),
                account.number.map(str::to_owned).into(),
                account.status.into(),
                account.employee.clone().into(),
            ];
            run(&tx, sql, values).await;
        }
        let written = apply_master(&tx, self.organization, workspace).await.unwrap();
        rematch(&tx, self.organization, Scope::Organization).await.unwrap();
        tx.commit().await.unwrap();
        written
    }

    async fn only(&self, keyword: &str) -> daicho_domain::directory::DirectoryEntry {
        let query = IdentityQuery { keyword: Some(keyword.to_owned()), ..IdentityQuery::default() };
        let page = daicho_domain::list::PageRequest { limit: 10, cursor: None };
        let mut found = self.store.list(self.organization, &query, &page).await.unwrap().items;
        assert_eq!(found.len(), 1, "{keyword}");
        found.remove(0)
    }
}

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
