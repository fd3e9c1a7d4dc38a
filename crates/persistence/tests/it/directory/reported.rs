//! Accounts in the database, as a sync leaves them there.

use daicho_domain::directory::IdentityQuery;
use daicho_domain::ids::WorkspaceId;
use daicho_persistence::account::matching::{Scope, rematch};
use daicho_persistence::directory::{apply_sources, master::apply_master};
use sea_orm::DatabaseTransaction;
use serde_json::{Value, json};

use super::Directory;
use crate::support::{self, run};

/// An account as a sync writes it.
pub(crate) struct Account<'a> {
    pub(crate) id: &'a str,
    pub(crate) address: &'a str,
    pub(crate) name: &'a str,
    pub(crate) number: Option<&'a str>,
    pub(crate) status: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) employee: Value,
    /// A JSON list of texts.
    pub(crate) licenses: &'a str,
}

impl<'a> Account<'a> {
    pub(crate) fn of(id: &'a str, address: &'a str, name: &'a str) -> Self {
        Self { id, address, name, number: None, status: "active", kind: "person", employee: json!({}), licenses: "[]" }
    }
}

impl Directory {
    pub(crate) async fn master(&self) -> WorkspaceId {
        let tx = self.database.write(self.organization).await.unwrap();
        let workspace = support::workspace(&tx, self.organization, "HR").await;
        let sql = "UPDATE organization SET settings = $1 WHERE id = $2";
        let settings = json!({"employeeMasterWorkspaceId": workspace.0});
        run(&tx, sql, [settings.into(), self.organization.0.into()]).await;
        tx.commit().await.unwrap();
        workspace
    }

    /// A workspace that is not the master.
    pub(crate) async fn other_workspace(&self, name: &str) -> WorkspaceId {
        let tx = self.database.write(self.organization).await.unwrap();
        let workspace = support::workspace(&tx, self.organization, name).await;
        tx.commit().await.unwrap();
        workspace
    }

    /// The master syncs. Answers how many entries were written.
    pub(crate) async fn reports(&self, workspace: WorkspaceId, accounts: &[Account<'_>]) -> u64 {
        let tx = self.database.write(self.organization).await.unwrap();
        self.write_accounts(&tx, workspace, accounts).await;
        let written = apply_master(&tx, self.organization, workspace).await.unwrap();
        rematch(&tx, self.organization, Scope::Organization).await.unwrap();
        tx.commit().await.unwrap();
        written
    }

    /// Another service syncs. Answers how many entries were written.
    pub(crate) async fn other_reports(&self, workspace: WorkspaceId, accounts: &[Account<'_>]) -> u64 {
        let tx = self.database.write(self.organization).await.unwrap();
        self.write_accounts(&tx, workspace, accounts).await;
        rematch(&tx, self.organization, Scope::Workspace(workspace)).await.unwrap();
        let written = apply_sources(&tx, self.organization, workspace).await.unwrap();
        tx.commit().await.unwrap();
        written
    }

    async fn write_accounts(&self, tx: &DatabaseTransaction, workspace: WorkspaceId, accounts: &[Account<'_>]) {
        for account in accounts {
            let sql = "INSERT INTO account (organization_id, workspace_id, service_id, external_id, kind, email, display_name, \
                       employee_number, status, role_class, roles, licenses, employee, content_hash, name_key, search, match_pinned, \
                       user_type, first_seen_at, updated_at) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, 'other', '[]', $10, $9, 0, $6, \
                       $6, FALSE, 'unknown', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP) ON CONFLICT (workspace_id, external_id) DO UPDATE \
                       SET email = excluded.email, display_name = excluded.display_name, status = excluded.status, \
                       employee_number = excluded.employee_number, employee = excluded.employee, licenses = excluded.licenses";
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
                account.licenses.into(),
            ];
            run(tx, sql, values).await;
        }
    }

    pub(crate) async fn only(&self, keyword: &str) -> daicho_domain::directory::DirectoryEntry {
        let query = IdentityQuery { keyword: Some(keyword.to_owned()), ..IdentityQuery::default() };
        let page = daicho_domain::list::PageRequest { limit: 10, cursor: None };
        let mut found = self.store.list(self.organization, &query, &page).await.unwrap().items;
        assert_eq!(found.len(), 1, "{keyword}");
        found.remove(0)
    }
}
