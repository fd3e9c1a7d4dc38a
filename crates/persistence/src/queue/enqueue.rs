use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::queue::JobKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::messages::tell_of_job;
use super::now;
use crate::failure::Context;
use crate::sql::Sql;

/// A job to be put into the queue with the rows that it is about.
#[derive(Debug, Clone)]
pub(crate) struct NewJob {
    pub(crate) organization: OrganizationId,
    pub(crate) kind: JobKind,
    pub(crate) payload: serde_json::Value,
    /// While one with this key is waiting or running, another is not added.
    pub(crate) unique_key: String,
    /// At most so many jobs with this key run at once, over all workers.
    pub(crate) limit: (String, i32),
    pub(crate) priority: i32,
    pub(crate) max_attempts: i32,
}

/// Puts the job into the queue with the caller's transaction. Call [`super::Wake::in_this_process`] after the commit.
pub(crate) async fn enqueue(transaction: &DatabaseTransaction, job: NewJob) -> Result<(), StoreError> {
    const DOING: &str = "put a job into the queue";
    let backend = transaction.get_database_backend();
    let mut sql = Sql::new(
        "INSERT INTO job (organization_id, kind, payload, unique_key, limit_key, limit_count, priority, state, run_at, \
         attempts, max_attempts) VALUES (",
    );
    sql.bind(job.organization.0).push(", ").bind(job.kind.as_str()).push(", ").bind(job.payload).push(", ");
    sql.bind(job.unique_key).push(", ").bind(job.limit.0).push(", ").bind(job.limit.1).push(", ").bind(job.priority);
    sql.push(", 'ready', ").bind(now()).push(", 0, ").bind(job.max_attempts).push(") ON CONFLICT DO NOTHING");
    transaction.execute_raw(sql.statement(backend)).await.context(DOING)?;
    tell_of_job(transaction).await
}

/// Takes the job out, waiting or running: the worker of a running one notices with its next renewal and leaves off.
pub(crate) async fn cancel(transaction: &DatabaseTransaction, unique_key: &str) -> Result<(), StoreError> {
    let mut sql = Sql::new("DELETE FROM job WHERE state IN ('ready', 'running') AND unique_key = ");
    sql.bind(unique_key.to_owned());
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context("cancel a job")?;
    Ok(())
}

/// Lets a waiting job run now.
pub(crate) async fn hasten(transaction: &DatabaseTransaction, unique_key: &str) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE job SET run_at = ");
    sql.bind(now()).push(" WHERE state = 'ready' AND unique_key = ").bind(unique_key.to_owned());
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context("hasten a job")?;
    Ok(())
}

/// What became of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum JobState {
    /// Waiting or running.
    UnderWay,
    /// Its attempts are spent; with what went wrong with the last one.
    GivenUp(Option<String>),
}

/// `None` without such a job: it was done, or lost.
pub(crate) async fn state(transaction: &DatabaseTransaction, unique_key: &str) -> Result<Option<JobState>, StoreError> {
    const DOING: &str = "look at a job";
    let mut sql = Sql::new("SELECT state, error FROM job WHERE unique_key = ");
    sql.bind(unique_key.to_owned()).push(" ORDER BY id DESC LIMIT 1");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let Some(row) = row else { return Ok(None) };
    let state: String = row.try_get_by_index(0).context(DOING)?;
    Ok(Some(match state.as_str() {
        "failed" => JobState::GivenUp(row.try_get_by_index(1).context(DOING)?),
        _ => JobState::UnderWay,
    }))
}
