//! The language: what it refuses and where, and that its published schema is its own.

use std::fs;
use std::path::Path;

use daicho_connectors::manifest::{Shapes, lint, load, schema};

fn shapes() -> Shapes {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue/_shapes");
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| {
            (
                entry.path().file_stem().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect()
}

#[test]
fn every_manifest_of_the_catalogue_passes_the_linter() {
    let shapes = shapes();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue");
    let mut problems = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let file = entry.path().join("manifest.yaml");
        if file.exists() {
            let text = fs::read_to_string(&file).unwrap();
            problems.extend(lint(&text, &shapes).into_iter().map(|problem| format!("{}:{problem}", file.display())));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/manifest.schema.json");
    let current = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&file, &current).unwrap();
    }
    let published = fs::read_to_string(&file).unwrap();
    assert!(published == current, "run with UPDATE_SCHEMA=1 to publish the new schema");
}

const SMALLEST: &str = "\
manifest: 1
name: Intranet
base_url: https://intranet.example.com
ways:
  key: {auth: bearer}
accounts:
  users:
    request: GET /users
    fields: {id: $.id}
";

fn problems_of(changed: &str, into: &str) -> Vec<(usize, usize, String)> {
    assert!(SMALLEST.contains(changed));
    let text = SMALLEST.replace(changed, into);
    lint(&text, &Shapes::new()).into_iter().map(|problem| (problem.line, problem.column, problem.message)).collect()
}

#[test]
fn the_smallest_manifest_is_eleven_lines_and_right() {
    assert_eq!(lint(SMALLEST, &Shapes::new()), vec![]);
    assert_eq!(load(SMALLEST, &Shapes::new()).unwrap().name.0.ja, "Intranet");
}

#[test]
fn an_unknown_key_is_refused_where_it_stands() {
    let found = problems_of("    request: GET /users", "    requests: GET /users");
    assert_eq!((found[0].0, found[0].1), (8, 5), "{found:?}");
    assert!(found[0].2.contains("requests"), "{found:?}");
}

#[test]
fn a_wrong_path_is_refused_where_it_stands() {
    let found = problems_of("$.id", "\"$.[id\"");
    assert_eq!((found[0].0, found[0].1), (9, 18), "{found:?}");
    assert!(found[0].2.contains("is not a JSONPath"), "{found:?}");
}

#[test]
fn a_value_that_nothing_gives_is_refused() {
    let found = problems_of("GET /users", "GET /orgs/{{ org }}/users");
    assert_eq!((found[0].0, found[0].1), (8, 18), "{found:?}");
    assert!(found[0].2.contains("`org`"), "{found:?}");
}

#[test]
fn endless_paging_and_foreign_addresses_are_refused() {
    let found = problems_of("    request: GET /users", "    paging: {page: {}}\n    request: GET /users");
    assert_eq!((found[0].0, found[0].1), (7, 3), "{found:?}");
    assert!(found[0].2.contains("for ever"), "{found:?}");
    let found = problems_of("GET /users", "GET https://elsewhere.test/users");
    assert_eq!((found[0].0, found[0].1), (8, 18), "{found:?}");
    assert!(found[0].2.contains("elsewhere.test"), "{found:?}");
}

#[test]
fn ways_and_names_that_are_not_there_are_refused_where_they_stand() {
    let found = problems_of("    request: GET /users", "    ways: [oauth]\n    request: GET /users");
    assert_eq!((found[0].0, found[0].1, found[0].2.as_str()), (8, 12, "there is no way `oauth`"));
    let lookup = "lookups:\n  seats: {request: GET /seats, key: $.id, keep: {at: $.at}, newest: on}\naccounts:";
    let found = problems_of("accounts:", lookup);
    assert_eq!((found[0].0, found[0].1, found[0].2.as_str()), (7, 61, "`seats` keeps nothing called `on`"));
}

#[test]
fn regular_expressions_and_many_descents_are_refused() {
    assert!(problems_of("$.id", "\"$[?match(@.a, 'b')]\"")[0].2.contains("not allowed"));
    assert!(problems_of("$.id", "\"$..a..b\"")[0].2.contains("only once"));
}
