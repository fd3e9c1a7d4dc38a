use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::error::StoreError;
use crate::ids::{JobId, OrganizationId};

crate::enumeration! {
    pub enum JobKind {
        Sync = "sync",
        Operation = "operation",
        Offboarding = "offboarding",
        Automation = "automation",
        /// What the passing of a day changes.
        BeginDay = "begin_day",
        /// Makes deliveries of what happened.
        Announce = "announce",
        /// One message to one channel.
        Deliver = "deliver",
    }
}

impl JobKind {
    /// So many of a kind one process does at the same time: syncs hold pages in memory, the others mostly wait for answers.
    pub const fn at_once(self) -> usize {
        match self {
            Self::Sync | Self::Automation => 8,
            Self::Operation => 64,
            Self::Offboarding | Self::Deliver => 32,
            Self::BeginDay => 1,
            Self::Announce => 4,
        }
    }
}

/// A job as one worker holds it. Attempt and worker fence what is said about it later: a job that another worker took over
/// meanwhile is not touched.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    pub id: JobId,
    pub organization: OrganizationId,
    pub kind: JobKind,
    pub payload: serde_json::Value,
    pub worker: String,
    pub attempt: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lease {
    Kept,
    /// Cancelled, or given to somebody else: stop at once.
    Lost,
}

#[async_trait]
pub trait JobQueue: Send + Sync {
    /// The next job of these kinds that is due and within its limit, leased to the worker.
    async fn claim(&self, worker: &str, kinds: &[JobKind], lease: Duration) -> Result<Option<Job>, StoreError>;

    async fn renew(&self, job: &Job, lease: Duration) -> Result<Lease, StoreError>;

    async fn finish(&self, job: &Job) -> Result<(), StoreError>;

    /// Puts the job back until then; a pause is no failed attempt.
    async fn put_off(&self, job: &Job, until: DateTime<Utc>) -> Result<(), StoreError>;

    /// Notes a failed attempt: tries again at that time, or gives the job up when its attempts are spent.
    async fn fail(&self, job: &Job, error: &str, again_at: DateTime<Utc>) -> Result<(), StoreError>;

    /// Frees jobs whose workers are gone: those with expired leases, and where only one process can be working also
    /// everything that is running when it starts.
    async fn recover(&self, starting: bool) -> Result<(), StoreError>;

    /// Counts the worker among those that are there for as long as the lease, and says how many they are.
    async fn sign_on(&self, worker: &str, lease: Duration) -> Result<u32, StoreError>;

    /// Takes it out of the count.
    async fn sign_off(&self, worker: &str) -> Result<(), StoreError>;

    /// Returns when a job may be ready, at the latest after that time.
    async fn wait(&self, at_most: Duration);
}
