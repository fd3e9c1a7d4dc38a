//! Runs: what the integration log records and the queue works off.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::connector::{ChangeKind, Checkpoint};
use super::fault::ConnectorFault;
use super::picture::Picture;
use super::workspace::ServiceName;
use crate::error::ErrorCode;
use crate::ids::{RequestId, WorkspaceId};

crate::enumeration! {
    /// What was done to a workspace.
    pub enum RunKind {
        Sync = "sync",
        /// Accounts written by form, API or CSV.
        Import = "import",
        Create = "create",
        Suspend = "suspend",
        Reactivate = "reactivate",
        Delete = "delete",
    }
}

impl From<ChangeKind> for RunKind {
    fn from(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::Create => Self::Create,
            ChangeKind::Suspend => Self::Suspend,
            ChangeKind::Reactivate => Self::Reactivate,
            ChangeKind::Delete => Self::Delete,
        }
    }
}

crate::enumeration! {
    pub enum RunStatus {
        Queued = "queued",
        Running = "running",
        /// Waits for a person to confirm that so many accounts are gone.
        Held = "held",
        Finished = "finished",
        Failed = "failed",
        /// Held, and not wanted.
        Discarded = "discarded",
    }
}

crate::enumeration! {
    pub enum Trigger {
        Schedule = "schedule",
        User = "user",
        Api = "api",
        /// The first one, right after connecting.
        Connect = "connect",
        /// The link of a message in Slack.
        Slack = "slack",
        Automation = "automation",
        Offboarding = "offboarding",
    }
}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Progress {
    pub pages: u64,
    pub accounts: u64,
    pub requests: u64,
    /// Where the service says so.
    pub total_accounts: Option<u64>,
    pub seconds_left: Option<u64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Counts {
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
    pub returned: u64,
    pub unchanged: u64,
}

/// Accounts that a held run would remove, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Held {
    pub known: u64,
    pub vanishing: u64,
}

/// Why a run failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFault {
    pub code: ErrorCode,
    /// In the service's words, without secrets.
    pub detail: String,
    pub at: DateTime<Utc>,
    /// The page on which it happened; kept with the steps of the run.
    pub picture: Option<Picture>,
}

impl RunFault {
    pub fn of(fault: &ConnectorFault) -> Self {
        Self { code: fault.kind.into(), detail: fault.detail.clone(), at: Utc::now(), picture: fault.picture.clone() }
    }
}

/// Which pages of a sync are safely in the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Staged {
    /// The connector goes on from here.
    UpTo(Checkpoint),
    Everything {
        /// A person has seen how many accounts vanish and wants it so.
        confirmed: bool,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    pub request: RequestId,
    pub kind: RunKind,
    pub status: RunStatus,
    pub service: ServiceName,
    pub workspace: WorkspaceId,
    pub workspace_name: String,
    pub trigger: Trigger,
    /// An e-mail address, the name of an API key, or `system`.
    pub actor: String,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub progress: Progress,
    pub counts: Option<Counts>,
    pub held: Option<Held>,
    pub fault: Option<RunFault>,
}
