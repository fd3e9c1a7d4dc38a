//! Manifests of the organization's own.

use chrono::{DateTime, Utc};
use daicho_domain::catalogue::{self as domain, ManifestProblem};
use daicho_domain::ids::ServiceId;
use daicho_domain::integration::MemberFileHead;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::answer::{Created, NoContent};
use crate::error::{Answer, broken};
use crate::guard::{Authorized, may};
use crate::request::{Json, Path, Upload};

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ConnectorVersion {
    version: u32,
    created_at: DateTime<Utc>,
    created_by: String,
}

/// A manifest of the organization's own, in its latest version.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OwnConnector {
    /// What its workspaces are workspaces of: `serviceId` when connecting.
    service_id: ServiceId,
    slug: String,
    manifest: String,
    version: u32,
    /// The oldest first.
    versions: Vec<ConnectorVersion>,
    /// What this version of Daicho finds wrong with it.
    problems: Vec<ManifestProblem>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OwnConnectorList {
    items: Vec<OwnConnector>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewConnectorRequest {
    /// Lower-case letters, digits and hyphens; not the name of a service of the catalogue.
    slug: String,
    /// YAML.
    manifest: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ManifestRequest {
    /// YAML.
    manifest: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ManifestProblems {
    problems: Vec<ManifestProblem>,
}

fn shown(state: &State, connector: domain::OwnConnector) -> OwnConnector {
    let problems = state.own_connectors.problems(&connector.manifest);
    let versions = connector.versions.into_iter().map(|version| ConnectorVersion {
        version: version.version,
        created_at: version.created_at,
        created_by: version.created_by,
    });
    let versions: Vec<_> = versions.collect();
    let version = versions.last().map_or(0, |last| last.version);
    OwnConnector {
        service_id: connector.service,
        slug: connector.slug,
        manifest: connector.manifest,
        version,
        versions,
        problems,
    }
}

pub(super) async fn list_connectors(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
) -> Answer<Json<OwnConnectorList>> {
    let connectors = state.own_connectors.list(caller.organization).await?;
    let items = connectors.into_iter().map(|connector| shown(&state, connector)).collect();
    Ok(Json(OwnConnectorList { items }))
}

pub(super) async fn add_connector(
    caller: Authorized<may::ConnectorsWrite>,
    state: State,
    Json(body): Json<NewConnectorRequest>,
) -> Answer<Created<OwnConnector>> {
    let by = caller.actor.label();
    let connector = state.own_connectors.add(caller.organization, &body.slug, &body.manifest, by).await?;
    Ok(Created(shown(&state, connector)))
}

pub(super) async fn get_connector(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
    Path(slug): Path<String>,
) -> Answer<Json<OwnConnector>> {
    let connector = state.own_connectors.find(caller.organization, &slug).await?;
    Ok(Json(shown(&state, connector)))
}

pub(super) async fn change_connector(
    caller: Authorized<may::ConnectorsWrite>,
    state: State,
    Path(slug): Path<String>,
    Json(body): Json<ManifestRequest>,
) -> Answer<Json<OwnConnector>> {
    let by = (caller.actor.label(), caller.scope);
    let connector = state.own_connectors.change(caller.organization, &slug, &body.manifest, by).await?;
    Ok(Json(shown(&state, connector)))
}

pub(super) async fn remove_connector(
    caller: Authorized<may::WorkspacesConnect>,
    state: State,
    Path(slug): Path<String>,
) -> Answer<NoContent> {
    state.own_connectors.remove(caller.organization, &slug).await?;
    Ok(NoContent)
}

pub(super) async fn read_file_head(
    _: Authorized<may::ConnectorsWrite>,
    state: State,
    upload: Upload,
) -> Answer<Json<MemberFileHead>> {
    let (connectors, file) = (state.own_connectors.clone(), upload.into_downloaded());
    let read = actix_web::web::block(move || connectors.head_of_file(&file));
    Ok(Json(read.await.map_err(|error| broken("read a file of members", error))??))
}

pub(super) async fn lint_manifest(
    _: Authorized<may::WorkspacesRead>,
    state: State,
    Json(body): Json<ManifestRequest>,
) -> Answer<Json<ManifestProblems>> {
    Ok(Json(ManifestProblems { problems: state.own_connectors.problems(&body.manifest) }))
}
