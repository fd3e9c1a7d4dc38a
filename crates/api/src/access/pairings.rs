//! Pairing browser extensions with an organization.

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use daicho_domain::access::Actor;
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::OrganizationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::answer::Created;
use crate::error::Answer;
use crate::guard::{Authorized, Public, may};
use crate::request::Json;

/// A one-time code for the extension. It cannot be shown again.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ExtensionPairing {
    code: String,
    expires_at: DateTime<Utc>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PairExtensionRequest {
    /// As an Admin sees it; case, spaces and hyphens do not count.
    code: String,
    /// What the extension is called in the list of keys.
    name: String,
}

/// What the extension is from now on.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PairedExtension {
    /// The key of this extension, for recording and assisted syncs alone. It cannot be shown again.
    key: String,
    organization_id: OrganizationId,
    organization_name: String,
    /// The Admin who made the code.
    offered_by: String,
}

/// A code has a person behind it.
pub(super) async fn offer_extension_pairing(
    caller: Authorized<may::ApiKeysWrite>,
    state: State,
) -> Answer<Created<ExtensionPairing>> {
    let Actor::User { id, .. } = caller.actor else { return Err(ErrorCode::Forbidden.into()) };
    let offered = state.pairings.offer(caller.organization, id).await?;
    Ok(Created(ExtensionPairing { code: offered.code, expires_at: offered.expires_at }))
}

pub(super) async fn pair_extension(
    _: Public,
    state: State,
    request: HttpRequest,
    Json(body): Json<PairExtensionRequest>,
) -> Answer<Created<PairedExtension>> {
    let address = request.peer_addr().map(|address| address.ip());
    let (paired, token) = state.pairings.redeem(&body.code, &body.name, address).await?;
    Ok(Created(PairedExtension {
        key: token.expose().to_owned(),
        organization_id: paired.organization_id,
        organization_name: paired.organization_name,
        offered_by: paired.offered_by,
    }))
}
