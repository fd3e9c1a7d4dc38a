use async_trait::async_trait;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::Automations;
use crate::error::{Failure, StoreError};
use crate::ids::AutomationRunId;
use crate::queue::{Job, JobEnd, JobHandler, JobKind};

/// What workers do for the automation room.
#[derive(Debug, Clone)]
pub struct AutomationJobs(pub Automations);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AutomationJob {
    run_id: AutomationRunId,
}

#[async_trait]
impl JobHandler for AutomationJobs {
    fn kinds(&self) -> &'static [JobKind] {
        &[JobKind::Automation]
    }

    async fn run(&self, job: &Job, _: &CancellationToken) -> Result<JobEnd, Failure> {
        let payload = AutomationJob::deserialize(&job.payload)
            .map_err(|error| StoreError::new("read what a job is about", error))?;
        self.0.perform(job.organization, payload.run_id).await?;
        Ok(JobEnd::Done)
    }

    async fn schedule(&self) -> Result<(), StoreError> {
        self.0.store.run_due().await
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        self.0.store.sweep().await
    }
}
