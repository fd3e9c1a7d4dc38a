//! What people decide about operations that are there.

use chrono::Utc;
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId};
use daicho_domain::integration::StepEvent;
use daicho_domain::operation::OperationState;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::request::enqueue_operation;
use super::row;
use super::situation::in_progress;
use crate::Database;
use crate::failure::Context;
use crate::integration::sync::{add_step, set_run};
use crate::queue;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "change the course of an operation";

pub(super) async fn cancel(database: &Database, organization: OrganizationId, id: RequestId, by: &str) -> Outcome<()> {
    let transaction = database.write(organization).await?;
    cancel_in(&transaction, organization, id, by).await?;
    transaction.commit().await.context(DOING)?;
    Ok(())
}

/// Ends one that has not begun, in the transaction of whoever decides it.
pub(crate) async fn cancel_in(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: RequestId,
    by: &str,
) -> Outcome<()> {
    let operation = row::find(transaction, organization, id).await?.ok_or(ErrorCode::NotFound)?;
    if !matches!(operation.state, OperationState::Scheduled | OperationState::Requested) {
        return Err(Refusal::about(ErrorCode::OperationHasEnded, operation.state.as_str()).into());
    }
    let run = run_of(transaction, id).await?;
    end_cancelled(transaction, organization, id, run, &StepEvent::Discarded { by: by.to_owned() }).await?;
    queue::cancel(transaction, &id.to_string()).await?;
    Ok(())
}

pub(super) async fn end_cancelled(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: RequestId,
    run: i64,
    why: &StepEvent,
) -> Result<(), StoreError> {
    let now = Utc::now();
    let mut sql = Sql::new("UPDATE operation SET state = 'cancelled', parked = false, sealed = NULL, finished_at = ");
    sql.bind(stored_time(now)).push(", changed_at = ").bind(now.timestamp_millis());
    sql.push(" WHERE request_id = ").bind(id.0);
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    set_run(transaction, run, |sql| {
        sql.push("status = 'discarded', finished_at = ").bind(stored_time(now));
    })
    .await?;
    add_step(transaction, organization, run, why, &[]).await
}

pub(super) async fn resume(database: &Database, organization: OrganizationId, id: RequestId, by: &str) -> Outcome<()> {
    let transaction = database.write(organization).await?;
    let operation = row::find(&transaction, organization, id).await?.ok_or(ErrorCode::NotFound)?;
    match operation.state {
        OperationState::Failed => {
            if let Some(account) = operation.account
                && let Some(other) = in_progress(&transaction, account, &[id]).await?
            {
                return Err(Refusal::about(ErrorCode::OperationInProgress, other.to_string()).into());
            }
            set(&transaction, id, "state = 'requested', attempts = 0, finished_at = NULL, fault = NULL").await?;
        }
        OperationState::Unknown => set(&transaction, id, "fault = NULL").await?,
        state => return Err(Refusal::about(ErrorCode::OperationHasEnded, state.as_str()).into()),
    }
    let run = run_of(&transaction, id).await?;
    set_run(&transaction, run, |sql| {
        sql.push("status = 'queued', finished_at = NULL, fault = NULL");
    })
    .await?;
    add_step(&transaction, organization, run, &StepEvent::Resumed { by: by.to_owned() }, &[]).await?;
    enqueue_operation(&transaction, organization, operation.workspace, id).await?;
    queue::hasten(&transaction, &id.to_string()).await?;
    transaction.commit().await.context(DOING)?;
    Ok(())
}

async fn set(transaction: &DatabaseTransaction, id: RequestId, change: &str) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE operation SET parked = false, pauses = 0, ");
    sql.push(change).push(", changed_at = ").bind(Utc::now().timestamp_millis());
    sql.push(" WHERE request_id = ").bind(id.0);
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

async fn run_of(transaction: &DatabaseTransaction, id: RequestId) -> Result<i64, StoreError> {
    let mut sql = Sql::new("SELECT run_id FROM operation WHERE request_id = ");
    sql.bind(id.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let row = row.ok_or_else(|| StoreError::new(DOING, "the operation is gone"))?;
    row.try_get_by_index(0).context(DOING)
}
