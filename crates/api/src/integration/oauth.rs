use std::collections::BTreeMap;

use actix_web::body::BoxBody;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, Responder};
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::{ServiceId, WorkspaceId};
use daicho_domain::integration::{ConnectDraft, DanceReturn, WorkspaceSettings, new_secret};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::{IntoParams, ToSchema};

use super::workspaces::choice;
use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, Public, may};
use crate::request::{Json, Query};
use crate::routing::{Operation, Produces};

/// Binds a dance to the browser that began it.
const BROWSER_COOKIE: &str = "daicho_oauth";
const COOKIE_PATH: &str = "/api/v1/oauth";
const COOKIE_MINUTES: i64 = 10;

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct AuthorizationDraft {
    service_id: Option<ServiceId>,
    /// The catalogue slug; this or `serviceId`.
    service_unique_name: Option<String>,
    method: String,
    #[serde(default)]
    workspace_name: String,
    /// Client id, client secret and whatever else the way asks for.
    #[serde(default)]
    values: BTreeMap<String, String>,
    #[serde(default)]
    settings: WorkspaceSettings,
    /// The workspace to be integrated anew; a new one when left out.
    workspace_id: Option<WorkspaceId>,
}

impl std::fmt::Debug for AuthorizationDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthorizationDraft").field("method", &self.method).finish_non_exhaustive()
    }
}

/// Where to send the browser.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Authorization {
    authorize_url: Url,
}

/// The address of the consent screen, and the cookie that brings the browser back to the same dance.
#[derive(Debug)]
pub(super) struct Begun {
    authorization: Authorization,
    cookie: Cookie<'static>,
}

impl Responder for Begun {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().cookie(self.cookie).json(self.authorization)
    }
}

impl Produces for Begun {
    fn describe(operation: &mut Operation) {
        operation.json_answer::<Authorization>(StatusCode::OK);
    }
}

/// 303 to a page of the application.
#[derive(Debug)]
pub(super) struct Back(String);

impl Responder for Back {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut cookie = Cookie::build(BROWSER_COOKIE, "").path(COOKIE_PATH).finish();
        cookie.make_removal();
        HttpResponse::SeeOther().insert_header((LOCATION, self.0)).cookie(cookie).finish()
    }
}

impl Produces for Back {
    fn describe(operation: &mut Operation) {
        operation.empty_answer(StatusCode::SEE_OTHER);
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct CallbackParameters {
    state: Option<String>,
    code: Option<String>,
    /// RFC 9207.
    iss: Option<String>,
    /// RFC 6749, such as `access_denied`.
    error: Option<String>,
}

pub(super) async fn begin_authorization(
    caller: Authorized<may::WorkspacesConnect>,
    state: State,
    request: HttpRequest,
    Json(draft): Json<AuthorizationDraft>,
) -> Answer<Begun> {
    if let Some(id) = draft.workspace_id {
        state.workspaces.find(caller.organization, id).await?.ok_or(ErrorCode::NotFound)?;
    }
    let workspace = draft.workspace_id;
    let draft = ConnectDraft {
        service: choice(draft.service_id, draft.service_unique_name)?,
        workspace_name: draft.workspace_name,
        method: draft.method,
        values: draft.values,
        settings: draft.settings,
    };
    // Several dances of one browser share its secret.
    let browser = request.cookie(BROWSER_COOKIE).map_or_else(new_secret, |cookie| cookie.value().to_owned());
    let authorize_url = state.dances.begin(caller.organization, draft, workspace, &browser, caller.actor).await?;
    let cookie = Cookie::build(BROWSER_COOKIE, browser)
        .path(COOKIE_PATH)
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.settings.is_https())
        .max_age(Duration::minutes(COOKIE_MINUTES))
        .finish();
    Ok(Begun { authorization: Authorization { authorize_url }, cookie })
}

pub(super) async fn finish_authorization(
    _: Public,
    state: State,
    request: HttpRequest,
    Query(returned): Query<CallbackParameters>,
) -> Answer<Back> {
    let browser = request.cookie(BROWSER_COOKIE);
    let returned =
        DanceReturn { state: returned.state, code: returned.code, issuer: returned.iss, error: returned.error };
    let finished = state.dances.finish(browser.as_ref().map(Cookie::value), returned).await;
    let page = match finished {
        Ok(workspace) => format!("/integrations/connected?workspace={}", workspace.id),
        Err(failure) => {
            let error = crate::error::ApiError::from(failure);
            tracing::info!(error = %error, "a service was not connected");
            format!("/integrations/connect-failed?errorId={}", error.code().id())
        }
    };
    Ok(Back(state.settings.link(&page)))
}
