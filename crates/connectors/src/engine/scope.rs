//! The names that templates can ask for while a request is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

/// What is known for the whole connection: entered fields and tokens.
pub(crate) type Known = BTreeMap<String, Value>;

/// What is known at one place: `item`, `each`, `page`, `input`, `read`. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Local(Vec<(Arc<str>, Value)>);

impl Local {
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.0.retain(|(known, _)| &**known != name);
        self.0.push((name.into(), value));
        self
    }
}

/// Both together, as templates see them.
#[derive(Debug)]
struct Scope {
    known: Arc<Known>,
    local: Local,
}

impl Object for Scope {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let local = self.local.0.iter().find(|(known, _)| &**known == name).map(|(_, value)| value);
        local.or_else(|| self.known.get(name)).cloned()
    }
}

pub(crate) fn scope(known: &Arc<Known>, local: &Local) -> Value {
    Value::from_object(Scope { known: Arc::clone(known), local: local.clone() })
}

/// A JSON document as a template value.
pub(crate) fn from_json(document: &serde_json::Value) -> Value {
    Value::from(minijinja::value::Serde(document))
}
