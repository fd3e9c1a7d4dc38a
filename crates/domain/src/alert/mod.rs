//! Things to look at.

crate::enumeration! {
    pub enum AlertType {
        RetiredAccount = "retired_account",
        InactiveAccount = "inactive_account",
        OnLeaveAccount = "on_leave_account",
        UnknownAccount = "unknown_account",
        PublicFiles = "public_files",
    }
}

/// An account is inactive when its last activity is this many days ago or more.
pub const INACTIVE_AFTER_DAYS: i64 = 45;
