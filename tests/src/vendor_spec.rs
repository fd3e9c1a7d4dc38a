//! A vendor's own machine-readable description of its API (OpenAPI 3, Swagger 2 or Google's discovery format): what it
//! allows and what it answers.

use std::{fs, path::Path};

use serde_json::{Map, Value, json};

use crate::vendor_mock::{Received, Reply};

/// The description of one API, as its vendor publishes it.
#[derive(Debug)]
pub struct VendorSpec(Value);

/// One operation with the parameters that it takes.
struct Operation<'a> {
    description: &'a Value,
    parameters: Vec<&'a Value>,
}

impl VendorSpec {
    pub fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let document: Value = if file.extension().is_some_and(|extension| extension == "yaml") {
            serde_saphyr::from_str(&text).expect("a description in YAML")
        } else {
            serde_json::from_str(&text).expect("a description in JSON")
        };
        Self(if document.get("discoveryVersion").is_some() { swagger_of(&document) } else { document })
    }

    /// What the vendor's example says that a request is answered; 404 for what it does not describe.
    pub fn answer(&self, request: &Received) -> Reply {
        let Some(operation) = self.operation(request) else { return Reply::status(404) };
        let responses = operation.description["responses"].as_object().expect("responses");
        let (status, response) = responses.iter().find(|(status, _)| status.starts_with('2')).expect("a success");
        let status = status.parse().expect("a status");
        match self.example(self.resolve(response)) {
            Some(example) => Reply::json(example).with_status(status),
            None => Reply::status(status),
        }
    }

    /// What the description does not allow in this request.
    pub fn objections(&self, request: &Received) -> Vec<String> {
        let Some(operation) = self.operation(request) else { return vec!["no such operation".to_owned()] };
        let described = |place: &'static str| operation.parameters.iter().filter(move |one| one["in"] == place);
        let mut objections = Vec::new();
        for (name, value) in &request.query {
            match described("query").find(|parameter| parameter["name"] == name.as_str()) {
                Some(parameter) => objections.extend(self.objection(name, value, parameter)),
                None => objections.push(format!("no query parameter {name}")),
            }
        }
        let missing = described("query")
            .filter(|parameter| parameter["required"] == true)
            .filter(|parameter| request.parameter(parameter["name"].as_str().unwrap_or_default()).is_none());
        objections.extend(missing.map(|parameter| format!("query parameter {} is required", parameter["name"])));
        objections.extend(self.objections_to_body(request, &operation));
        objections
    }

    fn operation(&self, request: &Received) -> Option<Operation<'_>> {
        let base = self.0["basePath"].as_str().unwrap_or_default();
        let path = request.path.strip_prefix(base).unwrap_or(&request.path);
        let paths = self.0["paths"].as_object()?;
        let candidates = paths.iter().filter(|(template, _)| matches(template, path));
        // `/users/me` is described beside `/users/{id}`: the one with fewer parameters is meant.
        let (_, item) = candidates.min_by_key(|(template, _)| template.matches('{').count())?;
        let description = item.get(request.method.to_lowercase())?;
        let parameters = [&item["parameters"], &description["parameters"]];
        let parameters = parameters.into_iter().filter_map(Value::as_array).flatten();
        Some(Operation { description, parameters: parameters.map(|parameter| self.resolve(parameter)).collect() })
    }

    fn objection(&self, name: &str, value: &str, parameter: &Value) -> Option<String> {
        let schema = self.resolve(parameter.get("schema").unwrap_or(parameter));
        let number = value.parse::<i64>();
        let fits = match schema["type"].as_str() {
            Some("integer" | "number") => number.is_ok_and(|number| {
                schema["minimum"].as_i64().is_none_or(|minimum| number >= minimum)
                    && schema["maximum"].as_i64().is_none_or(|maximum| number <= maximum)
            }),
            Some("boolean") => matches!(value, "true" | "false"),
            _ => schema["enum"].as_array().is_none_or(|allowed| allowed.iter().any(|one| one == value)),
        };
        (!fits).then(|| format!("query parameter {name} may not be {value}"))
    }

    /// Checks the names of what a JSON or form body carries.
    fn objections_to_body(&self, request: &Received, operation: &Operation<'_>) -> Vec<String> {
        let openapi = operation.description.get("requestBody");
        let openapi = openapi.map(|body| &self.resolve(body)["content"]["application/json"]["schema"]);
        let swagger = || operation.parameters.iter().find(|one| one["in"] == "body").map(|body| &body["schema"]);
        let (sent, described, required) = if let Some(schema) = openapi.or_else(swagger) {
            let schema = self.resolve(schema);
            let sent: Value = serde_json::from_str(&request.body).unwrap_or_default();
            let sent = sent.as_object().map(|object| object.keys().cloned().collect()).unwrap_or_default();
            (sent, names_of_properties(schema), texts(&schema["required"]))
        } else {
            let fields: Vec<_> = operation.parameters.iter().filter(|one| one["in"] == "formData").collect();
            let sent = url::form_urlencoded::parse(request.body.as_bytes()).map(|(name, _)| name.into_owned());
            let name_of = |field: &&Value| field["name"].as_str().unwrap_or_default().to_owned();
            let required = fields.iter().filter(|field| field["required"] == true);
            let required: Vec<_> = required.map(|field| name_of(field)).filter(|name| name != "token").collect();
            (sent.collect::<Vec<_>>(), fields.iter().map(|field| name_of(field)).collect(), required)
        };
        let unknown = sent.iter().filter(|name| !described.contains(name)).map(|name| format!("no body field {name}"));
        let missing = required.iter().filter(|name| !sent.contains(name));
        unknown.chain(missing.map(|name| format!("body field {name} is required"))).collect()
    }

    fn example<'a>(&'a self, response: &'a Value) -> Option<&'a Value> {
        if let Some(example) = response["examples"].get("application/json") {
            return Some(example);
        }
        let content = &response["content"]["application/json"];
        let named = content["examples"].as_object().and_then(|examples| examples.values().next());
        content.get("example").or_else(|| self.resolve(named?).get("value"))
    }

    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => self.resolve(self.0.pointer(&reference[1..]).expect("what is referred to")),
            None => value,
        }
    }
}

fn names_of_properties(schema: &Value) -> Vec<String> {
    schema["properties"].as_object().map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn matches(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template
            .zip(path)
            .all(|(expected, found)| expected == found || (expected.starts_with('{') && !found.is_empty()))
}

/// The same in the words of Swagger: a discovery document nests its methods in resources.
fn swagger_of(discovery: &Value) -> Value {
    let mut paths = Map::new();
    collect_methods(discovery, &mut paths);
    json!({"basePath": "", "paths": paths})
}

fn collect_methods(resource: &Value, paths: &mut Map<String, Value>) {
    let members = |name: &str| resource[name].as_object().into_iter().flat_map(Map::values);
    for method in members("methods") {
        let path = format!("/{}", method["flatPath"].as_str().expect("a path"));
        let verb = method["httpMethod"].as_str().expect("a method").to_lowercase();
        let parameters = method["parameters"].as_object().into_iter().flatten().map(|(name, parameter)| {
            let mut parameter = parameter.clone();
            parameter["name"] = json!(name);
            parameter["in"] = parameter["location"].take();
            parameter
        });
        let operation = json!({"parameters": parameters.collect::<Vec<_>>(), "responses": {"200": {}}});
        paths.entry(path).or_insert_with(|| json!({}))[verb] = operation;
    }
    members("resources").for_each(|nested| collect_methods(nested, paths));
}
