//! Keeping a workspace in step with its service.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Utc};
use futures::StreamExt;
use tokio_util::sync::CancellationToken;

use super::connector::{
    AccountPage, AccountPages, Connection, Connector, ConnectorName, RequestObserver, RequestRecord,
};
use super::fault::{ConnectorFault, FaultKind};
use super::run::Staged;
use super::store::{Credentials, RunState, StagedPage, SyncOutcome, SyncStore, SyncTask};
use super::workspace::{Workspace, WorkspaceKind};
use crate::error::Failure;
use crate::ids::{OrganizationId, RequestId};
use crate::queue::{JobEnd, back_off};

/// So often a sync waits for a service without getting a page in between; then it fails.
const MOST_PAUSES: u32 = 12;
/// Requests kept of one page; a page that took more keeps their number.
const MOST_REQUESTS_KEPT: usize = 2_000;

#[derive(Clone)]
pub struct SyncWorkspace {
    pub store: Arc<dyn SyncStore>,
    pub connector: Arc<dyn Connector>,
    pub credentials: Arc<dyn Credentials>,
}

impl std::fmt::Debug for SyncWorkspace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SyncWorkspace").finish_non_exhaustive()
    }
}

/// How fetching the pages ended.
enum Fetched {
    Everything,
    Stopped,
    Gone,
    Fault(ConnectorFault),
}

impl SyncWorkspace {
    /// Does a requested sync from wherever it stands to its end, or to a pause.
    pub async fn run(
        &self,
        organization: OrganizationId,
        request: RequestId,
        stop: &CancellationToken,
    ) -> Result<JobEnd, Failure> {
        let Some(mut task) = self.store.begin(organization, request).await? else { return Ok(JobEnd::Done) };
        let requests = Arc::new(Requests::default());
        match self.fetch(&mut task, &requests, stop).await? {
            Fetched::Everything => self.apply(&task).await,
            Fetched::Stopped => Ok(JobEnd::PutOff(Utc::now())),
            Fetched::Gone => Ok(JobEnd::Done),
            Fetched::Fault(fault) => self.give_way(&task, &fault, &requests).await,
        }
    }

    async fn apply(&self, task: &SyncTask) -> Result<JobEnd, Failure> {
        match self.store.apply_sync(task).await? {
            SyncOutcome::Applied(counts) => tracing::info!(workspace = %task.workspace.id, ?counts, "synced"),
            SyncOutcome::Held(held) => tracing::warn!(workspace = %task.workspace.id, ?held, "sync held"),
            SyncOutcome::Gone => {}
            SyncOutcome::PagesLost => {
                self.store.start_over(task).await?;
                return Ok(JobEnd::PutOff(Utc::now()));
            }
        }
        Ok(JobEnd::Done)
    }

    /// A fault that may pass is waited for; any other ends the sync with nothing applied.
    async fn give_way(&self, task: &SyncTask, fault: &ConnectorFault, requests: &Requests) -> Result<JobEnd, Failure> {
        let records = requests.take();
        if !fault.kind.is_passing() || task.pauses >= MOST_PAUSES {
            tracing::warn!(workspace = %task.workspace.id, %fault, "sync failed");
            self.store.fail(task, fault, records).await?;
            return Ok(JobEnd::Done);
        }
        let until = wait_until(fault, task.pauses);
        self.store.pause(task, fault, records, until).await?;
        Ok(JobEnd::PutOff(until))
    }

    /// Stages page after page. The connector fetches ahead by itself; what it has ahead when the process is killed is fetched
    /// again.
    async fn fetch(
        &self,
        task: &mut SyncTask,
        requests: &Arc<Requests>,
        stop: &CancellationToken,
    ) -> Result<Fetched, Failure> {
        let resume = match &task.staged {
            Some(Staged::Everything { .. }) => return Ok(Fetched::Everything),
            Some(Staged::UpTo(checkpoint)) => Some(checkpoint.clone()),
            None => None,
        };
        if task.workspace.kind == WorkspaceKind::Assisted {
            return Ok(Fetched::Fault(ConnectorFault::new(
                FaultKind::UnexpectedAnswer,
                "the pages that the browser read were lost; read them once more",
            )));
        }
        let pace = Pace::from_here(task);
        let mut behind = resume.clone();
        let mut pages = self.connector.accounts(&self.connection(task, requests), resume);
        loop {
            let page = match next_page(&mut pages, stop).await {
                Next::Page(Ok(page)) => page,
                Next::Page(Err(fault)) => return Ok(Fetched::Fault(fault)),
                Next::End => return Ok(Fetched::Fault(unfinished())),
                Next::Stopped => return Ok(Fetched::Stopped),
            };
            if page.next.is_some() && page.next == behind {
                return Ok(Fetched::Fault(not_advancing()));
            }
            behind.clone_from(&page.next);
            let page = pace.advance(task, page, requests.take(), requests.count());
            if self.store.stage_page(task, page).await? == RunState::Gone {
                return Ok(Fetched::Gone);
            }
            task.pauses = 0;
            if behind.is_none() {
                return Ok(Fetched::Everything);
            }
        }
    }

