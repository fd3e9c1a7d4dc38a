//! Accounts: one login in a workspace each.

mod by_hand;
mod file;
mod item;
mod query;
mod reported;
mod store;

pub use by_hand::{CustomAccount, CustomAccountChange};
pub use file::{AccountFile, AccountLine};
pub use item::{
    Account, AccountEvent, AccountEventKind, AccountOwner, AccountTally, ActivitySource, Match, MatchRule, PastNumbers,
};
pub use query::{AccountQuery, AccountSort};
pub use reported::{AccountKind, AccountStatus, ReportedAccount, ReportedEmployee, RoleClass};
pub use store::{AccountEdits, AccountStore};

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
