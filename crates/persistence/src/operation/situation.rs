use daicho_domain::account::{Account, RoleClass};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{AccountId, OrganizationId, RequestId, WorkspaceId};
use daicho_domain::operation::Situation;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use crate::account::find_in;
use crate::failure::Context;
use crate::integration::workspace_row;
use crate::sql::Sql;

const DOING: &str = "look at the situation of an account";
pub(super) const ACTIVE: &str = "('scheduled', 'requested', 'running', 'unknown')";

/// `None` without such a workspace.
pub(super) async fn read(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    account: Option<AccountId>,
) -> Result<Option<Situation>, StoreError> {
    let Some(workspace) = workspace_row::find(transaction, organization, workspace).await? else { return Ok(None) };
    let account = match account {
        Some(id) => {
            find_in(transaction, organization, |sql| {
                sql.push("a.id = ").bind(id.0);
            })
            .await?
        }
        None => None,
    };
    let other_admins = match &account {
        Some(account) if account.role == RoleClass::Admin => other_admins(transaction, account).await?,
        _ => 0,
    };
    let in_progress = match &account {
        Some(account) => in_progress(transaction, account.id, &[]).await?,
        None => None,
    };
    Ok(Some(Situation { workspace, account, other_admins, in_progress }))
}

/// Operations on one workspace are asked for one after another: what the guard counts must not change under its eyes.
pub(super) async fn lock(transaction: &DatabaseTransaction, workspace: WorkspaceId) -> Result<(), StoreError> {
    // SQLite has one writer.
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        let mut sql = Sql::new("SELECT 1 FROM workspace WHERE id = ");
        sql.bind(workspace.0).push(" FOR UPDATE");
        transaction.query_one_raw(sql.statement(DatabaseBackend::Postgres)).await.context(DOING)?;
    }
    Ok(())
}

async fn other_admins(transaction: &DatabaseTransaction, account: &Account) -> Result<u64, StoreError> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM account a WHERE a.vanished_at IS NULL AND a.workspace_id = ");
    sql.bind(account.workspace.0).push(" AND a.role_class = 'admin' AND a.status = 'active' AND a.id <> ");
    sql.bind(account.id.0).push(&format!(
        " AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.account_id = a.id AND o.kind IN ('suspend', 'delete') AND o.state IN {ACTIVE})"
    ));
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let counted: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0)).context(DOING)?;
    Ok(counted.unsigned_abs())
}

/// Another operation on the account that has not ended, beside those that go along with each other.
pub(super) async fn in_progress(
    transaction: &DatabaseTransaction,
    account: AccountId,
    together: &[RequestId],
) -> Result<Option<RequestId>, StoreError> {
    let mut sql = Sql::new("SELECT request_id FROM operation WHERE account_id = ");
    sql.bind(account.0).push(&format!(" AND state IN {ACTIVE}"));
    if !together.is_empty() {
        sql.push(" AND request_id NOT IN ").bind_list(together.iter().map(|id| id.0));
        sql.push(" AND (beside IS NULL OR beside NOT IN ").bind_list(together.iter().map(|id| id.0)).push(")");
    }
    sql.push(" ORDER BY id LIMIT 1");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    row.map(|row| row.try_get_by_index(0)).transpose().context(DOING).map(|id| id.map(RequestId))
}

/// Another creation of the same account that has not ended.
pub(super) async fn creation_in_progress(
    transaction: &DatabaseTransaction,
    workspace: WorkspaceId,
    subject_key: &str,
) -> Result<Option<RequestId>, StoreError> {
    let mut sql = Sql::new("SELECT request_id FROM operation WHERE kind = 'create' AND workspace_id = ");
    sql.bind(workspace.0).push(&format!(" AND state IN {ACTIVE} AND subject_key = ")).bind(subject_key.to_owned());
    sql.push(" LIMIT 1");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    row.map(|row| row.try_get_by_index(0)).transpose().context(DOING).map(|id| id.map(RequestId))
}
