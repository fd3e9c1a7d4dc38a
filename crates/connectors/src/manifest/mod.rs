//! The manifest language: everything that Daicho needs to know of a service, as data.

mod accounts;
mod auth;
mod entry;
mod errors;
mod lint;
mod load;
mod operation;
mod paging;
mod path;
mod pick;
mod request;
mod template;
mod text;
mod way;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

pub use accounts::{AccountFields, AccountList, Detail, EmployeeFields, ForEach, ItemSource, Lookup};
pub use auth::{
    Auth, AwsSignature, Basic, ClientAuth, ClientCredentials, JwtBearer, Login, LoginSource, LoginStep, OAuth2, Send,
    Signature,
};
pub use errors::{Condition, Errors, Failed, Rule};
pub use lint::{Problem, lint};
pub use load::{Shapes, load, load_file, schema};
pub use operation::{InputField, Operation, Operations, Step};
pub use paging::{Cursor, NextUrl, Offset, PageNumber, Paging, Source};
pub use path::Path;
pub use pick::{Fill, Mapped, Pick};
pub use request::{AnswerFormat, Body, Call, Request};
pub use template::{Part, Template, TemplateProblem};
pub use text::{OneOrMany, Text};
pub use way::{Field, Kind, Way};

/// The version of the language that this engine reads.
pub const VERSION: u32 = 1;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the language: 1.
    pub manifest: u32,
    /// The service's number in the catalogue. In-house manifests leave it out.
    #[serde(default)]
    pub id: u32,
    pub name: Text,
    /// Former names and spellings that people search for.
    #[serde(default)]
    pub other_names: Vec<String>,
    #[serde(default = "other")]
    pub category: String,
    #[serde(default)]
    pub homepage: String,
    #[serde(default)]
    pub state: State,
    #[serde(default)]
    pub verification: Verified,
    /// What people should know before connecting: gaps, quirks, plans.
    #[serde(default)]
    pub notes: Vec<Text>,
    /// A shared shape that this manifest builds on: the name of a file in `_shapes`. What is written here wins.
    pub shape: Option<String>,
    /// Asked for in every way.
    #[serde(default)]
    pub fields: IndexMap<String, Field>,
    /// The ways of connecting, in order of preference.
    #[serde(default)]
    pub ways: IndexMap<String, Way>,
    /// Where the API is. Addresses without a host continue it.
    pub base_url: Option<Template>,
    /// Hosts that next-page addresses may lead to besides the base URL's.
    #[serde(default)]
    pub hosts: Vec<Template>,
    /// Sent with every request.
    #[serde(default)]
    pub headers: IndexMap<String, Template>,
    #[serde(default)]
    pub limits: Limits,
    /// What proves the credentials and names the tenant. Without it the first page of accounts is asked for.
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany<Check>")]
    pub verify: Vec<Check>,
    /// Second lists joined to the accounts by key.
    #[serde(default)]
    pub lookups: IndexMap<String, Lookup>,
    /// Requests made for each account.
    #[serde(default)]
    pub details: IndexMap<String, Detail>,
    /// What is read from an account's item.
    #[serde(default)]
    pub account: AccountFields,
    /// The lists of accounts, read one after the other.
    #[serde(default)]
    pub accounts: IndexMap<String, AccountList>,
    #[serde(default)]
    pub operations: Operations,
    #[serde(default)]
    pub errors: Errors,
}

fn other() -> String {
    "other".to_owned()
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Check>, D::Error> {
    OneOrMany::deserialize(deserializer).map(|checks| checks.0)
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    Active,
    Renamed,
    Discontinued,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verified {
    Live,
    VendorSpec,
    VendorSample,
    #[default]
    Unverified,
}

/// What the service publishes about how much it takes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    pub per_second: Option<std::num::NonZeroU32>,
    pub per_minute: Option<std::num::NonZeroU32>,
    /// For the forecast; while running, the service's own headers are obeyed.
    pub per_hour: Option<std::num::NonZeroU32>,
    /// How many requests at a time; 16 when absent.
    pub parallel: Option<std::num::NonZeroUsize>,
}

/// One request of the test of credentials, and what its answer tells.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub request: Request,
    /// The service's own id of the tenant.
    pub id: Option<Pick>,
    pub name: Option<Pick>,
    pub domains: Option<Pick>,
    /// Id or e-mail of the account whose credentials are used.
    pub integrated_account: Option<Pick>,
    /// Only with these ways.
    pub ways: Option<Vec<String>>,
    /// A refusal for lack of permission or plan is passed over.
    #[serde(default)]
    pub optional: bool,
}
