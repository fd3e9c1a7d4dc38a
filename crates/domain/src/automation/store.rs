//! The port to where automations are kept.

use async_trait::async_trait;

use super::item::{Automation, AutomationDraft, AutomationRun, RunCause, RunResult, RunState};
use crate::error::{Outcome, StoreError};
use crate::ids::{AutomationId, AutomationRunId, OrganizationId, PeopleId};
use crate::list::{Page, PageRequest};

/// A run as the worker that holds its job sees it.
#[derive(Debug, Clone)]
pub struct RunTask {
    pub run: AutomationRunId,
    pub automation: Automation,
    pub person: PeopleId,
    pub cause: RunCause,
}

/// Changes of directory entries set runs off in their own transaction; the rest is here.
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

    /// Notes runs by hand with their jobs.
    async fn run_by_hand(&self, automation: &Automation, people: &[PeopleId], by: &str) -> Result<(), StoreError>;

    /// Notes the runs that the day brings, once a day for each automation.
    async fn run_due(&self) -> Result<(), StoreError>;

    /// Gives runs that lost their job a new one, and ends those whose job was given up.
    async fn sweep(&self) -> Result<(), StoreError>;

    async fn begin(&self, organization: OrganizationId, run: AutomationRunId) -> Result<Option<RunTask>, StoreError>;

    async fn end(&self, task: &RunTask, state: RunState, results: &[RunResult]) -> Result<(), StoreError>;
}
