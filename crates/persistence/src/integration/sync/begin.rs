use chrono::Utc;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::{Progress, RunStatus, Staged, SyncTask};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::Database;
use crate::failure::Context;
use crate::integration::log_row::{from_json, parse, to_json};
use crate::integration::workspace_row;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "take up a sync";

pub(super) async fn begin(
    database: &Database,
    organization: OrganizationId,
    request: RequestId,
) -> Result<Option<SyncTask>, StoreError> {
    let transaction = database.write(organization).await?;
    let mut sql = Sql::new(
        "SELECT id, workspace_id, status, checkpoint, progress, pauses FROM integration_log WHERE organization_id = ",
    );
    sql.bind(organization.0).push(" AND request_id = ").bind(request.0);
    let row = transaction.query_one_raw(sql.statement(database.backend())).await.context(DOING)?;
    let Some(row) = row else { return Ok(None) };
    let run: i64 = row.try_get_by_index(0).context(DOING)?;
    let status: RunStatus = parse(&row.try_get_by_index::<String>(2).context(DOING)?)?;
    if !matches!(status, RunStatus::Queued | RunStatus::Running) {
        return Ok(None);
    }
    let workspace = WorkspaceId(row.try_get_by_index(1).context(DOING)?);
    let Some(workspace) = workspace_row::find(&transaction, organization, workspace).await? else { return Ok(None) };
    let checkpoint: Option<serde_json::Value> = row.try_get_by_index(3).context(DOING)?;
    let staged: Option<Staged> = checkpoint.map(from_json).transpose()?;
    let progress: Progress = from_json(row.try_get_by_index(4).context(DOING)?)?;
    let pauses: i32 = row.try_get_by_index(5).context(DOING)?;
    let mut task = SyncTask { run, request, workspace, staged, progress, pauses: pauses.unsigned_abs() };
    if task.staged.is_some() && pages_lost(&transaction, &task).await? {
        task.staged = None;
    }
    if task.staged.is_none() {
        forget_pages(&transaction, run).await?;
        task.progress = Progress::default();
    }
    let staged = task.staged.as_ref().map(to_json).transpose()?;
    let progress = to_json(&task.progress)?;
    set(&transaction, run, |sql| {
        sql.push("status = 'running', started_at = COALESCE(started_at, ").bind(stored_time(Utc::now()));
        sql.push("), checkpoint = ").bind(staged).push(", progress = ").bind(progress);
    })
    .await?;
    transaction.commit().await.context(DOING)?;
    Ok(Some(task))
}

/// A crashed PostgreSQL comes back without the staged pages: all of them, never some.
pub(super) async fn pages_lost(transaction: &DatabaseTransaction, task: &SyncTask) -> Result<bool, StoreError> {
    if task.progress.accounts == 0 {
        return Ok(false);
    }
    let mut sql = Sql::new("SELECT 1 FROM staged_account WHERE run_id = ");
    sql.bind(task.run).push(" LIMIT 1");
    let any = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(any.is_none())
}

pub(super) async fn start_over(database: &Database, task: &SyncTask) -> Result<(), StoreError> {
    let transaction = database.write(task.workspace.organization).await?;
    forget_pages(&transaction, task.run).await?;
    let progress = to_json(&Progress::default())?;
    set(&transaction, task.run, |sql| {
        sql.push("checkpoint = NULL, progress = ").bind(progress);
    })
    .await?;
    transaction.commit().await.context(DOING)
}

/// Changes a run's row, and tells that it changed.
pub(crate) async fn set(
    transaction: &DatabaseTransaction,
    run: i64,
    change: impl FnOnce(&mut Sql),
) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE integration_log SET changed_at = ");
    sql.bind(Utc::now().timestamp_millis()).push(", ");
    change(&mut sql);
    sql.push(" WHERE id = ").bind(run);
    transaction
        .execute_raw(sql.statement(transaction.get_database_backend()))
        .await
        .context("note the state of a run")?;
    Ok(())
}

/// The last run that staged something empties the table, which SQLite does at once.
pub(super) async fn forget_pages(transaction: &DatabaseTransaction, run: i64) -> Result<(), StoreError> {
    const DOING: &str = "forget staged pages";
    let backend = transaction.get_database_backend();
    let mut others = Sql::new("SELECT 1 FROM staged_account WHERE run_id < ");
    others.bind(run).push(" OR run_id > ").bind(run).push(" LIMIT 1");
    let others = transaction.query_one_raw(others.statement(backend)).await.context(DOING)?;
    let mut forget = Sql::new("DELETE FROM staged_account");
    if others.is_some() || backend == sea_orm::DatabaseBackend::Postgres {
        forget.push(" WHERE run_id = ").bind(run);
    }
    transaction.execute_raw(forget.statement(backend)).await.context(DOING)?;
    Ok(())
}
