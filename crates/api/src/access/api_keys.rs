use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::access::{self, Actor, KeyScope};
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{ApiKeyId, OrganizationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::answer::{Created, NoContent};
use crate::error::Answer;
use crate::guard::{Authorized, LoadRow, may};
use crate::request::Json;
use crate::{AppState, State};

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ApiKey {
    id: ApiKeyId,
    name: String,
    /// The first characters of the key.
    prefix: String,
    scope: KeyScope,
    created_at: DateTime<Utc>,
    created_by: String,
    last_used_at: Option<DateTime<Utc>>,
}

impl From<access::ApiKey> for ApiKey {
    fn from(key: access::ApiKey) -> Self {
        Self {
            id: key.id,
            name: key.name,
            prefix: key.prefix,
            scope: key.scope,
            created_at: key.created_at,
            created_by: key.created_by,
            last_used_at: key.last_used_at,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApiKeyList {
    items: Vec<ApiKey>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MakeApiKeyRequest {
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CreatedApiKey {
    id: ApiKeyId,
    name: String,
    /// The key itself. It cannot be shown again.
    key: String,
}

#[async_trait(?Send)]
impl LoadRow for access::ApiKey {
    const PARAMETER: &'static str = "apiKeyId";
    type Id = ApiKeyId;

    async fn load(state: &AppState, organization: OrganizationId, id: ApiKeyId) -> Outcome<Option<Self>> {
        state.api_keys.find(organization, id).await
    }
}

pub(super) async fn list_api_keys(caller: Authorized<may::ApiKeysWrite>, state: State) -> Answer<Json<ApiKeyList>> {
    let keys = state.api_keys.list(caller.organization).await?;
    Ok(Json(ApiKeyList { items: keys.into_iter().map(Into::into).collect() }))
}

/// A key has a person behind it: keys cannot make keys.
pub(super) async fn make_api_key(
    caller: Authorized<may::ApiKeysWrite>,
    state: State,
    Json(body): Json<MakeApiKeyRequest>,
) -> Answer<Created<CreatedApiKey>> {
    let Actor::User { id: maker, .. } = caller.actor else { return Err(ErrorCode::Forbidden.into()) };
    let (key, token) = state.api_keys.make(caller.organization, maker, &body.name).await?;
    Ok(Created(CreatedApiKey { id: key.id, name: key.name, key: token.expose().to_owned() }))
}

pub(super) async fn revoke_api_key(
    caller: Authorized<may::ApiKeysWrite, access::ApiKey>,
    state: State,
) -> Answer<NoContent> {
    state.api_keys.revoke(caller.organization, caller.target.id).await?;
    Ok(NoContent)
}