    fn connection(&self, task: &SyncTask, requests: &Arc<Requests>) -> Connection {
        connection_of(&task.workspace, self.credentials.as_ref(), Arc::clone(requests) as _)
    }
}

/// How to speak for a workspace, with whoever hears of the requests made.
pub fn connection_of(
    workspace: &Workspace,
    credentials: &dyn Credentials,
    observer: Arc<dyn RequestObserver>,
) -> Connection {
    Connection {
        service: ConnectorName::of(workspace.organization, workspace.service.id, &workspace.service.slug),
        method: workspace.method.clone().unwrap_or_default(),
        base_url: workspace.settings.base_url.clone(),
        credentials: credentials.keeper(workspace.organization, workspace.id),
        observer,
        fast: workspace.settings.fast,
    }
}

enum Next {
    Page(Result<AccountPage, ConnectorFault>),
    End,
    Stopped,
}

async fn next_page(pages: &mut AccountPages, stop: &CancellationToken) -> Next {
    tokio::select! {
        biased;
        () = stop.cancelled() => Next::Stopped,
        page = pages.next() => page.map_or(Next::End, Next::Page),
    }
}

fn unfinished() -> ConnectorFault {
    ConnectorFault::new(FaultKind::UnexpectedAnswer, "the list of accounts ended before its last page")
}

fn not_advancing() -> ConnectorFault {
    ConnectorFault::new(FaultKind::UnexpectedAnswer, "the service named the same page as the next one again")
}

fn wait_until(fault: &ConnectorFault, pauses: u32) -> DateTime<Utc> {
    let own = Utc::now() + back_off(pauses + 1);
    fault.retry_at.map_or(own, |named| named.max(Utc::now()))
}

/// Collects the requests that are made, until they go into the store with the next page.
#[derive(Debug, Default)]
pub struct Requests {
    kept: Mutex<(Vec<RequestRecord>, u64)>,
    with_pictures: bool,
}

impl Requests {
    /// For somebody who looks on: with a picture of the page after each step of a recipe.
    pub fn with_pictures() -> Self {
        Self { with_pictures: true, ..Self::default() }
    }

    pub fn take(&self) -> Vec<RequestRecord> {
        std::mem::take(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner).0)
    }

    fn count(&self) -> u64 {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).1
    }
}

impl RequestObserver for Requests {
    fn record(&self, request: RequestRecord) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1 += 1;
        if kept.0.len() < MOST_REQUESTS_KEPT {
            kept.0.push(request);
        }
    }

    fn wants_pictures(&self) -> bool {
        self.with_pictures
    }
}

/// Counts what has come in and foretells how long the rest takes.
struct Pace {
    began: Instant,
    accounts_before: u64,
    requests_before: u64,
}

impl Pace {
    fn from_here(task: &SyncTask) -> Self {
        Self { began: Instant::now(), accounts_before: task.progress.accounts, requests_before: task.progress.requests }
    }

    fn advance(
        &self,
        task: &mut SyncTask,
        page: AccountPage,
        requests: Vec<RequestRecord>,
        requests_made: u64,
    ) -> StagedPage {
        let progress = &mut task.progress;
        progress.pages += 1;
        progress.accounts += page.accounts.len() as u64;
        progress.requests = self.requests_before + requests_made;
        progress.total_accounts = page.total.or(progress.total_accounts);
        progress.seconds_left = self.seconds_left(progress.accounts, progress.total_accounts);
        StagedPage {
            accounts: page.accounts,
            staged: page.next.map_or(Staged::Everything { confirmed: false }, Staged::UpTo),
            progress: *progress,
            requests,
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an estimate in whole seconds"
    )]
    fn seconds_left(&self, accounts: u64, total: Option<u64>) -> Option<u64> {
        let here = accounts.saturating_sub(self.accounts_before);
        let left = total?.saturating_sub(accounts);
        (here > 0).then(|| (self.began.elapsed().as_secs_f64() * left as f64 / here as f64).ceil() as u64)
    }
}
