use chrono::{TimeDelta, Utc};
use daicho_domain::access::Actor;
use daicho_domain::error::{ErrorCode, Failure, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::{RunFault, Trigger};
use sea_orm::ConnectionTrait;

use super::assisted;
use super::end::{EndingRun, end_failed};
use super::request::{enqueue_sync, open_sync};
use crate::failure::Context;
use crate::integration::workspace_row;
use crate::sql::Sql;
use crate::{Database, Tenancy};

/// A run that has not moved for so long may have lost its job.
const QUIET: TimeDelta = TimeDelta::seconds(10);
const AT_ONCE: u32 = 100;

/// Says whether anything was requested.
pub(super) async fn request_due(database: &Database) -> Result<bool, StoreError> {
    const DOING: &str = "find the syncs that are due";
    let now = Utc::now();
    let reading = database.read(Tenancy::Operator).await?;
    let mut sql = Sql::new("SELECT organization_id, id FROM workspace WHERE next_run <= ");
    sql.bind(now.timestamp_millis())
        .push(&format!(" AND NOT paused AND kind = 'connected' ORDER BY next_run LIMIT {AT_ONCE}"));
    let due = reading.query_all_raw(sql.statement(database.backend())).await.context(DOING)?;
    reading.commit().await.context(DOING)?;
    for row in &due {
        let organization = OrganizationId(row.try_get_by_index(0).context(DOING)?);
        let id = WorkspaceId(row.try_get_by_index(1).context(DOING)?);
        let transaction = database.write(organization).await?;
        let workspace = workspace_row::find(&transaction, organization, id).await?;
        let is_still_due = |at: chrono::DateTime<Utc>| at <= now;
        let workspace = workspace.filter(|found| found.next_synchronization_at.is_some_and(is_still_due));
        let Some(workspace) = workspace else { continue };
        match open_sync(&transaction, &workspace, Trigger::Schedule, &Actor::System).await {
            Ok(_) => transaction.commit().await.context(DOING)?,
            // Somebody was quicker; that run sets the next time.
            Err(Failure::Refused(_)) => {}
            Err(Failure::Store(error)) => return Err(error),
            Err(Failure::Service(fault)) => return Err(StoreError::new(DOING, fault)),
        }
    }
    Ok(!due.is_empty())
}

/// Says whether any run got a new job.
pub(super) async fn sweep(database: &Database) -> Result<bool, StoreError> {
    const DOING: &str = "look for runs without a job";
    let transaction = database.write(Tenancy::Operator).await?;
    let backend = database.backend();
    assisted::end_silent(&transaction).await?;
    let mut sql = Sql::new(
        "SELECT l.id, l.organization_id, l.workspace_id, l.request_id, w.service_slug FROM integration_log l \
         JOIN workspace w ON w.id = l.workspace_id WHERE l.kind = 'sync' AND l.status IN ('queued', 'running') \
         AND l.changed_at < ",
    );
    sql.bind((Utc::now() - QUIET).timestamp_millis()).push(" AND NOT ").push(assisted::WAITS_FOR_BROWSER);
    let quiet = transaction.query_all_raw(sql.statement(backend)).await.context(DOING)?;
    let mut nudged = false;
    for row in &quiet {
        let request = RequestId(row.try_get_by_index(3).context(DOING)?);
        let organization = OrganizationId(row.try_get_by_index(1).context(DOING)?);
        let mut sql = Sql::new("SELECT state, error FROM job WHERE unique_key = ");
        sql.bind(request.to_string()).push(" ORDER BY id DESC LIMIT 1");
        let job = transaction.query_one_raw(sql.statement(backend)).await.context(DOING)?;
        let state = job.as_ref().map(|job| job.try_get_by_index::<String>(0)).transpose().context(DOING)?;
        match state.as_deref() {
            Some("failed") => {
                let error: Option<String> = job.and_then(|job| job.try_get_by_index(1).ok()).flatten();
                let run = EndingRun {
                    id: row.try_get_by_index(0).context(DOING)?,
                    organization,
                    workspace: WorkspaceId(row.try_get_by_index(2).context(DOING)?),
                };
                let fault = RunFault {
                    code: ErrorCode::InternalServerError,
                    detail: error.unwrap_or_default(),
                    at: Utc::now(),
                    picture: None,
                };
                end_failed(&transaction, run, &fault, &[]).await?;
            }
            Some(_) => {}
            None => {
                let service: String = row.try_get_by_index(4).context(DOING)?;
                enqueue_sync(&transaction, organization, &service, request, Trigger::Schedule).await?;
                nudged = true;
            }
        }
    }
    transaction.commit().await.context(DOING)?;
    Ok(nudged)
}
