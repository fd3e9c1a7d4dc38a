use chrono::{DateTime, NaiveDate, Utc};

use super::{AlertMute, AlertType};
use crate::account::RoleClass;
use crate::directory::EmployeeStatus;
use crate::error::ErrorCode;
use crate::ids::{AccountId, AlertId, PeopleId, ServiceId, WorkspaceId};
use crate::integration::{Held, ServiceName};

/// One thing to look at, as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    pub id: AlertId,
    pub kind: AlertType,
    pub since: DateTime<Utc>,
    pub service: ServiceName,
    pub workspace: WorkspaceId,
    pub workspace_name: String,
    /// `None` for what is about the whole workspace.
    pub account: Option<AlertAccount>,
    pub person: Option<AlertPerson>,
    pub detail: Option<AlertDetail>,
    pub mute: Option<AlertMute>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertAccount {
    pub id: AccountId,
    pub external_id: String,
    pub display_name: Option<String>,
    pub email: Option<String>,
    pub username: Option<String>,
    pub role: RoleClass,
    pub last_activity: Option<DateTime<Utc>>,
}

impl AlertAccount {
    /// What people know the account by.
    pub fn shown_name(&self) -> &str {
        let named = [&self.display_name, &self.email, &self.username];
        named
            .into_iter()
            .flatten()
            .map(String::as_str)
            .find(|text| !text.trim().is_empty())
            .unwrap_or(&self.external_id)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertPerson {
    pub id: PeopleId,
    pub display_name: String,
    pub status: EmployeeStatus,
}

/// What exactly is the matter, where the type alone does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertDetail {
    LastActivity(DateTime<Utc>),
    /// Why the last sync failed; with what the service said.
    Fault(ErrorCode, String),
    Held(Held),
    /// The last day of the credentials.
    LastDay(NaiveDate),
}

/// How many alerts the accounts of a person have, in how many services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAlerts {
    pub person: AlertPerson,
    pub count: u64,
    pub services: u64,
}

/// How many alerts of one type a service has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertCount {
    pub service: ServiceId,
    pub kind: AlertType,
    pub count: u64,
    /// Of these, those that nobody wants to hear of.
    pub muted: u64,
}

impl AlertCount {
    /// Those that are not muted.
    pub const fn heard(&self) -> u64 {
        self.count - self.muted
    }
}
