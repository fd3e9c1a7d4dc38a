use chrono::Utc;
use daicho_domain::automation::{Automation, AutomationRun, RunCause, RunResult, RunState, RunTask, TriggerField};
use daicho_domain::directory::{Email, EntryName};
use daicho_domain::error::{ErrorCode, Outcome, StoreError};
use daicho_domain::ids::{AutomationId, AutomationRunId, OrganizationId, PeopleId};
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::queue::JobKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::row;
use crate::failure::Context;
use crate::integration::log_row::{from_json, parse, to_json};
use crate::keyset;
use crate::queue::{self, JobState, NewJob, enqueue};
use crate::sql::Sql;
use crate::support::stored_time;
use crate::{Database, Tenancy};

const DOING: &str = "keep a run of an automation";
const SIDE_BY_SIDE: i32 = 8;
const MOST_ATTEMPTS: i32 = 20;

/// Notes a run with its job, in the transaction of what caused it. Says whether it is new: the same date brings one run.
pub(super) async fn open(
    transaction: &DatabaseTransaction,
    automation: &Automation,
    person: PeopleId,
    cause: &RunCause,
    by: &str,
) -> Result<bool, StoreError> {
    let now = Utc::now();
    let mut sql = Sql::new(
        "INSERT INTO automation_run (organization_id, automation_id, identity_id, cause, cause_kind, cause_field, \
         cause_value, state, started_by, started_at) VALUES (",
    );
    sql.bind(automation.organization.0).push(", ").bind(automation.id.0).push(", ").bind(person.0).push(", ");
    sql.bind(cause.key(now)).push(", ").bind(cause.kind.as_str()).push(", ");
    sql.bind(cause.field.map(TriggerField::as_str)).push(", ").bind(cause.value.clone()).push(", ");
    sql.bind(RunState::Running.as_str()).push(", ").bind(by.to_owned()).push(", ").bind(stored_time(now));
    sql.push(") ON CONFLICT DO NOTHING RETURNING id");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let Some(row) = row else { return Ok(false) };
    let run = AutomationRunId(row.try_get_by_index(0).context(DOING)?);
    enqueue_run(transaction, automation.organization, run).await?;
    Ok(true)
}

async fn enqueue_run(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    run: AutomationRunId,
) -> Result<(), StoreError> {
    let job = NewJob {
        organization,
        kind: JobKind::Automation,
        payload: serde_json::json!({ "runId": run }),
        unique_key: key_of(run),
        limit: (format!("automation/{organization}"), SIDE_BY_SIDE),
        priority: 1,
        max_attempts: MOST_ATTEMPTS,
    };
    enqueue(transaction, job).await
}

fn key_of(run: AutomationRunId) -> String {
    format!("automation/{run}")
}

/// Says whether any run got a new job.
pub(super) async fn sweep(database: &Database) -> Result<bool, StoreError> {
    let backend = database.backend();
    let reading = database.read(Tenancy::Operator).await?;
    let sql = Sql::new("SELECT id, organization_id FROM automation_run WHERE state = 'running'");
    let rows = reading.query_all_raw(sql.statement(backend)).await.context(DOING)?;
    reading.commit().await.context(DOING)?;
    let mut nudged = false;
    for row in &rows {
        let run = AutomationRunId(row.try_get_by_index(0).context(DOING)?);
        let organization = OrganizationId(row.try_get_by_index(1).context(DOING)?);
        let transaction = database.write(organization).await?;
        match queue::state(&transaction, &key_of(run)).await? {
            None => {
                enqueue_run(&transaction, organization, run).await?;
                nudged = true;
            }
            Some(JobState::GivenUp(why)) => {
                let given_up = [RunResult::failed(ErrorCode::InternalServerError, why)];
                close(&transaction, run, RunState::Failed, &given_up).await?;
            }
            Some(JobState::UnderWay) => {}
        }
        transaction.commit().await.context(DOING)?;
    }
    Ok(nudged)
}

