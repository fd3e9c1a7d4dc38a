//! Who may call a route, as the type of its handler's first argument.
//!
//! [`Authorized`] has authenticated the caller, checked the permission and loaded the row before the handler runs.
//! A handler whose first argument is no guard cannot be registered.

mod authorized;
mod caller;
mod permission;
mod public;
mod signed_in;
mod target;

pub use authorized::Authorized;
pub use caller::{CSRF_COOKIE, CSRF_HEADER, SESSION_COOKIE, csrf_token};
pub use permission::{PermissionType, may};
pub use public::Public;
pub use signed_in::SignedIn;
pub use target::{LoadRow, Target};

/// The first argument of every handler.
pub trait Guard: crate::routing::Argument {}
