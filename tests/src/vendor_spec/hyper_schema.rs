//! JSON Hyper-Schema: links at the definitions of what they lead to.

use serde_json::{Map, Value, json};

pub(super) fn in_openapi(schema: &Value) -> Value {
    let mut paths = Map::new();
    let definitions = schema["definitions"].as_object().into_iter().flat_map(Map::values);
    for link in definitions.flat_map(|definition| definition["links"].as_array().into_iter().flatten()) {
        let (Some(href), Some(method)) = (link["href"].as_str(), link["method"].as_str()) else { continue };
        let answer = match link["rel"].as_str() {
            Some("instances") if link["targetSchema"].get("items").is_none() => {
                json!({"type": "array", "items": link["targetSchema"]})
            }
            _ => link["targetSchema"].clone(),
        };
        let mut operation = json!({"responses": {"200": {"content": {"application/json": {"schema": answer}}}}});
        if let Some(body) = link.get("schema").filter(|_| method != "GET") {
            operation["requestBody"] = json!({"content": {"application/json": {"schema": body}}});
        }
        paths.entry(plain(href)).or_insert_with(|| json!({}))[method.to_lowercase()] = operation;
    }
    json!({"info": {"version": schema["id"]}, "paths": paths, "definitions": schema["definitions"]})
}

/// `/teams/{(%23%2Fdefinitions…)}/members` with a short name in the braces.
fn plain(href: &str) -> String {
    let pieces = href.split('/').map(|piece| if piece.starts_with('{') { "{id}" } else { piece });
    pieces.collect::<Vec<_>>().join("/")
}