pub(super) async fn begin(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    run: AutomationRunId,
) -> Result<Option<RunTask>, StoreError> {
    let mut sql = Sql::new("SELECT * FROM automation_run WHERE state = 'running' AND id = ");
    sql.bind(run.0).push(" AND organization_id = ").bind(organization.0);
    let found = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let Some(found) = found else { return Ok(None) };
    let automation = AutomationId(found.try_get("", "automation_id").context(DOING)?);
    let Some(automation) = row::find(transaction, organization, automation).await? else { return Ok(None) };
    let person = PeopleId(found.try_get("", "identity_id").context(DOING)?);
    Ok(Some(RunTask { run, automation, person, cause: cause(&found)? }))
}

pub(super) async fn end(
    database: &Database,
    task: &RunTask,
    state: RunState,
    results: &[RunResult],
) -> Result<(), StoreError> {
    let transaction = database.write(task.automation.organization).await?;
    close(&transaction, task.run, state, results).await?;
    transaction.commit().await.context(DOING)
}

async fn close(
    transaction: &DatabaseTransaction,
    run: AutomationRunId,
    state: RunState,
    results: &[RunResult],
) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE automation_run SET state = ");
    sql.bind(state.as_str()).push(", results = ").bind(to_json(&results)?);
    sql.push(", finished_at = ").bind(stored_time(Utc::now())).push(" WHERE state = 'running' AND id = ").bind(run.0);
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

pub(super) async fn list(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    automation: AutomationId,
    page: &PageRequest,
) -> Outcome<Page<AutomationRun>> {
    let before: Option<i64> = page.cursor.as_deref().map(keyset::decode).transpose()?;
    let mut sql = Sql::new(
        "SELECT r.*, i.display_name AS person_name, (SELECT e.email FROM identity_email e WHERE e.identity_id = i.id \
         AND e.kind = 'primary' LIMIT 1) AS person_email FROM automation_run r LEFT JOIN identity i ON i.id = r.identity_id \
         WHERE r.organization_id = ",
    );
    sql.bind(organization.0).push(" AND r.automation_id = ").bind(automation.0);
    if let Some(before) = before {
        sql.push(" AND r.id < ").bind(before);
    }
    sql.push(" ORDER BY r.id DESC LIMIT ").bind(i64::from(page.limit) + 1);
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let limit = page.limit as usize;
    let items: Vec<AutomationRun> = rows.iter().take(limit).map(run).collect::<Result<_, _>>()?;
    let next_cursor = items.last().filter(|_| rows.len() > limit).map(|last| keyset::encode(&last.id.0));
    Ok(Page { items, next_cursor, total: None })
}

fn run(row: &QueryResult) -> Result<AutomationRun, StoreError> {
    let text = |column: &str| row.try_get::<String>("", column).context(DOING);
    let maybe = |column: &str| row.try_get::<Option<String>>("", column).context(DOING);
    let results: Option<serde_json::Value> = row.try_get("", "results").context(DOING)?;
    Ok(AutomationRun {
        id: AutomationRunId(row.try_get("", "id").context(DOING)?),
        person: EntryName {
            id: PeopleId(row.try_get("", "identity_id").context(DOING)?),
            display_name: maybe("person_name")?.unwrap_or_default(),
            primary_email: maybe("person_email")?.as_deref().and_then(Email::parse),
        },
        state: parse(&text("state")?)?,
        cause: cause(row)?,
        started_by: text("started_by")?,
        started_at: row.try_get("", "started_at").context(DOING)?,
        finished_at: row.try_get("", "finished_at").context(DOING)?,
        results: results.map(from_json).transpose()?.unwrap_or_default(),
    })
}

fn cause(row: &QueryResult) -> Result<RunCause, StoreError> {
    let field: Option<String> = row.try_get("", "cause_field").context(DOING)?;
    Ok(RunCause {
        kind: parse(&row.try_get::<String>("", "cause_kind").context(DOING)?)?,
        field: field.as_deref().map(parse).transpose()?,
        value: row.try_get("", "cause_value").context(DOING)?,
    })
}
