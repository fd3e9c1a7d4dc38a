//! Finding the operation that a request is, and comparing the two.

use serde_json::Value;

use super::{Asked, Sent, VendorSpec, Verdict};

/// One operation with the parameters that it takes.
pub(super) struct Operation<'a> {
    pub description: &'a Value,
    parameters: Vec<&'a Value>,
}

/// What the sign-in or Google's machinery puts into queries without any operation saying so.
const EVERYWHERE: [&str; 8] = ["alt", "fields", "key", "prettyPrint", "quotaUser", "access_token", "api_key", "token"];
/// Whether something stands for a value that only an answer could tell, or for a secret.
pub(super) fn stands_for_another(text: &str) -> bool {
    text.contains('‹') || text.contains('•')
}

impl VendorSpec {
    /// Compares a request with the operation that it is.
    pub(super) fn check(&self, asked: &Asked) -> Verdict {
        let Some(operation) = self.operation(&asked.method, &asked.path) else { return Verdict::NotDescribed };
        let mut objections = self.objections_to_query(asked, &operation);
        objections.extend(self.objections_to_headers(asked, &operation));
        objections.extend(self.objections_to_body(asked, &operation));
        if objections.is_empty() { Verdict::Fits } else { Verdict::Differs(objections) }
    }

    pub(super) fn operation(&self, method: &str, path: &str) -> Option<Operation<'_>> {
        let paths = self.document["paths"].as_object()?;
        let relative = self.bases.iter().filter_map(|base| path.strip_prefix(base.as_str()));
        let candidates = relative.flat_map(|path| paths.iter().filter(move |(template, _)| matches(template, path)));
        let candidates =
            candidates.filter_map(|(template, item)| Some((template, item, item.get(method.to_lowercase())?)));
        // `/users/me` is described beside `/users/{id}`: the one with fewer parameters is meant.
        let (_, item, description) = candidates.min_by_key(|(template, ..)| template.matches('{').count())?;
        let parameters = [&item["parameters"], &description["parameters"]];
        let parameters = parameters.into_iter().filter_map(Value::as_array).flatten();
        Some(Operation { description, parameters: parameters.map(|parameter| self.resolve(parameter)).collect() })
    }

    fn objections_to_query(&self, asked: &Asked, operation: &Operation<'_>) -> Vec<String> {
        let described: Vec<&Value> = operation.at("query").collect();
        // Parameters that another file of the vendor describes cannot be told from mistakes.
        let is_open = operation.parameters.iter().any(|one| one.get("$ref").is_some());
        let mut objections = Vec::new();
        for (name, value) in &asked.query {
            let plain = name.split('[').next().unwrap_or(name);
            let is_named = |one: &&&Value| {
                one["name"].as_str().is_some_and(|known| known == name || known.trim_end_matches("[]") == plain)
            };
            match described.iter().find(is_named) {
                Some(parameter) if name == plain => objections.extend(self.objection_to_text(name, value, parameter)),
                Some(_) => {}
                None if is_open || EVERYWHERE.contains(&name.as_str()) || self.is_sign_in(name) => {}
                None => objections.push(format!("no query parameter {name}")),
            }
        }
        let missing = described.iter().filter(|one| one["required"] == true).filter_map(|one| one["name"].as_str());
        let missing = missing.filter(|name| !asked.query.iter().any(|(known, _)| known == name));
        let missing = missing.filter(|name| !EVERYWHERE.contains(name));
        objections.extend(missing.map(|name| format!("query parameter {name} is required")));
        objections
    }

    fn objections_to_headers(&self, asked: &Asked, operation: &Operation<'_>) -> Vec<String> {
        let required = operation.at("header").filter(|one| one["required"] == true);
        let names = required.filter_map(|one| one["name"].as_str().map(str::to_lowercase));
        let missing = names.filter(|name| {
            !asked.headers.contains(name) && name != "authorization" && name != "token" && !self.is_sign_in(name)
        });
        missing.map(|name| format!("header {name} is required")).collect()
    }

    /// Whether a security scheme goes by this name.
    fn is_sign_in(&self, name: &str) -> bool {
        let schemes = [&self.document["components"]["securitySchemes"], &self.document["securityDefinitions"]];
        let mut schemes = schemes.into_iter().filter_map(Value::as_object).flat_map(serde_json::Map::values);
        schemes.any(|scheme| scheme["name"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(name)))
    }

    /// Compares the text of a parameter with its schema.
    fn objection_to_text(&self, name: &str, value: &str, parameter: &Value) -> Option<String> {
        let schema = self.resolve(parameter.get("schema").unwrap_or(parameter));
        if stands_for_another(value) {
            return None;
        }
        let within = |number: f64| {
            schema["minimum"].as_f64().is_none_or(|minimum| number >= minimum)
                && schema["maximum"].as_f64().is_none_or(|maximum| number <= maximum)
        };
        let fits = match schema["type"].as_str() {
            Some("integer" | "number") => value.parse::<f64>().is_ok_and(within),
            Some("boolean") => matches!(value, "true" | "false"),
            _ => schema["enum"].as_array().is_none_or(|allowed| allowed.iter().any(|one| one == value)),
        };
        (!fits).then(|| format!("query parameter {name} may not be {value}"))
    }

    fn objections_to_body(&self, asked: &Asked, operation: &Operation<'_>) -> Vec<String> {
        if let Some(described) = operation.description.get("requestBody") {
            let described = self.resolve(described);
            let wanted = |kinds: &[&str]| {
                let content = described["content"].as_object().into_iter().flatten();
                content
                    .clone()
                    .find(|(kind, _)| kinds.iter().any(|wanted| kind.contains(wanted)))
                    .map(|(_, body)| &body["schema"])
            };
            return match &asked.body {
                None if described["required"] == true => vec!["a body is required".to_owned()],
                None | Some(Sent::Text) => Vec::new(),
                Some(Sent::Json(value)) => match wanted(&["json", "*/*"]) {
                    Some(schema) => self.objections_to(value, schema, "body"),
                    None => vec!["the body may not be JSON".to_owned()],
                },
                Some(Sent::Form(value)) => match wanted(&["form"]) {
                    Some(schema) => self.objections_to_names(value, schema),
                    None => vec!["the body may not be a form".to_owned()],
                },
            };
        }
        if let Some(body) = operation.at("body").next() {
            return match &asked.body {
                Some(Sent::Json(value)) => self.objections_to(value, &body["schema"], "body"),
                None if body["required"] == true => vec!["a body is required".to_owned()],
                _ => Vec::new(),
            };
        }
        let fields: Vec<&Value> = operation.at("formData").collect();
        match &asked.body {
            Some(Sent::Form(value) | Sent::Json(value)) if !fields.is_empty() => objections_to_fields(value, &fields),
            Some(Sent::Json(value)) if value.as_object().is_some_and(|members| !members.is_empty()) => {
                vec!["no body is described".to_owned()]
            }
            _ => Vec::new(),
        }
    }
}

