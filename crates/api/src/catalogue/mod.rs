//! The services that Daicho knows, and those that an organization adds.

mod missing;
mod own;
mod trial;

use std::collections::HashSet;
use std::sync::Arc;

use daicho_domain::catalogue::{self as domain, Verification, WayKind};
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::{OrganizationId, ServiceId};
use daicho_domain::list::Page;
use daicho_domain::organization::Language;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::{Json, Paging, Path, Query};
use crate::routing::Routes;
use crate::{AppState, State};

pub(crate) fn routes(routes: &mut Routes) {
    routes.of_installation("Catalogue").get(
        "/services",
        "List the services of the catalogue by name",
        list_known_services,
    );
    routes.of_organization("Catalogue").get("/catalogue", "Search the catalogue", search_catalogue).get(
        "/catalogue/{service}",
        "Show a service of the catalogue, by id or unique name",
        get_catalogue_service,
    );
    routes
        .of_organization("Own connectors")
        .get("/connectors", "List the organization's own connectors", own::list_connectors)
        .post("/connectors", "Add a connector of the organization's own", own::add_connector)
        .post("/connectors/lint", "Check a manifest", own::lint_manifest)
        .post(
            "/connectors/file-head",
            "Read the headings and the first rows of a file that a service gave of its members",
            own::read_file_head,
        )
        .post("/connectors/try", "Try a manifest on the service, step by step", trial::try_manifest)
        .get("/connectors/{slug}", "Show a connector with its versions", own::get_connector)
        .put("/connectors/{slug}", "Keep a new version of a connector", own::change_connector)
        .delete("/connectors/{slug}", "Remove a connector with all its versions", own::remove_connector);
    routes
        .of_organization("Missing services")
        .get("/service-requests", "List the services that are missed", missing::list_service_requests)
        .post("/service-requests", "Say that a service is missing", missing::add_service_request)
        .get("/service-requests/export.csv", "Export the missing services as CSV", missing::export_service_requests);
}

/// A service with what can be done with it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CatalogueService {
    #[serde(flatten)]
    service: domain::Service,
    /// Whether the organization has a workspace of it.
    integrated: bool,
    /// Whether the organization added it, by a manifest of its own.
    own: bool,
    /// Whether nothing reads it yet, and recording a recipe can begin with what is known of its pages.
    #[serde(rename = "toBeRecorded")]
    to_be_recorded: bool,
    /// The connector of the organization's own that was recorded for it.
    #[serde(rename = "recordedAs")]
    recorded_as: Option<String>,
}

impl CatalogueService {
    fn new(service: &domain::Service, of_organization: &OfOrganization) -> Self {
        let waits = service.is_to_be_recorded();
        let recorded_as = Some(service.recorded_slug()).filter(|slug| waits && of_organization.own.contains(slug));
        Self {
            integrated: of_organization.integrated.contains(&service.id),
            own: service.id.is_custom(),
            to_be_recorded: waits && recorded_as.is_none(),
            recorded_as,
            service: service.clone(),
        }
    }
}

