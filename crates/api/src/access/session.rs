use actix_web::HttpRequest;
use daicho_domain::access::{ActiveSession, Permission, Role};
use daicho_domain::ids::{OrganizationId, UserId};
use daicho_domain::organization::Language;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cookies::{Ended, Started};
use crate::State;
use crate::answer::NoContent;
use crate::error::Answer;
use crate::guard::{Public, SignedIn};
use crate::request::Json;

/// Who is signed in, where, and what they may do.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Session {
    user: SessionUser,
    organization: SessionOrganization,
    permissions: Vec<Permission>,
}

#[derive(Debug, Serialize, ToSchema)]
struct SessionUser {
    id: UserId,
    name: String,
    email: String,
    roles: Vec<Role>,
    locale: Language,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SessionOrganization {
    id: OrganizationId,
    name: String,
    time_zone: String,
    system_language: Language,
}

impl From<ActiveSession> for Session {
    fn from(session: ActiveSession) -> Self {
        let locale = session.language();
        let ActiveSession { user, organization } = session;
        Self {
            permissions: user.role.permissions().to_vec(),
            user: SessionUser {
                id: user.id,
                name: user.name,
                email: user.email.to_string(),
                roles: vec![user.role],
                locale,
            },
            organization: SessionOrganization {
                id: organization.id,
                name: organization.name,
                time_zone: organization.time_zone.to_string(),
                system_language: organization.language,
            },
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignInRequest {
    email: String,
    #[schema(value_type = String)]
    password: SecretString,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeProfileRequest {
    name: Option<String>,
    locale: Option<Language>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangePasswordRequest {
    #[schema(value_type = String)]
    current: SecretString,
    #[schema(value_type = String)]
    new: SecretString,
}

pub(super) async fn get_session(caller: SignedIn) -> Answer<Json<Session>> {
    Ok(Json(caller.session.into()))
}

pub(super) async fn sign_in(
    _: Public,
    request: HttpRequest,
    state: State,
    Json(body): Json<SignInRequest>,
) -> Answer<Started> {
    let address = request.peer_addr().map(|address| address.ip());
    let signed_in = state.sessions.sign_in(&body.email, body.password, address).await?;
    Ok(Started::new(signed_in, &state.settings))
}

pub(super) async fn change_profile(
    caller: SignedIn,
    state: State,
    Json(body): Json<ChangeProfileRequest>,
) -> Answer<Json<Session>> {
    let ActiveSession { user, organization } = caller.session;
    let user = state.users.set_profile(&user, body.name.as_deref(), body.locale).await?;
    Ok(Json(ActiveSession { user, organization }.into()))
}

pub(super) async fn sign_out(caller: SignedIn, state: State) -> Answer<Ended> {
    state.sessions.sign_out(&caller.token).await?;
    Ok(Ended)
}

pub(super) async fn sign_out_everywhere(caller: SignedIn, state: State) -> Answer<Ended> {
    state.sessions.sign_out_everywhere(&caller.session.user).await?;
    Ok(Ended)
}

pub(super) async fn change_password(
    caller: SignedIn,
    state: State,
    Json(body): Json<ChangePasswordRequest>,
) -> Answer<NoContent> {
    state.sessions.change_password(&caller.session.user, body.current, body.new, &caller.token).await?;
    Ok(NoContent)
}
