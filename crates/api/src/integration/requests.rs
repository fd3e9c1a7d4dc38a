use async_trait::async_trait;
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::{LogEntry, Progress, RunKind, RunStatus};
use daicho_domain::organization::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::workspace::Fault;
use crate::answer::NoContent;
use crate::error::Answer;
use crate::guard::{Authorized, LoadRow, may};
use crate::request::Json;
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

pub(super) async fn get_request(caller: Authorized<may::WorkspacesRead, LogEntry>) -> Answer<Json<Request>> {
    Ok(Json(Request::new(caller.target, caller.language)))
}

pub(super) async fn look_up_request(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
    Json(wanted): Json<LookUpRequest>,
) -> Answer<Json<Request>> {
    let entry = state.integration_log.find(caller.organization, wanted.request_id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(Json(Request::new(entry, caller.language)))
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
