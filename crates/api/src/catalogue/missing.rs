//! Services that somebody misses in the catalogue.

use chrono::{DateTime, Utc};
use daicho_domain::catalogue::{self as domain, NewServiceRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::answer::{Created, Download, Table};
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::Json;

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ServiceRequest {
    id: i64,
    name: String,
    homepage: Option<String>,
    note: Option<String>,
    created_by: String,
    created_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ServiceRequestList {
    items: Vec<ServiceRequest>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewServiceRequestBody {
    name: String,
    homepage: Option<String>,
    note: Option<String>,
}

impl From<domain::ServiceRequest> for ServiceRequest {
    fn from(request: domain::ServiceRequest) -> Self {
        let domain::ServiceRequest { id, name, homepage, note, created_by, created_at } = request;
        Self { id, name, homepage, note, created_by, created_at }
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

pub(super) async fn list_service_requests(
    caller: Authorized<may::WorkspacesRead>,
    state: State,
) -> Answer<Json<ServiceRequestList>> {
    let requests = state.service_requests.list(caller.organization).await?;
    Ok(Json(ServiceRequestList { items: requests.into_iter().map(Into::into).collect() }))
}

pub(super) async fn add_service_request(
    caller: Authorized<may::WorkspacesConnect>,
    state: State,
    Json(body): Json<NewServiceRequestBody>,
) -> Answer<Created<ServiceRequest>> {
    let Some(name) = filled(Some(body.name)) else {
        return Err(invalid("name", "Enter the name of the service.", "サービス名を入力してください。"));
    };
    let wanted = NewServiceRequest {
        name,
        homepage: filled(body.homepage),
        note: filled(body.note),
        created_by: caller.actor.label().to_owned(),
    };
    Ok(Created(state.service_requests.add(caller.organization, wanted).await?.into()))
}

pub(super) async fn export_service_requests(caller: Authorized<may::WorkspacesRead>, state: State) -> Answer<Download> {
    let mut table = Table::csv(&["Service", "Homepage", "Note", "Requested by", "Requested at"])?;
    for request in state.service_requests.list(caller.organization).await? {
        table.row(&[
            request.name,
            request.homepage.unwrap_or_default(),
            request.note.unwrap_or_default(),
            request.created_by,
            request.created_at.to_rfc3339(),
        ])?;
    }
    table.finish("service-requests")
}
