use async_trait::async_trait;
use daicho_domain::alert::{self as domain, AlertLevel, AlertQuery, AlertType};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{AlertId, OrganizationId, PeopleId, ServiceId, WorkspaceId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Alert;
use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::guard::{Authorized, LoadRow, may};
use crate::request::{Json, Paging, Query};
use crate::{AppState, State};

/// Which alerts. Lists repeat their name.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(crate) struct AlertFilters {
    service_id: Vec<ServiceId>,
    /// The service's unique name, or part of its name.
    service_name: Option<String>,
    workspace_id: Vec<WorkspaceId>,
    /// `<workspace or service id>#<e-mail>`, the service's own id of the account, or its e-mail address.
    user_identifier: Option<String>,
    people_id: Option<PeopleId>,
    #[serde(rename = "type")]
    #[param(rename = "type", inline)]
    kinds: Vec<AlertType>,
    #[param(inline)]
    level: Option<AlertLevel>,
    /// Left out: both.
    muted: Option<bool>,
    /// In what accounts are found by, and in the names of service and workspace.
    keyword: Option<String>,
    /// Columns of an export, in their order; all when none is named.
    pub(super) columns: Vec<String>,
}

impl AlertFilters {
    pub(crate) fn query(&self) -> AlertQuery {
        AlertQuery {
            services: self.service_id.clone(),
            service_name: text(self.service_name.as_ref()),
            workspaces: self.workspace_id.clone(),
            person: self.people_id,
            user_identifier: text(self.user_identifier.as_ref()),
            kinds: self.kinds.clone(),
            level: self.level,
            muted: self.muted,
            keyword: text(self.keyword.as_ref()),
            every_match: false,
        }
    }
}

/// Nothing typed restricts nothing; a null character is in no text.
fn text(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().replace('\0', "\u{FFFD}")).filter(|text| !text.is_empty())
}

pub(super) async fn list_alerts(
    caller: Authorized<may::AlertsRead>,
    state: State,
    Query(filters): Query<AlertFilters>,
    Paging(page): Paging<20, 100>,
) -> Answer<Json<ListAnswer<Alert>>> {
    let zone = state.organizations.find(caller.organization).await?.time_zone;
    let found = state.alerts.list(caller.organization, &filters.query(), &page).await?;
    let found = found.map(|alert| Alert::new(alert, caller.language, zone));
    Ok(Json(ListAnswer::new(found, &page)))
}

#[async_trait(?Send)]
impl LoadRow for domain::Alert {
    const PARAMETER: &'static str = "alertId";
    type Id = AlertId;

    async fn load(state: &AppState, organization: OrganizationId, id: AlertId) -> Outcome<Option<Self>> {
        Ok(state.alerts.find(organization, id).await?)
    }
}

pub(super) async fn get_alert(caller: Authorized<may::AlertsRead, domain::Alert>, state: State) -> Answer<Json<Alert>> {
    let zone = state.organizations.find(caller.organization).await?.time_zone;
    Ok(Json(Alert::new(caller.target, caller.language, zone)))
}
