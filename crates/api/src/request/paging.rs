use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use daicho_domain::list::PageRequest;
use serde::Deserialize;
use utoipa::IntoParams;

use super::query;
use crate::error::{ApiError, invalid};
use crate::routing::{Argument, Operation};

/// `limit` and `cursor` of a list.
#[derive(Debug)]
pub struct Paging<const DEFAULT: u32 = 50, const MOST: u32 = 200>(pub PageRequest);

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
struct Parameters {
    /// How many items a page holds.
    limit: Option<u32>,
    /// `meta.nextCursor` of the page before.
    cursor: Option<String>,
}

impl<const DEFAULT: u32, const MOST: u32> FromRequest for Paging<DEFAULT, MOST> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(page(request.query_string(), DEFAULT, MOST).map(Self))
    }
}

fn page(query: &str, default: u32, most: u32) -> Result<PageRequest, ApiError> {
    let Parameters { limit, cursor } = query::parse(query)?;
    let limit = limit.unwrap_or(default);
    if !(1..=most).contains(&limit) {
        return Err(invalid(
            "limit",
            format!("Enter a number from 1 to {most}."),
            format!("1から{most}までの数を指定してください。"),
        ));
    }
    Ok(PageRequest { limit, cursor: cursor.filter(|cursor| !cursor.is_empty()) })
}

impl<const DEFAULT: u32, const MOST: u32> Argument for Paging<DEFAULT, MOST> {
    fn describe(operation: &mut Operation) {
        operation.query_parameters::<Parameters>();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_sensible_size() {
        assert_eq!(page("", 50, 200).unwrap(), PageRequest { limit: 50, cursor: None });
        assert_eq!(page("limit=200&cursor=abc", 50, 200).unwrap().cursor.as_deref(), Some("abc"));
        assert!(page("limit=0", 50, 200).is_err());
        assert!(page("limit=201", 50, 200).is_err());
        assert!(page("limit=ten", 50, 200).is_err());
    }
}
