//! The job queue: one table on the same database.

mod claim;
mod crew;
mod enqueue;
mod messages;
mod wake;

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::error::StoreError;
use daicho_domain::queue::{Job, JobKind, JobQueue, Lease};
use sea_orm::{ConnectionTrait, DatabaseBackend};

pub(crate) use enqueue::{JobState, NewJob, cancel, enqueue, hasten, state};
pub use messages::share;
pub use wake::Wake;

use crate::failure::Context;
use crate::sql::Sql;
use crate::{Database, Tenancy};

#[derive(Debug, Clone)]
pub struct SqlJobQueue {
    database: Database,
    wake: Wake,
}

impl SqlJobQueue {
    pub fn new(database: Database, wake: Wake) -> Self {
        Self { database, wake }
    }

    /// Changes the job if this worker still holds it; says whether it did.
    async fn acknowledge(&self, job: &Job, change: impl FnOnce(&mut Sql)) -> Result<bool, StoreError> {
        const DOING: &str = "acknowledge a job";
        let transaction = self.database.write(Tenancy::Operator).await?;
        let mut sql = Sql::default();
        change(&mut sql);
        sql.push(" WHERE state = 'running' AND id = ").bind(job.id.0).push(" AND worker = ").bind(job.worker.clone());
        sql.push(" AND attempts = ").bind(i64::from(job.attempt));
        let done = transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)?;
        Ok(done.rows_affected() > 0)
    }
}

#[async_trait]
impl JobQueue for SqlJobQueue {
    async fn claim(&self, worker: &str, kinds: &[JobKind], lease: Duration) -> Result<Option<Job>, StoreError> {
        claim::claim(&self.database, worker, kinds, lease).await
    }

    async fn renew(&self, job: &Job, lease: Duration) -> Result<Lease, StoreError> {
        let kept = self
            .acknowledge(job, |sql| {
                sql.push("UPDATE job SET lease_until = ").bind(after(lease));
            })
            .await?;
        Ok(if kept { Lease::Kept } else { Lease::Lost })
    }

    async fn finish(&self, job: &Job) -> Result<(), StoreError> {
        self.acknowledge(job, |sql| {
            sql.push("DELETE FROM job");
        })
        .await?;
        self.wake.in_this_process();
        Ok(())
    }

    async fn put_off(&self, job: &Job, until: DateTime<Utc>) -> Result<(), StoreError> {
        self.acknowledge(job, |sql| {
            sql.push("UPDATE job SET state = 'ready', attempts = 0, worker = NULL, lease_until = NULL, run_at = ");
            sql.bind(until.timestamp_millis());
        })
        .await?;
        Ok(())
    }

    async fn fail(&self, job: &Job, error: &str, again_at: DateTime<Utc>) -> Result<(), StoreError> {
        self.acknowledge(job, |sql| {
            sql.push("UPDATE job SET state = CASE WHEN attempts >= max_attempts THEN 'failed' ELSE 'ready' END, ");
            sql.push("worker = NULL, lease_until = NULL, error = ").bind(error.to_owned());
            sql.push(", run_at = ").bind(again_at.timestamp_millis());
        })
        .await?;
        Ok(())
    }

    async fn recover(&self, starting: bool) -> Result<(), StoreError> {
        const DOING: &str = "free the jobs of workers that are gone";
        let alone = starting && self.database.backend() == DatabaseBackend::Sqlite;
        let transaction = self.database.write(Tenancy::Operator).await?;
        let mut sql = Sql::new(
            "UPDATE job SET state = CASE WHEN attempts >= max_attempts THEN 'failed' ELSE 'ready' END, worker = NULL, \
             error = 'the process that worked on it ended', lease_until = NULL WHERE state = 'running'",
        );
        if !alone {
            sql.push(" AND lease_until < ").bind(now());
        }
        transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)
    }

    async fn sign_on(&self, worker: &str, lease: Duration) -> Result<u32, StoreError> {
        match self.database.backend() {
            // One process alone works on SQLite.
            DatabaseBackend::Sqlite => Ok(1),
            _ => crew::sign_on(&self.database, worker, lease).await,
        }
    }

    async fn sign_off(&self, worker: &str) -> Result<(), StoreError> {
        match self.database.backend() {
            DatabaseBackend::Sqlite => Ok(()),
            _ => crew::sign_off(&self.database, worker).await,
        }
    }

    async fn wait(&self, at_most: Duration) {
        self.wake.wait(at_most).await;
    }
}

fn now() -> i64 {
    Utc::now().timestamp_millis()
}

fn after(duration: Duration) -> i64 {
    now().saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
}
