//! One request as a manifest writes it.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::pick::Fill;
use super::template::Template;
use super::text::OneOrMany;

/// `GET /users`, or a map with `call: GET /users` and what goes with it.
#[derive(Debug, Clone)]
pub struct Request {
    pub call: Call,
    /// Values that give nothing are left out; a list repeats the parameter.
    pub query: IndexMap<String, Fill>,
    pub headers: IndexMap<String, Template>,
    pub body: Option<Body>,
    pub answer: AnswerFormat,
    /// Which table of a page is read, from 1.
    pub table: usize,
    /// Statuses that mean success; any 2xx when empty.
    pub success: Vec<u16>,
    /// Whether the sign-in is sent along.
    pub signed_in: bool,
}

#[derive(Debug, Clone)]
pub enum Body {
    Json(Fill),
    Form(IndexMap<String, Fill>),
    Graphql { query: String, variables: IndexMap<String, Fill> },
    Xml(Template),
    Multipart(IndexMap<String, Fill>),
}

#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "RequestInFull")]
#[serde(deny_unknown_fields)]
struct InFull {
    /// Method and address: `GET /users`. An address without a host continues the base URL.
    call: Call,
    #[serde(default)]
    query: IndexMap<String, Fill>,
    #[serde(default)]
    headers: IndexMap<String, Template>,
    /// A JSON body.
    json: Option<Fill>,
    /// A form-encoded body.
    form: Option<IndexMap<String, Fill>>,
    /// The text of a GraphQL query or mutation.
    graphql: Option<String>,
    /// The variables of the GraphQL text.
    #[serde(default)]
    variables: IndexMap<String, Fill>,
    /// An XML body; the values in it are escaped.
    xml: Option<Template>,
    /// A multipart form.
    multipart: Option<IndexMap<String, Fill>>,
    #[serde(default)]
    answer: AnswerFormat,
    /// Which table of an HTML answer is read: 1 is the first.
    #[serde(default = "one")]
    table: usize,
    /// Statuses that mean success; any 2xx when absent.
    #[serde(default)]
    success: OneOrMany<u16>,
    /// `false` sends the request without the sign-in.
    #[serde(default = "yes")]
    signed_in: bool,
}

fn yes() -> bool {
    true
}

fn one() -> usize {
    1
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerFormat {
    #[default]
    Json,
    /// Elements become members, repeated ones lists, attributes `@name`, text beside them `#text`.
    Xml,
    /// A list of objects by the names of the first line.
    Csv,
    /// A table of a page: a list of objects by the texts of its headings.
    Html,
    /// The text as one string.
    Text,
    /// Whatever it is, it is not read.
    None,
}

/// A method and an address.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: reqwest::Method,
    pub address: Template,
}

impl Call {
    fn parse(text: &str) -> Result<Self, String> {
        let (method, address) =
            text.split_once(' ').ok_or_else(|| format!("`{text}`: a method and an address, such as `GET /users`"))?;
        let method = match method {
            "GET" => reqwest::Method::GET,
            "POST" => reqwest::Method::POST,
            "PUT" => reqwest::Method::PUT,
            "PATCH" => reqwest::Method::PATCH,
            "DELETE" => reqwest::Method::DELETE,
            other => return Err(format!("`{other}` is not one of GET, POST, PUT, PATCH, DELETE")),
        };
        let address = address.trim();
        if !(address.starts_with('/') || address.starts_with("https://") || address.starts_with("{{")) {
            return Err(format!("`{address}`: an address begins with `/`, `https://` or a value"));
        }
        Ok(Self { method, address: Template::parse(address)? })
    }
}

impl<'de> Deserialize<'de> for Call {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(Error::custom)
    }
}

impl JsonSchema for Call {
    fn schema_name() -> Cow<'static, str> {
        "Call".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^(GET|POST|PUT|PATCH|DELETE) "})
    }
}

impl Request {
    fn of_call(call: Call) -> Self {
        Self {
            call,
            query: IndexMap::new(),
            headers: IndexMap::new(),
            body: None,
            answer: AnswerFormat::default(),
            table: 1,
            success: Vec::new(),
            signed_in: true,
        }
    }

    /// All its templates, for the linter.
    pub fn templates<'a>(&'a self, seen: &mut impl FnMut(&'a Template)) {
        seen(&self.call.address);
        self.query.values().for_each(|fill| fill.templates(seen));
        self.headers.values().for_each(&mut *seen);
        match &self.body {
            Some(Body::Json(fill)) => fill.templates(seen),
            Some(Body::Form(fills) | Body::Multipart(fills) | Body::Graphql { variables: fills, .. }) => {
                fills.values().for_each(|fill| fill.templates(seen));
            }
            Some(Body::Xml(template)) => seen(template),
            None => {}
        }
    }
}

impl InFull {
    fn check<E: Error>(self) -> Result<Request, E> {
        let variables = self.variables;
        let bodies = [
            self.json.map(Body::Json),
            self.form.map(Body::Form),
            self.graphql.map(|query| Body::Graphql { query, variables }),
            self.xml.map(Body::Xml),
            self.multipart.map(Body::Multipart),
        ];
        let mut bodies = bodies.into_iter().flatten();
        let body = bodies.next();
        if bodies.next().is_some() {
            return Err(E::custom("a request has one body: `json`, `form`, `graphql`, `xml` or `multipart`"));
        }
        Ok(Request {
            call: self.call,
            query: self.query,
            headers: self.headers,
            body,
            answer: self.answer,
            table: self.table.max(1),
            success: self.success.0,
            signed_in: self.signed_in,
        })
    }
}

impl<'de> Deserialize<'de> for Request {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RequestVisitor;
        impl<'de> Visitor<'de> for RequestVisitor {
            type Value = Request;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a request: `GET /users`, or {call: GET /users, query: …}")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Request, E> {
                Call::parse(text).map(Request::of_call).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Request, A::Error> {
                InFull::deserialize(MapAccessDeserializer::new(map))?.check()
            }
        }
        deserializer.deserialize_any(RequestVisitor)
    }
}

impl JsonSchema for Request {
    fn schema_name() -> Cow<'static, str> {
        "Request".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let call = generator.subschema_for::<Call>();
        let in_full = generator.subschema_for::<InFull>();
        json_schema!({"description": "`GET /users`, or a map with `call: GET /users` and what goes with it.", "anyOf": [call, in_full]})
    }
}
