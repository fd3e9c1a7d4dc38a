use async_trait::async_trait;
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::{LogEntry, LogQuery, Progress, RunKind, RunStatus};
use daicho_domain::organization::Language;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::workspace::Fault;
use crate::answer::{ListAnswer, NoContent};
use crate::error::Answer;
use crate::guard::{Authorized, LoadRow, may};
use crate::request::{Json, Paging, Query};
use crate::{AppState, State};

/// Work that goes on by itself, to be asked about until it ends.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request {
    id: RequestId,
    kind: RunKind,
    status: RunStatus,
    workspace_id: WorkspaceId,
    workspace_name: String,
    service_name: String,
    progress: Progress,
    error: Option<Fault>,
}

impl Request {
    pub(super) fn new(entry: LogEntry, language: Language) -> Self {
        Self {
            id: entry.request,
            kind: entry.kind,
            status: entry.status,
            workspace_id: entry.workspace,
            workspace_name: entry.workspace_name,
            service_name: entry.service.name,
            progress: entry.progress,
            error: entry.fault.map(|fault| Fault::new(fault, language)),
        }
    }
}

#[async_trait(?Send)]
impl LoadRow for LogEntry {
    const PARAMETER: &'static str = "requestId";
    type Id = RequestId;

    async fn load(state: &AppState, organization: OrganizationId, id: RequestId) -> Outcome<Option<Self>> {
        Ok(state.integration_log.find(organization, id).await?)
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct LookUpRequest {
    request_id: RequestId,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct Wording {
    /// The language of messages; otherwise the caller's.
    #[param(inline)]
    lang: Option<Language>,
}

pub(super) async fn list_requests(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
    Query(wording): Query<Wording>,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<Request>>> {
    let language = wording.lang.unwrap_or(caller.language);
    let entries = state.integration_log.list(caller.organization, &LogQuery::default(), &page).await?;
    Ok(Json(ListAnswer::new(entries.map(|entry| Request::new(entry, language)), &page)))
}

pub(super) async fn get_request(
    caller: Authorized<may::WorkspacesRead, LogEntry>,
    Query(wording): Query<Wording>,
) -> Answer<Json<Request>> {
    Ok(Json(Request::new(caller.target, wording.lang.unwrap_or(caller.language))))
}

pub(super) async fn look_up_request(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
    Query(wording): Query<Wording>,
    Json(wanted): Json<LookUpRequest>,
) -> Answer<Json<Request>> {
    let entry = state.integration_log.find(caller.organization, wanted.request_id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(Json(Request::new(entry, wording.lang.unwrap_or(caller.language))))
}

pub(super) async fn confirm_request(
    caller: Authorized<may::WorkspacesWrite, LogEntry>,
    state: State,
) -> Answer<NoContent> {
    state.syncs.confirm(caller.organization, caller.target.request, &caller.actor).await?;
    Ok(NoContent)
}

pub(super) async fn discard_request(
    caller: Authorized<may::WorkspacesWrite, LogEntry>,
    state: State,
) -> Answer<NoContent> {
    state.syncs.discard(caller.organization, caller.target.request, &caller.actor).await?;
    Ok(NoContent)
}
