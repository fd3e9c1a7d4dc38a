//! The port to where offboardings are kept.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};

use super::item::{
    Offboarding, OffboardingEvent, OffboardingQuery, OffboardingState, StepAction, StepState, StepSubject, Verified,
};
use super::policy::OffboardingPolicy;
use crate::directory::EntryName;
use crate::error::{Outcome, StoreError};
use crate::ids::{AccountId, OffboardingId, OffboardingStepId, OrganizationId, RequestId, UserId};
use crate::integration::RunFault;
use crate::list::{Page, PageRequest};
use crate::operation::Idempotency;

#[derive(Debug, Clone, PartialEq)]
pub struct NewStep {
    pub subject: StepSubject,
    pub action: StepAction,
    pub order: i32,
    pub state: StepState,
    pub transfer_to: Option<AccountId>,
    pub assignee: Option<UserId>,
    pub due_date: Option<NaiveDate>,
    pub note: Option<String>,
}

#[derive(Debug, Clone)]
pub struct NewOffboarding {
    pub person: EntryName,
    pub had_left: bool,
    pub run_at: Option<DateTime<Utc>>,
    pub approver: Option<UserId>,
    pub created_by: String,
    pub steps: Vec<NewStep>,
}

/// A new state of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepChange {
    pub step: OffboardingStepId,
    pub state: StepState,
    pub operation: Option<RequestId>,
    pub fault: Option<RunFault>,
    pub verified: Option<Verified>,
    pub done_by: Option<String>,
    pub note: Option<String>,
}

impl StepChange {
    pub fn to(step: OffboardingStepId, state: StepState) -> Self {
        Self { step, state, operation: None, fault: None, verified: None, done_by: None, note: None }
    }
}

/// A new state of the whole, with what is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffboardingChange {
    /// Only out of one of these.
    pub from: &'static [OffboardingState],
    pub to: OffboardingState,
    pub event: &'static str,
    pub actor: String,
    pub text: Option<String>,
}

#[async_trait]
pub trait OffboardingStore: Send + Sync {
    /// Refuses a second one of the same person that has not ended. The same key with the same request gives the first one.
    async fn add(
        &self,
        organization: OrganizationId,
        new: NewOffboarding,
        once: Option<&Idempotency>,
    ) -> Outcome<OffboardingId>;

    async fn find(&self, organization: OrganizationId, id: OffboardingId) -> Result<Option<Offboarding>, StoreError>;

    /// The newest first.
    async fn list(
        &self,
        organization: OrganizationId,
        query: &OffboardingQuery,
        page: &PageRequest,
    ) -> Outcome<Page<Offboarding>>;

    /// In the order in which they happened.
    async fn events(
        &self,
        organization: OrganizationId,
        id: OffboardingId,
    ) -> Result<Vec<OffboardingEvent>, StoreError>;

    /// Replaces date, approver and steps of one that has not begun.
    async fn replan(&self, organization: OrganizationId, id: OffboardingId, new: NewOffboarding) -> Outcome<()>;

    /// Changes the state, and nudges the engine when it is to run.
    async fn change(&self, organization: OrganizationId, id: OffboardingId, change: OffboardingChange) -> Outcome<()>;

    /// Writes new states of steps, all in one step.
    async fn note_steps(
        &self,
        organization: OrganizationId,
        id: OffboardingId,
        steps: &[StepChange],
    ) -> Result<(), StoreError>;

    async fn policies(&self, organization: OrganizationId) -> Result<Vec<OffboardingPolicy>, StoreError>;

    /// In place of all that were there.
    async fn set_policies(
        &self,
        organization: OrganizationId,
        policies: &[OffboardingPolicy],
    ) -> Result<(), StoreError>;

    /// Nudges the engine about offboardings whose time has come.
    async fn start_due(&self) -> Result<(), StoreError>;

    /// Nudges it again about running ones that lost their job.
    async fn sweep(&self) -> Result<(), StoreError>;
}
