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

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// A body, with members that the sign-in adds, and its content type.
pub(crate) fn body(
    body: &Body,
    scope: &Value,
    added: Map<String, Json>,
) -> Result<(Bytes, Cow<'static, str>), ConnectorFault> {
    match body {
        Body::Xml(template) => {
            let text = template.render(scope, |value| quick_xml::escape::escape(value)).map_err(invalid)?;
            Ok((text.into(), "application/xml".into()))
        }
        Body::Multipart(fills) => {
            let mut members = filled_map(fills, scope).map_err(invalid)?;
            members.extend(added);
            let boundary = uuid::Uuid::new_v4().simple().to_string();
            let bytes = multipart(&pairs(&members), &boundary).into();
            Ok((bytes, format!("multipart/form-data; boundary={boundary}").into()))
        }
        Body::Json(fill) => {
            let mut document = filled(fill, scope).map_err(invalid)?.unwrap_or(Json::Null);
            if let Json::Object(members) = &mut document {
                members.extend(added);
            }
            Ok((document.to_string().into(), "application/json".into()))
        }
        Body::Form(fills) => {
            let mut members = filled_map(fills, scope).map_err(invalid)?;
            members.extend(added);
            Ok((form_encoded(&pairs(&members)).into(), FORM.into()))
        }
        Body::Graphql { query, variables } => {
            let mut variables = filled_map(variables, scope).map_err(invalid)?;
            variables.extend(added);
            Ok((
                serde_json::json!({"query": query, "variables": variables}).to_string().into(),
                "application/json".into(),
            ))
        }
    }
}

pub(crate) fn form_encoded(pairs: &[(String, String)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A form in parts (RFC 7578).
fn multipart(pairs: &[(String, String)], boundary: &str) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        let name = name.replace('"', "%22");
        let _ = write!(text, "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    let _ = write!(text, "--{boundary}--\r\n");
    text
}

pub(crate) fn put_header(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), ConnectorFault> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid(format!("`{name}` is not a header")))?;
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| invalid(format!("the value for the header `{name}` has characters that it must not have")))?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}

/// A header whose template gives nothing is left out.
pub(crate) fn put_headers<'a>(
    headers: &mut HeaderMap,
    templates: impl IntoIterator<Item = (&'a String, &'a Template)>,
    scope: &Value,
) -> Result<(), ConnectorFault> {
    for (name, template) in templates {
        if let Some(value) = template.value(scope).map_err(invalid)? {
            put_header(headers, name, &value.to_string())?;
        }
    }
    Ok(())
}

/// JSON both ways, unless the manifest says otherwise.
pub(crate) fn usual_headers(headers: &mut HeaderMap, content_type: Option<&str>) {
    headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
    if let Some(Ok(content_type)) = content_type.map(HeaderValue::from_str) {
        headers.entry(CONTENT_TYPE).or_insert(content_type);
    }
}

#[cfg(test)]
mod tests {
    use minijinja::Value;
    use serde_json::Map;

    use crate::manifest::Request;

    fn body_of(request: &str) -> (String, String) {
        let request: Request = serde_saphyr::from_str(request).unwrap();
        let names = Value::from_pairs([("role", Value::from("a \"quoted\" role")), ("nothing", Value::from(()))]);
        let added = Map::from_iter([("token".to_owned(), "secret".into())]);
        let (body, content_type) = super::body(&request.body.unwrap(), &names, added).unwrap();
        (String::from_utf8(body.to_vec()).unwrap(), content_type.into_owned())
    }

    #[test]
    fn a_form_in_parts_has_one_for_each_value_and_what_the_sign_in_adds() {
        let (body, content_type) =
            body_of("{call: POST /users, multipart: {'na\"me': '{{ role }}', ids: [1, 2], left_out: '{{ nothing }}'}}");
        let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        let part = |name: &str, value: &str| {
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let parts = [("na%22me", "a \"quoted\" role"), ("ids", "1"), ("ids", "2"), ("token", "secret")];
        let parts: String = parts.into_iter().map(|(name, value)| part(name, value)).collect();
        assert_eq!(body, format!("{parts}--{boundary}--\r\n"));
    }

    #[test]
    fn values_in_xml_are_escaped() {
        let (body, content_type) = body_of("{call: POST /users, xml: '<role>{{ role }}</role>'}");
        assert_eq!(
            (body.as_str(), content_type.as_str()),
            ("<role>a &quot;quoted&quot; role</role>", "application/xml")
        );
    }
}
