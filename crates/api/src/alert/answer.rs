use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use daicho_domain::account::RoleClass;
use daicho_domain::alert::{self as domain, AlertLevel, AlertType, MuteScope};
use daicho_domain::directory::EmployeeStatus;
use daicho_domain::ids::{AccountId, AlertId, PeopleId, ServiceId, WorkspaceId};
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

/// Something to look at.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Alert {
    pub(super) id: AlertId,
    #[serde(rename = "type")]
    pub(super) kind: AlertType,
    pub(super) level: AlertLevel,
    pub(super) since: DateTime<Utc>,
    pub(super) service: AlertService,
    pub(super) workspace: AlertWorkspace,
    /// Null for what is about the whole workspace.
    pub(super) account: Option<AlertAccount>,
    pub(super) person: Option<AlertPerson>,
    pub(super) muted: bool,
    pub(super) mute: Option<AlertMuteNote>,
    /// What exactly is the matter, where the type alone does not tell.
    pub(super) detail: Option<String>,
    /// What would resolve it.
    pub(super) resolved_by: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AlertService {
    id: ServiceId,
    unique_name: String,
    pub(super) name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AlertWorkspace {
    id: WorkspaceId,
    pub(super) name: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AlertAccount {
    /// `<workspaceId>#<the service's own id>`.
    id: String,
    account_id: AccountId,
    pub(super) display_name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) user_name: Option<String>,
    role: RoleClass,
    pub(super) last_activity: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AlertPerson {
    /// Of the identity.
    id: String,
    people_id: PeopleId,
    pub(super) display_name: String,
    status: EmployeeStatus,
}

/// Who muted it, and for how long.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AlertMuteNote {
    by: String,
    /// Null: for good.
    until: Option<DateTime<Utc>>,
    reason: Option<String>,
    scope: MuteScope,
}

impl Alert {
    /// Days in texts are those of the organization's time zone.
    pub(crate) fn new(alert: domain::Alert, language: Language, zone: Tz) -> Self {
        let workspace = alert.workspace;
        Self {
            id: alert.id,
            kind: alert.kind,
            level: alert.kind.level(),
            since: alert.since,
            service: AlertService { id: alert.service.id, unique_name: alert.service.slug, name: alert.service.name },
            workspace: AlertWorkspace { id: workspace, name: alert.workspace_name },
            account: alert.account.map(|account| AlertAccount::new(account, workspace)),
            person: alert.person.map(AlertPerson::from),
            muted: alert.mute.is_some(),
            mute: alert.mute.map(|mute| AlertMuteNote {
                by: mute.by,
                until: mute.until,
                reason: mute.reason,
                scope: mute.scope,
            }),
            detail: alert.detail.map(|detail| domain::detail(&detail, language, zone)),
            resolved_by: domain::remedy(alert.kind, language),
        }
    }
}

impl From<domain::AlertPerson> for AlertPerson {
    fn from(person: domain::AlertPerson) -> Self {
        Self {
            id: person.id.to_string(),
            people_id: person.id,
            display_name: person.display_name,
            status: person.status,
        }
    }
}

impl AlertAccount {
    fn new(account: domain::AlertAccount, workspace: WorkspaceId) -> Self {
        Self {
            id: format!("{workspace}#{}", account.external_id),
            account_id: account.id,
            display_name: account.display_name,
            email: account.email,
            user_name: account.username,
            role: account.role,
            last_activity: account.last_activity,
        }
    }
}
