use daicho_domain::directory::{Batch, Toggle};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{Expansion, Identity};
use super::body::IdentityBody;
use super::target::{self, IdentityId};
use super::{Authorized, may, origin};
use crate::State;
use crate::answer::Created;
use crate::error::Answer;
use crate::request::Json;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct BulkUpdateIdentitiesRequest {
    /// 1 to 50.
    #[schema(value_type = Vec<String>)]
    identity_ids: Vec<IdentityId>,
    identity_updates: IdentityBody,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IdentityItems {
    items: Vec<Identity>,
}

pub(super) async fn create_identity(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Json(body): Json<IdentityBody>,
) -> Answer<Created<Identity>> {
    let time_zone = state.organizations.find(caller.organization).await?.time_zone;
    let patch = body.into_patch(time_zone)?;
    let created = state.directory.create(caller.organization, &patch, &origin(&caller.actor)).await?;
    Ok(Created(Identity::new(caller.organization, created, &Expansion::default())))
}

pub(super) async fn update_identity(
    caller: Authorized<may::DirectoryWrite, target::Identity>,
    state: State,
    Json(body): Json<IdentityBody>,
) -> Answer<Json<Identity>> {
    let time_zone = state.organizations.find(caller.organization).await?.time_zone;
    let patch = body.into_patch(time_zone)?;
    let ids = Batch::one(caller.target.id());
    let changed = state.directory.update(caller.organization, &ids, &patch, &origin(&caller.actor)).await?;
    let changed = changed.into_iter().next().unwrap_or(caller.target.0);
    Ok(Json(Identity::new(caller.organization, changed, &Expansion::default())))
}

pub(super) async fn bulk_update_identities(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    Json(body): Json<BulkUpdateIdentitiesRequest>,
) -> Answer<Json<IdentityItems>> {
    let ids = Batch::of("identityIds", body.identity_ids.iter().map(IdentityId::people_id).collect())?;
    let time_zone = state.organizations.find(caller.organization).await?.time_zone;
    let patch = body.identity_updates.into_patch(time_zone)?;
    let changed = state.directory.update(caller.organization, &ids, &patch, &origin(&caller.actor)).await?;
    let show = |entry| Identity::new(caller.organization, entry, &Expansion::default());
    Ok(Json(IdentityItems { items: changed.into_iter().map(show).collect() }))
}

/// Answers the identity as it was.
pub(super) async fn delete_identity(
    caller: Authorized<may::DirectoryWrite, target::Identity>,
    state: State,
) -> Answer<Json<Identity>> {
    let deleted = state.directory.delete(caller.organization, caller.target.id()).await?;
    Ok(Json(Identity::new(caller.organization, deleted, &Expansion::default())))
}

pub(super) async fn toggle_archived(
    caller: Authorized<may::DirectoryWrite, target::Identity>,
    state: State,
) -> Answer<Json<Identity>> {
    toggle(caller, state, Toggle::Archived).await
}

pub(super) async fn toggle_unregistered(
    caller: Authorized<may::DirectoryWrite, target::Identity>,
    state: State,
) -> Answer<Json<Identity>> {
    toggle(caller, state, Toggle::Unregistered).await
}

async fn toggle(
    caller: Authorized<may::DirectoryWrite, target::Identity>,
    state: State,
    toggle: Toggle,
) -> Answer<Json<Identity>> {
    let origin = origin(&caller.actor);
    let changed = state.directory.toggle(caller.organization, caller.target.id(), toggle, &origin).await?;
    Ok(Json(Identity::new(caller.organization, changed, &Expansion::default())))
}
