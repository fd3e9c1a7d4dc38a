use async_trait::async_trait;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::PerformOperation;
use crate::error::{Failure, StoreError};
use crate::ids::RequestId;
use crate::queue::{Job, JobEnd, JobHandler, JobKind};

/// What workers do for the operation room.
#[derive(Debug, Clone)]
pub struct OperationJobs(pub PerformOperation);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OperationJob {
    request_id: RequestId,
}

#[async_trait]
impl JobHandler for OperationJobs {
    fn kinds(&self) -> &'static [JobKind] {
        &[JobKind::Operation]
    }

    async fn run(&self, job: &Job, _: &CancellationToken) -> Result<JobEnd, Failure> {
        let payload = OperationJob::deserialize(&job.payload)
            .map_err(|error| StoreError::new("read what a job is about", error))?;
        self.0.run(job.organization, payload.request_id).await
    }

    async fn schedule(&self) -> Result<(), StoreError> {
        self.0.store.request_due().await
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        self.0.store.sweep().await
    }
}
