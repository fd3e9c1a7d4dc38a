use actix_web::cookie::Cookie;
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{HttpMessage, HttpRequest, web};
use daicho_domain::access::{ActiveSession, Principal};
use daicho_domain::error::ErrorCode;
use sha2::{Digest, Sha256};

use crate::AppState;
use crate::error::{ApiError, broken};

pub const SESSION_COOKIE: &str = "daicho_session";
/// Readable by the application's page, which sends it back in [`CSRF_HEADER`].
pub const CSRF_COOKIE: &str = "daicho_csrf";
pub const CSRF_HEADER: &str = "X-CSRF-Token";

/// The CSRF token of a session: made from it, so that no other site's or session's token fits.
pub fn csrf_token(session_token: &str) -> String {
    hex::encode(Sha256::digest(format!("daicho/csrf/{session_token}")))
}

/// A browser's session, with the token that stands in the cookie.
#[derive(Debug)]
pub(super) struct BrowserSession {
    pub(super) session: ActiveSession,
    pub(super) token: String,
}

pub(super) fn state(request: &HttpRequest) -> Result<web::Data<AppState>, ApiError> {
    request
        .app_data::<web::Data<AppState>>()
        .cloned()
        .ok_or_else(|| broken("answer a request", "the application has no state"))
}

/// Whoever calls: by API key when the request carries one, else by session cookie.
pub(super) async fn authenticate(request: &HttpRequest) -> Result<Principal, ApiError> {
    let principal = match bearer(request) {
        Some(key) => state(request)?.api_keys.authenticate(&key).await?.ok_or(ErrorCode::Unauthorized)?,
        None => authenticate_session(request).await?.session.principal(),
    };
    request.extensions_mut().insert(principal.language);
    Ok(principal)
}

/// The session of the cookie. What changes something must also carry the session's CSRF token.
pub(super) async fn authenticate_session(request: &HttpRequest) -> Result<BrowserSession, ApiError> {
    let token = session_cookie(request).ok_or(ErrorCode::Unauthorized)?;
    let session = state(request)?.sessions.find(&token).await?.ok_or(ErrorCode::Unauthorized)?;
    request.extensions_mut().insert(session.language());
    if !is_safe(request.method()) && !carries_csrf_token(request, &token) {
        return Err(ErrorCode::CsrfRejected.into());
    }
    Ok(BrowserSession { session, token })
}

fn bearer(request: &HttpRequest) -> Option<String> {
    let header = request.headers().get(AUTHORIZATION)?;
    // A header that cannot be read is a wrong key, not none.
    let text = header.to_str().unwrap_or_default();
    Some(text.strip_prefix("Bearer ").or_else(|| text.strip_prefix("bearer ")).unwrap_or_default().trim().to_owned())
}

fn session_cookie(request: &HttpRequest) -> Option<String> {
    request.cookie(SESSION_COOKIE).map(|cookie: Cookie<'static>| cookie.value().to_owned())
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Both sides are hashes of a secret that the guesser does not have, so that comparing them in plain tells nothing.
fn carries_csrf_token(request: &HttpRequest, session_token: &str) -> bool {
    let sent = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok());
    sent == Some(csrf_token(session_token).as_str())
}
