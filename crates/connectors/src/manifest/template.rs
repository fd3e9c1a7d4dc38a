//! Strings with values: `/orgs/{{ org }}/members`. What stands between the braces is a minijinja expression; there are no statements.

use std::borrow::Cow;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use minijinja::value::Kwargs;
use minijinja::{Environment, Error, ErrorKind, Expression, State, UndefinedBehavior, Value};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

use crate::answer::parse_time;

const LONGEST: usize = 20_000;
const FUEL: u64 = 10_000;

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("base64", |text: &str| STANDARD.encode(text));
    environment.add_filter("sha256", |text: &str| hex::encode(Sha256::digest(text)));
    environment.add_filter("hmac_sha256", hmac_sha256);
    environment.add_filter("from_json", from_json);
    environment.add_filter("int", int);
    environment.add_filter("json", json);
    environment.add_filter("unix", unix);
    environment.add_filter("without", without);
    environment.add_function("today", || days_ago(0));
    environment.add_function("days_ago", days_ago);
    environment.add_test("past", is_past);
    environment
        .add_filter("origin", |text: &str| url::Url::parse(text).map(|url| url.origin().ascii_serialization()).ok());
    environment.add_filter("before", |text: &str, mark: &str| text.split(mark).next().unwrap_or_default().to_owned());
    environment.add_filter("after", |text: &str, mark: &str| text.split_once(mark).map(|(_, rest)| rest.to_owned()));
    environment
});

/// The keyed hash of a text, base64-encoded.
fn hmac_sha256(text: &str, key: &str) -> Result<String, Error> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
    mac.update(text.as_bytes());
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}

/// A whole number. In a plan, what stands for a value that is not known yet stays as it is.
fn int(
    state: &State,
    value: &Value,
    default: Option<Value>,
    base: Option<u32>,
    options: Kwargs,
) -> Result<Value, Error> {
    match value.to_string() {
        text if text.starts_with('‹') => Ok(Value::from(text)),
        _ => minijinja::filters::int(state, value, default, base, options),
    }
}

fn from_json(text: &str) -> Result<Value, Error> {
    let value: serde_json::Value = serde_json::from_str(text)
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("not JSON: {error}")))?;
    Ok(Value::from(minijinja::value::Serde(value)))
}

/// The value as JSON text, for bodies and fields that carry JSON inside of something else.
fn json(value: &Value) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))
}

/// The functions that templates can call.
const FUNCTIONS: [&str; 2] = ["today", "days_ago"];

/// The day so many days ago, in UTC: `2026-08-31`.
fn days_ago(days: u32) -> String {
    (Utc::now() - TimeDelta::days(days.into())).date_naive().to_string()
}

/// The seconds from 1970 to a moment or the beginning of a day.
fn unix(moment: &Value) -> Result<i64, Error> {
    let read = moment_of(moment).map_err(|why| Error::new(ErrorKind::InvalidOperation, why))?;
    read.map(|moment| moment.timestamp())
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("`{moment}` is not a time")))
}

/// Whether a day or moment is over, a day at its end in UTC. What is empty, or no time at all, is not.
fn is_past(moment: &Value) -> bool {
    let lasts = match moment.as_str() {
        Some(text) if text.trim().len() == "2026-08-31".len() && !text.contains(':') => TimeDelta::days(1),
        _ => TimeDelta::zero(),
    };
    moment_of(moment).ok().flatten().is_some_and(|moment| moment + lasts <= Utc::now())
}

fn moment_of(value: &Value) -> Result<Option<DateTime<Utc>>, String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::Null) | Err(_) => Ok(None),
        Ok(document) => parse_time(&document),
    }
}

/// The document with the value taken out of every list in it, and whatever holds a list that is left empty by it.
fn without(document: &Value, unwanted: &str) -> Result<Value, Error> {
    let document =
        serde_json::to_value(document).map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))?;
    Ok(Value::from(minijinja::value::Serde(taken_out(document, unwanted))))
}

