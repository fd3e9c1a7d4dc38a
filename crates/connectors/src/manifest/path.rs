//! JSONPath (RFC 9535) as manifests use it: checked and compiled when the manifest is read.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json_path::JsonPath;

const LONGEST: usize = 300;

#[derive(Debug, Clone)]
pub struct Path {
    source: String,
    compiled: JsonPath,
}

impl Path {
    pub fn parse(source: &str) -> Result<Self, String> {
        if source.len() > LONGEST {
            return Err(format!("a JSONPath of more than {LONGEST} characters"));
        }
        if source.contains("match(") || source.contains("search(") {
            return Err(format!("`{source}`: the JSONPath functions match() and search() are not allowed"));
        }
        if source.matches("..").count() > 1 {
            return Err(format!("`{source}`: `..` may stand only once in a JSONPath"));
        }
        let compiled = JsonPath::parse(source).map_err(|error| format!("`{source}` is not a JSONPath: {error}"))?;
        Ok(Self { source: source.to_owned(), compiled })
    }

    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The first node, if it is there and not null.
    pub fn first<'a>(&self, document: &'a Value) -> Option<&'a Value> {
        self.compiled.query(document).into_iter().find(|node| !node.is_null())
    }

    pub fn all<'a>(&self, document: &'a Value) -> Vec<&'a Value> {
        self.compiled.query(document).all()
    }

    /// All nodes, moved out of the document where the path is a plain one that ends in `[*]`.
    pub fn take_all(&self, mut document: Value) -> Vec<Value> {
        let list = self
            .source
            .strip_suffix("[*]")
            .and_then(|prefix| Self::parse(prefix).ok())
            .and_then(|prefix| prefix.names());
        if let Some(names) = list {
            let place = names.iter().try_fold(&mut document, |place, name| place.get_mut(name));
            if let Some(Value::Array(list)) = place {
                return std::mem::take(list);
            }
        }
        self.all(&document).into_iter().cloned().collect()
    }

    /// The member names of a path of plain names: `$.profile.email` gives `profile`, `email`. `None` for any other path.
    pub fn names(&self) -> Option<Vec<String>> {
        let normalized = self.source.strip_prefix('$')?;
        let mut names = Vec::new();
        let mut rest = normalized;
        while !rest.is_empty() {
            if let Some(quoted) = rest.strip_prefix("['") {
                let (name, after) = quoted.split_once("']")?;
                names.push(name.to_owned());
                rest = after;
            } else {
                let plain = rest.strip_prefix('.')?;
                let end = plain.find(['.', '[']).unwrap_or(plain.len());
                let name = &plain[..end];
                if name.is_empty() || name.contains(['*', '?', '(']) {
                    return None;
                }
                names.push(name.to_owned());
                rest = &plain[end..];
            }
        }
        Some(names)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&source).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Path {
    fn schema_name() -> Cow<'static, str> {
        "Path".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": r"^\$", "description": "An RFC 9535 JSONPath into the answer, such as `$.users[*]`."})
    }
}
