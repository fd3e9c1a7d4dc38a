use chrono::{DateTime, Utc};
use daicho_domain::alert::{AlertMute as Mute, AlertType, MuteQuery, MuteScope, MuteTarget};
use daicho_domain::ids::{AccountId, MuteId, ServiceId};
use daicho_domain::integration::ServiceName;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::State;
use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::{Json, Paging, Query};

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct MuteFilters {
    service_id: Option<ServiceId>,
    #[param(inline)]
    alert_type: Option<AlertType>,
    #[serde(rename = "scope")]
    #[param(rename = "scope", inline)]
    scopes: Vec<MuteScope>,
}

/// What nobody wants to hear of: an account, a service or a file.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AlertMute {
    id: MuteId,
    scope: MuteScope,
    /// Null: every type.
    alert_type: Option<AlertType>,
    service: Option<MutedService>,
    account: Option<MutedAccount>,
    file_id: Option<String>,
    /// Null: for good.
    until: Option<DateTime<Utc>>,
    reason: Option<String>,
    by: String,
    at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MutedService {
    id: ServiceId,
    unique_name: String,
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MutedAccount {
    /// `<workspaceId>#<the service's own id>`.
    id: String,
    account_id: AccountId,
    display_name: String,
}

pub(super) async fn list_alert_mutes(
    caller: Authorized<may::AlertsRead>,
    state: State,
    Query(filters): Query<MuteFilters>,
    Paging(page): Paging<20, 100>,
) -> Answer<Json<ListAnswer<AlertMute>>> {
    let query = MuteQuery { service: filters.service_id, kind: filters.alert_type, scopes: filters.scopes };
    let found = state.alerts.mutes(caller.organization, &query, &page).await?;
    Ok(Json(ListAnswer::new(found, &page)))
}

impl From<ServiceName> for MutedService {
    fn from(service: ServiceName) -> Self {
        Self { id: service.id, unique_name: service.slug, name: service.name }
    }
}

impl From<Mute> for AlertMute {
    fn from(mute: Mute) -> Self {
        let (service, account, file_id) = match mute.target {
            MuteTarget::Account { id, key, name, service } => {
                (Some(service.into()), Some(MutedAccount { id: key, account_id: id, display_name: name }), None)
            }
            MuteTarget::Service(service) => (Some(service.into()), None, None),
            MuteTarget::File { id } => (None, None, Some(id)),
        };
        Self {
            id: mute.id,
            scope: mute.scope,
            alert_type: mute.kind,
            service,
            account,
            file_id,
            until: mute.until,
            reason: mute.reason,
            by: mute.by,
            at: mute.created_at,
        }
    }
}
