use chrono::{DateTime, NaiveDate, Utc};

use super::{AccountKind, AccountStatus, RoleClass, UserType};
use crate::directory::{EmployeeStatus, EmployeeType, ManagementType};
use crate::ids::{AccountId, PeopleId, WorkspaceId};
use crate::integration::ServiceName;

crate::enumeration! {
    /// Why an account is somebody's.
    pub enum MatchRule {
        Email = "email",
        SecondaryEmail = "secondary_email",
        Alias = "alias",
        EmployeeNumber = "employee_number",
        /// Somebody decided it.
        Manual = "manual",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub rule: MatchRule,
    /// The address or number that was equal.
    pub value: Option<String>,
    /// By hand: no sync changes it.
    pub pinned: bool,
}

/// The person that an account is matched to, as far as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountOwner {
    pub id: PeopleId,
    pub display_name: String,
    pub employee_status: EmployeeStatus,
    pub employee_type: EmployeeType,
    pub management_type: ManagementType,
}

crate::enumeration! {
    /// What the time of an account's last activity is based on.
    pub enum ActivitySource {
        /// The service reports it.
        Service = "service",
    }
}

/// An account as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub external_id: String,
    pub service: ServiceName,
    pub workspace: WorkspaceId,
    pub workspace_name: String,
    pub kind: AccountKind,
    pub email: Option<String>,
    pub display_name: Option<String>,
    pub username: Option<String>,
    pub employee_number: Option<String>,
    pub owner: Option<AccountOwner>,
    pub user_type: UserType,
    pub role: RoleClass,
    pub roles: Vec<String>,
    pub licenses: Vec<String>,
    pub two_factor: Option<bool>,
    pub status: AccountStatus,
    pub last_activity: Option<DateTime<Utc>>,
    pub created_at: Option<DateTime<Utc>>,
    pub memo: Option<String>,
    pub matched: Option<Match>,
    pub first_seen_at: DateTime<Utc>,
    pub vanished_at: Option<DateTime<Utc>>,
}

impl Account {
    /// `None` where nothing is known of any activity.
    pub fn activity_source(&self) -> Option<ActivitySource> {
        self.last_activity.map(|_| ActivitySource::Service)
    }
}

crate::enumeration! {
    pub enum AccountEventKind {
        Appeared = "appeared",
        Changed = "changed",
        Vanished = "vanished",
        Returned = "returned",
        Linked = "linked",
        Unlinked = "unlinked",
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct AccountEvent {
    pub at: DateTime<Utc>,
    pub kind: AccountEventKind,
    /// By field of the API: what it was, what it is.
    pub changes: serde_json::Map<String, serde_json::Value>,
    pub actor: String,
}

/// An organization's numbers at the beginning of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastNumbers {
    /// In the organization's time zone.
    pub day: NaiveDate,
    pub services: u64,
    pub workspaces: u64,
    pub accounts: u64,
    pub people: u64,
    pub retired_accounts: u64,
    pub with_second_factor: u64,
    /// Of how many accounts the services tell whether they have one.
    pub second_factor_known: u64,
}

/// How many accounts of one type a workspace has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountTally {
    pub service: crate::ids::ServiceId,
    pub workspace: WorkspaceId,
    pub user_type: UserType,
    pub accounts: u64,
    pub with_second_factor: u64,
    /// Of how many the service tells whether they have one.
    pub second_factor_known: u64,
}
