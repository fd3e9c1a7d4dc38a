//! Errors as answers: `{errorId, errorDetails}` in the caller's language, made from the domain's one table.

mod body;
mod localize;

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpResponse, ResponseError};
use daicho_domain::error::{ErrorCode, Failure, Refusal, StoreError};
use daicho_domain::organization::Language;

pub use body::{ErrorBody, ErrorDetails, FieldMessage};
pub(crate) use localize::in_the_callers_language;

const SECONDS_UNTIL_LESS_BUSY: u32 = 5;

/// Why a request was not answered as asked.
#[derive(Debug)]
pub struct ApiError {
    failure: Failure,
    /// Further members of `errorDetails`, such as the lines of a rejected file.
    more: serde_json::Map<String, serde_json::Value>,
}

/// What handlers return.
pub type Answer<T> = Result<T, ApiError>;

impl ApiError {
    /// Adds a member to `errorDetails`.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl serde::Serialize) -> Self {
        if let Ok(value) = serde_json::to_value(value) {
            self.more.insert(name.to_owned(), value);
        }
        self
    }

    pub(crate) fn into_failure(self) -> Failure {
        self.failure
    }

    pub fn code(&self) -> ErrorCode {
        match &self.failure {
            Failure::Refused(refusal) => refusal.code,
            Failure::Service(fault) => fault.kind.into(),
            Failure::Store(error) if error.overloaded => ErrorCode::Overloaded,
            Failure::Store(_) => ErrorCode::InternalServerError,
        }
    }

    /// The answer, and for failures of Daicho itself a line in the log with the same incident number.
    fn answer(&self, language: Language) -> HttpResponse {
        let status = self.status_code();
        let mut answer = HttpResponse::build(status);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            answer.insert_header((RETRY_AFTER, SECONDS_UNTIL_LESS_BUSY));
        }
        answer.json(self.body(language))
    }

    /// What an answer that has begun already says of it.
    pub(crate) fn body(&self, language: Language) -> ErrorBody {
        ErrorBody::new(self, self.incident(), language)
    }

    fn incident(&self) -> Option<String> {
        let Failure::Store(error) = &self.failure else { return None };
        let incident = uuid::Uuid::now_v7().to_string();
        tracing::error!(incident, error = error as &dyn std::error::Error, "a request failed");
        Some(incident)
    }
}

impl<E: Into<Failure>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self { failure: error.into(), more: serde_json::Map::new() }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.failure.fmt(f)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Replaced by [`in_the_callers_language`], which knows the request.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// Something that should not happen inside the API itself, such as a file that cannot be written.
pub(crate) fn broken(doing: &'static str, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> ApiError {
    StoreError::new(doing, error).into()
}

/// `validation_exception` for one field.
pub fn invalid(field: impl Into<String>, en: impl Into<String>, ja: impl Into<String>) -> ApiError {
    Refusal::field(field, en, ja).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_an_overloaded_daicho_is_told_when_to_ask_again() {
        let error = ApiError::from(StoreError::overloaded("begin a transaction", "no connection was free"));
        let answer = error.answer(Language::En);
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.headers().contains_key(RETRY_AFTER));
    }
}
