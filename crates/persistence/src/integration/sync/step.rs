use chrono::{DateTime, Utc};
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::integration::{RequestRecord, Step, StepEvent};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::failure::Context;
use crate::sql::Sql;
use crate::support::stored_time;

/// Notes what happened, with the requests that led to it.
pub(crate) async fn add(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    run: i64,
    event: &StepEvent,
    requests: &[RequestRecord],
) -> Result<(), StoreError> {
    const DOING: &str = "note a step";
    let requests = if requests.is_empty() {
        None
    } else {
        Some(serde_json::to_string(requests).map_err(|error| StoreError::new(DOING, error))?)
    };
    let data = serde_json::to_value(event).map_err(|error| StoreError::new(DOING, error))?;
    let mut sql =
        Sql::new("INSERT INTO integration_log_step (organization_id, run_id, at, kind, data, requests) VALUES (");
    sql.bind(organization.0).push(", ").bind(run).push(", ").bind(stored_time(Utc::now())).push(", ");
    sql.bind(event.kind().as_str()).push(", ").bind(data["data"].to_string()).push(", ").bind(requests).push(")");
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

/// More are not shown; whoever needs all has the database.
const MOST_STEPS: usize = 5_000;

pub(in crate::integration) async fn read(transaction: &DatabaseTransaction, run: i64) -> Result<Vec<Step>, StoreError> {
    const DOING: &str = "read the steps of a run";
    let mut sql = Sql::new("SELECT at, kind, data, requests FROM integration_log_step WHERE run_id = ");
    sql.bind(run).push(&format!(" ORDER BY id LIMIT {MOST_STEPS}"));
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let mut steps = Vec::new();
    for row in rows {
        let requests: Option<String> = row.try_get_by_index(3).context(DOING)?;
        if let Some(requests) = requests {
            let requests: Vec<RequestRecord> =
                serde_json::from_str(&requests).map_err(|error| StoreError::new(DOING, error))?;
            steps.extend(
                requests.into_iter().map(|request| Step { at: request.at, event: StepEvent::Request(request) }),
            );
        }
        let at: DateTime<Utc> = row.try_get_by_index(0).context(DOING)?;
        let kind: String = row.try_get_by_index(1).context(DOING)?;
        let data: String = row.try_get_by_index(2).context(DOING)?;
        steps.push(Step { at, event: event(&kind, &data).map_err(|error| StoreError::new(DOING, error))? });
        if steps.len() >= MOST_STEPS {
            break;
        }
    }
    Ok(steps)
}

fn event(kind: &str, data: &str) -> serde_json::Result<StepEvent> {
    let data: serde_json::Value = serde_json::from_str(data)?;
    serde_json::from_value(serde_json::json!({ "kind": kind, "data": data }))
}
