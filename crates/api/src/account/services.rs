use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use daicho_domain::account::AccountTally;
use daicho_domain::alert::AlertCount;
use daicho_domain::catalogue::Services;
use daicho_domain::ids::{OrganizationId, ServiceId, WorkspaceId};
use daicho_domain::integration::{Workspace, WorkspaceStatus};
use daicho_domain::list::{Page, SortOrder};
use daicho_domain::organization::Language;
use daicho_domain::search::fold;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::State;
use crate::answer::ListAnswer;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::{Json, Paging, Query};

/// A service that the organization has workspaces of.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OrganizationService {
    id: ServiceId,
    name: String,
    unique_name: String,
    workspaces: Vec<OrganizationServiceWorkspace>,
    account_count: u64,
    /// By user type; types without accounts are left out.
    accounts_by_type: BTreeMap<&'static str, u64>,
    /// Alerts that are not muted.
    alerts_count: u64,
    last_synchronization_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrganizationServiceWorkspace {
    id: WorkspaceId,
    name: String,
    status: WorkspaceStatus,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum ServiceSort {
    #[default]
    ServiceName,
    AccountCount,
    AlertsCount,
    EngagementScore,
    LastMonthSpending,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct ServiceFilters {
    keyword: Option<String>,
    #[param(inline)]
    sort_by: ServiceSort,
    #[param(inline)]
    sort_order: Option<SortOrder>,
}

pub(super) async fn list_organization_services(
    caller: Authorized<may::ServicesRead>,
    state: State,
    Query(filters): Query<ServiceFilters>,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<OrganizationService>>> {
    let catalogue = state.catalogue.of(caller.organization).await?;
    let mut services = services(&state, &catalogue, caller.organization, caller.language).await?;
    if let Some(keyword) = filters.keyword.as_deref().map(|keyword| fold(keyword.trim())) {
        services.retain(|service| is_called(&catalogue, service, &keyword));
    }
    sort(&mut services, filters.sort_by, filters.sort_order.unwrap_or(SortOrder::Ascending));
    let total = services.len();
    let start = match &page.cursor {
        None => 0,
        Some(cursor) => cursor.parse().map_err(|_| {
            invalid("cursor", "Use the cursor that the last page gave.", "前のページのカーソルを指定してください。")
        })?,
    };
    let items: Vec<_> = services.into_iter().skip(start).take(page.limit as usize).collect();
    let end = start + items.len();
    let next_cursor = (end < total).then(|| end.to_string());
    Ok(Json(ListAnswer::new(Page { items, next_cursor, total: Some(total as u64) }, &page)))
}

/// There are never many: at most one per service of the catalogue.
async fn services(
    state: &State,
    catalogue: &Services,
    organization: OrganizationId,
    language: Language,
) -> Answer<Vec<OrganizationService>> {
    let workspaces = state.workspaces.list(organization).await?;
    let counts = Counts {
        tallies: state.accounts.tallies(organization).await?,
        alerts: state.alerts.counts(organization).await?,
    };
    let mut by_service: BTreeMap<ServiceId, Vec<Workspace>> = BTreeMap::new();
    for workspace in workspaces {
        by_service.entry(workspace.service.id).or_default().push(workspace);
    }
    let summed = by_service.into_iter().map(|(id, workspaces)| sum_up(catalogue, id, workspaces, &counts, language));
    Ok(summed.collect())
}

/// What is counted of all services.
struct Counts {
    tallies: Vec<AccountTally>,
    alerts: Vec<AlertCount>,
}

fn sum_up(
    catalogue: &Services,
    id: ServiceId,
    workspaces: Vec<Workspace>,
    counts: &Counts,
    language: Language,
) -> OrganizationService {
    let mut by_type: BTreeMap<&'static str, u64> = BTreeMap::new();
    for tally in counts.tallies.iter().filter(|tally| tally.service == id) {
        *by_type.entry(tally.user_type.as_str()).or_default() += tally.accounts;
    }
    let named = workspaces.first().map(|workspace| workspace.service.clone());
    let known = catalogue.by_id(id).map(|service| service.name.in_language(language).to_owned());
    OrganizationService {
        id,
        name: known.or_else(|| named.as_ref().map(|service| service.name.clone())).unwrap_or_default(),
        unique_name: named.map(|service| service.slug).unwrap_or_default(),
        account_count: by_type.values().sum(),
        accounts_by_type: by_type,
        alerts_count: counts.alerts.iter().filter(|count| count.service == id).map(AlertCount::heard).sum(),
        last_synchronization_at: workspaces.iter().filter_map(|workspace| workspace.last_synchronization_at).max(),
        workspaces: workspaces
            .into_iter()
            .map(|workspace| OrganizationServiceWorkspace {
                id: workspace.id,
                name: workspace.name,
                status: workspace.status,
            })
            .collect(),
    }
}

fn is_called(catalogue: &Services, service: &OrganizationService, keyword: &str) -> bool {
    fold(&service.name).contains(keyword)
        || catalogue.by_id(service.id).is_some_and(|known| known.is_called(keyword))
        || service.workspaces.iter().any(|workspace| fold(&workspace.name).contains(keyword))
}

fn sort(services: &mut [OrganizationService], by: ServiceSort, order: SortOrder) {
    services.sort_by_cached_key(|service| fold(&service.name));
    match by {
        // Neither usage nor spending is known yet: by these all are equal, and the name decides.
        ServiceSort::ServiceName | ServiceSort::EngagementScore | ServiceSort::LastMonthSpending => {}
        ServiceSort::AccountCount => services.sort_by_key(|service| service.account_count),
        ServiceSort::AlertsCount => services.sort_by_key(|service| service.alerts_count),
    }
    if order == SortOrder::Descending {
        services.reverse();
    }
}
