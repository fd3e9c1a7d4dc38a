//! What tells a service's errors apart.

use std::borrow::Cow;

use daicho_domain::integration::FaultKind;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::path::Path;
use super::text::OneOrMany;

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Errors {
    /// Where an answer holds the error's code; the first place that has one.
    pub code: OneOrMany<Path>,
    /// Where an answer holds the error's text.
    pub message: OneOrMany<Path>,
    /// What makes an answer with a good status a failure.
    pub failed: Option<Failed>,
    /// Looked through in order before the usual meaning of the status.
    pub rules: Vec<Rule>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Failed {
    pub at: Path,
    /// The values that mean failure; when absent, anything but null, false and empty.
    pub is: Option<Vec<Value>>,
}

impl Failed {
    pub fn applies(&self, answer: &Value) -> bool {
        let found = self.at.first(answer);
        match (&self.is, found) {
            (Some(values), Some(found)) => values.contains(found),
            (None, Some(found)) => !is_empty(found),
            (_, None) => false,
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    #[serde(default)]
    pub status: OneOrMany<u16>,
    #[serde(default)]
    pub code: OneOrMany<Code>,
    /// A part of the error's text, in any case.
    pub message: Option<String>,
    /// A header that the answer must carry.
    pub header: Option<String>,
    pub is: Fault,
}

/// Everything that is written must hold.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    pub status: OneOrMany<u16>,
    pub code: OneOrMany<Code>,
    pub message: Option<String>,
    pub header: Option<String>,
}

impl Rule {
    pub fn condition(&self) -> Condition {
        Condition {
            status: self.status.clone(),
            code: self.code.clone(),
            message: self.message.clone(),
            header: self.header.clone(),
        }
    }
}

/// A code as the answer writes it, number or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(pub String);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodeVisitor;
        impl serde::de::Visitor<'_> for CodeVisitor {
            type Value = Code;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a code")
            }

            fn visit_str<E>(self, text: &str) -> Result<Code, E> {
                Ok(Code(text.to_owned()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Code, E> {
                Ok(Code(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Code, E> {
                Ok(Code(number.to_string()))
            }
        }
        deserializer.deserialize_any(CodeVisitor)
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "integer"]})
    }
}

/// One of the named faults: `credentials_rejected`, `permission_missing` …
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault(pub FaultKind);

impl<'de> Deserialize<'de> for Fault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        name.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Fault {
    fn schema_name() -> Cow<'static, str> {
        "Fault".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<_> = FaultKind::ALL.iter().map(|kind| kind.as_str()).collect();
        json_schema!({"type": "string", "enum": names})
    }
}
