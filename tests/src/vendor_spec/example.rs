//! Answers in the shape that the vendor describes: its own examples, or values made from its schemas.

use serde_json::{Map, Value, json};

use super::VendorSpec;

const DEEPEST: usize = 7;

impl VendorSpec {
    /// The status and the document of a success; `None` for what is not described.
    pub(super) fn answer(&self, method: &str, path: &str) -> Option<(u16, Value)> {
        let operation = self.operation(method, path)?;
        let responses = operation.description["responses"].as_object()?;
        let (status, response) =
            responses.iter().find(|(status, _)| status.starts_with('2') || *status == "default")?;
        let response = self.resolve(response);
        Some((status.parse().unwrap_or(200), self.document_of(response).unwrap_or(Value::Null)))
    }

    fn document_of(&self, response: &Value) -> Option<Value> {
        if let Some(example) = response["examples"].get("application/json") {
            return Some(example.clone());
        }
        let content = response["content"].as_object().into_iter().flatten();
        let described = content.clone().find(|(kind, _)| kind.contains("json")).map(|(_, described)| described);
        let described = described.or_else(|| content.clone().next().map(|(_, described)| described));
        let Some(described) = described else {
            return response.get("schema").map(|schema| self.made(schema, "", 0));
        };
        let named = described["examples"].as_object().and_then(|examples| examples.values().next());
        let named = named.and_then(|example| self.resolve(example).get("value"));
        let example = described.get("example").or(named).cloned().map(unpacked);
        example.or_else(|| described.get("schema").map(|schema| self.made(schema, "", 0)))
    }

    /// A value that the schema allows.
    fn made(&self, schema: &Value, name: &str, depth: usize) -> Value {
        let schema = self.resolve(schema);
        if depth > DEEPEST {
            return Value::Null;
        }
        for word in ["example", "default", "const"] {
            if let Some(value) = schema.get(word).filter(|value| !value.is_null()) {
                return value.clone();
            }
        }
        if let Some(value) = schema["enum"].get(0).or_else(|| schema["examples"].get(0)) {
            return value.clone();
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let mut whole = Map::new();
            let own = schema.get("properties").map(|_| self.object(schema, depth));
            for part in parts.iter().map(|part| self.made(part, name, depth)).chain(own) {
                match part {
                    Value::Object(members) => whole.extend(members),
                    other => return other,
                }
            }
            return Value::Object(whole);
        }
        for word in ["oneOf", "anyOf"] {
            let alternatives = schema[word].as_array().into_iter().flatten();
            if let Some(first) = alternatives.clone().find(|one| one["type"] != "null") {
                return self.made(first, name, depth + 1);
            }
        }
        let kind = schema["type"]
            .as_str()
            .or_else(|| schema["type"].as_array()?.iter().filter_map(Value::as_str).find(|kind| *kind != "null"));
        match kind {
            Some("array") => json!([self.made(&schema["items"], name, depth + 1)]),
            Some("string") => json!(text(schema["format"].as_str(), schema["pattern"].as_str(), name)),
            Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
            Some("boolean") => json!(false),
            _ if schema.get("properties").is_some() => self.object(schema, depth),
            Some("object") => json!({}),
            _ => json!("text"),
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> Value {
        let properties = schema["properties"].as_object().into_iter().flatten();
        let answered = properties.filter(|(_, property)| self.resolve(property)["writeOnly"] != true);
        Value::Object(answered.map(|(name, property)| (name.clone(), self.made(property, name, depth + 1))).collect())
    }
}

/// Some vendors write their examples as JSON within a text.
fn unpacked(example: Value) -> Value {
    match &example {
        Value::String(text) => serde_json::from_str(text).unwrap_or(example),
        _ => example,
    }
}

/// The format tells what a text is; where it does not, the pattern or the name of the member does.
fn text(format: Option<&str>, pattern: Option<&str>, name: &str) -> &'static str {
    let name = name.to_lowercase();
    let is_time = ["date", "time", "_at", "created", "joined", "login", "sign_in", "activity"]
        .iter()
        .any(|word| name.contains(word))
        && !name.contains("zone");
    match format {
        Some("email") => "someone@example.com",
        Some("date-time") => "2026-01-02T03:04:05Z",
        Some("date") => "2026-01-02",
        Some("uuid") => "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        Some("uri" | "url") => "https://example.com/",
        Some("int64" | "int32" | "snowflake") => "1",
        _ if pattern.is_some_and(|pattern| pattern.contains("[0-9]") || pattern.contains(r"\d")) => "1",
        _ if is_time => "2026-01-02T03:04:05Z",
        _ if name.contains("email") => "someone@example.com",
        _ => "text",
    }
}
