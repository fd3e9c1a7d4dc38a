//! RAML: resources nested by their addresses.

use serde_json::{Map, Value, json};

const METHODS: [&str; 5] = ["get", "post", "put", "delete", "patch"];

pub(super) fn in_openapi(raml: &Value) -> Value {
    let mut paths = Map::new();
    collect(raml, "", raml, &mut paths);
    let base =
        raml["baseUri"].as_str().unwrap_or_default().replace("{version}", raml["version"].as_str().unwrap_or_default());
    json!({"info": {"version": raml["version"]}, "servers": [{"url": base}], "paths": paths})
}

fn collect(resource: &Value, path: &str, raml: &Value, paths: &mut Map<String, Value>) {
    for (name, nested) in resource.as_object().into_iter().flatten() {
        if name.starts_with('/') {
            collect(nested, &format!("{path}{name}"), raml, paths);
        } else if METHODS.contains(&name.to_lowercase().as_str()) {
            let verb = name.to_lowercase();
            let operation = operation(nested, &verb, raml);
            paths.entry(path).or_insert_with(|| json!({}))[verb] = operation;
        }
    }
}

fn operation(method: &Value, verb: &str, raml: &Value) -> Value {
    let mut parameters = Vec::new();
    let traits = method["is"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let traits = traits.filter_map(|name| raml["traits"].as_array()?.iter().find_map(|one| one.get(name)));
    let mut answers = Map::new();
    for part in traits.chain([method]) {
        answers.extend(answers_of(part));
        parameters.extend(named(&part["queryParameters"], "query"));
        parameters.extend(named(&part["body"]["application/x-www-form-urlencoded"]["formParameters"], "formData"));
    }
    // What writes is described with the parameters of a query and takes them as a form.
    for parameter in parameters.iter_mut().filter(|_| verb != "get") {
        parameter["in"] = json!("formData");
    }
    json!({"parameters": parameters, "responses": answers})
}

fn answers_of(part: &Value) -> Vec<(String, Value)> {
    let answers = part["responses"].as_object().into_iter().flatten().map(|(status, answer)| {
        let example = answer["body"]["application/json"]["example"].as_str();
        let example = example.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null);
        (status.clone(), json!({"examples": {"application/json": example}}))
    });
    answers.collect()
}

fn named(fields: &Value, place: &str) -> Vec<Value> {
    let fields = fields.as_object().into_iter().flatten();
    let named = fields.map(|(name, field)| {
        let mut field = field.clone();
        field["name"] = json!(name);
        field["in"] = json!(place);
        field
    });
    named.filter(Value::is_object).collect()
}
