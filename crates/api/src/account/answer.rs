use chrono::{DateTime, Utc};
use daicho_domain::account::{
    self as domain, AccountEventKind, AccountOwner, AccountStatus, ActivitySource, MatchRule, RoleClass, UserType,
};
use daicho_domain::directory::{EmployeeStatus, EmployeeType, ManagementType};
use daicho_domain::ids::{AccountId, PeopleId, ServiceId, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::directory::IdentityAnswer;

/// One login in a workspace.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Account {
    /// `<workspaceId>#<the service's own id>`.
    id: String,
    pub(super) account_id: AccountId,
    service_id: ServiceId,
    service_name: String,
    service_unique_name: String,
    workspace_id: WorkspaceId,
    workspace_name: String,
    email: Option<String>,
    display_name: Option<String>,
    user_name: Option<String>,
    employee_number: Option<String>,
    people_id: Option<PeopleId>,
    person: Option<AccountPerson>,
    user_type: UserType,
    /// The user type in the words of the original's API.
    #[serde(rename = "type")]
    kind: AccountType,
    role: RoleClass,
    /// The service's own role names.
    roles: Vec<String>,
    licenses: Vec<String>,
    /// Null where the service does not tell.
    two_fa: Option<bool>,
    status: AccountStatus,
    last_activity: Option<DateTime<Utc>>,
    /// What the time of the last activity is based on.
    last_activity_source: Option<ActivitySource>,
    created_at: Option<DateTime<Utc>>,
    memo: Option<String>,
    /// The service does not report it any more.
    is_deleted: bool,
    #[serde(rename = "match")]
    matched: Option<AccountMatch>,
    /// The directory entry of the person in full, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, no_recursion)]
    identity: Option<Box<IdentityAnswer>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum AccountType {
    Employee,
    Guest,
    System,
    Unknown,
}

/// The directory entry that an account belongs to.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AccountPerson {
    id: String,
    people_id: PeopleId,
    display_name: String,
    employee_status: EmployeeStatus,
    employee_type: EmployeeType,
    management_type: ManagementType,
}

/// Why an account is somebody's.
#[derive(Debug, Serialize, ToSchema)]
struct AccountMatch {
    rule: MatchRule,
    /// The address or number that was equal.
    value: Option<String>,
    /// Decided by hand.
    pinned: bool,
}

impl From<domain::Account> for Account {
    fn from(account: domain::Account) -> Self {
        Self {
            last_activity_source: account.activity_source(),
            id: format!("{}#{}", account.workspace, account.external_id),
            account_id: account.id,
            service_id: account.service.id,
            service_name: account.service.name,
            service_unique_name: account.service.slug,
            workspace_id: account.workspace,
            workspace_name: account.workspace_name,
            email: account.email,
            display_name: account.display_name,
            user_name: account.username,
            employee_number: account.employee_number,
            people_id: account.owner.as_ref().map(|owner| owner.id),
            person: account.owner.map(AccountPerson::from),
            user_type: account.user_type,
            kind: account.user_type.into(),
            role: account.role,
            roles: account.roles,
            licenses: account.licenses,
            two_fa: account.two_factor,
            status: account.status,
            last_activity: account.last_activity,
            created_at: account.created_at,
            memo: account.memo,
            is_deleted: account.vanished_at.is_some(),
            matched: account.matched.map(|matched| AccountMatch {
                rule: matched.rule,
                value: matched.value,
                pinned: matched.pinned,
            }),
            identity: None,
        }
    }
}

impl Account {
    #[must_use]
    pub(super) fn with_identity(self, identity: Option<IdentityAnswer>) -> Self {
        Self { identity: identity.map(Box::new), ..self }
    }

    #[must_use]
    pub(super) fn without_memo(self) -> Self {
        Self { memo: None, ..self }
    }
}

impl From<AccountOwner> for AccountPerson {
    fn from(owner: AccountOwner) -> Self {
        Self {
            id: owner.id.to_string(),
            people_id: owner.id,
            display_name: owner.display_name,
            employee_status: owner.employee_status,
            employee_type: owner.employee_type,
            management_type: owner.management_type,
        }
    }
}

impl From<UserType> for AccountType {
    fn from(user_type: UserType) -> Self {
        match user_type {
            UserType::Employee | UserType::Retired | UserType::OnLeave => Self::Employee,
            UserType::External => Self::Guest,
            UserType::System => Self::System,
            UserType::Unknown => Self::Unknown,
        }
    }
}

/// What happened to an account, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountHistory {
    items: Vec<AccountEvent>,
}

#[derive(Debug, Serialize, ToSchema)]
struct AccountEvent {
    at: DateTime<Utc>,
    kind: AccountEventKind,
    /// By field: what it was, what it is.
    changes: serde_json::Map<String, serde_json::Value>,
    /// An e-mail address, the name of an API key, or `system` for what a sync found.
    actor: String,
}

impl From<Vec<domain::AccountEvent>> for AccountHistory {
    fn from(events: Vec<domain::AccountEvent>) -> Self {
        let event = |event: domain::AccountEvent| AccountEvent {
            at: event.at,
            kind: event.kind,
            changes: event.changes,
            actor: event.actor,
        };
        Self { items: events.into_iter().map(event).collect() }
    }
}
