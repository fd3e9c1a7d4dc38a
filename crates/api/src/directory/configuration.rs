use daicho_domain::directory::{CustomField, FieldSetting, FieldSettings, FieldSource, Identity, PresetField};
use daicho_domain::ids::{OrganizationId, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::{self, Expansion};
use super::target::{self, IdentityId};
use super::{Authorized, may};
use crate::State;
use crate::error::{Answer, ApiError, invalid};
use crate::request::{Json, Query};

/// Which fields identities have, and whose word counts for each.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdentityFieldConfiguration {
    preset_fields: Vec<PresetFieldAnswer>,
    /// `preset.<name>` and `custom.<code>`.
    field_order: Vec<String>,
    available_fields: Vec<String>,
    fields_metadata: Vec<FieldMetadata>,
    fields: Vec<FieldAnswer>,
    /// Fields that only their source changes for good: edits here are rolled back by the next sync.
    restricted_fields: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PresetFieldAnswer {
    unique_name: String,
    hidden: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FieldMetadata {
    field_name: String,
    source_of_truth: SourceOfTruth,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SourceOfTruth {
    /// `admina` for what is entered here, `master` for the employee master, `service` for a connected workspace.
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    workspace_id: Option<WorkspaceId>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FieldAnswer {
    unique_name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    hidden: bool,
    editable: bool,
}

impl From<FieldSource> for SourceOfTruth {
    fn from(source: FieldSource) -> Self {
        match source {
            FieldSource::Daicho => Self { source: "admina", workspace_id: None },
            FieldSource::Master => Self { source: "master", workspace_id: None },
            FieldSource::Workspace(id) => Self { source: "service", workspace_id: Some(id) },
        }
    }
}

impl IdentityFieldConfiguration {
    /// For one identity, or for the organization. Without an employee master everything is entered here.
    fn new(settings: &FieldSettings, custom: &[CustomField], identity: Option<&Identity>, has_master: bool) -> Self {
        let none = std::collections::BTreeMap::new();
        let own = identity.map_or(&none, |identity| &identity.field_sources);
        let known_to_master = identity.map_or(has_master, |identity| identity.master.is_some());
        let source = |field| match settings.source(field, own) {
            FieldSource::Master if !known_to_master => FieldSource::Daicho,
            source => source,
        };
        let name = |field: PresetField| format!("preset.{field}");
        let order: Vec<String> =
            PresetField::ALL.iter().map(|field| name(*field)).chain(custom.iter().map(custom_name)).collect();
        let derived = |field| field == PresetField::ManagementType;
        let editable = |field| source(field) == FieldSource::Daicho && !derived(field);
        let presets = PresetField::ALL.iter().map(|field| FieldAnswer {
            unique_name: field.to_string(),
            kind: "preset",
            hidden: settings.of(*field).hidden,
            editable: editable(*field),
        });
        let customs = custom.iter().map(|field| FieldAnswer {
            unique_name: field.code.clone(),
            kind: "custom",
            hidden: false,
            editable: field.service_source.is_none(),
        });
        Self {
            preset_fields: PresetField::ALL
                .iter()
                .map(|field| PresetFieldAnswer { unique_name: field.to_string(), hidden: settings.of(*field).hidden })
                .collect(),
            available_fields: order.clone(),
            field_order: order,
            fields_metadata: PresetField::ALL
                .iter()
                .map(|field| FieldMetadata { field_name: name(*field), source_of_truth: source(*field).into() })
                .chain(custom.iter().map(|field| FieldMetadata {
                    field_name: custom_name(field),
                    source_of_truth: custom_source(field).into(),
                }))
                .collect(),
            fields: presets.chain(customs).collect(),
            restricted_fields: PresetField::ALL
                .iter()
                .filter(|field| !editable(**field))
                .map(|field| name(*field))
                .chain(custom.iter().filter(|field| field.service_source.is_some()).map(custom_name))
                .collect(),
        }
    }
}

fn custom_name(field: &CustomField) -> String {
    format!("custom.{}", field.code)
}

fn custom_source(field: &CustomField) -> FieldSource {
    field.service_source.map_or(FieldSource::Daicho, |source| FieldSource::Workspace(source.workspace_id))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct ConfigurationParameters {
    /// Asks for the fields of one identity.
    #[param(value_type = Option<String>)]
    identity_id: Option<IdentityId>,
}

pub(super) async fn get_configuration(
    caller: Authorized<may::DirectoryRead>,
    state: State,
    Query(asked): Query<ConfigurationParameters>,
) -> Answer<Json<IdentityFieldConfiguration>> {
    let identity = match asked.identity_id {
        Some(id) => Some(state.directory.get(caller.organization, id.people_id()).await?.identity),
        None => None,
    };
    configuration(&state, caller.organization, identity.as_ref()).await
}

async fn configuration(
    state: &State,
    organization: OrganizationId,
    identity: Option<&Identity>,
) -> Answer<Json<IdentityFieldConfiguration>> {
    let settings = state.directory.field_settings(organization).await?;
    let custom = state.directory.custom_fields(organization).await?;
    let has_master = state.organizations.find(organization).await?.settings.employee_master_workspace_id.is_some();
    Ok(Json(IdentityFieldConfiguration::new(&settings, &custom, identity, has_master)))
}

pub(super) async fn get_identity_configuration(
    caller: Authorized<may::DirectoryRead, target::Identity>,
    state: State,
) -> Answer<Json<IdentityFieldConfiguration>> {
    configuration(&state, caller.organization, Some(&caller.target.0.identity)).await
}

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SetIdentityFieldsRequest {
    fields: Vec<SetIdentityField>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SetIdentityField {
    unique_name: PresetField,
    /// `daicho`, `master` or `workspace:<id>`.
    source: Option<String>,
    hidden: Option<bool>,
}

/// What is left out of a field stays as it is.
pub(super) async fn set_fields(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Json(body): Json<SetIdentityFieldsRequest>,
) -> Answer<Json<IdentityFieldConfiguration>> {
    let known = state.directory.field_settings(caller.organization).await?;
    let mut settings = std::collections::BTreeMap::new();
    for (index, field) in body.fields.into_iter().enumerate() {
        let before = known.of(field.unique_name);
        let source = match field.source {
            Some(source) => {
                let place = format!("fields[{index}].source");
                read_source(&state, caller.organization, &place, field.unique_name, &source).await?
            }
            None => before.source,
        };
        settings.insert(field.unique_name, FieldSetting { source, hidden: field.hidden.unwrap_or(before.hidden) });
    }
    let settings: Vec<(PresetField, FieldSetting)> = settings.into_iter().collect();
    state.directory.set_fields(caller.organization, &settings).await?;
    configuration(&state, caller.organization, None).await
}

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SetFieldSourcesRequest {
    /// By field name: `daicho`, `master` or `workspace:<id>`; `null` follows the organization again.
    #[schema(value_type = std::collections::HashMap<String, Option<String>>)]
    sources: std::collections::BTreeMap<PresetField, Option<String>>,
}

pub(super) async fn set_own_sources(
    caller: Authorized<may::DirectoryWrite, target::Identity>,
    state: State,
    Json(body): Json<SetFieldSourcesRequest>,
) -> Answer<Json<answer::Identity>> {
    let mut sources = Vec::new();
    for (field, source) in body.sources {
        let place = format!("sources.{field}");
        let source = match source {
            Some(source) => Some(read_source(&state, caller.organization, &place, field, &source).await?),
            None => None,
        };
        sources.push((field, source));
    }
    let changed = state.directory.set_own_sources(caller.organization, caller.target.id(), &sources).await?;
    Ok(Json(answer::Identity::new(caller.organization, changed, &Expansion::default())))
}

async fn read_source(
    state: &State,
    organization: OrganizationId,
    place: &str,
    field: PresetField,
    text: &str,
) -> Result<FieldSource, ApiError> {
    let source = if text == "admina" { Ok(FieldSource::Daicho) } else { text.parse() };
    let source = source.ok().filter(|source| *source == FieldSource::Daicho || field.can_be_reported());
    let source = source.ok_or_else(|| {
        invalid(
            place,
            "Give daicho, master or workspace:<id>; fields that no service reports can only be daicho.",
            "daicho、master、workspace:<id> のいずれかを指定してください。サービスから取得できない項目は daicho のみ指定できます。",
        )
    })?;
    if let FieldSource::Workspace(workspace) = source {
        refuse_unknown_workspace(state, organization, place, workspace).await?;
    }
    Ok(source)
}

/// A source must be one of the organization's workspaces.
pub(super) async fn refuse_unknown_workspace(
    state: &State,
    organization: OrganizationId,
    place: &str,
    workspace: WorkspaceId,
) -> Result<(), ApiError> {
    match state.workspaces.find(organization, workspace).await? {
        Some(_) => Ok(()),
        None => Err(invalid(
            place,
            "There is no workspace with this id. Give the id of a workspace of this organization.",
            "このIDのワークスペースはありません。この組織のワークスペースのIDを指定してください。",
        )),
    }
}
