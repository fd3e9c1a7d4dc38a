use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::{Crew, Job, JobKind, JobQueue, Lease};
use crate::error::{Failure, StoreError};

const LEASE: Duration = Duration::from_secs(15);
const RENEWAL: Duration = Duration::from_secs(4);
const POLL: Duration = Duration::from_secs(1);
const SWEEP: Duration = Duration::from_secs(10);

/// How a job ended for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEnd {
    Done,
    /// To be gone on with then.
    PutOff(DateTime<Utc>),
}

/// What the jobs do.
#[async_trait]
pub trait JobHandler: Send + Sync {
    /// The kinds of jobs that it does.
    fn kinds(&self) -> &'static [JobKind];

    /// Does one job. `stop` asks to leave off at the next good place: then the job is put off.
    async fn run(&self, job: &Job, stop: &CancellationToken) -> Result<JobEnd, Failure>;

    /// Makes jobs of what has become due.
    async fn schedule(&self) -> Result<(), StoreError>;

    /// Nudges again what lost its nudge.
    async fn sweep(&self) -> Result<(), StoreError>;
}

/// Works the queue off until it is told to stop.
#[derive(Clone)]
pub struct Worker {
    pub name: String,
    pub queue: Arc<dyn JobQueue>,
    /// Kept at the number of workers that there are.
    pub crew: Crew,
    pub handler: Arc<dyn JobHandler>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Worker {
    /// Returns after `stop`, when the jobs at hand have left off.
    pub async fn run(&self, stop: CancellationToken) {
        let mut jobs = Jobs::default();
        let mut next_sweep = Instant::now();
        let mut next_schedule = Instant::now();
        self.note(self.queue.recover(true).await);
        while !stop.is_cancelled() {
            if Instant::now() >= next_sweep {
                self.note(self.queue.recover(false).await);
                self.note(self.handler.sweep().await);
                next_sweep = Instant::now() + SWEEP;
            }
            if Instant::now() >= next_schedule {
                self.count_crew().await;
                self.note(self.handler.schedule().await);
                next_schedule = Instant::now() + POLL;
            }
            if self.start_next(&mut jobs, &stop).await {
                continue;
            }
            tokio::select! {
                () = self.queue.wait(POLL) => {}
                () = stop.cancelled() => {}
                () = jobs.one_done(), if !jobs.running.is_empty() => {}
            }
        }
        while !jobs.running.is_empty() {
            jobs.one_done().await;
        }
        self.note(self.queue.sign_off(&self.name).await);
    }

    /// The others hear of a new worker with their next count.
    async fn count_crew(&self) {
        if let Some(workers) = self.note(self.queue.sign_on(&self.name, LEASE).await) {
            self.crew.now_has(workers);
        }
    }

    async fn start_next(&self, jobs: &mut Jobs, stop: &CancellationToken) -> bool {
        jobs.forget_done();
        let kinds = jobs.with_room(self.handler.kinds());
        if kinds.is_empty() {
            return false;
        }
        let claimed = self.queue.claim(&self.name, &kinds, LEASE).await;
        let Some(job) = self.note(claimed).flatten() else { return false };
        let (worker, stop) = (self.clone(), stop.clone());
        let span = tracing::info_span!("job", id = %job.id, kind = %job.kind, organization = %job.organization);
        *jobs.of_kind.entry(job.kind).or_default() += 1;
        jobs.running.spawn(
            async move {
                worker.work(&job, &stop).await;
                job.kind
            }
            .instrument(span),
        );
        true
    }

    async fn work(&self, job: &Job, stop: &CancellationToken) {
        let ended = tokio::select! {
            ended = self.handler.run(job, stop) => ended,
            () = self.lease_lost(job) => {
                tracing::info!("job was cancelled or given to another worker");
                return;
            }
        };
        let acknowledged = match ended {
            Ok(JobEnd::Done) => self.queue.finish(job).await,
            Ok(JobEnd::PutOff(until)) => self.queue.put_off(job, until).await,
            Err(failure) => {
                tracing::warn!(%failure, attempt = job.attempt, "job failed");
                self.queue.fail(job, &failure.to_string(), Utc::now() + back_off(job.attempt)).await
            }
        };
        self.note(acknowledged);
    }

    async fn lease_lost(&self, job: &Job) {
        loop {
            tokio::time::sleep(RENEWAL).await;
            if self.note(self.queue.renew(job, LEASE).await) == Some(Lease::Lost) {
                return;
            }
        }
    }

    /// The queue may be out of reach for a while: that ends no worker.
    fn note<T>(&self, result: Result<T, StoreError>) -> Option<T> {
        result.inspect_err(|error| tracing::error!(worker = self.name, %error, "queue")).ok()
    }
}

/// The jobs at hand, and how many of each kind.
#[derive(Default)]
struct Jobs {
    running: JoinSet<JobKind>,
    of_kind: HashMap<JobKind, usize>,
}

impl Jobs {
    fn with_room(&self, kinds: &[JobKind]) -> Vec<JobKind> {
        let has_room = |kind: &&JobKind| self.of_kind.get(kind).is_none_or(|running| *running < kind.at_once());
        kinds.iter().filter(has_room).copied().collect()
    }

    async fn one_done(&mut self) {
        if let Some(done) = self.running.join_next().await {
            self.forget(done);
        }
    }

    fn forget_done(&mut self) {
        while let Some(done) = self.running.try_join_next() {
            self.forget(done);
        }
    }

    fn forget(&mut self, done: Result<JobKind, JoinError>) {
        match done {
            Ok(kind) => {
                self.of_kind.entry(kind).and_modify(|running| *running -= 1);
            }
            Err(error) => {
                // Of which kind it was nobody knows: count anew when all are done.
                tracing::error!(%error, "a job ended in a panic");
                if self.running.is_empty() {
                    self.of_kind.clear();
                }
            }
        }
    }
}

/// Doubles with every attempt up to ten minutes, spread by a quarter so that failures do not come back together.
pub(crate) fn back_off(attempt: u32) -> TimeDelta {
    let milliseconds = 1_000_i64.saturating_mul(1 << attempt.saturating_sub(1).min(10)).min(600_000);
    TimeDelta::milliseconds(milliseconds + rand::random_range(0..=milliseconds / 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_stays_bounded() {
        assert!(back_off(1) >= TimeDelta::seconds(1) && back_off(1) <= TimeDelta::milliseconds(1_250));
        assert!(back_off(4) >= TimeDelta::seconds(8));
        assert!(back_off(1_000) <= TimeDelta::seconds(750));
    }
}
