use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, RequestId};
use daicho_domain::integration::{AccountChange, ChangeKind, StepEvent};
use daicho_domain::operation::{Operation, OperationState, OperationTask, Stage};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};
use secrecy::ExposeSecret;

use super::request::sealed_field;
use super::{row, situation, steer};
use crate::failure::Context;
use crate::integration::SqlIntegration;
use crate::integration::log_row::from_json;
use crate::integration::sync::set_run;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "take up an operation";

pub(super) async fn begin(
    store: &SqlIntegration,
    organization: OrganizationId,
    id: RequestId,
) -> Result<Option<OperationTask>, StoreError> {
    let transaction = store.database.write(organization).await?;
    let rows = row::rows(&transaction, |sql| {
        sql.push("o.organization_id = ").bind(organization.0).push(" AND o.request_id = ").bind(id.0);
    })
    .await?;
    let Some(found) = rows.first() else { return Ok(None) };
    let mut operation = row::operation(found)?;
    let run: i64 = found.try_get("", "run_id").context(DOING)?;
    let situation = situation::read(&transaction, organization, operation.workspace, operation.account).await?;
    let Some(mut situation) = situation else {
        steer::end_cancelled(&transaction, organization, id, run, &StepEvent::Cancelled).await?;
        transaction.commit().await.context(DOING)?;
        return Ok(None);
    };
    situation.in_progress = None;
    let Some(stage) = stage(&transaction, &operation).await? else { return Ok(None) };
    let called_at: Option<i64> = found.try_get("", "called_at").context(DOING)?;
    take_up(&transaction, &mut operation, run, stage).await?;
    transaction.commit().await.context(DOING)?;
    let change = change(store, &operation, found).await?;
    let pauses: i32 = found.try_get("", "pauses").context(DOING)?;
    Ok(Some(OperationTask {
        operation,
        stage,
        situation,
        change,
        called_at: called_at.and_then(DateTime::from_timestamp_millis),
        pauses: pauses.unsigned_abs(),
    }))
}

/// What is to be done next; `None` when it is over.
async fn stage(transaction: &DatabaseTransaction, operation: &Operation) -> Result<Option<Stage>, StoreError> {
    Ok(match operation.state {
        OperationState::Requested if others_come_first(transaction, operation).await? => Some(Stage::Wait),
        OperationState::Requested => Some(Stage::Call),
        OperationState::Running | OperationState::Unknown => Some(Stage::Settle),
        _ => None,
    })
}

/// Operations on one account are done in the order in which they were asked for.
async fn others_come_first(transaction: &DatabaseTransaction, operation: &Operation) -> Result<bool, StoreError> {
    let Some(account) = operation.account else { return Ok(false) };
    let mut sql = Sql::new(
        "SELECT 1 FROM operation WHERE state IN ('requested', 'running', 'unknown') AND NOT parked AND account_id = ",
    );
    sql.bind(account.0).push(" AND request_id <> ").bind(operation.id.0);
    sql.push(" AND (run_at, id) < (SELECT o.run_at, o.id FROM operation o WHERE o.request_id = ");
    sql.bind(operation.id.0).push(") LIMIT 1");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(row.is_some())
}

/// Notes that the call is about to be made, or that it is not known what became of it.
async fn take_up(
    transaction: &DatabaseTransaction,
    operation: &mut Operation,
    run: i64,
    stage: Stage,
) -> Result<(), StoreError> {
    let now = Utc::now();
    let mut sql = Sql::new("UPDATE operation SET parked = false, changed_at = ");
    sql.bind(now.timestamp_millis());
    match stage {
        Stage::Wait => return Ok(()),
        Stage::Call => {
            operation.state = OperationState::Running;
            operation.attempts += 1;
            sql.push(", state = 'running', attempts = attempts + 1, called_at = ").bind(now.timestamp_millis());
        }
        Stage::Settle => {
            operation.state = OperationState::Unknown;
            sql.push(", state = 'unknown'");
        }
    }
    sql.push(" WHERE request_id = ").bind(operation.id.0);
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    set_run(transaction, run, |sql| {
        sql.push("status = 'running', started_at = COALESCE(started_at, ").bind(stored_time(now)).push(")");
    })
    .await
}

/// What the service is asked for: what was entered, the secrets, and the account's own names.
async fn change(
    store: &SqlIntegration,
    operation: &Operation,
    found: &QueryResult,
) -> Result<AccountChange, StoreError> {
    let mut input: BTreeMap<String, String> = from_json(found.try_get("", "input").context(DOING)?)?;
    let sealed: Option<String> = found.try_get("", "sealed").context(DOING)?;
    if let Some(sealed) = sealed {
        let (organization, workspace) = (operation.organization, operation.workspace);
        let opened = store.vault.open(organization, workspace, &sealed_field(operation.id), &sealed).await?;
        let secrets: BTreeMap<String, String> =
            serde_json::from_str(opened.expose_secret()).map_err(|error| StoreError::new(DOING, error))?;
        input.extend(secrets);
    }
    Ok(match operation.kind {
        ChangeKind::Create => AccountChange { kind: operation.kind, input },
        kind => AccountChange::of(kind, &operation.subject, input),
    })
}
