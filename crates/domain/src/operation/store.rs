//! The port to where operations are kept.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::draft::{Idempotency, OperationDraft, Subject};
use super::guard::Situation;
use super::item::{Operation, OperationQuery, OperationState};
use crate::account::ReportedAccount;
use crate::error::{ErrorCode, Outcome, StoreError};
use crate::ids::{AccountId, OrganizationId, RequestId, WorkspaceId};
use crate::integration::{AccountChange, RequestRecord, RunFault, StepEvent};
use crate::list::{Page, PageRequest};

/// What a worker is to do next about an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Ask the service for the change.
    Call,
    /// Read the service: an earlier call may have arrived.
    Settle,
    /// Another operation on the same account comes first.
    Wait,
}

/// An operation as the worker that holds its job sees it.
#[derive(Debug, Clone)]
pub struct OperationTask {
    pub operation: Operation,
    pub stage: Stage,
    pub situation: Situation,
    /// With the account's own names, and with secrets.
    pub change: AccountChange,
    /// When the service was last asked.
    pub called_at: Option<DateTime<Utc>>,
    /// How often it waited since it last moved.
    pub pauses: u32,
}

/// Why an operation waits, and in which state.
#[derive(Debug, Clone)]
pub struct Pause {
    pub state: OperationState,
    /// `None`: until somebody settles it.
    pub until: Option<DateTime<Utc>>,
    pub fault: Option<RunFault>,
    pub event: StepEvent,
}

/// How an operation ended.
#[derive(Debug, Clone)]
pub enum Ending {
    /// The service has it as it should be.
    Changed {
        /// The account as the service reports it now, where it tells.
        account: Option<ReportedAccount>,
        /// There was nothing to change.
        already: bool,
    },
    Failed(RunFault),
}

#[async_trait]
pub trait OperationStore: Send + Sync {
    /// Checks each by [`super::guard`] and writes all of them or none, with their entries in the integration log and their
    /// jobs. The same key with the same request gives the ids of the first time.
    async fn request(
        &self,
        organization: OrganizationId,
        drafts: Vec<OperationDraft>,
        once: Option<&Idempotency>,
    ) -> Outcome<Vec<RequestId>>;

    /// The ids of the first time, when the request was sent before with the key.
    async fn remembered(&self, organization: OrganizationId, once: &Idempotency) -> Outcome<Option<Vec<RequestId>>>;

    /// What the guard looks at, for an account or for one yet to be created.
    async fn situation(
        &self,
        organization: OrganizationId,
        workspace: WorkspaceId,
        account: Option<AccountId>,
    ) -> Outcome<Situation>;

    /// Why accounts cannot be created, of those that are there already or about to be; in the order given.
    async fn there(
        &self,
        organization: OrganizationId,
        workspace: WorkspaceId,
        subjects: &[Subject],
    ) -> Result<Vec<Option<ErrorCode>>, StoreError>;

    /// The newest first.
    async fn list(
        &self,
        organization: OrganizationId,
        query: &OperationQuery,
        page: &PageRequest,
    ) -> Outcome<Page<Operation>>;

    async fn find(&self, organization: OrganizationId, id: RequestId) -> Result<Option<Operation>, StoreError>;

    /// Those of the ids that there are.
    async fn find_all(&self, organization: OrganizationId, ids: &[RequestId]) -> Result<Vec<Operation>, StoreError>;

    /// The operation that suspended an account until its deletion.
    async fn beside(&self, organization: OrganizationId, id: RequestId) -> Result<Option<Operation>, StoreError>;

    /// Ends one that has not begun.
    async fn cancel(&self, organization: OrganizationId, id: RequestId, by: &str) -> Outcome<()>;

    /// Lets one that failed, or whose outcome is unknown, go on now.
    async fn resume(&self, organization: OrganizationId, id: RequestId, by: &str) -> Outcome<()>;

    /// Takes up an operation; `None` when there is nothing left to do. One that was running already has lost its worker: it
    /// becomes unknown.
    async fn begin(&self, organization: OrganizationId, id: RequestId) -> Result<Option<OperationTask>, StoreError>;

    async fn pause(&self, task: &OperationTask, pause: Pause, requests: Vec<RequestRecord>) -> Result<(), StoreError>;

    /// Ends it, and writes the account as it is now, in one step.
    async fn end(&self, task: &OperationTask, ending: Ending, requests: Vec<RequestRecord>) -> Result<(), StoreError>;

    /// Makes jobs of scheduled operations whose time has come.
    async fn request_due(&self) -> Result<(), StoreError>;

    /// Gives operations that lost their job a new one.
    async fn sweep(&self) -> Result<(), StoreError>;
}
