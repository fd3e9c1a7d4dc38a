use std::sync::Arc;

use async_trait::async_trait;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::store::SyncStore;
use super::sync::SyncWorkspace;
use crate::error::{Failure, StoreError};
use crate::ids::RequestId;
use crate::queue::{Job, JobEnd, JobHandler, JobKind};

/// What workers do for the integration room.
#[derive(Debug, Clone)]
pub struct IntegrationJobs {
    pub sync: SyncWorkspace,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SyncJob {
    request_id: RequestId,
}

impl IntegrationJobs {
    fn store(&self) -> &Arc<dyn SyncStore> {
        &self.sync.store
    }
}

#[async_trait]
impl JobHandler for IntegrationJobs {
    fn kinds(&self) -> &'static [JobKind] {
        &[JobKind::Sync]
    }

    async fn run(&self, job: &Job, stop: &CancellationToken) -> Result<JobEnd, Failure> {
        let payload =
            SyncJob::deserialize(&job.payload).map_err(|error| StoreError::new("read what a job is about", error))?;
        self.sync.run(job.organization, payload.request_id, stop).await
    }

    async fn schedule(&self) -> Result<(), StoreError> {
        self.store().request_due().await
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        self.store().sweep().await
    }
}
