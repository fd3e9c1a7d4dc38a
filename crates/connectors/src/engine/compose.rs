//! From a request of a manifest to one that can be sent.

use std::borrow::Cow;
use std::fmt::Write as _;

use bytes::Bytes;
use daicho_domain::integration::{ConnectorFault, FaultKind};
use indexmap::IndexMap;
use minijinja::Value;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value as Json};

use crate::manifest::{Body, Fill, Template, TemplateProblem};

pub(crate) fn invalid(problem: impl std::fmt::Display) -> ConnectorFault {
    ConnectorFault::new(FaultKind::InvalidInput, problem.to_string())
}

/// Everything outside the unreserved characters of RFC 3986, percent-encoded.
pub(crate) fn percent_encoded(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if plain(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Cow::Owned(encoded)
}

/// The value of a fill; `None` when it is a template that gives nothing, and then it is left out of whatever it stands in.
pub(crate) fn filled(fill: &Fill, scope: &Value) -> Result<Option<Json>, TemplateProblem> {
    Ok(match fill {
        Fill::Constant(value) => Some(value.clone()),
        Fill::Template(template) => match template.value(scope)? {
            Some(value) => serde_json::to_value(&value).ok(),
            None => None,
        },
        Fill::List(fills) => {
            let mut list = Vec::with_capacity(fills.len());
            for fill in fills {
                list.extend(filled(fill, scope)?);
            }
            Some(Json::Array(list))
        }
        Fill::Map(fills) => Some(Json::Object(filled_map(fills, scope)?)),
    })
}

pub(crate) fn filled_map(fills: &IndexMap<String, Fill>, scope: &Value) -> Result<Map<String, Json>, TemplateProblem> {
    let mut members = Map::new();
    for (name, fill) in fills {
        if let Some(value) = filled(fill, scope)? {
            members.insert(name.clone(), value);
        }
    }
    Ok(members)
}

/// Names and values as queries and forms carry them: a list repeats its name.
pub(crate) fn pairs(members: &Map<String, Json>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, value) in members {
        match value {
            Json::Array(list) => pairs.extend(list.iter().map(|value| (name.clone(), as_text(value)))),
            Json::Null => {}
            value => pairs.push((name.clone(), as_text(value))),
        }
    }
    pairs
}

fn as_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A body, with members that the sign-in adds, and its content type.
pub(crate) fn body(
    body: &Body,
    scope: &Value,
    added: Map<String, Json>,
) -> Result<(Bytes, &'static str), ConnectorFault> {
    match body {
        Body::Json(fill) => {
            let mut document = filled(fill, scope).map_err(invalid)?.unwrap_or(Json::Null);
            if let Json::Object(members) = &mut document {
                members.extend(added);
            }
            Ok((document.to_string().into(), "application/json"))
        }
        Body::Form(fills) => {
            let mut members = filled_map(fills, scope).map_err(invalid)?;
            members.extend(added);
            Ok((form_encoded(&pairs(&members)).into(), "application/x-www-form-urlencoded"))
        }
        Body::Graphql { query, variables } => {
            let mut variables = filled_map(variables, scope).map_err(invalid)?;
            variables.extend(added);
            Ok((serde_json::json!({"query": query, "variables": variables}).to_string().into(), "application/json"))
        }
    }
}

pub(crate) fn form_encoded(pairs: &[(String, String)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

pub(crate) fn put_header(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), ConnectorFault> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid(format!("`{name}` is not a header")))?;
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| invalid(format!("the value for the header `{name}` has characters that it must not have")))?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}

pub(crate) fn put_headers<'a>(
    headers: &mut HeaderMap,
    templates: impl IntoIterator<Item = (&'a String, &'a Template)>,
    scope: &Value,
) -> Result<(), ConnectorFault> {
    for (name, template) in templates {
        put_header(headers, name, &template.text(scope).map_err(invalid)?)?;
    }
    Ok(())
}

/// JSON both ways, unless the manifest says otherwise.
pub(crate) fn usual_headers(headers: &mut HeaderMap, content_type: Option<&'static str>) {
    headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
    if let Some(content_type) = content_type {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    }
}
