//! Values that only an answer could tell, as they stand in a plan: `‹read.key›`.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

/// Stands for a secret.
pub(super) const MASK: &str = "•••";

#[derive(Debug)]
struct Unknown(String);

impl Object for Unknown {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(unknown(&format!("{}.{key}", self.0)))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0))
    }
}

/// A value whose members are as unknown as itself.
pub(super) fn unknown(name: &str) -> Value {
    Value::from_object(Unknown(name.to_owned()))
}

pub(super) fn text(name: &str) -> String {
    format!("‹{name}›")
}

/// An address with the marks as people read them.
pub(super) fn readable(address: &str) -> String {
    address.replace("%E2%80%B9", "‹").replace("%E2%80%BA", "›").replace("%E2%80%A2", "•")
}
