//! The port to where automations are kept.

use async_trait::async_trait;

use super::item::{Automation, AutomationDraft, AutomationRun, RunResult, RunState};
use crate::error::{Outcome, StoreError};
use crate::ids::{AutomationId, AutomationRunId, OrganizationId, PeopleId};
use crate::list::{Page, PageRequest};

/// A run whose time has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRun {
    pub organization: OrganizationId,
    pub automation: AutomationId,
    pub person: PeopleId,
    /// The same cause brings one run.
    pub cause: String,
}

/// A run as the worker that holds its job sees it.
#[derive(Debug, Clone)]
pub struct RunTask {
    pub run: AutomationRunId,
    pub automation: Automation,
    pub person: PeopleId,
}

#[async_trait]
pub trait AutomationStore: Send + Sync {
    /// In the order of their names.
    async fn list(&self, organization: OrganizationId) -> Result<Vec<Automation>, StoreError>;

    async fn find(&self, organization: OrganizationId, id: AutomationId) -> Result<Option<Automation>, StoreError>;

    async fn add(&self, organization: OrganizationId, draft: AutomationDraft, by: &str) -> Outcome<AutomationId>;

    async fn change(&self, organization: OrganizationId, id: AutomationId, draft: AutomationDraft) -> Outcome<()>;

    /// With its history.
    async fn remove(&self, organization: OrganizationId, id: AutomationId) -> Outcome<()>;

    /// The newest first.
    async fn runs(
        &self,
        organization: OrganizationId,
        id: AutomationId,
        page: &PageRequest,
    ) -> Outcome<Page<AutomationRun>>;

    /// Notes runs with their jobs; those that the same cause has brought already are left out.
    async fn open_runs(&self, due: &[DueRun], by: &str) -> Result<(), StoreError>;

    /// What dates and changed fields have brought since it was last asked.
    async fn due(&self) -> Result<Vec<DueRun>, StoreError>;

    async fn begin(&self, organization: OrganizationId, run: AutomationRunId) -> Result<Option<RunTask>, StoreError>;

    async fn end(&self, task: &RunTask, state: RunState, results: &[RunResult]) -> Result<(), StoreError>;
}
