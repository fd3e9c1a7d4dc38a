use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use daicho_domain::access::ActiveSession;
use futures::future::LocalBoxFuture;

use super::Guard;
use super::caller::authenticate_session;
use crate::error::ApiError;
use crate::routing::{Argument, Operation};

/// A person in a browser, for what concerns the person and not the organization. API keys are no persons.
#[derive(Debug)]
pub struct SignedIn {
    pub session: ActiveSession,
    /// What the session cookie holds.
    pub token: String,
}

impl Guard for SignedIn {}

impl Argument for SignedIn {
    fn describe(operation: &mut Operation) {
        operation.require_session();
    }
}

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let found = authenticate_session(&request).await?;
            Ok(Self { session: found.session, token: found.token })
        })
    }
}
