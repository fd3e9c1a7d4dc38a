use std::sync::Arc;

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

use super::AlertStore;
use crate::error::{Failure, StoreError};
use crate::queue::{Job, JobEnd, JobHandler, JobKind};

/// What workers do for the alert room: the passing of days.
#[derive(Debug, Clone)]
pub struct AlertJobs {
    pub store: Arc<dyn AlertStore>,
}

#[async_trait]
impl JobHandler for AlertJobs {
    fn kinds(&self) -> &'static [JobKind] {
        &[JobKind::BeginDay]
    }

    async fn run(&self, job: &Job, _: &CancellationToken) -> Result<JobEnd, Failure> {
        if self.store.begin_day(job.organization).await? {
            tracing::info!("a new day began");
        }
        Ok(JobEnd::Done)
    }

    async fn schedule(&self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Ten seconds past midnight are early enough.
    async fn sweep(&self) -> Result<(), StoreError> {
        self.store.request_days().await
    }
}
