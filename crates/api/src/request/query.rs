use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use utoipa::IntoParams;

use super::problem::refuse;
use crate::error::ApiError;
use crate::routing::{Argument, Operation};

/// The query of a request. Lists repeat their name: `statuses=active&statuses=retired`. Unknown names are ignored.
///
/// Give the type `#[serde(rename_all = "camelCase", default)]`, and `Vec` for lists. Do not flatten another type into
/// it (numbers would no longer be read): take [`super::Paging`] beside it.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()).map(Self))
    }
}

pub(crate) fn parse<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    // Some clients always write the `?`, even with nothing or another one behind it.
    let query = query.trim_matches('?');
    let reader = serde_html_form::Deserializer::from_bytes(query.as_bytes());
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let path = error.path().to_string();
        let field = if path == "." { "query".to_owned() } else { path };
        refuse(&field, &error.into_inner().to_string(), None)
    })
}

impl<T: IntoParams> Argument for Query<T> {
    fn describe(operation: &mut Operation) {
        operation.query_parameters::<T>();
    }
}

/// For a parameter that holds JSON text and that clients are known to send garbled: what cannot be read is as if it
/// were not there. `#[serde(deserialize_with = "json_or_nothing")]`
pub fn json_or_nothing<'de, D: Deserializer<'de>, T: DeserializeOwned>(reader: D) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(reader)?;
    Ok(serde_json::from_str(&text).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase", default)]
    struct Filters {
        statuses: Vec<String>,
        is_manager: Option<bool>,
        at_least: Option<u32>,
        #[serde(deserialize_with = "json_or_nothing")]
        custom_fields: Option<serde_json::Map<String, serde_json::Value>>,
    }

    #[test]
    fn lists_repeat_their_name() {
        let filters: Filters = parse("statuses=active&statuses=retired&isManager=true&atLeast=3&other=x").unwrap();
        assert_eq!(filters.statuses, ["active", "retired"]);
        assert_eq!((filters.is_manager, filters.at_least), (Some(true), Some(3)));
        assert_eq!(parse::<Filters>("statuses=active").unwrap().statuses, ["active"]);
    }

    #[test]
    fn a_query_of_nothing_is_fine() {
        assert_eq!(parse::<Filters>("").unwrap(), Filters::default());
        assert_eq!(parse::<Filters>("?").unwrap(), Filters::default());
    }

    #[test]
    fn garbled_custom_fields_are_ignored() {
        assert_eq!(parse::<Filters>("customFields=%5Bobject+Object%5D").unwrap().custom_fields, None);
        assert!(parse::<Filters>("customFields=%7B%22a%22%3A1%7D").unwrap().custom_fields.is_some());
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert!(parse::<Filters>("atLeast=many").is_err());
    }
}
