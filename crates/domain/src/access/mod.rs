//! Who may do what: users, roles, permissions, sessions and API keys.

mod actor;
mod permission;
mod role;

pub use actor::{Actor, Principal};
pub use permission::Permission;
pub use role::Role;
