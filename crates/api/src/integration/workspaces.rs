use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use daicho_domain::ids::{RequestId, ServiceId, WorkspaceId};
use daicho_domain::integration::{
    self as domain, ConnectDraft, Picture, RequestRecord, ServiceChoice, VerifiedTenant, WorkspaceEdit, WorkspaceRisk,
    WorkspaceSettings,
};
use daicho_domain::list::{Page, PageRequest};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::workspace::Workspace;
use crate::State;
use crate::answer::{Accepted, Created, ListAnswer, NoContent};
use crate::error::{Answer, ApiError, invalid};
use crate::guard::{Authorized, may};
use crate::request::{Json, Query, json_or_nothing};

/// What somebody enters to connect a service.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ConnectRequest {
    service_id: Option<ServiceId>,
    /// The catalogue slug; this or `serviceId`.
    service_unique_name: Option<String>,
    /// Named after the tenant when left out.
    #[serde(default)]
    workspace_name: String,
    auth: Credentials,
    #[serde(default)]
    settings: WorkspaceSettings,
}

/// A way to connect, and its fields as the catalogue names them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Credentials {
    pub(super) method: String,
    #[serde(default)]
    pub(super) values: BTreeMap<String, String>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("method", &self.method).finish_non_exhaustive()
    }
}

impl TryFrom<ConnectRequest> for ConnectDraft {
    type Error = ApiError;

    fn try_from(request: ConnectRequest) -> Result<Self, ApiError> {
        Ok(Self {
            service: choice(request.service_id, request.service_unique_name)?,
            workspace_name: request.workspace_name,
            method: request.auth.method,
            values: request.auth.values,
            settings: request.settings,
        })
    }
}

/// One of the two names of a service.
pub(super) fn choice(id: Option<ServiceId>, unique_name: Option<String>) -> Result<ServiceChoice, ApiError> {
    match (id, unique_name) {
        (Some(id), _) => Ok(ServiceChoice::Id(id)),
        (None, Some(slug)) => Ok(ServiceChoice::Slug(slug)),
        (None, None) => Err(invalid(
            "serviceId",
            "Give serviceId or serviceUniqueName.",
            "serviceId または serviceUniqueName を指定してください。",
        )),
    }
}

/// Credentials that work.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VerifiedCredentials {
    pub(super) tenant: Tenant,
    pub(super) requests: Vec<RequestMade>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Tenant {
    id: Option<String>,
    name: Option<String>,
    domains: Vec<String>,
}

impl From<VerifiedTenant> for Tenant {
    fn from(tenant: VerifiedTenant) -> Self {
        Self { id: tenant.id, name: tenant.name, domains: tenant.domains }
    }
}

/// A request that was made to a service.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RequestMade {
    at: DateTime<Utc>,
    method: String,
    path: String,
    /// Null when no answer came.
    status: Option<u16>,
    milliseconds: u32,
    /// 1 for the first try.
    attempt: u8,
    note: Option<String>,
    /// What the page looked like after a step of a recipe, with what was filled in masked: the data URL of a JPEG.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, nullable = false)]
    picture: Option<Picture>,
}

