use std::collections::HashMap;

use daicho_domain::directory::{
    self, CustomFieldDraft, CustomFieldEdit, CustomFieldKind, DropdownConfiguration, ServiceSource,
};
use daicho_domain::ids::{CustomFieldId, OrganizationId, ServiceId, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::configuration::refuse_unknown_workspace;
use super::{Authorized, may};
use crate::State;
use crate::answer::Created;
use crate::error::Answer;
use crate::request::{Json, Path};

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdentityCustomField {
    id: CustomFieldId,
    unique_name: String,
    name: String,
    attribute_name: String,
    attribute_code: String,
    kind: CustomFieldKind,
    configuration: Option<DropdownConfiguration>,
    service_source: Option<ServiceSource>,
    /// The service of the workspace that feeds the field.
    service_details: Option<ServiceDetails>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ServiceDetails {
    id: ServiceId,
    name: String,
    unique_name: String,
    service_top_url: Option<String>,
}

/// The services of the organization's workspaces, to name what feeds a field.
struct Feeders(HashMap<WorkspaceId, ServiceDetails>);

impl Feeders {
    async fn of(state: &State, organization: OrganizationId) -> Answer<Self> {
        let workspaces = state.workspaces.list(organization).await?;
        let services = state.catalogue.of(organization).await?;
        let details = workspaces.into_iter().map(|workspace| {
            let service = workspace.service;
            let known = services.by_id(service.id);
            let details = ServiceDetails {
                id: service.id,
                name: service.name,
                unique_name: service.slug,
                service_top_url: known.map(|known| known.homepage.clone()),
            };
            (workspace.id, details)
        });
        Ok(Self(details.collect()))
    }

    fn show(&self, field: directory::CustomField) -> IdentityCustomField {
        let service_details = field.service_source.and_then(|source| self.0.get(&source.workspace_id)).cloned();
        IdentityCustomField {
            id: field.id,
            unique_name: format!("custom.{}", field.code),
            name: field.name.clone(),
            attribute_name: field.name,
            attribute_code: field.code,
            kind: field.kind,
            configuration: field.configuration,
            service_source: field.service_source,
            service_details,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IdentityCustomFieldItems {
    items: Vec<IdentityCustomField>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateIdentityCustomFieldRequest {
    kind: CustomFieldKind,
    attribute_name: String,
    /// Lowercase letters, digits, underscores; made from the name when left out.
    attribute_code: Option<String>,
    /// The choices of a dropdown.
    configuration: Option<DropdownConfiguration>,
    service_source: Option<ServiceSource>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct UpdateIdentityCustomFieldRequest {
    attribute_name: Option<String>,
    attribute_code: Option<String>,
}

pub(super) async fn list_custom_fields(
    caller: Authorized<may::DirectoryRead>,
    state: State,
) -> Answer<Json<IdentityCustomFieldItems>> {
    let fields = state.directory.custom_fields(caller.organization).await?;
    let feeders = Feeders::of(&state, caller.organization).await?;
    Ok(Json(IdentityCustomFieldItems { items: fields.into_iter().map(|field| feeders.show(field)).collect() }))
}

pub(super) async fn create_custom_field(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Json(body): Json<CreateIdentityCustomFieldRequest>,
) -> Answer<Created<IdentityCustomField>> {
    if let Some(source) = body.service_source {
        let place = "serviceSource.workspaceId";
        refuse_unknown_workspace(&state, caller.organization, place, source.workspace_id).await?;
    }
    let draft = CustomFieldDraft {
        kind: body.kind,
        name: body.attribute_name,
        code: body.attribute_code.filter(|code| !code.is_empty()),
        configuration: body.configuration,
        service_source: body.service_source,
    };
    let created = state.directory.create_custom_field(caller.organization, &draft).await?;
    Ok(Created(Feeders::of(&state, caller.organization).await?.show(created)))
}

pub(super) async fn update_custom_field(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Path(id): Path<CustomFieldId>,
    Json(body): Json<UpdateIdentityCustomFieldRequest>,
) -> Answer<Json<IdentityCustomField>> {
    let edit = CustomFieldEdit { name: body.attribute_name, code: body.attribute_code };
    let changed = state.directory.update_custom_field(caller.organization, id, &edit).await?;
    Ok(Json(Feeders::of(&state, caller.organization).await?.show(changed)))
}

/// Answers the field as it was.
pub(super) async fn delete_custom_field(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Path(id): Path<CustomFieldId>,
) -> Answer<Json<IdentityCustomField>> {
    let deleted = state.directory.delete_custom_field(caller.organization, id).await?;
    Ok(Json(Feeders::of(&state, caller.organization).await?.show(deleted)))
}
