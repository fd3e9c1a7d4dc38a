//! Accounts: one login in a workspace each.

mod reported;

pub use reported::{AccountKind, AccountStatus, ReportedAccount, ReportedEmployee, RoleClass};

crate::enumeration! {
    /// Whose account it is, as product texts say it: judged from the directory and the organization's domains.
    pub enum UserType {
        Employee = "employee",
        External = "external",
        System = "system",
        Unknown = "unknown",
        Retired = "retired",
        OnLeave = "on_leave",
    }
}
