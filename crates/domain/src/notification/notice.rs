use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::export::ExportedList;
use crate::alert::{Alert, AlertType};
use crate::automation::AutomationKind;
use crate::ids::{AccountId, AlertId, PeopleId, ServiceId, WorkspaceId};
use crate::list::FileFormat;

/// What somebody is told, as it was when it happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notification {
    Alerts(AlertNotice),
    Export(ExportNotice),
    Automation(AutomationNotice),
    /// Whether the channel works.
    Test,
}

/// New alerts: those of one moment, or those since the last digest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertNotice {
    pub digest: bool,
    /// With those that are only counted.
    pub total: u64,
    pub by_type: BTreeMap<AlertType, u64>,
    pub alerts: Vec<NoticedAlert>,
}

/// As much of an alert as a message tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticedAlert {
    pub id: AlertId,
    #[serde(rename = "type")]
    pub kind: AlertType,
    pub since: DateTime<Utc>,
    /// Messages of earlier versions that wait for delivery have none.
    #[serde(default)]
    pub service_id: Option<ServiceId>,
    pub service: String,
    pub workspace_id: WorkspaceId,
    pub workspace: String,
    /// `<workspaceId>#<the service's own id>`.
    pub account: Option<String>,
    pub account_id: Option<AccountId>,
    pub account_name: Option<String>,
    pub email: Option<String>,
    pub people_id: Option<PeopleId>,
    pub person: Option<String>,
}

/// A list as a file; written when it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportNotice {
    pub list: ExportedList,
    pub query: String,
    pub format: FileFormat,
}

/// An automation's word about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AutomationNotice {
    pub automation: String,
    /// Whether somebody joins or leaves.
    #[serde(rename = "automationKind")]
    pub kind: AutomationKind,
    pub people_id: PeopleId,
    pub person: String,
    pub email: Option<String>,
    /// What the automation's author has to say.
    pub message: Option<String>,
}

crate::enumeration! {
    /// What happened, by the name that programs go by.
    pub enum NotificationEvent {
        AlertsRaised = "alerts.raised",
        AlertsDigest = "alerts.digest",
        ExportReady = "export.ready",
        AutomationNotice = "automation.notice",
        Test = "test",
    }
}

impl Notification {
    pub const fn event(&self) -> NotificationEvent {
        match self {
            Self::Alerts(notice) if notice.digest => NotificationEvent::AlertsDigest,
            Self::Alerts(_) => NotificationEvent::AlertsRaised,
            Self::Export(_) => NotificationEvent::ExportReady,
            Self::Automation(_) => NotificationEvent::AutomationNotice,
            Self::Test => NotificationEvent::Test,
        }
    }
}

impl From<Alert> for NoticedAlert {
    fn from(alert: Alert) -> Self {
        let workspace = alert.workspace;
        Self {
            id: alert.id,
            kind: alert.kind,
            since: alert.since,
            service_id: Some(alert.service.id),
            service: alert.service.name,
            workspace_id: workspace,
            workspace: alert.workspace_name,
            account: alert.account.as_ref().map(|account| format!("{workspace}#{}", account.external_id)),
            account_id: alert.account.as_ref().map(|account| account.id),
            account_name: alert.account.as_ref().map(|account| account.shown_name().to_owned()),
            email: alert.account.and_then(|account| account.email),
            people_id: alert.person.as_ref().map(|person| person.id),
            person: alert.person.map(|person| person.display_name),
        }
    }
}
