use daicho_domain::alert as domain;
use daicho_domain::ids::ServiceId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Json;

/// After how many days without activity accounts count as inactive.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct AlertSettings {
    inactivity_days: u32,
    /// Services with a number of their own.
    #[serde(default)]
    services: Vec<ServiceInactivity>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ServiceInactivity {
    service_id: ServiceId,
    inactivity_days: u32,
}

impl From<domain::AlertSettings> for AlertSettings {
    fn from(settings: domain::AlertSettings) -> Self {
        let services = settings.services.into_iter();
        Self {
            inactivity_days: settings.inactivity_days,
            services: services
                .map(|(service_id, inactivity_days)| ServiceInactivity { service_id, inactivity_days })
                .collect(),
        }
    }
}

pub(super) async fn get_alert_settings(
    caller: Authorized<may::AlertsRead>,
    state: State,
) -> Answer<Json<AlertSettings>> {
    Ok(Json(state.alerts.settings(caller.organization).await?.into()))
}

pub(super) async fn set_alert_settings(
    caller: Authorized<may::AlertsWrite>,
    state: State,
    Json(request): Json<AlertSettings>,
) -> Answer<Json<AlertSettings>> {
    let services = request.services.iter().map(|one| (one.service_id, one.inactivity_days)).collect();
    let settings = domain::AlertSettings { inactivity_days: request.inactivity_days, services }.checked()?;
    state.alerts.set_settings(caller.organization, &settings).await?;
    Ok(Json(settings.into()))
}
