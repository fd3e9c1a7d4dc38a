use chrono::{TimeDelta, Utc};
use daicho_domain::error::{ErrorCode, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::RunFault;
use sea_orm::{ConnectionTrait, QueryResult};

use super::request::enqueue_operation;
use crate::failure::Context;
use crate::integration::log_row::fault_to_json;
use crate::queue::{self, JobState};
use crate::sql::Sql;
use crate::{Database, Tenancy};

/// An operation that has not moved for so long may have lost its job.
const QUIET: TimeDelta = TimeDelta::seconds(10);
const AT_ONCE: u32 = 100;

struct Waiting {
    organization: OrganizationId,
    workspace: WorkspaceId,
    request: RequestId,
}

impl Waiting {
    fn of(row: &QueryResult) -> Result<Self, StoreError> {
        const DOING: &str = "read a waiting operation";
        Ok(Self {
            organization: OrganizationId(row.try_get("", "organization_id").context(DOING)?),
            workspace: WorkspaceId(row.try_get("", "workspace_id").context(DOING)?),
            request: RequestId(row.try_get("", "request_id").context(DOING)?),
        })
    }
}

/// Says whether anything became due.
pub(super) async fn request_due(database: &Database) -> Result<bool, StoreError> {
    const DOING: &str = "find the operations that are due";
    let now = Utc::now().timestamp_millis();
    let reading = database.read(Tenancy::Operator).await?;
    let mut sql = Sql::new("SELECT organization_id, workspace_id, request_id FROM operation WHERE state = 'scheduled'");
    sql.push(" AND run_at <= ").bind(now).push(&format!(" ORDER BY run_at LIMIT {AT_ONCE}"));
    let due = reading.query_all_raw(sql.statement(database.backend())).await.context(DOING)?;
    reading.commit().await.context(DOING)?;
    for row in &due {
        let waiting = Waiting::of(row)?;
        let transaction = database.write(waiting.organization).await?;
        let mut sql = Sql::new("UPDATE operation SET state = 'requested', changed_at = ");
        sql.bind(now).push(" WHERE state = 'scheduled' AND request_id = ").bind(waiting.request.0);
        let moved = transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
        if moved.rows_affected() > 0 {
            enqueue_operation(&transaction, waiting.organization, waiting.workspace, waiting.request).await?;
        }
        transaction.commit().await.context(DOING)?;
    }
    Ok(!due.is_empty())
}

/// Says whether any operation got a new job.
pub(super) async fn sweep(database: &Database) -> Result<bool, StoreError> {
    const DOING: &str = "look for operations without a job";
    let backend = database.backend();
    let transaction = database.write(Tenancy::Operator).await?;
    let mut sql = Sql::new("SELECT organization_id, workspace_id, request_id FROM operation WHERE ");
    sql.push("state IN ('requested', 'running', 'unknown') AND NOT parked AND changed_at < ");
    sql.bind((Utc::now() - QUIET).timestamp_millis());
    let quiet = transaction.query_all_raw(sql.statement(backend)).await.context(DOING)?;
    let mut nudged = false;
    for row in &quiet {
        let waiting = Waiting::of(row)?;
        match queue::state(&transaction, &waiting.request.to_string()).await? {
            Some(JobState::GivenUp(why)) => {
                let fault = RunFault {
                    code: ErrorCode::InternalServerError,
                    detail: why.unwrap_or_default(),
                    at: Utc::now(),
                    picture: None,
                };
                let mut sql = Sql::new("UPDATE operation SET state = 'unknown', parked = true, fault = ");
                sql.bind(fault_to_json(&fault)).push(" WHERE request_id = ").bind(waiting.request.0);
                transaction.execute_raw(sql.statement(backend)).await.context(DOING)?;
            }
            Some(JobState::UnderWay) => {}
            None => {
                enqueue_operation(&transaction, waiting.organization, waiting.workspace, waiting.request).await?;
                nudged = true;
            }
        }
    }
    transaction.commit().await.context(DOING)?;
    Ok(nudged)
}
