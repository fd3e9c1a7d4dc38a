//! A vendor's own machine-readable description of its API: what it allows and what it answers.
//!
//! OpenAPI 3 and Swagger 2 as they are; Google's discovery format, JSON Hyper-Schema and RAML put into the words of OpenAPI.

mod discovery;
mod example;
mod graphql;
mod hyper_schema;
mod operation;
mod raml;
mod schema;

use std::{fs, path::Path};

use serde_json::Value;

pub use graphql::GraphqlSpec;

/// The description of one API, as its vendor publishes it.
#[derive(Debug)]
pub struct VendorSpec {
    document: Value,
    /// The version that the description gives itself.
    version: String,
    /// The paths under which its addresses stand.
    bases: Vec<String>,
}

/// A request as it was planned or as it arrived.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    /// Names in lower case.
    pub headers: Vec<String>,
    pub body: Option<Sent>,
}

/// What a request carries.
#[derive(Debug, Clone)]
pub enum Sent {
    Json(Value),
    Form(Value),
    Text,
}

/// What the description says of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Fits,
    NotDescribed,
    Differs(Vec<String>),
}

/// A description in one of the two kinds that there are.
#[derive(Debug)]
pub enum Spec {
    Rest(VendorSpec),
    Graphql(GraphqlSpec),
}

impl Spec {
    pub fn read(file: &Path) -> Self {
        match file.extension().and_then(|kind| kind.to_str()) {
            Some("graphql") => Self::Graphql(GraphqlSpec::read(file)),
            _ => Self::Rest(VendorSpec::read(file)),
        }
    }

    pub fn version(&self) -> String {
        match self {
            Self::Rest(spec) => spec.version.clone(),
            Self::Graphql(spec) => spec.version(),
        }
    }

    /// Compares a request with the operation that it is.
    pub fn check(&self, asked: &Asked) -> Verdict {
        match self {
            Self::Rest(spec) => spec.check(asked),
            Self::Graphql(spec) => spec.check(asked),
        }
    }

    /// The status and the document of a success; `None` for what is not described.
    pub fn answer(&self, method: &str, path: &str) -> Option<(u16, Value)> {
        match self {
            Self::Rest(spec) => spec.answer(method, path),
            Self::Graphql(_) => None,
        }
    }
}

impl VendorSpec {
    fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let document: Value = match kind {
            "json" => serde_json::from_str(&text).expect("a description in JSON"),
            _ => yaml(&text),
        };
        let document = match &document {
            discovered if discovered.get("discoveryVersion").is_some() => discovery::in_openapi(discovered),
            hyper if hyper.get("$schema").is_some() => hyper_schema::in_openapi(hyper),
            _ if kind == "raml" => raml::in_openapi(&document),
            _ => document,
        };
        let version = match &document["info"]["version"] {
            Value::String(text) => text.clone(),
            Value::Null => "no version".to_owned(),
            other => other.to_string(),
        };
        let bases = bases(&document);
        Self { document, version, bases }
    }

    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str().and_then(|reference| self.document.pointer(reference.strip_prefix('#')?)) {
            Some(target) => self.resolve(target),
            None => value,
        }
    }
}

fn yaml(text: &str) -> Value {
    let options = serde_saphyr::options! { budget: None };
    serde_saphyr::from_str_with_options(text, options).expect("a description in YAML")
}

fn bases(document: &Value) -> Vec<String> {
    let mut bases: Vec<String> = document["basePath"].as_str().map(str::to_owned).into_iter().collect();
    for server in document["servers"].as_array().into_iter().flatten() {
        let address = server["url"].as_str().unwrap_or_default();
        let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
        bases.push(rest.find('/').map_or_else(String::new, |at| rest[at..].to_owned()));
    }
    bases.push(String::new());
    let mut bases: Vec<String> = bases.iter().map(|base| base.trim_end_matches('/').to_owned()).collect();
    bases.dedup();
    bases
}
