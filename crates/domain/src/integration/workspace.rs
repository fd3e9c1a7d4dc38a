use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use super::connector::VerifiedTenant;
use super::run::RunFault;
use crate::ids::{OrganizationId, RequestId, ServiceId, WorkspaceId};
use crate::organization::DisappearanceGuard;

crate::enumeration! {
    /// How the accounts of a workspace come to be known.
    pub enum WorkspaceKind {
        /// From the service itself.
        Connected = "connected",
        /// From the service's pages, as somebody reads them in a browser of their own.
        Assisted = "assisted",
        /// By hand: form, API or CSV.
        ManualImport = "manual_import",
        GoogleSheet = "google_sheet",
    }
}

impl WorkspaceKind {
    /// Whether people write its accounts; otherwise the service tells them.
    pub const fn is_by_hand(self) -> bool {
        matches!(self, Self::ManualImport | Self::GoogleSheet)
    }
}

crate::enumeration! {
    pub enum WorkspaceStatus {
        Never = "never",
        Syncing = "syncing",
        Synced = "synced",
        Failed = "failed",
        /// The last sync would have removed too many accounts and waits for a person.
        Held = "held",
        Paused = "paused",
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct WorkspaceSettings {
    /// Replaces the service's own address: self-managed editions, proxies.
    pub base_url: Option<Url>,
    /// Skips what costs a request per account.
    pub fast: bool,
    /// Instead of the organization's.
    pub guard: Option<DisappearanceGuard>,
    /// The last day of the credentials, where whoever entered them knows it.
    pub credentials_last_day: Option<NaiveDate>,
    /// How much depends on the workspace.
    pub risk: WorkspaceRisk,
}

crate::enumeration! {
    pub enum RiskLevel {
        None = "none",
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}

/// What people judged about a workspace; empty where nobody has yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct WorkspaceRisk {
    pub business_impact_level: Option<RiskLevel>,
    /// Whether it holds personal data.
    pub pii_enabled: Option<bool>,
    pub confidential_info: Option<RiskLevel>,
    pub security_impact_level: Option<RiskLevel>,
}

impl WorkspaceRisk {
    /// Whether everything that `wanted` names is so.
    pub fn is_as(&self, wanted: &Self) -> bool {
        fn agrees<T: PartialEq + Copy>(known: Option<T>, wanted: Option<T>) -> bool {
            wanted.is_none() || known == wanted
        }
        agrees(self.business_impact_level, wanted.business_impact_level)
            && agrees(self.pii_enabled, wanted.pii_enabled)
            && agrees(self.confidential_info, wanted.confidential_info)
            && agrees(self.security_impact_level, wanted.security_impact_level)
    }
}

/// The service of a workspace, as it was named when the workspace was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceName {
    pub id: ServiceId,
    pub slug: String,
    pub name: String,
}

/// One connected tenant of a service, or an app whose accounts are kept by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    pub id: WorkspaceId,
    pub organization: OrganizationId,
    pub service: ServiceName,
    pub name: String,
    pub kind: WorkspaceKind,
    /// The way of the catalogue that it was connected by.
    pub method: Option<String>,
    pub settings: WorkspaceSettings,
    pub tenant: VerifiedTenant,
    pub status: WorkspaceStatus,
    pub last_synchronization_at: Option<DateTime<Utc>>,
    pub next_synchronization_at: Option<DateTime<Utc>>,
    pub account_count: u64,
    /// Why the last sync failed.
    pub fault: Option<RunFault>,
    pub last_request: Option<RequestId>,
    pub created_at: DateTime<Utc>,
}

/// What a workspace is made of.
#[derive(Debug, Clone)]
pub struct NewWorkspace {
    pub service: ServiceName,
    pub name: String,
    pub kind: WorkspaceKind,
    pub method: Option<String>,
    pub settings: WorkspaceSettings,
    pub tenant: VerifiedTenant,
}

/// Changes to a workspace; `None` leaves as it is.
#[derive(Debug, Clone, Default)]
pub struct WorkspaceEdit {
    pub name: Option<String>,
    pub paused: Option<bool>,
    pub settings: Option<WorkspaceSettings>,
}
