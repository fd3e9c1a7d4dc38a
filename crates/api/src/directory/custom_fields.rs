use daicho_domain::directory::{
    self, CustomFieldDraft, CustomFieldEdit, CustomFieldKind, DropdownConfiguration, ServiceSource,
};
use daicho_domain::ids::CustomFieldId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
}

impl From<directory::CustomField> for IdentityCustomField {
    fn from(field: directory::CustomField) -> Self {
        Self {
            id: field.id,
            unique_name: format!("custom.{}", field.code),
            name: field.name.clone(),
            attribute_name: field.name,
            attribute_code: field.code,
            kind: field.kind,
            configuration: field.configuration,
            service_source: field.service_source,
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
    Ok(Json(IdentityCustomFieldItems { items: fields.into_iter().map(Into::into).collect() }))
}

pub(super) async fn create_custom_field(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Json(body): Json<CreateIdentityCustomFieldRequest>,
) -> Answer<Created<IdentityCustomField>> {
    let draft = CustomFieldDraft {
        kind: body.kind,
        name: body.attribute_name,
        code: body.attribute_code.filter(|code| !code.is_empty()),
        configuration: body.configuration,
        service_source: body.service_source,
    };
    Ok(Created(state.directory.create_custom_field(caller.organization, &draft).await?.into()))
}

pub(super) async fn update_custom_field(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Path(id): Path<CustomFieldId>,
    Json(body): Json<UpdateIdentityCustomFieldRequest>,
) -> Answer<Json<IdentityCustomField>> {
    let edit = CustomFieldEdit { name: body.attribute_name, code: body.attribute_code };
    Ok(Json(state.directory.update_custom_field(caller.organization, id, &edit).await?.into()))
}

/// Answers the field as it was.
pub(super) async fn delete_custom_field(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Path(id): Path<CustomFieldId>,
) -> Answer<Json<IdentityCustomField>> {
    Ok(Json(state.directory.delete_custom_field(caller.organization, id).await?.into()))
}
