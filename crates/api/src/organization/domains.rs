use daicho_domain::organization::{DomainSource, OrganizationDomain};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::answer::{Created, NoContent};
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::{Json, Path};

/// A domain of the organization: whoever has an address in it is no outsider.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Domain {
    name: String,
    primary: bool,
    source: DomainSource,
}

impl From<OrganizationDomain> for Domain {
    fn from(domain: OrganizationDomain) -> Self {
        Self { name: domain.name.to_string(), primary: domain.primary, source: domain.source }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DomainList {
    items: Vec<Domain>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AddDomainRequest {
    name: String,
}

pub(super) async fn list_domains(caller: Authorized<may::OrganizationRead>, state: State) -> Answer<Json<DomainList>> {
    let organization = state.organizations.find(caller.organization).await?;
    Ok(Json(DomainList { items: organization.domains.into_iter().map(Into::into).collect() }))
}

pub(super) async fn add_domain(
    caller: Authorized<may::OrganizationWrite>,
    state: State,
    Json(body): Json<AddDomainRequest>,
) -> Answer<Created<Domain>> {
    Ok(Created(state.organizations.add_domain(caller.organization, &body.name).await?.into()))
}

pub(super) async fn remove_domain(
    caller: Authorized<may::OrganizationWrite>,
    Path(name): Path<String>,
    state: State,
) -> Answer<NoContent> {
    state.organizations.remove_domain(caller.organization, &name).await?;
    Ok(NoContent)
}

pub(super) async fn set_primary_domain(
    caller: Authorized<may::OrganizationWrite>,
    Path(name): Path<String>,
    state: State,
) -> Answer<NoContent> {
    state.organizations.set_primary_domain(caller.organization, &name).await?;
    Ok(NoContent)
}
