use async_trait::async_trait;
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{OffboardingId, OrganizationId, PeopleId};
use daicho_domain::offboarding::{self as domain, OffboardingQuery, OffboardingState};
use daicho_domain::organization::Language;
use serde::Deserialize;
use utoipa::IntoParams;

use super::answer::Offboarding;
use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::guard::{Authorized, LoadRow, may};
use crate::request::{Json, Paging, Query};
use crate::{AppState, State};

#[async_trait(?Send)]
impl LoadRow for domain::Offboarding {
    const PARAMETER: &'static str = "offboardingId";
    type Id = OffboardingId;

    async fn load(state: &AppState, organization: OrganizationId, id: OffboardingId) -> Outcome<Option<Self>> {
        Ok(state.offboardings.store.find(organization, id).await?)
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct OffboardingFilters {
    #[param(inline)]
    states: Vec<OffboardingState>,
    people_id: Option<PeopleId>,
    /// In the person's name and address.
    keyword: Option<String>,
}

pub(super) async fn list_offboardings(
    caller: Authorized<may::AccountsRead>,
    state: State,
    Query(filters): Query<OffboardingFilters>,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<Offboarding>>> {
    let query = OffboardingQuery {
        states: filters.states,
        person: filters.people_id,
        keyword: filters.keyword.filter(|keyword| !keyword.trim().is_empty()),
    };
    let found = state.offboardings.store.list(caller.organization, &query, &page).await?;
    let services = state.catalogue.of(caller.organization).await?;
    let found = found.map(|offboarding| Offboarding::new(&services, offboarding, caller.language));
    Ok(Json(ListAnswer::new(found, &page)))
}

pub(super) async fn get_offboarding(
    caller: Authorized<may::AccountsRead, domain::Offboarding>,
    state: State,
) -> Answer<Json<Offboarding>> {
    let services = state.catalogue.of(caller.organization).await?;
    Ok(Json(Offboarding::new(&services, caller.target, caller.language)))
}

pub(super) async fn show(
    state: &State,
    organization: OrganizationId,
    id: OffboardingId,
    language: Language,
) -> Answer<Json<Offboarding>> {
    let found = state.offboardings.store.find(organization, id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(Json(Offboarding::new(&state.catalogue.of(organization).await?, found, language)))
}
