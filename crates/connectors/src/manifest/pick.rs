//! How one field of an account is read: a path, a template, a constant, the first of several, or one mapped through a table.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::path::Path;
use super::template::Template;

#[derive(Debug, Clone)]
pub enum Pick {
    /// Neither `$…` nor `{{ … }}`: the value itself.
    Constant(Value),
    Path(Path),
    Template(Template),
    /// The first that gives something.
    FirstOf(Vec<Pick>),
    Mapped(Box<Mapped>),
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapped {
    /// Reads from what this lookup or detail gave for the account, instead of from the account's own item.
    pub of: Option<String>,
    /// What is read; the whole document when absent.
    pub from: Option<Pick>,
    /// Translates the service's values; compared as text, so `true` and `1` work as keys.
    #[serde(default)]
    pub map: IndexMap<String, Value>,
    /// For a value that the table does not have. Without it such a value counts as absent.
    pub otherwise: Option<Value>,
    /// The result when something was read at all.
    pub found: Option<Value>,
    /// The result when nothing was read.
    pub missing: Option<Value>,
}

impl Pick {
    fn of_text<E: Error>(text: &str) -> Result<Self, E> {
        if text.starts_with('$') {
            Path::parse(text).map(Pick::Path).map_err(E::custom)
        } else if text.contains("{{") {
            Template::parse(text).map(Pick::Template).map_err(E::custom)
        } else {
            Ok(Pick::Constant(Value::from(text)))
        }
    }

    /// Visits it and all picks inside it.
    pub fn visit<'a>(&'a self, seen: &mut impl FnMut(&'a Pick)) {
        seen(self);
        match self {
            Pick::FirstOf(picks) => picks.iter().for_each(|pick| pick.visit(seen)),
            Pick::Mapped(mapped) => {
                if let Some(from) = &mapped.from {
                    from.visit(seen);
                }
            }
            Pick::Constant(_) | Pick::Path(_) | Pick::Template(_) => {}
        }
    }
}

impl<'de> Deserialize<'de> for Pick {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PickVisitor;
        impl<'de> Visitor<'de> for PickVisitor {
            type Value = Pick;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSONPath, a template, a constant, a list of these, or {from: …, map: …}")
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<Pick, E> {
                Ok(Pick::Constant(value.into()))
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Pick, E> {
                Ok(Pick::Constant(value.into()))
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Pick, E> {
                Ok(Pick::Constant(value.into()))
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Pick, E> {
                Ok(Pick::Constant(value.into()))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Pick, E> {
                Pick::of_text(text)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Pick, A::Error> {
                let mut picks = Vec::new();
                while let Some(pick) = list.next_element()? {
                    picks.push(pick);
                }
                Ok(Pick::FirstOf(picks))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Pick, A::Error> {
                Mapped::deserialize(MapAccessDeserializer::new(map)).map(|mapped| Pick::Mapped(Box::new(mapped)))
            }
        }
        deserializer.deserialize_any(PickVisitor)
    }
}

impl JsonSchema for Pick {
    fn schema_name() -> Cow<'static, str> {
        "Pick".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mapped = generator.subschema_for::<Mapped>();
        let pick = generator.subschema_for::<Pick>();
        json_schema!({
            "description": "`$.path`, `{{ template }}`, a constant, a list (the first that gives something), or a mapped value.",
            "anyOf": [{"type": ["string", "boolean", "number"]}, {"type": "array", "items": pick}, mapped]
        })
    }
}

/// A JSON value whose strings are templates.
#[derive(Debug, Clone)]
pub enum Fill {
    Constant(Value),
    Template(Template),
    List(Vec<Fill>),
    Map(IndexMap<String, Fill>),
}

impl Fill {
    pub fn templates<'a>(&'a self, seen: &mut impl FnMut(&'a Template)) {
        match self {
            Fill::Constant(_) => {}
            Fill::Template(template) => seen(template),
            Fill::List(fills) => fills.iter().for_each(|fill| fill.templates(seen)),
            Fill::Map(fills) => fills.values().for_each(|fill| fill.templates(seen)),
        }
    }
}

impl<'de> Deserialize<'de> for Fill {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FillVisitor;
        impl<'de> Visitor<'de> for FillVisitor {
            type Value = Fill;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E: Error>(self) -> Result<Fill, E> {
                Ok(Fill::Constant(Value::Null))
            }

            fn visit_none<E: Error>(self) -> Result<Fill, E> {
                Ok(Fill::Constant(Value::Null))
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fill, D::Error> {
                Fill::deserialize(deserializer)
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<Fill, E> {
                Ok(Fill::Constant(value.into()))
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Fill, E> {
                Ok(Fill::Constant(value.into()))
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Fill, E> {
                Ok(Fill::Constant(value.into()))
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Fill, E> {
                Ok(Fill::Constant(value.into()))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Fill, E> {
                if text.contains("{{") {
                    Template::parse(text).map(Fill::Template).map_err(E::custom)
                } else {
                    Ok(Fill::Constant(text.into()))
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Fill, A::Error> {
                let mut fills = Vec::new();
                while let Some(fill) = list.next_element()? {
                    fills.push(fill);
                }
                Ok(Fill::List(fills))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fill, A::Error> {
                let mut fills = IndexMap::new();
                while let Some((name, fill)) = map.next_entry()? {
                    fills.insert(name, fill);
                }
                Ok(Fill::Map(fills))
            }
        }
        deserializer.deserialize_any(FillVisitor)
    }
}

impl JsonSchema for Fill {
    fn schema_name() -> Cow<'static, str> {
        "Fill".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"description": "Any value; its strings are templates. A member whose template gives nothing is left out."})
    }
}
