use std::sync::Arc;

use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

use super::{Job, JobEnd, JobHandler, JobKind};
use crate::error::{Failure, StoreError};

/// The jobs of several rooms, each done by its own.
#[derive(Clone)]
pub struct Rooms {
    kinds: &'static [JobKind],
    rooms: Vec<Arc<dyn JobHandler>>,
}

impl std::fmt::Debug for Rooms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rooms").field("kinds", &self.kinds).finish_non_exhaustive()
    }
}

impl Rooms {
    /// Together they do every kind of job.
    pub fn new(rooms: Vec<Arc<dyn JobHandler>>) -> Self {
        Self { kinds: JobKind::ALL, rooms }
    }
}

#[async_trait]
impl JobHandler for Rooms {
    fn kinds(&self) -> &'static [JobKind] {
        self.kinds
    }

    async fn run(&self, job: &Job, stop: &CancellationToken) -> Result<JobEnd, Failure> {
        match self.rooms.iter().find(|room| room.kinds().contains(&job.kind)) {
            Some(room) => room.run(job, stop).await,
            None => Err(StoreError::new("do a job", format!("no room does {}", job.kind)).into()),
        }
    }

    async fn schedule(&self) -> Result<(), StoreError> {
        for room in &self.rooms {
            room.schedule().await?;
        }
        Ok(())
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        for room in &self.rooms {
            room.sweep().await?;
        }
        Ok(())
    }
}
