//! Runs that wait for pages from a person's browser: they have no job until everything is staged.

use chrono::{TimeDelta, Utc};
use daicho_domain::access::Actor;
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::{
    RunFault, RunKind, RunState, RunStatus, Staged, SyncTask, Trigger, Workspace, WorkspaceKind, WorkspaceStatus,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::begin::set;
use super::end::{EndingRun, discard_held_of, end_failed};
use super::request::{NewRun, enqueue_sync, open_run};
use crate::Database;
use crate::failure::Context;
use crate::integration::log_row::to_json;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "open an assisted sync";
/// A browser that has sent nothing for so long was closed.
const LONGEST_SILENCE: TimeDelta = TimeDelta::minutes(30);
/// On `l` and `w`: whether the run still waits for its browser.
pub(super) const WAITS_FOR_BROWSER: &str = "(w.kind = 'assisted' AND l.kind = 'sync' AND l.status = 'running' \
     AND COALESCE(CAST(l.checkpoint AS text), '') NOT LIKE '%everything%')";

pub(super) async fn open(database: &Database, workspace: &Workspace, actor: &Actor) -> Outcome<RequestId> {
    if workspace.status == WorkspaceStatus::Paused {
        return Err(Refusal::about(ErrorCode::WorkspacePaused, &workspace.name).into());
    }
    if workspace.kind != WorkspaceKind::Assisted {
        return Err(Refusal::about(ErrorCode::ServiceNotConnectable, &workspace.name).into());
    }
    let transaction = database.write(workspace.organization).await?;
    discard_held_of(&transaction, workspace.id, actor).await?;
    end_waiting(&transaction, |sql| {
        sql.push("w.id = ").bind(workspace.id.0);
    })
    .await?;
    let request = RequestId::new();
    let (kind, status, trigger) = (RunKind::Sync, RunStatus::Running, Trigger::User);
    let run =
        open_run(&transaction, NewRun { request, workspace, kind, status, trigger, actor: actor.label(), about: "" })
            .await?;
    set(&transaction, run, |sql| {
        sql.push("started_at = ").bind(stored_time(Utc::now()));
    })
    .await?;
    let mut sql = Sql::new("UPDATE workspace SET next_run = NULL, last_request_id = ");
    sql.bind(request.0).push(" WHERE id = ").bind(workspace.id.0);
    transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    transaction.commit().await.context(DOING)?;
    Ok(request)
}

pub(super) async fn hand_over(database: &Database, task: &SyncTask) -> Result<RunState, StoreError> {
    const DOING: &str = "hand an assisted sync over";
    let workspace = &task.workspace;
    let transaction = database.write(workspace.organization).await?;
    let mut sql = Sql::new("UPDATE integration_log SET status = 'queued', changed_at = ");
    sql.bind(Utc::now().timestamp_millis()).push(", checkpoint = ");
    sql.bind(to_json(&Staged::Everything { confirmed: false })?);
    sql.push(" WHERE status = 'running' AND id = ").bind(task.run);
    let noted = transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    if noted.rows_affected() == 0 {
        return Ok(RunState::Gone);
    }
    enqueue_sync(&transaction, workspace.organization, &workspace.service.slug, task.request, Trigger::User).await?;
    transaction.commit().await.context(DOING)?;
    Ok(RunState::Wanted)
}

/// Ends the runs whose browser is silent.
pub(super) async fn end_silent(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    let since = (Utc::now() - LONGEST_SILENCE).timestamp_millis();
    end_waiting(transaction, |sql| {
        sql.push("l.changed_at < ").bind(since);
    })
    .await
}

async fn end_waiting(transaction: &DatabaseTransaction, condition: impl FnOnce(&mut Sql)) -> Result<(), StoreError> {
    const DOING: &str = "end assisted syncs that were left off";
    let mut sql = Sql::new(
        "SELECT l.id, l.organization_id, l.workspace_id FROM integration_log l JOIN workspace w ON w.id = l.workspace_id WHERE ",
    );
    sql.push(WAITS_FOR_BROWSER).push(" AND ");
    condition(&mut sql);
    let waiting = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    for row in &waiting {
        let run = EndingRun {
            id: row.try_get_by_index(0).context(DOING)?,
            organization: OrganizationId(row.try_get_by_index(1).context(DOING)?),
            workspace: WorkspaceId(row.try_get_by_index(2).context(DOING)?),
        };
        let code = ErrorCode::AssistedSyncStopped;
        let fault = RunFault { code, detail: String::new(), at: Utc::now(), picture: None };
        end_failed(transaction, run, &fault, &[]).await?;
    }
    Ok(())
}
