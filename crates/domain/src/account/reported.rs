//! An account as a service reports it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::directory::{EmployeeStatus, EmployeeType};

crate::enumeration! {
    pub enum AccountStatus {
        Active = "active",
        Suspended = "suspended",
        Invited = "invited",
    }
}

crate::enumeration! {
    /// How much an account may do, coarsely; the service's own role names stand beside it.
    pub enum RoleClass {
        Admin = "admin",
        Guest = "guest",
        Other = "other",
    }
}

crate::enumeration! {
    pub enum AccountKind {
        Person = "person",
        /// A bot, a service account, a group or shared address.
        System = "system",
    }
}

/// One login in a workspace, in the words that all services share. What a service does not tell is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedAccount {
    /// The service's own id; unique in the workspace.
    pub external_id: String,
    pub kind: AccountKind,
    pub email: Option<String>,
    /// Further addresses of the same login.
    pub aliases: Vec<String>,
    pub username: Option<String>,
    pub display_name: Option<String>,
    pub employee_number: Option<String>,
    pub status: AccountStatus,
    pub role_class: RoleClass,
    pub roles: Vec<String>,
    pub licenses: Vec<String>,
    pub two_factor: Option<bool>,
    pub last_activity: Option<DateTime<Utc>>,
    pub created_at: Option<DateTime<Utc>>,
    /// Filled by services that can be the employee master.
    pub employee: Option<Box<ReportedEmployee>>,
}

impl ReportedAccount {
    pub fn new(external_id: impl Into<String>) -> Self {
        Self {
            external_id: external_id.into(),
            kind: AccountKind::Person,
            email: None,
            aliases: Vec::new(),
            username: None,
            display_name: None,
            employee_number: None,
            status: AccountStatus::Active,
            role_class: RoleClass::Other,
            roles: Vec::new(),
            licenses: Vec::new(),
            two_factor: None,
            last_activity: None,
            created_at: None,
            employee: None,
        }
    }

    /// Whether somebody who types this name to sign in means this account.
    pub fn is_called(&self, name: &str) -> bool {
        let names = [Some(&self.external_id), self.email.as_ref(), self.username.as_ref()];
        names.into_iter().flatten().chain(&self.aliases).any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// What an employee master says of a person beyond the account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportedEmployee {
    pub status: Option<EmployeeStatus>,
    pub employee_type: Option<EmployeeType>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company: Option<String>,
    pub department: Option<String>,
    pub job_title: Option<String>,
    pub location: Option<String>,
    pub manager_email: Option<String>,
    pub contract_start: Option<NaiveDate>,
    pub contract_end: Option<NaiveDate>,
    pub leave_start: Option<NaiveDate>,
    pub leave_end: Option<NaiveDate>,
}
