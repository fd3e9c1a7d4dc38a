//! Who may do what: users, roles, permissions, sessions and API keys.

mod permission;
mod role;

pub use permission::Permission;
pub use role::Role;
