use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Subject;
use crate::access::Actor;
use crate::account::{Account, AccountStatus, ReportedAccount, RoleClass};
use crate::directory::EntryName;
use crate::ids::{AccountId, OrganizationId, PeopleId, RequestId, ServiceId, WorkspaceId};
use crate::integration::{ChangeKind, RunFault, RunStatus, ServiceName, Trigger};

crate::enumeration! {
    pub enum OperationState {
        /// Not before its time; can be undone until then.
        Scheduled = "scheduled",
        Requested = "requested",
        Running = "running",
        Succeeded = "succeeded",
        Failed = "failed",
        /// The service may or may not have done it: to be settled by reading, never by asking blindly again.
        Unknown = "unknown",
        Cancelled = "cancelled",
    }
}

impl OperationState {
    pub const ACTIVE: &'static [Self] = &[Self::Scheduled, Self::Requested, Self::Running, Self::Unknown];

    pub fn is_active(self) -> bool {
        Self::ACTIVE.contains(&self)
    }

    /// How the integration log shows it.
    pub const fn as_run(self) -> RunStatus {
        match self {
            Self::Scheduled | Self::Requested => RunStatus::Queued,
            Self::Running | Self::Unknown => RunStatus::Running,
            Self::Succeeded => RunStatus::Finished,
            Self::Failed => RunStatus::Failed,
            Self::Cancelled => RunStatus::Discarded,
        }
    }
}

crate::enumeration! {
    /// From where an operation was asked for.
    pub enum Origin {
        Screen = "screen",
        Api = "api",
        /// The link of a message in Slack.
        Slack = "slack",
        Automation = "automation",
        Offboarding = "offboarding",
    }
}

impl Origin {
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::User { .. } => Self::Screen,
            Actor::ApiKey { .. } => Self::Api,
            Actor::System => Self::Automation,
        }
    }

    pub const fn as_trigger(self) -> Trigger {
        match self {
            Self::Screen => Trigger::User,
            Self::Api => Trigger::Api,
            Self::Slack => Trigger::Slack,
            Self::Automation => Trigger::Automation,
            Self::Offboarding => Trigger::Offboarding,
        }
    }
}

/// What an account was at one moment, for the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountSnapshot {
    /// The service's own id.
    pub external_id: String,
    pub email: Option<String>,
    pub display_name: Option<String>,
    pub user_name: Option<String>,
    pub status: AccountStatus,
    pub role: RoleClass,
    pub roles: Vec<String>,
    pub licenses: Vec<String>,
}

impl From<&Account> for AccountSnapshot {
    fn from(account: &Account) -> Self {
        Self {
            external_id: account.external_id.clone(),
            email: account.email.clone(),
            display_name: account.display_name.clone(),
            user_name: account.username.clone(),
            status: account.status,
            role: account.role,
            roles: account.roles.clone(),
            licenses: account.licenses.clone(),
        }
    }
}

impl From<&ReportedAccount> for AccountSnapshot {
    fn from(account: &ReportedAccount) -> Self {
        Self {
            external_id: account.external_id.clone(),
            email: account.email.clone(),
            display_name: account.display_name.clone(),
            user_name: account.username.clone(),
            status: account.status,
            role: account.role_class,
            roles: account.roles.clone(),
            licenses: account.licenses.clone(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Also the id of its entry in the integration log.
    pub id: RequestId,
    pub organization: OrganizationId,
    pub kind: ChangeKind,
    pub state: OperationState,
    pub service: ServiceName,
    pub workspace: WorkspaceId,
    pub workspace_name: String,
    /// `None` for an account that is not there yet.
    pub account: Option<AccountId>,
    pub subject: Subject,
    pub person: Option<EntryName>,
    /// An e-mail address, the name of an API key, or `system`.
    pub actor: String,
    pub origin: Origin,
    pub created_at: DateTime<Utc>,
    pub run_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    /// How often the service was asked for the change.
    pub attempts: u32,
    pub fault: Option<RunFault>,
    pub before: Option<AccountSnapshot>,
    pub after: Option<AccountSnapshot>,
    /// The service had nothing to change.
    pub already: bool,
    /// Waits for a person: nothing happens to it by itself any more.
    pub parked: bool,
}

/// Which operations; empty lists filter nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperationQuery {
    pub states: Vec<OperationState>,
    pub kinds: Vec<ChangeKind>,
    pub services: Vec<ServiceId>,
    pub person: Option<PeopleId>,
    pub account: Option<AccountId>,
}
