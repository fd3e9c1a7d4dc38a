use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// Open to anybody: what happens before there is a session, and what comes back from a service's consent screen.
const PUBLIC: &[&str] = &[
    "GET /api/v1/setup",
    "POST /api/v1/setup",
    "POST /api/v1/session",
    "GET /api/v1/invitations/{token}",
    "POST /api/v1/invitations/{token}",
    "GET /api/v1/oauth/callback",
    "POST /api/v1/extension-pairings",
];

fn operations() -> Vec<(String, Value)> {
    let document = serde_json::to_value(daicho_api::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    paths
        .into_iter()
        .flat_map(|(path, item)| {
            let item = item.as_object().unwrap().clone();
            item.into_iter().map(move |(method, operation)| (format!("{} {path}", method.to_uppercase()), operation))
        })
        .collect()
}

#[test]
fn every_operation_says_who_may_call_it() {
    for (name, operation) in operations() {
        let security = operation["security"].as_array().unwrap_or_else(|| panic!("{name} has no security"));
        assert!(!security.is_empty(), "{name} has no security");
        let open = security.iter().any(|requirement| requirement.as_object().unwrap().is_empty());
        assert_eq!(open, PUBLIC.contains(&name.as_str()), "{name}: is it meant to be open to anybody?");
    }
}

#[test]
fn every_operation_of_an_organization_names_its_permission() {
    for (name, operation) in operations() {
        if name.contains("/organizations/{organizationId}") {
            assert!(operation["security"][0]["apiKey"][0].is_string(), "{name} names no permission");
        }
    }
}

#[test]
fn operations_have_names_of_their_own() {
    let mut names = BTreeSet::new();
    for (path, operation) in operations() {
        let name = operation["operationId"].as_str().unwrap().to_owned();
        assert!(names.insert(name.clone()), "{path}: another operation is called {name} too");
    }
}

#[test]
fn every_parameter_in_a_path_is_described() {
    for (name, operation) in operations() {
        let described: BTreeSet<&str> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        let named: BTreeSet<&str> =
            name.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        assert_eq!(described, named, "{name}");
    }
}

#[test]
fn every_reference_leads_to_a_shape() {
    let document = serde_json::to_value(daicho_api::openapi()).unwrap();
    let mut missing = BTreeSet::new();
    collect_missing(&document, &document, &mut missing);
    assert_eq!(missing, BTreeSet::new());
}

fn collect_missing(document: &Value, part: &Value, missing: &mut BTreeSet<String>) {
    match part {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str)
                && document.pointer(reference.trim_start_matches('#')).is_none()
            {
                missing.insert(reference.to_owned());
            }
            members.values().for_each(|member| collect_missing(document, member, missing));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_missing(document, item, missing)),
        _ => {}
    }
}

#[test]
fn the_snapshot_is_what_the_routes_declare() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/openapi.json");
    let snapshot: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let declared = serde_json::to_value(daicho_api::openapi()).unwrap();
    assert!(snapshot == declared, "openapi/openapi.json is outdated: run `make openapi`");
}
