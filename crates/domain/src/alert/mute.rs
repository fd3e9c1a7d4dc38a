use chrono::{DateTime, Utc};

use super::AlertType;
use crate::ids::{AccountId, MuteId, ServiceId};
use crate::integration::ServiceName;

crate::enumeration! {
    /// What was muted when somebody muted something.
    pub enum MuteScope {
        Account = "account",
        /// Together with the other accounts of the same person.
        Person = "person",
        /// All alerts of a service.
        Service = "service",
        /// The alerts of one type of a service.
        Type = "type",
        File = "file",
    }
}

/// Alerts that nobody wants to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertMute {
    pub id: MuteId,
    pub scope: MuteScope,
    /// `None`: of every type.
    pub kind: Option<AlertType>,
    pub target: MuteTarget,
    /// `None`: for good.
    pub until: Option<DateTime<Utc>>,
    pub reason: Option<String>,
    pub by: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MuteTarget {
    /// `key` is how the API names it: `<workspaceId>#<the service's own id>`.
    Account {
        id: AccountId,
        key: String,
        name: String,
        service: ServiceName,
    },
    Service(ServiceName),
    File {
        id: String,
    },
}

/// Mutes one type of alert of some accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountMute {
    /// Each as `<workspaceId>#<the service's own id or the e-mail address>`.
    pub accounts: Vec<String>,
    pub kind: AlertType,
    pub until: Option<DateTime<Utc>>,
    pub reason: Option<String>,
    /// Also the accounts that the same people have now; one that comes later is a new thing to look at.
    pub other_accounts: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceMute {
    pub services: Vec<ServiceId>,
    /// `None`: every type.
    pub kind: Option<AlertType>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMute {
    pub files: Vec<String>,
    pub until: Option<DateTime<Utc>>,
}

/// What is to be heard of again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmute {
    Accounts { accounts: Vec<String>, kind: AlertType, other_accounts: bool },
    Services { services: Vec<ServiceId>, kind: Option<AlertType> },
    Files(Vec<String>),
}

/// Which mutes to list. What is empty does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MuteQuery {
    pub service: Option<ServiceId>,
    pub kind: Option<AlertType>,
    pub scopes: Vec<MuteScope>,
}
