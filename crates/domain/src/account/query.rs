use chrono::{DateTime, Utc};

use super::{AccountStatus, RoleClass, UserType};
use crate::alert::AlertType;
use crate::directory::{EmployeeStatus, EmployeeType};
use crate::ids::{PeopleId, ServiceId, WorkspaceId};
use crate::list::SortOrder;

crate::enumeration! {
    pub enum AccountSort {
        DisplayName = "displayName",
        Email = "email",
        UserName = "userName",
        Person = "person",
        UserType = "userType",
        Role = "role",
        Roles = "roles",
        Licenses = "licenses",
        TwoFa = "twoFa",
        Status = "status",
        LastActivity = "lastActivity",
        CreatedAt = "createdAt",
        Workspace = "workspace",
        Service = "service",
        Memo = "memo",
    }
}

/// Which accounts, in which order. Empty lists filter nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountQuery {
    pub services: Vec<ServiceId>,
    pub workspaces: Vec<WorkspaceId>,
    pub person: Option<PeopleId>,
    pub user_types: Vec<UserType>,
    pub roles: Vec<RoleClass>,
    /// The service's own role names.
    pub service_roles: Vec<String>,
    pub licenses: Vec<String>,
    pub two_factor: Option<bool>,
    pub statuses: Vec<AccountStatus>,
    pub employee_types: Vec<EmployeeType>,
    pub employee_statuses: Vec<EmployeeStatus>,
    pub last_activity_before: Option<DateTime<Utc>>,
    pub last_activity_after: Option<DateTime<Utc>>,
    pub created_before: Option<DateTime<Utc>>,
    pub created_after: Option<DateTime<Utc>>,
    /// With an alert of one of these types.
    pub alerts: Vec<AlertType>,
    /// With an alert for inactivity.
    pub inactive: bool,
    /// With an alert (of these types) that is muted, or that is not.
    pub alert_muted: Option<bool>,
    /// Also accounts that the service does not report any more.
    pub include_deleted: bool,
    pub keyword: Option<String>,
    /// Whether a search shows every match, as files do. Lists that people wait for look at two thousand of them.
    pub every_match: bool,
    pub sort: AccountSort,
    pub order: SortOrder,
}

impl Default for AccountQuery {
    fn default() -> Self {
        Self {
            services: Vec::new(),
            workspaces: Vec::new(),
            person: None,
            user_types: Vec::new(),
            roles: Vec::new(),
            service_roles: Vec::new(),
            licenses: Vec::new(),
            two_factor: None,
            statuses: Vec::new(),
            employee_types: Vec::new(),
            employee_statuses: Vec::new(),
            last_activity_before: None,
            last_activity_after: None,
            created_before: None,
            created_after: None,
            alerts: Vec::new(),
            inactive: false,
            alert_muted: None,
            include_deleted: false,
            keyword: None,
            every_match: false,
            sort: AccountSort::DisplayName,
            order: SortOrder::Ascending,
        }
    }
}
