//! Reading a manifest, with the shared shape that it builds on.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use serde::Deserialize as _;
use serde_json::Value;

use super::Manifest;
use super::lint::{Problem, locate};

/// The shared shapes by name, as YAML.
pub type Shapes = BTreeMap<String, String>;

/// Reads a manifest. Says what is wrong with its line and column; checks of the whole are the linter's.
pub fn load(text: &str, shapes: &Shapes) -> Result<Manifest, Problem> {
    // serde-saphyr reads straight into the types when there is nothing to merge: its errors then know their line.
    if !text.lines().any(|line| line.starts_with("shape:")) {
        return serde_saphyr::from_str(text).map_err(|error| problem_of(&error));
    }
    let own: Value = serde_saphyr::from_str(text).map_err(|error| problem_of(&error))?;
    let name = own.get("shape").and_then(Value::as_str).unwrap_or_default().to_owned();
    let shape = shapes.get(&name).ok_or_else(|| {
        let known = shapes.keys().cloned().collect::<Vec<_>>().join(", ");
        Problem::at(text, "shape:", format!("there is no shape `{name}`; there are: {known}"))
    })?;
    let mut merged: Value = serde_saphyr::from_str(shape).map_err(|error| {
        let inside = problem_of(&error);
        Problem::at(text, "shape:", format!("in the shape, line {}: {}", inside.line, inside.message))
    })?;
    lay_over(&mut merged, own);
    Manifest::deserialize(merged).map_err(|error| {
        let message = error.to_string();
        let (line, column) =
            quoted(&message).find_map(|word| locate(text, word)).or_else(|| locate(text, "shape:")).unwrap_or((1, 1));
        Problem { line, column, message }
    })
}

/// Reads a manifest from a file; `shape` is looked up among the given ones.
pub fn load_file(file: &FilePath, shapes: &Shapes) -> Result<Manifest, Problem> {
    let text = std::fs::read_to_string(file).map_err(|error| Problem {
        line: 1,
        column: 1,
        message: format!("{} cannot be read: {error}", file.display()),
    })?;
    load(&text, shapes)
}

/// Members of maps one by one; everything else, and `null`, replaces what was there.
fn lay_over(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (name, value) in over {
                if value.is_null() {
                    base.shift_remove(&name);
                } else {
                    lay_over(base.entry(name).or_insert(Value::Null), value);
                }
            }
        }
        (base, over) => *base = over,
    }
}

fn problem_of(error: &serde_saphyr::Error) -> Problem {
    let (line, column) = error.location().map_or((1, 1), |at| (at.line(), at.column()));
    let message = error.without_snippet().to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    Problem { line: usize::try_from(line).unwrap_or(1), column: usize::try_from(column).unwrap_or(1), message }
}

fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2).filter(|word| !word.is_empty())
}

/// The JSON Schema of the language.
pub fn schema() -> Value {
    schemars::schema_for!(Manifest).to_value()
}
