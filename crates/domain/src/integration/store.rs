//! The ports to where workspaces, runs and credentials are kept.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::connector::RequestRecord;
use super::credentials::{CredentialKeeper, CredentialValues};
use super::fault::ConnectorFault;
use super::run::{Counts, Held, LogEntry, Progress, RunKind, RunStatus, Staged, Trigger};
use super::step::Step;
use super::workspace::{NewWorkspace, ServiceName, Workspace, WorkspaceEdit};
use crate::access::Actor;
use crate::account::ReportedAccount;
use crate::error::{Outcome, StoreError};
use crate::ids::{OrganizationId, RequestId, ServiceId, WorkspaceId};
use crate::list::{Page, PageRequest};

#[async_trait]
pub trait WorkspaceStore: Send + Sync {
    /// Stores the workspace with its credentials sealed, in one step.
    async fn add(
        &self,
        organization: OrganizationId,
        workspace: NewWorkspace,
        credentials: Option<CredentialValues>,
    ) -> Result<Workspace, StoreError>;

    async fn find(&self, organization: OrganizationId, id: WorkspaceId) -> Result<Option<Workspace>, StoreError>;

    /// In the order of service and name.
    async fn list(&self, organization: OrganizationId) -> Result<Vec<Workspace>, StoreError>;

    async fn edit(&self, workspace: &Workspace, edit: WorkspaceEdit) -> Result<(), StoreError>;

    /// Replaces way, settings, tenant and credentials; history and accounts stay.
    async fn reintegrate(
        &self,
        workspace: &Workspace,
        replacement: NewWorkspace,
        credentials: CredentialValues,
    ) -> Result<(), StoreError>;

    /// Forgets the credentials. With the data kept, the workspace goes on as one that is kept by hand.
    async fn disconnect(&self, workspace: &Workspace, keep_data: bool) -> Result<(), StoreError>;

    /// The newest runs of every workspace, at most so many each.
    async fn recent_runs(&self, workspace: &Workspace, at_most: u32) -> Result<Vec<LogEntry>, StoreError>;

    /// Adds an app that the catalogue does not know, or gives the one with this name.
    async fn custom_service(&self, organization: OrganizationId, name: &str)
    -> Result<(ServiceName, bool), StoreError>;

    async fn custom_services(&self, organization: OrganizationId) -> Result<Vec<ServiceName>, StoreError>;

    async fn find_custom_service(
        &self,
        organization: OrganizationId,
        id: ServiceId,
    ) -> Result<Option<ServiceName>, StoreError>;
}

/// The sealed credentials of stored workspaces.
pub trait Credentials: Send + Sync {
    fn keeper(&self, organization: OrganizationId, workspace: WorkspaceId) -> Arc<dyn CredentialKeeper>;
}

/// A sync as the worker that holds its job sees it.
#[derive(Debug, Clone)]
pub struct SyncTask {
    /// The store's own number of the run.
    pub run: i64,
    pub request: RequestId,
    pub workspace: Workspace,
    pub staged: Option<Staged>,
    pub progress: Progress,
    /// How often it waited since it last moved.
    pub pauses: u32,
}

/// One page on its way into the store.
#[derive(Debug)]
pub struct StagedPage {
    pub accounts: Vec<ReportedAccount>,
    pub staged: Staged,
    pub progress: Progress,
    pub requests: Vec<RequestRecord>,
}

/// Whether a run is still wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    Wanted,
    /// Its workspace was disconnected or paused.
    Gone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncOutcome {
    Applied(Counts),
    Held(Held),
    /// The database lost the staged pages: the sync starts over.
    PagesLost,
    Gone,
}

#[async_trait]
pub trait SyncStore: Send + Sync {
    /// Opens a log entry and nudges the queue. One run at a time for each workspace; a held one makes way.
    async fn request(&self, workspace: &Workspace, trigger: Trigger, actor: &Actor) -> Outcome<RequestId>;

    /// Opens the run of a workspace whose pages a person's browser reads. It runs without a job until it is handed over, and
    /// takes the place of one that was not.
    async fn open_assisted(&self, workspace: &Workspace, actor: &Actor) -> Outcome<RequestId>;

    /// Everything is staged: from here a worker goes on.
    async fn hand_over(&self, task: &SyncTask) -> Result<RunState, StoreError>;

    /// Takes up a run that was requested or interrupted; `None` when there is nothing left to do.
    async fn begin(&self, organization: OrganizationId, request: RequestId) -> Result<Option<SyncTask>, StoreError>;

    /// Keeps a page with its checkpoint, its requests and the progress in one step.
    async fn stage_page(&self, task: &SyncTask, page: StagedPage) -> Result<RunState, StoreError>;

    /// Compares what was staged with what is there and writes the difference, all of it or nothing.
    async fn apply_sync(&self, task: &SyncTask) -> Result<SyncOutcome, StoreError>;

    /// Forgets the staged pages, to fetch them again.
    async fn start_over(&self, task: &SyncTask) -> Result<(), StoreError>;

    /// Notes that the service wants to be left alone until then.
    async fn pause(
        &self,
        task: &SyncTask,
        fault: &ConnectorFault,
        requests: Vec<RequestRecord>,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// Ends the run without applying anything.
    async fn fail(
        &self,
        task: &SyncTask,
        fault: &ConnectorFault,
        requests: Vec<RequestRecord>,
    ) -> Result<(), StoreError>;

    /// Lets a held run be applied.
    async fn confirm(&self, organization: OrganizationId, request: RequestId, actor: &Actor) -> Outcome<()>;

    /// Ends a held run without applying it.
    async fn discard(&self, organization: OrganizationId, request: RequestId, actor: &Actor) -> Outcome<()>;

    /// Requests the syncs that are due by their workspaces' schedules.
    async fn request_due(&self) -> Result<(), StoreError>;

    /// Gives runs that lost their job a new one, and ends those whose job was given up.
    async fn sweep(&self) -> Result<(), StoreError>;
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogQuery {
    pub kinds: Vec<RunKind>,
    pub services: Vec<ServiceId>,
    pub workspaces: Vec<WorkspaceId>,
    pub results: Vec<RunStatus>,
    /// In the names of service, workspace and actor.
    pub keyword: Option<String>,
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
}

#[async_trait]
pub trait IntegrationLog: Send + Sync {
    /// The newest first.
    async fn list(&self, organization: OrganizationId, query: &LogQuery, page: &PageRequest)
    -> Outcome<Page<LogEntry>>;

    async fn find(&self, organization: OrganizationId, request: RequestId) -> Result<Option<LogEntry>, StoreError>;

    /// In the order in which they happened.
    async fn steps(&self, organization: OrganizationId, request: RequestId) -> Result<Vec<Step>, StoreError>;

    /// Entries that changed after the mark, with the mark to ask with next time.
    async fn changed_since(&self, organization: OrganizationId, mark: i64) -> Result<(Vec<LogEntry>, i64), StoreError>;

    /// Returns when a run of this process may have moved, at the latest after a second.
    async fn wait(&self);
}
