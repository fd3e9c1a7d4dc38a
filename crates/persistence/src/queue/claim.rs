use std::time::Duration;

use daicho_domain::error::StoreError;
use daicho_domain::ids::{JobId, OrganizationId};
use daicho_domain::queue::{Job, JobKind};
use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult};

use super::{after, now};
use crate::failure::Context;
use crate::sql::Sql;
use crate::{Database, Tenancy};

const DOING: &str = "claim a job";
/// Claims take turns, so that a limit is counted right; the number only has to be ours.
const CLAIM_LOCK: &str = "SELECT pg_advisory_xact_lock(7246011952)";

pub(super) async fn claim(
    database: &Database,
    worker: &str,
    kinds: &[JobKind],
    lease: Duration,
) -> Result<Option<Job>, StoreError> {
    let backend = database.backend();
    if !anything_is_due(database, kinds).await? {
        return Ok(None);
    }
    let transaction = database.write(Tenancy::Operator).await?;
    if backend == DatabaseBackend::Postgres {
        transaction.execute_unprepared(CLAIM_LOCK).await.context(DOING)?;
    }
    let mut sql = Sql::new("UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = ");
    sql.bind(after(lease)).push(", worker = ").bind(worker.to_owned());
    sql.push(" WHERE id = (SELECT j.id FROM job j WHERE j.state = 'ready' AND j.run_at <= ").bind(now());
    sql.push(" AND j.kind IN ").bind_list(kinds.iter().map(|kind| kind.as_str()));
    sql.push(
        " AND (SELECT COUNT(*) FROM job r WHERE r.state = 'running' AND r.limit_key = j.limit_key) < j.limit_count \
         ORDER BY j.priority DESC, j.run_at, j.id LIMIT 1",
    );
    if backend == DatabaseBackend::Postgres {
        sql.push(" FOR UPDATE SKIP LOCKED");
    }
    sql.push(") RETURNING id, organization_id, kind, payload, attempts");
    let claimed = transaction.query_one_raw(sql.statement(backend)).await.context(DOING)?;
    let job = claimed.map(|row| job(&row, worker)).transpose()?;
    transaction.commit().await.context(DOING)?;
    Ok(job)
}

/// Idle polling only reads: on SQLite a claim takes the one writer.
async fn anything_is_due(database: &Database, kinds: &[JobKind]) -> Result<bool, StoreError> {
    let transaction = database.read(Tenancy::Operator).await?;
    let mut sql = Sql::new("SELECT 1 FROM job WHERE state = 'ready' AND run_at <= ");
    sql.bind(now()).push(" AND kind IN ").bind_list(kinds.iter().map(|kind| kind.as_str())).push(" LIMIT 1");
    Ok(transaction.query_one_raw(sql.statement(database.backend())).await.context(DOING)?.is_some())
}

fn job(row: &QueryResult, worker: &str) -> Result<Job, StoreError> {
    let kind: String = row.try_get("", "kind").context(DOING)?;
    let attempts: i32 = row.try_get("", "attempts").context(DOING)?;
    Ok(Job {
        id: JobId(row.try_get("", "id").context(DOING)?),
        organization: OrganizationId(row.try_get("", "organization_id").context(DOING)?),
        kind: kind.parse().map_err(|error| StoreError::new(DOING, Box::new(error)))?,
        payload: row.try_get("", "payload").context(DOING)?,
        worker: worker.to_owned(),
        attempt: attempts.unsigned_abs(),
    })
}
