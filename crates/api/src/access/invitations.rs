use daicho_domain::access;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cookies::Started;
use crate::State;
use crate::error::Answer;
use crate::guard::Public;
use crate::request::{Json, Path};

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invitation {
    email: String,
    name: String,
    organization_name: String,
}

impl From<access::Invitation> for Invitation {
    fn from(invitation: access::Invitation) -> Self {
        Self {
            email: invitation.email.to_string(),
            name: invitation.name,
            organization_name: invitation.organization_name,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AcceptInvitationRequest {
    name: String,
    #[schema(value_type = String)]
    password: SecretString,
}

pub(super) async fn get_invitation(_: Public, Path(token): Path<String>, state: State) -> Answer<Json<Invitation>> {
    Ok(Json(state.invitations.find(&token).await?.into()))
}

pub(super) async fn accept_invitation(
    _: Public,
    Path(token): Path<String>,
    state: State,
    Json(body): Json<AcceptInvitationRequest>,
) -> Answer<Started> {
    let user = state.invitations.accept(&token, &body.name, body.password).await?;
    let signed_in = state.sessions.start(&user).await?;
    Ok(Started::new(signed_in, &state.settings))
}