fn taken_out(document: serde_json::Value, unwanted: &str) -> serde_json::Value {
    use serde_json::Value as Json;
    let empties = |before: &Json, after: &Json| {
        let is_empty = |list: &Json| list.as_array().is_some_and(Vec::is_empty);
        let members = |value: &Json| value.as_object().map(|members| members.values().cloned().collect::<Vec<_>>());
        match (members(before), members(after)) {
            (Some(before), Some(after)) => before.iter().zip(&after).any(|(was, is)| !is_empty(was) && is_empty(is)),
            _ => !is_empty(before) && is_empty(after),
        }
    };
    match document {
        Json::Array(list) => {
            let kept = list.into_iter().filter(|item| item.as_str() != Some(unwanted));
            kept.filter_map(|item| {
                let after = taken_out(item.clone(), unwanted);
                (!empties(&item, &after)).then_some(after)
            })
            .collect()
        }
        Json::Object(members) => members.into_iter().map(|(name, value)| (name, taken_out(value, unwanted))).collect(),
        other => other,
    }
}

#[derive(Debug)]
enum Piece {
    Literal(String),
    Expression { source: String, compiled: Expression<'static, 'static> },
}

/// A part of a template as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    Literal(&'a str),
    Expression(&'a str),
}

/// A compiled template. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Template {
    source: std::sync::Arc<str>,
    pieces: std::sync::Arc<[Piece]>,
}

/// Why a template gave no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{template}` asks for `{{{{ {expression} }}}}`: {reason}")]
pub struct TemplateProblem {
    pub template: String,
    pub expression: String,
    pub reason: String,
}

impl Template {
    pub fn parse(source: &str) -> Result<Self, String> {
        if source.len() > LONGEST {
            return Err(format!("a template of more than {LONGEST} characters"));
        }
        let mut pieces = Vec::new();
        let mut rest = source;
        while let Some((literal, after)) = rest.split_once("{{") {
            let (expression, after) =
                after.split_once("}}").ok_or_else(|| format!("`{source}`: `{{{{` without `}}}}`"))?;
            if !literal.is_empty() {
                pieces.push(Piece::Literal(literal.to_owned()));
            }
            let expression = expression.trim();
            let compiled = ENVIRONMENT
                .compile_expression_owned(expression.to_owned())
                .map_err(|error| format!("`{expression}` is not an expression: {error}"))?;
            pieces.push(Piece::Expression { source: expression.to_owned(), compiled });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Ok(Self { source: source.into(), pieces: pieces.into() })
    }

    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Literal texts and the sources of expressions, in order.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.pieces.iter().map(|piece| match piece {
            Piece::Literal(text) => Part::Literal(text),
            Piece::Expression { source, .. } => Part::Expression(source),
        })
    }

    pub fn is_constant(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Literal(_)))
    }

    /// The names that it asks for, with their members: `input.email`, `org`.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for piece in self.pieces.iter() {
            if let Piece::Expression { compiled, .. } = piece {
                names.extend(compiled.undeclared_variables(true));
            }
        }
        names.retain(|name| !FUNCTIONS.contains(&name.as_str()));
        names.sort();
        names.dedup();
        names
    }

    /// The value of a template that is one expression and nothing else, in its own type; otherwise the rendered text.
    /// `None` when that one expression gives none.
    pub fn value(&self, scope: &Value) -> Result<Option<Value>, TemplateProblem> {
        if let [Piece::Expression { source, compiled }] = &*self.pieces {
            let value = self.evaluate(source, compiled, scope)?;
            return Ok((!value.is_none()).then_some(value));
        }
        self.text(scope).map(|text| Some(Value::from(text)))
    }

    pub fn text(&self, scope: &Value) -> Result<String, TemplateProblem> {
        self.render(scope, |value| Cow::Borrowed(value))
    }

    /// The text, with each value passed through `encode` on its way in.
    pub fn render(&self, scope: &Value, encode: impl Fn(&str) -> Cow<'_, str>) -> Result<String, TemplateProblem> {
        let mut text = String::with_capacity(self.source.len());
        for (position, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Expression { source, compiled } => {
                    let value = self.evaluate(source, compiled, scope)?;
                    let value = if value.is_none() { String::new() } else { value.to_string() };
                    // A value at the very beginning is an address, not a part of one.
                    if position == 0 {
                        text.push_str(&value);
                    } else {
                        text.push_str(&encode(&value));
                    }
                }
            }
        }
        Ok(text)
    }

    /// The text with what is missing left empty; for fields of accounts.
    pub fn lenient_text(&self, scope: &Value) -> String {
        let mut text = String::with_capacity(self.source.len());
        for piece in self.pieces.iter() {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Expression { compiled, .. } => match compiled.eval(scope) {
                    Ok(value) if !value.is_none() && !value.is_undefined() => text.push_str(&value.to_string()),
                    _ => {}
                },
            }
        }
        text
    }

    /// As [`Self::value`], with what is missing taken for nothing; for fields of accounts.
    pub fn lenient_value(&self, scope: &Value) -> Option<Value> {
        if let [Piece::Expression { compiled, .. }] = &*self.pieces {
            return compiled.eval(scope).ok().filter(|value| !value.is_none() && !value.is_undefined());
        }
        Some(Value::from(self.lenient_text(scope)))
    }

    fn evaluate(
        &self,
        source: &str,
        compiled: &Expression<'static, 'static>,
        scope: &Value,
    ) -> Result<Value, TemplateProblem> {
        let problem = |reason: String| TemplateProblem {
            template: self.source.to_string(),
            expression: source.to_owned(),
            reason,
        };
        let value = match compiled.eval(scope) {
            Ok(value) => value,
            Err(_) if is_about_the_unknown(compiled, scope) => Value::from(format!("‹{source}›")),
            Err(error) => return Err(problem(error.to_string())),
        };
        if value.is_undefined() { Err(problem("it has no value".to_owned())) } else { Ok(value) }
    }
}

