//! Google's discovery format: methods nested in resources.

use serde_json::{Map, Value, json};

pub(super) fn in_openapi(discovery: &Value) -> Value {
    let mut paths = Map::new();
    let prefix = format!("/{}", discovery["servicePath"].as_str().unwrap_or_default());
    collect(discovery, &prefix, &mut paths);
    let mut schemas = discovery["schemas"].clone();
    point_into_schemas(&mut schemas);
    json!({"info": {"version": discovery["revision"].as_str().or(discovery["version"].as_str())}, "paths": paths, "schemas": schemas})
}

fn collect(resource: &Value, prefix: &str, paths: &mut Map<String, Value>) {
    let members = |name: &str| resource[name].as_object().into_iter().flat_map(Map::values);
    for method in members("methods") {
        let path = method["flatPath"].as_str().or(method["path"].as_str()).expect("a path");
        let verb = method["httpMethod"].as_str().expect("a method").to_lowercase();
        let parameters = method["parameters"].as_object().into_iter().flatten().map(|(name, parameter)| {
            let mut parameter = parameter.clone();
            parameter["name"] = json!(name);
            parameter["in"] = parameter["location"].take();
            parameter
        });
        let mut operation = json!({"parameters": parameters.collect::<Vec<_>>(), "responses": {"200": {}}});
        if let Some(request) = method["request"]["$ref"].as_str() {
            operation["requestBody"] = content(request);
        }
        if let Some(response) = method["response"]["$ref"].as_str() {
            operation["responses"]["200"] = content(response);
        }
        paths.entry(format!("{prefix}{path}")).or_insert_with(|| json!({}))[verb] = operation;
    }
    members("resources").for_each(|nested| collect(nested, prefix, paths));
}

fn content(schema: &str) -> Value {
    json!({"content": {"application/json": {"schema": {"$ref": format!("#/schemas/{schema}")}}}})
}

/// References are bare names there.
fn point_into_schemas(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(name)) = members.get_mut("$ref")
                && !name.starts_with('#')
            {
                *name = format!("#/schemas/{name}");
            }
            members.values_mut().for_each(point_into_schemas);
        }
        Value::Array(items) => items.iter_mut().for_each(point_into_schemas),
        _ => {}
    }
}
