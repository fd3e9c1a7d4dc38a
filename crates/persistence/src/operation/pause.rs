use chrono::Utc;
use daicho_domain::error::StoreError;
use daicho_domain::integration::RequestRecord;
use daicho_domain::operation::{OperationTask, Pause};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::Database;
use crate::failure::Context;
use crate::integration::log_row::fault_to_json;
use crate::integration::sync::{add_step, set_run};
use crate::sql::Sql;

const DOING: &str = "note that an operation waits";

pub(super) async fn pause(
    database: &Database,
    task: &OperationTask,
    pause: Pause,
    requests: Vec<RequestRecord>,
) -> Result<(), StoreError> {
    let transaction = database.write(task.operation.organization).await?;
    let Some(run) = note(&transaction, task, &pause).await? else { return Ok(()) };
    let fault = pause.fault.as_ref().filter(|_| pause.until.is_none()).map(fault_to_json);
    set_run(&transaction, run, |sql| {
        sql.push("status = ").bind(pause.state.as_run().as_str()).push(", fault = ").bind(fault);
    })
    .await?;
    let organization = task.operation.organization;
    add_step(&transaction, organization, run, &pause.event, &requests).await?;
    transaction.commit().await.context(DOING)
}

/// Gives the number of its log entry, unless it has ended meanwhile.
async fn note(
    transaction: &DatabaseTransaction,
    task: &OperationTask,
    pause: &Pause,
) -> Result<Option<i64>, StoreError> {
    let mut sql = Sql::new("UPDATE operation SET state = ");
    sql.bind(pause.state.as_str()).push(", parked = ").bind(pause.until.is_none());
    sql.push(", changed_at = ").bind(Utc::now().timestamp_millis());
    if let Some(fault) = &pause.fault {
        sql.push(", pauses = pauses + 1, fault = ").bind(fault_to_json(fault));
    }
    sql.push(" WHERE state IN ('running', 'unknown') AND request_id = ").bind(task.operation.id.0);
    sql.push(" RETURNING run_id");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    row.map(|row| row.try_get_by_index(0)).transpose().context(DOING)
}
