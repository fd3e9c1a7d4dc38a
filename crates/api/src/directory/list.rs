use daicho_domain::ids::{OrganizationId, PeopleId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::answer::{Expansion, Identity};
use super::filters::IdentityFilters;
use super::{Authorized, may, target};
use crate::State;
use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::request::{Json, Paging, Query};

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Expands {
    /// Of `customFieldsMetadata`, `relatedIdentity`, `devices`, `accounts`.
    expands: Vec<String>,
}

pub(super) async fn list_identities(
    caller: Authorized<may::DirectoryRead>,
    state: State,
    Query(filters): Query<IdentityFilters>,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<Identity>>> {
    let found = state.directory.list(caller.organization, &filters.query()?, &page).await?;
    let people: Vec<PeopleId> = found.items.iter().map(|entry| entry.identity.id).collect();
    let expansion = expansion(&state, caller.organization, &filters.expands, &people).await?;
    let shown = found.map(|entry| Identity::new(caller.organization, entry, &expansion));
    Ok(Json(ListAnswer::new(shown, &page)))
}

pub(super) async fn get_identity(
    caller: Authorized<may::DirectoryRead, target::Identity>,
    state: State,
    Query(asked): Query<Expands>,
) -> Answer<Json<Identity>> {
    let people = [caller.target.id()];
    let expansion = expansion(&state, caller.organization, &asked.expands, &people).await?;
    Ok(Json(Identity::new(caller.organization, caller.target.0, &expansion)))
}

async fn expansion(
    state: &State,
    organization: OrganizationId,
    expands: &[String],
    people: &[PeopleId],
) -> Answer<Expansion> {
    let asked = |name: &str| expands.iter().any(|expand| expand == name);
    let custom_fields =
        if asked("customFieldsMetadata") { Some(state.directory.custom_fields(organization).await?) } else { None };
    let accounts = if asked("accounts") { Some(state.accounts.of_people(organization, people).await?) } else { None };
    Ok(Expansion { custom_fields, related_identity: asked("relatedIdentity"), devices: asked("devices"), accounts })
}
