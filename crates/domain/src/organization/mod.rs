//! The tenant: its names, domains and settings.

mod domain_name;
mod use_case;

pub use domain_name::DomainName;
pub use use_case::{OrganizationChange, OrganizationStore, Organizations, checked_domain, checked_time_zone};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{OrganizationId, WorkspaceId};

crate::enumeration! {
    pub enum Language {
        En = "en",
        Ja = "ja",
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Organization {
    pub id: OrganizationId,
    pub name: String,
    pub unique_name: String,
    pub language: Language,
    pub time_zone: chrono_tz::Tz,
    pub domains: Vec<OrganizationDomain>,
    pub settings: OrganizationSettings,
    pub created_at: DateTime<Utc>,
}

/// What every page shows of the organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationSummary {
    pub id: OrganizationId,
    pub name: String,
    pub language: Language,
    pub time_zone: chrono_tz::Tz,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationDomain {
    pub name: DomainName,
    pub primary: bool,
    pub source: DomainSource,
}

crate::enumeration! {
    pub enum DomainSource {
        Manual = "manual",
        /// Told by the employee master.
        Master = "master",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct OrganizationSettings {
    pub disappearance_guard: DisappearanceGuard,
    /// The workspace whose accounts tell who works here; none: Daicho's own directory does.
    pub employee_master_workspace_id: Option<WorkspaceId>,
    /// So long a deletion can be undone before it is done; 0 deletes at once.
    pub deletion_grace_hours: u32,
}

#[expect(clippy::derivable_impls, reason = "the defaults are product decisions, spelled out beside each other")]
impl Default for OrganizationSettings {
    fn default() -> Self {
        Self {
            disappearance_guard: DisappearanceGuard::default(),
            employee_master_workspace_id: None,
            deletion_grace_hours: 0,
        }
    }
}

/// Holds a sync that would remove too many accounts at once: a broken API must never look like a mass leaving.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct DisappearanceGuard {
    /// Of the accounts known before, 0 to 1.
    pub share: f64,
    /// Up to this many may always vanish.
    pub count: u32,
}

impl Default for DisappearanceGuard {
    fn default() -> Self {
        Self { share: 0.2, count: 10 }
    }
}

impl DisappearanceGuard {
    /// Both limits must be passed: small workspaces change by large shares, large ones by large numbers.
    pub fn holds(&self, known: u64, vanishing: u64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "numbers of accounts are far below 2^52")]
        let share = if known == 0 { 0.0 } else { vanishing as f64 / known as f64 };
        vanishing > u64::from(self.count) && share > self.share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mass_disappearance_is_held() {
        assert!(DisappearanceGuard::default().holds(230, 227));
    }

    #[test]
    fn ordinary_leaving_is_not_held() {
        let guard = DisappearanceGuard::default();
        assert!(!guard.holds(230, 12));
        assert!(!guard.holds(8, 8));
        assert!(!guard.holds(0, 0));
    }
}
