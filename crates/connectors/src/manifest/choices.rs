//! What the inputs of operations choose from.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::accounts::ForEach;
use super::paging::Paging;
use super::path::Path;
use super::pick::Pick;
use super::request::Request;
use super::text::{OneOrMany, Text};

/// A list of the service, read when a form is opened.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    pub request: Request,
    #[serde(default)]
    pub paging: Paging,
    /// The choices in the answer; `$[*]` by default.
    pub items: Option<Path>,
    pub for_each: Option<ForEach>,
    /// What the operation is given.
    pub value: Pick,
    /// What people see; the value when absent.
    pub label: Option<Pick>,
    /// Statuses with which the service says that there are none.
    #[serde(default)]
    pub empty_when: OneOrMany<u16>,
}

/// A value that is always there to choose: the value itself, or with a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    value: String,
    label: Text,
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ChoiceVisitor;
        impl<'de> Visitor<'de> for ChoiceVisitor {
            type Value = Choice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, or {value: …, label: {en: …, ja: …}}")
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<Choice, E> {
                Ok(Choice { value: value.to_string(), label: None })
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Choice, E> {
                Ok(Choice { value: value.to_string(), label: None })
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Choice, E> {
                Ok(Choice { value: value.to_string(), label: None })
            }

            fn visit_str<E: Error>(self, value: &str) -> Result<Choice, E> {
                Ok(Choice { value: value.to_owned(), label: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Choice, A::Error> {
                let Labelled { value, label } = Labelled::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Choice { value, label: Some(label) })
            }
        }
        deserializer.deserialize_any(ChoiceVisitor)
    }
}

impl JsonSchema for Choice {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Choice".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Text>();
        json_schema!({
            "description": "A value, or one with a label.",
            "anyOf": [
                {"type": ["string", "integer", "boolean"]},
                {"type": "object", "properties": {"value": {"type": "string"}, "label": text},
                 "required": ["value", "label"], "additionalProperties": false}
            ]
        })
    }
}
