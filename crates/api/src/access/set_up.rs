use daicho_domain::access::{FirstAdmin, NewOrganization};
use daicho_domain::organization::Language;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cookies::Started;
use crate::State;
use crate::error::Answer;
use crate::guard::Public;
use crate::request::Json;

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SetupState {
    required: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetupRequest {
    /// From the link that the server printed when it started.
    token: String,
    organization: SetupOrganization,
    admin: SetupAdmin,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SetupOrganization {
    name: String,
    primary_domain: String,
    system_language: Language,
    /// An IANA name such as `Asia/Tokyo`.
    time_zone: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetupAdmin {
    name: String,
    email: String,
    #[schema(value_type = String)]
    password: SecretString,
}

pub(super) async fn get_set_up(_: Public, state: State) -> Answer<Json<SetupState>> {
    Ok(Json(SetupState { required: state.set_up.is_required().await? }))
}

pub(super) async fn complete_set_up(_: Public, state: State, Json(body): Json<SetupRequest>) -> Answer<Started<201>> {
    let SetupOrganization { name, primary_domain, system_language, time_zone } = body.organization;
    let organization = NewOrganization::checked(&name, &primary_domain, system_language, &time_zone)?;
    let admin = FirstAdmin { name: body.admin.name, email: body.admin.email, password: body.admin.password };
    let user = state.set_up.complete(&body.token, organization, admin).await?;
    let signed_in = state.sessions.start(&user).await?;
    Ok(Started::new(signed_in, &state.settings))
}
