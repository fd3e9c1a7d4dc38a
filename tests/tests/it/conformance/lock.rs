//! Which specification is whose.

use std::{collections::BTreeMap, fs};

use daicho_tests::places;
use daicho_tests::vendor_spec::Asked;
use serde::Deserialize;

use super::report::Row;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub specs: Vec<Source>,
    /// Beginnings of paths that these specifications do not describe, and why.
    #[serde(default)]
    pub elsewhere: BTreeMap<String, String>,
    /// Query parameters that the vendor describes for all lists together, outside these specifications, and where.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// What stands before the described paths when requests go through another host of the vendor; `*` is any segment.
    #[serde(default)]
    pub under: Vec<String>,
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
    pub(super) fn without_prefix(&self, asked: Asked) -> Asked {
        Asked { path: self.plain(&asked.path).to_owned(), ..asked }
    }

    /// The path without what stands before it.
    pub(super) fn plain<'a>(&self, path: &'a str) -> &'a str {
        self.under.iter().find_map(|prefix| rest_of(prefix, path)).unwrap_or(path)
    }

    /// Whether all that is objected to is described elsewhere; notes it then.
    pub(super) fn excuse(&self, objections: &[String], row: &mut Row) -> bool {
        let excuses: Option<Vec<String>> = objections
            .iter()
            .map(|objection| {
                let name = objection.strip_prefix("no query parameter ")?;
                Some(format!("query parameter {name}: {}", self.parameters.get(name)?))
            })
            .collect();
        let Some(excuses) = excuses else { return false };
        row.elsewhere.extend(excuses);
        true
    }

    pub(super) fn reason(&self, path: &str) -> Option<&str> {
        self.elsewhere.iter().find(|(beginning, _)| path.starts_with(*beginning)).map(|(_, reason)| reason.as_str())
    }
}

/// The entries by the services' names.
pub(super) fn read() -> BTreeMap<String, Entry> {
    let file = places::project().join("tests/conformance/specs.lock");
    serde_saphyr::from_str(&fs::read_to_string(file).expect("the lock")).expect("a well-formed lock")
}

fn rest_of<'a>(prefix: &str, path: &'a str) -> Option<&'a str> {
    let mut rest = path;
    for wanted in prefix.trim_start_matches('/').split('/') {
        let after = rest.strip_prefix('/')?;
        let found = after.split('/').next()?;
        if wanted != "*" && wanted != found {
            return None;
        }
        rest = &after[found.len()..];
    }
    Some(rest)
}