/// Whether it asks for something that only an answer will tell: in a plan that stands for itself.
fn is_about_the_unknown(compiled: &Expression<'static, 'static>, scope: &Value) -> bool {
    let asked = compiled.undeclared_variables(false);
    asked.iter().any(|name| scope.get_attr(name).is_ok_and(|value| value.to_string().starts_with('‹')))
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&source).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Template {
    fn schema_name() -> Cow<'static, str> {
        "Template".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "description": "A text with values: `/orgs/{{ org }}`."})
    }
}

#[cfg(test)]
mod tests {
    use minijinja::Value;
    use serde_json::{Value as Json, json};

    use super::Template;

    fn value_of(template: &str, names: &Json) -> Option<Json> {
        let scope = Value::from(minijinja::value::Serde(names.clone()));
        let value = Template::parse(template).unwrap().value(&scope).unwrap();
        value.map(|value| serde_json::to_value(value).unwrap())
    }

    #[test]
    fn days_are_counted_back_from_today() {
        let today = chrono::Utc::now().date_naive();
        assert_eq!(
            value_of("{{ days_ago(30) }}", &json!({})),
            Some(json!((today - chrono::Days::new(30)).to_string()))
        );
        assert_eq!(value_of("since {{ today() }}", &json!({})), Some(json!(format!("since {today}"))));
        assert_eq!(value_of("{{ '2026-01-02' | unix }}", &json!({})), Some(json!(1_767_312_000)));
        assert_eq!(Template::parse("{{ days_ago(30) }}").unwrap().names(), Vec::<String>::new());
    }

    #[test]
    fn a_day_is_past_when_it_is_over_and_no_day_never_is() {
        for (day, is_past) in [
            (json!("2020-04-01"), true),
            (json!("2020/04/01"), true),
            (json!(1_585_699_200), true),
            (json!(chrono::Utc::now().date_naive().to_string()), false),
            (json!("2999-12-31"), false),
            (json!(""), false),
            (json!(null), false),
            (json!("soon"), false),
        ] {
            assert_eq!(value_of("{{ day is past }}", &json!({"day": day})), Some(json!(is_past)), "{day}");
        }
    }

    #[test]
    fn json_inside_of_something_else_is_quoted() {
        let names = json!({"name": "Liz \"Lemon\"", "roles": ["a", 1]});
        assert_eq!(value_of("{{ {'name': name, 'roles': roles} | json }}", &names).unwrap(), names.to_string());
    }

    #[test]
    fn a_value_is_taken_out_wherever_it_stands() {
        let policy = json!({"etag": "x", "bindings": [
            {"role": "a", "members": ["ann", "bob"]}, {"role": "b", "members": ["bob"]}, {"role": "bob", "members": []},
        ]});
        let left =
            json!({"etag": "x", "bindings": [{"role": "a", "members": ["ann"]}, {"role": "bob", "members": []}]});
        assert_eq!(value_of("{{ policy | without('bob') }}", &json!({"policy": policy})), Some(left));
    }
}
