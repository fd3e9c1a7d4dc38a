use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;
use utoipa::ToSchema;

use crate::routing::{Operation, Produces};

/// 201 with what was made, or on a dry run 200 with what would be.
#[derive(Debug)]
pub(super) enum PlannedOr<T> {
    Planned(T),
    Created(T),
}

impl<T: Serialize> Responder for PlannedOr<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        match self {
            Self::Planned(plan) => HttpResponse::Ok().json(plan),
            Self::Created(made) => HttpResponse::Created().json(made),
        }
    }
}

impl<T: ToSchema> Produces for PlannedOr<T> {
    fn describe(operation: &mut Operation) {
        operation.json_answer::<T>(StatusCode::OK);
        operation.json_answer::<T>(StatusCode::CREATED);
    }
}
