use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;
use utoipa::ToSchema;

use crate::routing::{Operation, Produces};

/// 201 with what was made.
#[derive(Debug)]
pub struct Created<T>(pub T);

/// 202 with the request to poll.
#[derive(Debug)]
pub struct Accepted<T>(pub T);

/// 204.
#[derive(Debug)]
pub struct NoContent;

impl<T: Serialize> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Created().json(self.0)
    }
}

impl<T: Serialize> Responder for Accepted<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Accepted().json(self.0)
    }
}

impl Responder for NoContent {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

impl<T: ToSchema> Produces for Created<T> {
    fn describe(operation: &mut Operation) {
        operation.json_answer::<T>(StatusCode::CREATED);
    }
}

impl<T: ToSchema> Produces for Accepted<T> {
    fn describe(operation: &mut Operation) {
        operation.json_answer::<T>(StatusCode::ACCEPTED);
    }
}

impl Produces for NoContent {
    fn describe(operation: &mut Operation) {
        operation.empty_answer(StatusCode::NO_CONTENT);
    }
}
