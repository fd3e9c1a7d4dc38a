use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest};
use daicho_domain::error::ErrorCode;
use daicho_domain::organization::Language;

use super::ApiError;
use crate::language;

/// Gives errors their body: an error does not know the request that it answers, and so not the language.
pub(crate) async fn in_the_callers_language(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let body = response.response().error().map(|error| body_for(response.request(), error));
    Ok(match body {
        Some(body) => response.into_response(body),
        None => response,
    })
}

fn body_for(request: &HttpRequest, error: &Error) -> actix_web::HttpResponse {
    let language = of_the_caller(request);
    if let Some(error) = error.as_error::<ApiError>() {
        return error.answer(language);
    }
    let code = match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::PayloadTooLarge,
        StatusCode::NOT_FOUND => ErrorCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ErrorCode::MethodNotAllowed,
        status if status.is_client_error() => ErrorCode::ValidationException,
        _ => return super::broken("answer a request", error.to_string()).answer(language),
    };
    ApiError::from(code).answer(language)
}

/// Accept-Language first, then the signed-in user's or the organization's language, then English.
fn of_the_caller(request: &HttpRequest) -> Language {
    let known = request.extensions().get::<Language>().copied();
    language::accepted(request.headers()).or(known).unwrap_or(Language::En)
}
