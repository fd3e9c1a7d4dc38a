use chrono::{DateTime, TimeDelta, Utc};
use daicho_domain::access::Actor;
use daicho_domain::error::{ErrorCode, Failure, Outcome, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::{ConnectorFault, RequestRecord, RunFault, StepEvent, SyncTask};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::begin::{forget_pages, set};
use super::step;
use crate::Database;
use crate::alert::{self, Scope};
use crate::failure::Context;
use crate::integration::log_row::fault_to_json;
use crate::queue;
use crate::sql::Sql;
use crate::support::stored_time;

/// The schedule: once a day, spread over an hour so that an organization's syncs do not begin together.
pub(super) fn next_run() -> i64 {
    let spread = rand::random_range(-1_800..=1_800);
    (Utc::now() + TimeDelta::days(1) + TimeDelta::seconds(spread)).timestamp_millis()
}

pub(super) async fn pause(
    database: &Database,
    task: &SyncTask,
    fault: &ConnectorFault,
    requests: Vec<RequestRecord>,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    const DOING: &str = "note that a sync waits";
    let transaction = database.write(task.workspace.organization).await?;
    set(&transaction, task.run, |sql| {
        sql.push("pauses = pauses + 1");
    })
    .await?;
    let event = StepEvent::Wait { error_id: fault.kind.into(), detail: fault.detail.clone(), until };
    step::add(&transaction, task.workspace.organization, task.run, &event, &requests).await?;
    transaction.commit().await.context(DOING)
}

pub(super) async fn fail(
    database: &Database,
    task: &SyncTask,
    fault: &ConnectorFault,
    requests: Vec<RequestRecord>,
) -> Result<(), StoreError> {
    const DOING: &str = "end a failed sync";
    let transaction = database.write(task.workspace.organization).await?;
    let run = EndingRun { id: task.run, organization: task.workspace.organization, workspace: task.workspace.id };
    end_failed(&transaction, run, &RunFault::of(fault), &requests).await?;
    transaction.commit().await.context(DOING)
}

#[derive(Debug, Clone, Copy)]
pub(super) struct EndingRun {
    pub(super) id: i64,
    pub(super) organization: OrganizationId,
    pub(super) workspace: WorkspaceId,
}

/// Ends a run with nothing applied.
pub(super) async fn end_failed(
    transaction: &DatabaseTransaction,
    run: EndingRun,
    fault: &RunFault,
    requests: &[RequestRecord],
) -> Result<(), StoreError> {
    let stored = fault_to_json(fault);
    set(transaction, run.id, |sql| {
        sql.push("status = 'failed', checkpoint = NULL, finished_at = ").bind(stored_time(Utc::now()));
        sql.push(", fault = ").bind(stored.clone());
    })
    .await?;
    let event = StepEvent::Error { error_id: fault.code, detail: fault.detail.clone(), picture: fault.picture.clone() };
    step::add(transaction, run.organization, run.id, &event, requests).await?;
    forget_pages(transaction, run.id).await?;
    let mut sql = Sql::new("UPDATE workspace SET last_status = 'failed', last_fault = ");
    sql.bind(stored).push(", next_run = ").bind(next_run()).push(" WHERE NOT paused AND id = ").bind(run.workspace.0);
    transaction
        .execute_raw(sql.statement(transaction.get_database_backend()))
        .await
        .context("note a failed sync at its workspace")?;
    alert::refresh(transaction, run.organization, Scope::WorkspacesAlone(&[run.workspace.0])).await
}

/// A held run, found for a person who decides about it.
pub(super) struct HeldRun {
    pub(super) id: i64,
    pub(super) workspace: WorkspaceId,
    pub(super) service: String,
}

pub(super) async fn find_held(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    request: RequestId,
) -> Result<Option<HeldRun>, StoreError> {
    const DOING: &str = "find a held sync";
    let mut sql = Sql::new(
        "SELECT l.id, l.workspace_id, w.service_slug FROM integration_log l JOIN workspace w ON w.id = l.workspace_id \
         WHERE l.status = 'held' AND l.organization_id = ",
    );
    sql.bind(organization.0).push(" AND l.request_id = ").bind(request.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    row.map(|row| {
        Ok(HeldRun {
            id: row.try_get_by_index(0)?,
            workspace: WorkspaceId(row.try_get_by_index(1)?),
            service: row.try_get_by_index(2)?,
        })
    })
    .transpose()
    .context(DOING)
}

pub(super) async fn discard(
    database: &Database,
    organization: OrganizationId,
    request: RequestId,
    actor: &Actor,
) -> Outcome<()> {
    let transaction = database.write(organization).await?;
    let Some(run) = find_held(&transaction, organization, request).await? else {
        return Err(Failure::from(ErrorCode::NotFound));
    };
    discard_held_of(&transaction, run.workspace, actor).await?;
    let mut sql = Sql::new("UPDATE workspace SET next_run = ");
    sql.bind(next_run()).push(" WHERE NOT paused AND id = ").bind(run.workspace.0);
    transaction.execute_raw(sql.statement(database.backend())).await.context("discard a held sync")?;
    transaction.commit().await.context("discard a held sync")?;
    Ok(())
}

pub(super) async fn discard_held_of(
    transaction: &DatabaseTransaction,
    workspace: WorkspaceId,
    actor: &Actor,
) -> Result<(), StoreError> {
    for (run, organization, _) in active(transaction, workspace, "status = 'held'").await? {
        end_discarded(transaction, organization, run, &StepEvent::Discarded { by: actor.label().to_owned() }).await?;
        alert::refresh(transaction, organization, Scope::WorkspacesAlone(&[workspace.0])).await?;
    }
    Ok(())
}

/// Ends whatever runs or waits for a workspace that is being paused, connected anew or disconnected.
pub(in crate::integration) async fn cancel_active(
    transaction: &DatabaseTransaction,
    workspace: WorkspaceId,
) -> Result<(), StoreError> {
    for (run, organization, request) in
        active(transaction, workspace, "status IN ('queued', 'running', 'held')").await?
    {
        end_discarded(transaction, organization, run, &StepEvent::Cancelled).await?;
        queue::cancel(transaction, &request.to_string()).await?;
    }
    Ok(())
}

async fn active(
    transaction: &DatabaseTransaction,
    workspace: WorkspaceId,
    condition: &str,
) -> Result<Vec<(i64, OrganizationId, RequestId)>, StoreError> {
    const DOING: &str = "find the active run of a workspace";
    let mut sql = Sql::new("SELECT id, organization_id, request_id FROM integration_log WHERE ");
    sql.push(condition).push(" AND kind IN ('sync', 'import') AND workspace_id = ").bind(workspace.0);
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter()
        .map(|row| {
            let organization = OrganizationId(row.try_get_by_index(1)?);
            Ok((row.try_get_by_index(0)?, organization, RequestId(row.try_get_by_index(2)?)))
        })
        .collect::<Result<_, sea_orm::DbErr>>()
        .context(DOING)
}

async fn end_discarded(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    run: i64,
    why: &StepEvent,
) -> Result<(), StoreError> {
    set(transaction, run, |sql| {
        sql.push("status = 'discarded', checkpoint = NULL, finished_at = ").bind(stored_time(Utc::now()));
    })
    .await?;
    step::add(transaction, organization, run, why, &[]).await?;
    forget_pages(transaction, run).await
}
