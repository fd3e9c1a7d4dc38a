//! Things to look at: raised and resolved with the data that causes them.

mod item;
mod jobs;
mod mute;
mod query;
mod settings;
mod store;
mod text;

pub use item::{Alert, AlertAccount, AlertCount, AlertDetail, AlertPerson, PersonAlerts};
pub use jobs::AlertJobs;
pub use mute::{AccountMute, AlertMute, FileMute, MuteQuery, MuteScope, MuteTarget, ServiceMute, Unmute};
pub use query::AlertQuery;
pub use settings::{AlertSettings, INACTIVE_AFTER_DAYS};
pub use store::AlertStore;
pub use text::{detail, remedy, title};

crate::enumeration! {
    pub enum AlertType {
        RetiredAccount = "retired_account",
        InactiveAccount = "inactive_account",
        OnLeaveAccount = "on_leave_account",
        UnknownAccount = "unknown_account",
        /// Raised by connectors that read files.
        PublicFiles = "public_files",
        /// The last sync of a workspace failed.
        FailedIntegration = "failed_integration",
        /// A sync would remove too many accounts and waits for a person.
        HeldSync = "held_sync",
        /// The service rejects the credentials, or the day is past that somebody named as their last.
        ExpiredCredentials = "expired_credentials",
        /// That day is near.
        ExpiringCredentials = "expiring_credentials",
    }
}

crate::enumeration! {
    pub enum AlertLevel {
        Warning = "warning",
        Caution = "caution",
    }
}

/// So many days before their last day credentials are called expiring.
pub const EXPIRING_WITHIN_DAYS: u64 = 14;

impl AlertType {
    pub const fn level(self) -> AlertLevel {
        match self {
            Self::RetiredAccount
            | Self::PublicFiles
            | Self::FailedIntegration
            | Self::HeldSync
            | Self::ExpiredCredentials => AlertLevel::Warning,
            Self::InactiveAccount | Self::OnLeaveAccount | Self::UnknownAccount | Self::ExpiringCredentials => {
                AlertLevel::Caution
            }
        }
    }

    /// Whether it is raised for single accounts; the others are about workspaces or files.
    pub const fn is_about_an_account(self) -> bool {
        matches!(self, Self::RetiredAccount | Self::InactiveAccount | Self::OnLeaveAccount | Self::UnknownAccount)
    }
}
