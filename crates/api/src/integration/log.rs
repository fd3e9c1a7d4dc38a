use chrono::{DateTime, Utc};
use daicho_domain::ids::{RequestId, ServiceId, WorkspaceId};
use daicho_domain::integration::{Counts, LogEntry, LogQuery, RunKind, RunStatus, Step, StepEvent, StepKind, Trigger};
use daicho_domain::organization::Language;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::step_text;
use super::workspace::Fault;
use super::workspaces::RequestMade;
use crate::State;
use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::{Json, Paging, Query};

/// One sync or change: what, where, who asked, result, cause.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IntegrationLogEntry {
    id: RequestId,
    kind: RunKind,
    status: RunStatus,
    service_id: ServiceId,
    service_name: String,
    service_unique_name: String,
    workspace_id: WorkspaceId,
    workspace_name: String,
    trigger: Trigger,
    /// An e-mail address, the name of an API key, or `system`.
    actor: String,
    created_at: DateTime<Utc>,
    started_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    counts: Option<Counts>,
    error: Option<Fault>,
}

impl IntegrationLogEntry {
    fn new(entry: LogEntry, language: Language) -> Self {
        Self {
            id: entry.request,
            kind: entry.kind,
            status: entry.status,
            service_id: entry.service.id,
            service_name: entry.service.name,
            service_unique_name: entry.service.slug,
            workspace_id: entry.workspace,
            workspace_name: entry.workspace_name,
            trigger: entry.trigger,
            actor: entry.actor,
            created_at: entry.created_at,
            started_at: entry.started_at,
            finished_at: entry.finished_at,
            counts: entry.counts,
            error: entry.fault.map(|fault| Fault::new(fault, language)),
        }
    }
}

/// An entry with everything that happened, in order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IntegrationLogDetail {
    #[serde(flatten)]
    entry: IntegrationLogEntry,
    steps: Vec<LogStep>,
}

#[derive(Debug, Serialize, ToSchema)]
struct LogStep {
    at: DateTime<Utc>,
    kind: StepKind,
    /// What happened, in the caller's language.
    text: String,
    /// The facts that the text tells; null for a request.
    data: Option<serde_json::Value>,
    request: Option<RequestMade>,
}

impl LogStep {
    fn new(Step { at, event }: Step, language: Language) -> Self {
        let (kind, text) = (event.kind(), step_text::told(&event, language));
        match event {
            StepEvent::Request(request) => Self { at, kind, text, data: None, request: Some(request.into()) },
            event => {
                let facts = serde_json::to_value(event).ok();
                Self {
                    at,
                    kind,
                    text,
                    data: facts.and_then(|mut facts| facts.get_mut("data").map(serde_json::Value::take)),
                    request: None,
                }
            }
        }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(crate) struct LogFilters {
    #[param(inline)]
    kinds: Vec<RunKind>,
    service_ids: Vec<ServiceId>,
    workspace_ids: Vec<WorkspaceId>,
    #[param(inline)]
    results: Vec<RunStatus>,
    /// Part of the name of a service, a workspace or whoever asked.
    keyword: Option<String>,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    /// Columns of an export, in their order; all when none is named.
    pub(super) columns: Vec<String>,
}

impl LogFilters {
    pub(super) fn query(&self) -> LogQuery {
        LogQuery {
            kinds: self.kinds.clone(),
            services: self.service_ids.clone(),
            workspaces: self.workspace_ids.clone(),
            results: self.results.clone(),
            keyword: self.keyword.clone(),
            from: self.from,
            to: self.to,
        }
    }
}

pub(super) async fn list_integration_logs(
    caller: Authorized<may::IntegrationLogsRead>,
    state: State,
    Query(filters): Query<LogFilters>,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<IntegrationLogEntry>>> {
    let entries = state.integration_log.list(caller.organization, &filters.query(), &page).await?;
    let entries = entries.map(|entry| IntegrationLogEntry::new(entry, caller.language));
    Ok(Json(ListAnswer::new(entries, &page)))
}

pub(super) async fn get_integration_log(
    caller: Authorized<may::IntegrationLogsRead, LogEntry>,
    state: State,
) -> Answer<Json<IntegrationLogDetail>> {
    let steps = state.integration_log.steps(caller.organization, caller.target.request).await?;
    Ok(Json(IntegrationLogDetail {
        entry: IntegrationLogEntry::new(caller.target, caller.language),
        steps: steps.into_iter().map(|step| LogStep::new(step, caller.language)).collect(),
    }))
}
