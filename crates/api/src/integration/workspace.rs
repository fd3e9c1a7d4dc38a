use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, RequestId, ServiceId, WorkspaceId};
use daicho_domain::integration::{
    self as domain, Held, LogEntry, RunFault, RunStatus, WorkspaceKind, WorkspaceSettings, WorkspaceStatus,
};
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use crate::AppState;
use crate::error::Answer;
use crate::guard::LoadRow;

/// Runs that the status page shows for each workspace.
const RECENT_RUNS: u32 = 14;

/// One connected tenant of a service, or an app whose accounts are kept by hand.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Workspace {
    id: WorkspaceId,
    service_id: ServiceId,
    service_name: String,
    service_unique_name: String,
    workspace_name: String,
    kind: WorkspaceKind,
    /// The way of the catalogue that it was connected by.
    method: Option<String>,
    status: WorkspaceStatus,
    last_synchronization_at: Option<DateTime<Utc>>,
    next_synchronization_at: Option<DateTime<Utc>>,
    account_count: u64,
    error: Option<Fault>,
    held: Option<HeldSync>,
    settings: WorkspaceSettings,
    recent_runs: Vec<RecentRun>,
    created_at: DateTime<Utc>,
}

/// Why something failed, and what to do about it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Fault {
    error_id: &'static str,
    message: &'static str,
    remedy: &'static str,
    /// In the service's words.
    detail: String,
    at: DateTime<Utc>,
}

impl Fault {
    pub(crate) fn new(fault: RunFault, language: Language) -> Self {
        Self {
            error_id: fault.code.id(),
            message: fault.code.text(language),
            remedy: fault.code.remedy(language),
            detail: fault.detail,
            at: fault.at,
        }
    }
}

/// A sync that would remove too many accounts and waits for a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct HeldSync {
    request_id: RequestId,
    vanishing: u64,
    known: u64,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RecentRun {
    request_id: RequestId,
    status: RunStatus,
    at: DateTime<Utc>,
}

impl Workspace {
    pub(super) async fn load(state: &AppState, workspace: domain::Workspace, language: Language) -> Answer<Self> {
        let runs = state.workspaces.recent_runs(&workspace, RECENT_RUNS).await?;
        let service = state.catalogue.by_id(workspace.organization, workspace.service.id).await?;
        let service_name = service.map_or(workspace.service.name, |known| known.name.in_language(language).to_owned());
        let waits = workspace.status == WorkspaceStatus::Held;
        Ok(Self {
            id: workspace.id,
            service_id: workspace.service.id,
            service_name,
            service_unique_name: workspace.service.slug,
            workspace_name: workspace.name,
            kind: workspace.kind,
            method: workspace.method,
            status: workspace.status,
            last_synchronization_at: workspace.last_synchronization_at,
            next_synchronization_at: workspace.next_synchronization_at,
            account_count: workspace.account_count,
            error: workspace.fault.map(|fault| Fault::new(fault, language)),
            held: runs.first().filter(|_| waits).and_then(held),
            settings: workspace.settings,
            recent_runs: runs.iter().map(RecentRun::from).collect(),
            created_at: workspace.created_at,
        })
    }
}

fn held(run: &LogEntry) -> Option<HeldSync> {
    run.held.map(|Held { known, vanishing }| HeldSync { request_id: run.request, vanishing, known })
}

impl From<&LogEntry> for RecentRun {
    fn from(run: &LogEntry) -> Self {
        Self { request_id: run.request, status: run.status, at: run.started_at.unwrap_or(run.created_at) }
    }
}

#[async_trait(?Send)]
impl LoadRow for domain::Workspace {
    const PARAMETER: &'static str = "workspaceId";
    type Id = WorkspaceId;

    async fn load(state: &AppState, organization: OrganizationId, id: WorkspaceId) -> Outcome<Option<Self>> {
        Ok(state.workspaces.find(organization, id).await?)
    }
}
