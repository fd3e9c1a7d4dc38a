use async_trait::async_trait;

use super::{
    AccountMute, Alert, AlertCount, AlertMute, AlertQuery, AlertSettings, FileMute, MuteQuery, PersonAlerts,
    ServiceMute, Unmute,
};
use crate::access::Actor;
use crate::error::{Outcome, StoreError};
use crate::ids::{AlertId, OrganizationId};
use crate::list::{Page, PageRequest};

/// The port to alerts and mutes. Alerts are raised and resolved by the stores whose data causes them.
#[async_trait]
pub trait AlertStore: std::fmt::Debug + Send + Sync {
    /// The newest first.
    async fn list(&self, organization: OrganizationId, query: &AlertQuery, page: &PageRequest) -> Outcome<Page<Alert>>;

    async fn find(&self, organization: OrganizationId, id: AlertId) -> Result<Option<Alert>, StoreError>;

    /// The people with the most alerts that are not muted, the worst first, at most so many.
    async fn worst_people(&self, organization: OrganizationId, at_most: u32) -> Result<Vec<PersonAlerts>, StoreError>;

    /// By service and type.
    async fn counts(&self, organization: OrganizationId) -> Result<Vec<AlertCount>, StoreError>;

    /// The newest alert, to notice when there is a newer one.
    async fn newest(&self, organization: OrganizationId) -> Result<Option<AlertId>, StoreError>;

    /// Answers how many accounts are muted by it. An account that is not there is refused, and then none is muted.
    async fn mute_accounts(&self, organization: OrganizationId, mute: &AccountMute, actor: &Actor) -> Outcome<u64>;

    async fn mute_services(&self, organization: OrganizationId, mute: &ServiceMute, actor: &Actor) -> Outcome<u64>;

    async fn mute_files(&self, organization: OrganizationId, mute: &FileMute, actor: &Actor) -> Outcome<u64>;

    /// Answers how many mutes ended.
    async fn unmute(&self, organization: OrganizationId, unmute: &Unmute) -> Outcome<u64>;

    /// The newest first; those that have ended by themselves are left out.
    async fn mutes(
        &self,
        organization: OrganizationId,
        query: &MuteQuery,
        page: &PageRequest,
    ) -> Outcome<Page<AlertMute>>;

    async fn settings(&self, organization: OrganizationId) -> Result<AlertSettings, StoreError>;

    /// Judges all accounts anew by the settings, in the same step.
    async fn set_settings(&self, organization: OrganizationId, settings: &AlertSettings) -> Outcome<()>;

    /// Asks for the day of every organization in which a new one has begun, in its time zone.
    async fn request_days(&self) -> Result<(), StoreError>;

    /// Changes what the passing of a day changes: statuses that follow from dates, inactivity, expiry. `false` when that is
    /// done already.
    async fn begin_day(&self, organization: OrganizationId) -> Result<bool, StoreError>;
}