impl From<RequestRecord> for RequestMade {
    fn from(record: RequestRecord) -> Self {
        let RequestRecord { at, method, path, status, milliseconds, attempt, note, picture } = record;
        Self { at, method, path, status, milliseconds, attempt, note, picture }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct WorkspaceParameters {
    ids: Vec<WorkspaceId>,
    service_id: Option<ServiceId>,
    /// The source of expenses. No workspace is one yet.
    is_spending_master: Option<bool>,
    /// JSON: what is known of the workspace's risk. What cannot be read is ignored.
    #[serde(deserialize_with = "json_or_nothing")]
    #[param(value_type = Option<String>)]
    workspace_meta: Option<WorkspaceRisk>,
}

impl WorkspaceParameters {
    fn lists(&self, workspace: &domain::Workspace) -> bool {
        (self.ids.is_empty() || self.ids.contains(&workspace.id))
            && self.service_id.is_none_or(|service| service == workspace.service.id)
            && self.is_spending_master != Some(true)
            && self.workspace_meta.is_none_or(|wanted| workspace.settings.risk.is_as(&wanted))
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct DisconnectParameters {
    /// Keeps the accounts and their history, as a workspace kept by hand.
    keep_data: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ChangeWorkspaceRequest {
    workspace_name: Option<String>,
    paused: Option<bool>,
    settings: Option<WorkspaceSettings>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReintegrateRequest {
    auth: Credentials,
    /// As they are when left out.
    settings: Option<WorkspaceSettings>,
}

/// A request that goes on by itself.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RequestStarted {
    request_id: RequestId,
}

impl RequestStarted {
    pub(super) fn of(request_id: RequestId) -> Self {
        Self { request_id }
    }
}

pub(super) async fn list_workspaces(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
    Query(wanted): Query<WorkspaceParameters>,
) -> Answer<Json<ListAnswer<Workspace>>> {
    let mut items = Vec::new();
    for workspace in state.workspaces.list(caller.organization).await? {
        if wanted.lists(&workspace) {
            items.push(Workspace::load(&state, workspace, caller.language).await?);
        }
    }
    let everything = PageRequest { limit: u32::try_from(items.len()).unwrap_or(u32::MAX), cursor: None };
    let total = Some(items.len() as u64);
    Ok(Json(ListAnswer::new(Page::<Workspace> { items, next_cursor: None, total }, &everything)))
}

pub(super) async fn connect_workspace(
    caller: Authorized<may::WorkspacesConnect>,
    state: State,
    Json(request): Json<ConnectRequest>,
) -> Answer<Created<Workspace>> {
    let draft = ConnectDraft::try_from(request)?;
    let workspace = state.connect.connect(caller.organization, &draft, &caller.actor).await?;
    Ok(Created(Workspace::load(&state, workspace, caller.language).await?))
}

pub(super) async fn verify_credentials(
    caller: Authorized<may::WorkspacesConnect>,
    state: State,
    Json(request): Json<ConnectRequest>,
) -> Answer<Json<VerifiedCredentials>> {
    let (tried, requests) = state.connect.verify(caller.organization, &request.try_into()?).await;
    let requests: Vec<RequestMade> = requests.into_iter().map(Into::into).collect();
    match tried {
        Ok(tenant) => Ok(Json(VerifiedCredentials { tenant: tenant.into(), requests })),
        Err(failure) => Err(ApiError::from(failure).with("requests", requests)),
    }
}

pub(super) async fn get_workspace(
    caller: Authorized<may::WorkspacesRead, domain::Workspace>,
    state: State,
) -> Answer<Json<Workspace>> {
    Ok(Json(Workspace::load(&state, caller.target, caller.language).await?))
}

pub(super) async fn change_workspace(
    caller: Authorized<may::WorkspacesWrite, domain::Workspace>,
    state: State,
    Json(request): Json<ChangeWorkspaceRequest>,
) -> Answer<Json<Workspace>> {
    if request.workspace_name.as_deref().is_some_and(|name| name.trim().is_empty()) {
        return Err(invalid("workspaceName", "A workspace needs a name.", "ワークスペース名を入力してください。"));
    }
    let edit = WorkspaceEdit { name: request.workspace_name, paused: request.paused, settings: request.settings };
    state.workspaces.edit(&caller.target, edit).await?;
    let stored = state.workspaces.find(caller.organization, caller.target.id).await?.unwrap_or(caller.target);
    Ok(Json(Workspace::load(&state, stored, caller.language).await?))
}

pub(super) async fn disconnect_workspace(
    caller: Authorized<may::WorkspacesWrite, domain::Workspace>,
    state: State,
    Query(wanted): Query<DisconnectParameters>,
) -> Answer<NoContent> {
    state.workspaces.disconnect(&caller.target, wanted.keep_data).await?;
    Ok(NoContent)
}

pub(super) async fn reintegrate_workspace(
    caller: Authorized<may::WorkspacesConnect, domain::Workspace>,
    state: State,
    Json(request): Json<ReintegrateRequest>,
) -> Answer<Json<Workspace>> {
    let workspace = caller.target;
    if workspace.kind.is_by_hand() {
        return Err(invalid(
            "workspaceId",
            "This workspace is kept by hand and has no credentials.",
            "手動管理のワークスペースには認証情報がありません。",
        ));
    }
    let draft = ConnectDraft {
        service: ServiceChoice::Id(workspace.service.id),
        workspace_name: workspace.name.clone(),
        method: request.auth.method,
        values: request.auth.values,
        settings: request.settings.unwrap_or_else(|| workspace.settings.clone()),
    };
    let workspace = state.connect.reintegrate(&workspace, &draft, &caller.actor).await?;
    Ok(Json(Workspace::load(&state, workspace, caller.language).await?))
}

pub(super) async fn sync_workspace(
    caller: Authorized<may::WorkspacesConnect, domain::Workspace>,
    state: State,
) -> Answer<Accepted<RequestStarted>> {
    let request_id = state.connect.sync(&caller.target, &caller.actor).await?;
    Ok(Accepted(RequestStarted { request_id }))
}

pub(super) async fn get_workspace_meta(
    caller: Authorized<may::WorkspacesRead, domain::Workspace>,
) -> Answer<Json<WorkspaceRisk>> {
    Ok(Json(caller.target.settings.risk))
}

pub(super) async fn set_workspace_meta(
    caller: Authorized<may::WorkspacesWrite, domain::Workspace>,
    state: State,
    Json(risk): Json<WorkspaceRisk>,
) -> Answer<Json<WorkspaceRisk>> {
    let settings = WorkspaceSettings { risk, ..caller.target.settings.clone() };
    let edit = WorkspaceEdit { settings: Some(settings), ..WorkspaceEdit::default() };
    state.workspaces.edit(&caller.target, edit).await?;
    Ok(Json(risk))
}
