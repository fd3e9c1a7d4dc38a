use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::Guard;
use crate::routing::{Argument, Operation};

/// Anybody. Says so in the handler's signature, and in the OpenAPI document.
#[derive(Debug, Clone, Copy)]
pub struct Public;

impl Guard for Public {}

impl Argument for Public {
    fn describe(operation: &mut Operation) {
        operation.open_to_anybody();
    }
}

impl FromRequest for Public {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}
