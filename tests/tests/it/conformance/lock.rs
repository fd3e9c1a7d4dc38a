//! Which specification is whose.

use std::{collections::BTreeMap, fs};

use daicho_tests::places;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub specs: Vec<Source>,
    /// Beginnings of paths that these specifications do not describe, and why.
    #[serde(default)]
    pub elsewhere: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub file: String,
    /// Where everybody can get it.
    #[serde(rename = "from")]
    pub _from: String,
}

impl Entry {
    pub(super) fn reason(&self, path: &str) -> Option<&str> {
        self.elsewhere.iter().find(|(beginning, _)| path.starts_with(*beginning)).map(|(_, reason)| reason.as_str())
    }
}

/// The entries by the services' names.
pub(super) fn read() -> BTreeMap<String, Entry> {
    let file = places::project().join("tests/conformance/specs.lock");
    serde_saphyr::from_str(&fs::read_to_string(file).expect("the lock")).expect("a well-formed lock")
}
