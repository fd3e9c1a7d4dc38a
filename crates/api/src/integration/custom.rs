use daicho_domain::ids::ServiceId;
use daicho_domain::integration::{
    NewWorkspace, ServiceChoice, ServiceName, VerifiedTenant, WorkspaceKind, WorkspaceSettings,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::workspace::Workspace;
use crate::State;
use crate::answer::Created;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::Json;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct CreateCustomWorkspaceRequest {
    /// A service of the catalogue, or a custom app made before; this or `serviceName`.
    service_id: Option<ServiceId>,
    /// The name of an app that the catalogue does not know.
    service_name: Option<String>,
    workspace_name: String,
    /// `manual_import` or `google_sheet`.
    custom_workspace_type: WorkspaceKind,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreatedCustomWorkspace {
    service: CustomService,
    workspace: Workspace,
    is_new_service: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CustomService {
    id: ServiceId,
    name: String,
    unique_name: String,
}

pub(super) async fn create_custom_workspace(
    caller: Authorized<may::CustomAccountsWrite>,
    state: State,
    Json(request): Json<CreateCustomWorkspaceRequest>,
) -> Answer<Created<CreatedCustomWorkspace>> {
    if !request.custom_workspace_type.is_by_hand() {
        return Err(invalid(
            "customWorkspaceType",
            "Choose manual_import or google_sheet.",
            "manual_import または google_sheet を指定してください。",
        ));
    }
    let name = request.workspace_name.trim().to_owned();
    if name.is_empty() {
        return Err(invalid("workspaceName", "A workspace needs a name.", "ワークスペース名を入力してください。"));
    }
    let organization = caller.organization;
    let (service, is_new_service) = match (request.service_id, request.service_name.as_deref().map(str::trim)) {
        (Some(id), _) if id.is_custom() => {
            let known = state.workspaces.find_custom_service(organization, id).await?;
            (
                known.ok_or_else(|| {
                    invalid("serviceId", "There is no such service.", "該当するサービスがありません。")
                })?,
                false,
            )
        }
        (Some(id), _) => {
            let service = state.connect.service(organization, &ServiceChoice::Id(id)).await?;
            (ServiceName { id, slug: service.slug.clone(), name: service.name.en.clone() }, false)
        }
        (None, Some(name)) if !name.is_empty() => state.workspaces.custom_service(organization, name).await?,
        (None, _) => {
            return Err(invalid(
                "serviceId",
                "Give serviceId, or serviceName for an app of your own.",
                "serviceId、または独自アプリの serviceName を指定してください。",
            ));
        }
    };
    let new = NewWorkspace {
        service: service.clone(),
        name,
        kind: request.custom_workspace_type,
        method: None,
        settings: WorkspaceSettings::default(),
        tenant: VerifiedTenant::default(),
    };
    let workspace = state.workspaces.add(organization, new, None).await?;
    Ok(Created(CreatedCustomWorkspace {
        service: CustomService { id: service.id, name: service.name, unique_name: service.slug },
        workspace: Workspace::load(&state, workspace, caller.language).await?,
        is_new_service,
    }))
}