/// What an organization has made of the catalogue.
struct OfOrganization {
    integrated: HashSet<ServiceId>,
    /// Unique names of the connectors of its own.
    own: HashSet<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Catalogue {
    items: Vec<CatalogueService>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Ability {
    List,
    Create,
    Suspend,
    Reactivate,
    Delete,
    Roles,
    Licenses,
    TwoFactor,
    LastActivity,
    EmployeeMaster,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(crate) struct CatalogueParameters {
    /// Part of a name, in English or Japanese; former names are found too.
    keyword: Option<String>,
    category: Vec<String>,
    #[param(inline)]
    way: Vec<WayKind>,
    /// What the service must be able to do; all of them.
    #[param(inline)]
    capability: Vec<Ability>,
    #[param(inline)]
    verification: Vec<Verification>,
    integrated: Option<bool>,
    /// Whether nothing reads the service yet, and recording a recipe can begin with what is known of its pages.
    to_be_recorded: Option<bool>,
}

impl CatalogueParameters {
    fn admit(&self, entry: &CatalogueService) -> bool {
        let service = &entry.service;
        let way_fits = |way: &WayKind| match way {
            WayKind::Manual => true,
            kind => service.ways.iter().any(|way| way.kind == *kind),
        };
        self.keyword.as_deref().is_none_or(|keyword| service.is_called(keyword))
            && (self.category.is_empty() || self.category.contains(&service.category))
            && (self.way.is_empty() || self.way.iter().any(way_fits))
            && self.capability.iter().all(|ability| has(service, *ability))
            && (self.verification.is_empty() || self.verification.contains(&service.verification))
            && self.integrated.is_none_or(|integrated| integrated == entry.integrated)
            && self.to_be_recorded.is_none_or(|wanted| wanted == entry.to_be_recorded)
    }
}

fn has(service: &domain::Service, ability: Ability) -> bool {
    let can = &service.capabilities;
    match ability {
        Ability::List => can.list,
        Ability::Create => can.create,
        Ability::Suspend => can.suspend,
        Ability::Reactivate => can.reactivate,
        Ability::Delete => can.delete,
        Ability::Roles => can.roles,
        Ability::Licenses => can.licenses,
        Ability::TwoFactor => can.two_factor,
        Ability::LastActivity => can.last_activity,
        Ability::EmployeeMaster => can.employee_master,
    }
}

async fn of_organization<'a>(
    state: &AppState,
    organization: OrganizationId,
    own: impl Iterator<Item = &'a Arc<domain::Service>>,
) -> Answer<OfOrganization> {
    let workspaces = state.workspaces.list(organization).await?;
    Ok(OfOrganization {
        integrated: workspaces.into_iter().map(|workspace| workspace.service.id).collect(),
        own: own.map(|service| service.slug.clone()).collect(),
    })
}

async fn search_catalogue(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
    Query(wanted): Query<CatalogueParameters>,
) -> Answer<Json<Catalogue>> {
    let services = state.catalogue.of(caller.organization).await?;
    let own = services.iter().filter(|service| service.id.is_custom());
    let of_organization = of_organization(&state, caller.organization, own).await?;
    let entries = services.iter().map(|service| CatalogueService::new(service, &of_organization));
    Ok(Json(Catalogue { items: entries.filter(|entry| wanted.admit(entry)).collect() }))
}

async fn get_catalogue_service(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
    Path(named): Path<String>,
) -> Answer<Json<CatalogueService>> {
    let by_id = match named.parse() {
        Ok(id) => state.catalogue.by_id(caller.organization, id).await?,
        Err(_) => None,
    };
    let service = match by_id {
        Some(service) => service,
        None => state.catalogue.by_slug(caller.organization, &named).await?.ok_or(ErrorCode::NotFound)?,
    };
    let own = state.catalogue.own(caller.organization).await?;
    Ok(Json(CatalogueService::new(&service, &of_organization(&state, caller.organization, own.iter()).await?)))
}

/// A service by name.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownService {
    id: ServiceId,
    /// In the caller's language.
    name: String,
    unique_name: String,
    category: String,
    service_top_url: String,
}

impl KnownService {
    fn new(service: &domain::Service, language: Language) -> Self {
        Self {
            id: service.id,
            name: service.name.in_language(language).to_owned(),
            unique_name: service.slug.clone(),
            category: service.category.clone(),
            service_top_url: service.homepage.clone(),
        }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct KnownServiceParameters {
    /// Part of a name, in English or Japanese.
    keyword: Option<String>,
}

async fn list_known_services(
    caller: Authorized<may::ServicesRead>,
    state: State,
    Query(wanted): Query<KnownServiceParameters>,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<KnownService>>> {
    let services = state.catalogue.of(caller.organization).await?;
    let found: Vec<&domain::Service> = services
        .iter()
        .map(AsRef::as_ref)
        .filter(|service| wanted.keyword.as_deref().is_none_or(|keyword| service.is_called(keyword)))
        .collect();
    let start = match &page.cursor {
        None => 0,
        Some(last) => found.iter().position(|service| service.slug == *last).map_or(found.len(), |at| at + 1),
    };
    let end = found.len().min(start + page.limit as usize);
    let items = found[start..end].iter().map(|service| KnownService::new(service, caller.language)).collect();
    let next_cursor = (end < found.len()).then(|| found[end - 1].slug.clone());
    let answer = Page::<KnownService> { items, next_cursor, total: Some(found.len() as u64) };
    Ok(Json(ListAnswer::new(answer, &page)))
}
