use async_trait::async_trait;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::RunOffboarding;
use crate::error::{Failure, StoreError};
use crate::ids::OffboardingId;
use crate::queue::{Job, JobEnd, JobHandler, JobKind};

/// What workers do for the offboarding room.
#[derive(Debug, Clone)]
pub struct OffboardingJobs(pub RunOffboarding);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OffboardingJob {
    offboarding_id: OffboardingId,
}

#[async_trait]
impl JobHandler for OffboardingJobs {
    fn kinds(&self) -> &'static [JobKind] {
        &[JobKind::Offboarding]
    }

    async fn run(&self, job: &Job, stop: &CancellationToken) -> Result<JobEnd, Failure> {
        let payload = OffboardingJob::deserialize(&job.payload)
            .map_err(|error| StoreError::new("read what a job is about", error))?;
        self.0.run(job.organization, payload.offboarding_id, stop).await
    }

    async fn schedule(&self) -> Result<(), StoreError> {
        self.0.offboardings.store.start_due().await
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        self.0.offboardings.store.sweep().await
    }
}