impl<'a> Operation<'a> {
    fn at(&self, place: &'static str) -> impl Iterator<Item = &'a Value> {
        self.parameters.clone().into_iter().filter(move |one| one["in"] == place)
    }
}

fn objections_to_fields(value: &Value, fields: &[&Value]) -> Vec<String> {
    let name_of = |field: &&&Value| field["name"].as_str().unwrap_or_default().to_owned();
    let described: Vec<String> = fields.iter().map(|field| name_of(&field)).collect();
    let sent: Vec<&String> = value.as_object().into_iter().flat_map(serde_json::Map::keys).collect();
    let unknown = sent.iter().filter(|name| !described.contains(name)).map(|name| format!("no body field {name}"));
    let required = fields.iter().filter(|field| field["required"] == true).map(|field| name_of(&field));
    let missing = required.filter(|name| !sent.contains(&name) && !EVERYWHERE.contains(&name.as_str()));
    unknown.chain(missing.map(|name| format!("body field {name} is required"))).collect()
}

/// Whether a path is one of a template: `{id}` stands for a segment or a part of one.
fn matches(template: &str, path: &str) -> bool {
    let template = template.split(['?', '#']).next().unwrap_or(template);
    let (expected, found) = (template.split('/'), path.split('/'));
    expected.clone().count() == found.clone().count()
        && expected.zip(found).all(|(expected, found)| match (expected.find('{'), expected.rfind('}')) {
            (Some(open), Some(close)) => {
                let (before, after) = (&expected[..open], &expected[close + 1..]);
                found.len() > before.len() + after.len() && found.starts_with(before) && found.ends_with(after)
            }
            _ => expected == found,
        })
}
