//! The arrows between the crates, as docs/ARCHITECTURE.md draws them.

use std::{collections::BTreeSet, process::Command};

use serde_json::Value;

/// Crate names that the domain must never import: it knows no HTTP, SQL, YAML or browser.
const FOREIGN_TO_THE_DOMAIN: &[&str] =
    &["actix-web", "reqwest", "hyper", "sea-orm", "sqlx", "oauth2", "serde-saphyr", "serde_yaml_ng", "chromiumoxide"];

fn packages() -> Vec<Value> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// The names of what a package depends on, tests aside.
fn dependencies(package: &str) -> BTreeSet<String> {
    let packages = packages();
    let found = packages.iter().find(|candidate| candidate["name"] == package).expect("the package");
    found["dependencies"]
        .as_array()
        .expect("dependencies")
        .iter()
        .filter(|dependency| dependency["kind"] != "dev")
        .map(|dependency| dependency["name"].as_str().expect("a name").to_owned())
        .collect()
}

fn own_crates(package: &str) -> BTreeSet<String> {
    dependencies(package).into_iter().filter(|name| name.starts_with("daicho")).collect()
}

#[test]
fn the_domain_depends_on_no_other_crate_of_the_house() {
    assert_eq!(own_crates("daicho-domain"), BTreeSet::new());
}

#[test]
fn the_domain_speaks_no_http_sql_or_yaml() {
    let known = dependencies("daicho-domain");
    let foreign: Vec<_> = FOREIGN_TO_THE_DOMAIN.iter().filter(|name| known.contains(**name)).collect();
    assert!(foreign.is_empty(), "the domain imports {foreign:?}");
}

#[test]
fn the_adapters_know_the_domain_and_not_each_other() {
    let only_the_domain = BTreeSet::from(["daicho-domain".to_owned()]);
    assert_eq!(own_crates("daicho-api"), only_the_domain);
    assert_eq!(own_crates("daicho-connectors"), only_the_domain);
    assert_eq!(own_crates("daicho-robot"), only_the_domain);
    assert_eq!(
        own_crates("daicho-persistence"),
        BTreeSet::from(["daicho-domain".to_owned(), "daicho-migrations".to_owned()])
    );
}
