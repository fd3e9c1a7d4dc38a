use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::directory::EntryName;
use crate::ids::{
    AccountId, OffboardingId, OffboardingStepId, OrganizationId, PeopleId, RequestId, UserId, WorkspaceId,
};
use crate::integration::{RunFault, ServiceName};
use crate::operation::Subject;

crate::enumeration! {
    pub enum OffboardingState {
        Planned = "planned",
        WaitingForApproval = "waiting_for_approval",
        Running = "running",
        /// All that can be done by itself is done; something is left for a person.
        NeedsPerson = "needs_person",
        Paused = "paused",
        Done = "done",
        Cancelled = "cancelled",
    }
}

impl OffboardingState {
    pub const fn has_begun(self) -> bool {
        !matches!(self, Self::Planned | Self::WaitingForApproval)
    }

    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }
}

crate::enumeration! {
    /// What becomes of an account.
    pub enum StepAction {
        Delete = "delete",
        Suspend = "suspend",
        /// Deleted, with what it owns handed over.
        Transfer = "transfer",
        /// By somebody, in the service's own screens.
        Manual = "manual",
        Leave = "leave",
    }
}

crate::enumeration! {
    pub enum StepState {
        Waiting = "waiting",
        Running = "running",
        Done = "done",
        Failed = "failed",
        /// The service may or may not have done it.
        Unknown = "unknown",
        Skipped = "skipped",
        /// Waits for a person to do it.
        ByHand = "by_hand",
    }
}

impl StepState {
    /// Nothing happens to it by itself any more.
    pub const fn rests(self) -> bool {
        !matches!(self, Self::Waiting | Self::Running)
    }

    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Skipped)
    }
}

crate::enumeration! {
    /// What the service's list of accounts, read again, tells of one.
    pub enum VerifiedHow {
        Absent = "absent",
        Suspended = "suspended",
        StillThere = "still_there",
        /// The list could not be read.
        NotRead = "not_read",
    }
}

/// How it is known that an account is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Verified {
    pub at: DateTime<Utc>,
    pub gone: bool,
    pub how: VerifiedHow,
    /// Why the list could not be read.
    #[serde(default)]
    pub detail: Option<String>,
}

/// What a step is about.
#[derive(Debug, Clone, PartialEq)]
pub enum StepSubject {
    Account {
        id: AccountId,
        service: ServiceName,
        workspace: WorkspaceId,
        workspace_name: String,
        account: Subject,
    },
    /// Something that no connector can do.
    Task {
        title: String,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct OffboardingStep {
    pub id: OffboardingStepId,
    pub subject: StepSubject,
    pub action: StepAction,
    /// Smaller ones come first; equal ones run side by side.
    pub order: i32,
    pub state: StepState,
    pub operation: Option<RequestId>,
    /// How often it was asked for anew.
    pub attempts: u32,
    pub transfer_to: Option<AccountId>,
    pub assignee: Option<UserId>,
    pub assignee_email: Option<String>,
    pub due_date: Option<NaiveDate>,
    pub note: Option<String>,
    pub fault: Option<RunFault>,
    pub verified: Option<Verified>,
    pub done_at: Option<DateTime<Utc>>,
    /// Whoever completed it by hand.
    pub done_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Offboarding {
    pub id: OffboardingId,
    pub organization: OrganizationId,
    pub person: EntryName,
    /// The person had left already when it was planned: who is active again when it begins was hired anew.
    pub had_left: bool,
    pub state: OffboardingState,
    pub run_at: Option<DateTime<Utc>>,
    pub approver: Option<UserId>,
    pub approver_email: Option<String>,
    pub approved_by: Option<String>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    /// In their order.
    pub steps: Vec<OffboardingStep>,
}

/// Something that happened to an offboarding as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffboardingEvent {
    pub at: DateTime<Utc>,
    pub kind: String,
    pub actor: String,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffboardingQuery {
    pub states: Vec<OffboardingState>,
    pub person: Option<PeopleId>,
    /// In the person's name and address.
    pub keyword: Option<String>,
}
