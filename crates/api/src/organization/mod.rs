//! The organization, its settings and domains.

mod domains;

use daicho_domain::ids::OrganizationId;
use daicho_domain::organization::{
    self as domain, Language, OrganizationChange, OrganizationSettings, checked_time_zone,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::Json;
use crate::routing::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Organization")
        .get("", "Show the organization", get_organization)
        .patch("", "Change the organization's name, language, time zone or settings", change_organization)
        .get("/domains", "List the domains", domains::list_domains)
        .post("/domains", "Add a domain", domains::add_domain)
        .delete("/domains/{name}", "Remove a domain", domains::remove_domain)
        .put("/domains/{name}/primary", "Choose the primary domain", domains::set_primary_domain);
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Organization {
    id: OrganizationId,
    name: String,
    unique_name: String,
    status: &'static str,
    system_language: Language,
    location: Option<String>,
    time_zone: String,
    /// The primary one first.
    domains: Vec<String>,
    /// Not used: invoices are not read from mail.
    forwarding_email: Option<String>,
    /// Not used: there are no trials.
    trial_count: u32,
    settings: OrganizationSettings,
}

impl From<domain::Organization> for Organization {
    fn from(organization: domain::Organization) -> Self {
        Self {
            id: organization.id,
            name: organization.name,
            unique_name: organization.unique_name,
            status: "active",
            system_language: organization.language,
            location: None,
            time_zone: organization.time_zone.to_string(),
            domains: organization.domains.into_iter().map(|domain| domain.name.to_string()).collect(),
            forwarding_email: None,
            trial_count: 0,
            settings: organization.settings,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UpdateOrganizationRequest {
    name: Option<String>,
    system_language: Option<Language>,
    time_zone: Option<String>,
    settings: Option<OrganizationSettings>,
}

async fn get_organization(caller: Authorized<may::OrganizationRead>, state: State) -> Answer<Json<Organization>> {
    Ok(Json(state.organizations.find(caller.organization).await?.into()))
}

async fn change_organization(
    caller: Authorized<may::OrganizationWrite>,
    state: State,
    Json(body): Json<UpdateOrganizationRequest>,
) -> Answer<Json<Organization>> {
    let name = body.name.map(|name| name.trim().to_owned());
    if name.as_deref() == Some("") {
        return Err(invalid("name", "Enter a name.", "名前を入力してください。"));
    }
    let time_zone = body.time_zone.map(|zone| checked_time_zone("timeZone", &zone)).transpose()?;
    let change = OrganizationChange { name, language: body.system_language, time_zone, settings: body.settings };
    Ok(Json(state.organizations.change(caller.organization, change).await?.into()))
}
