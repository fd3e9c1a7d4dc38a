//! What a schema does not allow in a value. Stricter than JSON Schema on names: a member that is nowhere described is a mistake.

use std::collections::BTreeSet;

use serde_json::Value;

use super::VendorSpec;
use super::operation::stands_for_another;

const DEEPEST: usize = 12;

/// The members of an object as all parts of its schema describe them.
#[derive(Default)]
struct Members<'a> {
    described: Vec<(&'a str, &'a Value)>,
    required: BTreeSet<&'a str>,
    /// Whether members with other names are welcome.
    open: bool,
}

impl VendorSpec {
    pub(super) fn objections_to(&self, value: &Value, schema: &Value, at: &str) -> Vec<String> {
        let schema = self.resolve(schema);
        if value.as_str().is_some_and(stands_for_another) {
            return Vec::new();
        }
        if !self.takes(value, schema, 0) {
            return vec![format!("{at} may not be {value}")];
        }
        match value {
            Value::Object(members) => {
                let mut described = Members::default();
                self.collect(schema, &mut described, 0);
                let mut objections = Vec::new();
                for (name, value) in members {
                    match described.described.iter().find(|(known, _)| known == name) {
                        Some((_, schema)) => {
                            objections.extend(self.objections_to(value, schema, &format!("{at}.{name}")));
                        }
                        None if described.open || described.described.is_empty() => {}
                        None => objections.push(format!("no member {at}.{name}")),
                    }
                }
                let missing = described.required.iter().filter(|name| !members.contains_key(**name));
                objections.extend(missing.map(|name| format!("{at}.{name} is required")));
                objections
            }
            Value::Array(items) => {
                let schema = &schema["items"];
                items.iter().flat_map(|item| self.objections_to(item, schema, &format!("{at}[]"))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Only the names of a form's fields: their values are texts whatever they mean.
    pub(super) fn objections_to_names(&self, value: &Value, schema: &Value) -> Vec<String> {
        let mut described = Members::default();
        self.collect(self.resolve(schema), &mut described, 0);
        let sent: Vec<&str> =
            value.as_object().into_iter().flatten().map(|(name, _)| name.trim_end_matches("[]")).collect();
        let knows = |name: &str| described.described.iter().any(|(known, _)| known.trim_end_matches("[]") == name);
        let unknown =
            sent.iter().filter(|name| !described.open && !knows(name)).map(|name| format!("no body field {name}"));
        let missing = described.required.iter().filter(|name| !sent.contains(name));
        unknown.chain(missing.map(|name| format!("body field {name} is required"))).collect()
    }

    fn collect<'a>(&'a self, schema: &'a Value, members: &mut Members<'a>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let schema = self.resolve(schema);
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            members.described.push((name, property));
        }
        members.open |= matches!(&schema["additionalProperties"], Value::Bool(true) | Value::Object(_));
        let is_given = |name: &&str| self.resolve(&schema["properties"][*name])["readOnly"] == true;
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        members.required.extend(required.filter(|name| !is_given(name)));
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.collect(part, members, depth + 1);
        }
        // Of alternatives the names count, not what each of them requires.
        for part in ["oneOf", "anyOf"].iter().filter_map(|word| schema[*word].as_array()).flatten() {
            let mut alternative = Members::default();
            self.collect(part, &mut alternative, depth + 1);
            members.described.extend(alternative.described);
            members.open |= alternative.open;
        }
    }

    /// Whether the value is of the right kind, and one of those that are listed.
    fn takes(&self, value: &Value, schema: &Value, depth: usize) -> bool {
        let schema = self.resolve(schema);
        if depth > DEEPEST || (value.is_null() && schema["nullable"] == true) {
            return true;
        }
        let alternatives = ["oneOf", "anyOf"].iter().filter_map(|word| schema[*word].as_array());
        if !alternatives.clone().all(|parts| parts.iter().any(|part| self.takes(value, part, depth + 1))) {
            return false;
        }
        let listed = schema["enum"].as_array().is_none_or(|allowed| allowed.contains(value));
        let kinds: Vec<&str> = match &schema["type"] {
            Value::String(kind) => vec![kind],
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        listed && (kinds.is_empty() || kinds.iter().any(|kind| is(value, kind)))
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    }
}
