use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use utoipa::ToSchema;

use crate::error::{ApiError, invalid};
use crate::routing::{Argument, Operation};

/// The last parameter of the path, or the last two as a pair. For rows, prefer [`crate::guard::LoadRow`].
#[derive(Debug)]
pub struct Path<T>(pub T);

/// Reads what it needs from the parameters, last first.
pub trait PathValue: Sized {
    const COUNT: usize;

    fn read(parameters: &[(String, String)]) -> Result<Self, ApiError>;

    fn describe(operation: &mut Operation, names: &[String]);
}

impl<T: FromStr + ToSchema> PathValue for T {
    const COUNT: usize = 1;

    fn read(parameters: &[(String, String)]) -> Result<Self, ApiError> {
        let (name, text) = parameters.first().map_or(("path", ""), |(name, text)| (name, text));
        text.parse().map_err(|_| invalid(name, "This value cannot be used here.", "この値は使用できません。"))
    }

    fn describe(operation: &mut Operation, names: &[String]) {
        for name in names {
            operation.path_parameter::<T>(name);
        }
    }
}

impl<T: PathValue + 'static> FromRequest for Path<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let all: Vec<(String, String)> =
            request.match_info().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let last = &all[all.len().saturating_sub(T::COUNT)..];
        ready(T::read(last).map(Self))
    }
}

impl<T: PathValue> Argument for Path<T> {
    fn describe(operation: &mut Operation) {
        let names = operation.path_parameters();
        T::describe(operation, &names[names.len().saturating_sub(T::COUNT)..]);
    }
}
