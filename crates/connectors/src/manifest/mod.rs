//! The manifest language: everything that Daicho needs to know of a service, as data.

mod accounts;
mod auth;
mod choices;
mod entry;
mod errors;
mod forecast;
mod lint;
mod load;
mod offered;
mod operation;
mod paging;
mod path;
mod pick;
mod reach;
mod recipe;
mod request;
mod robot;
mod template;
mod text;
mod way;

use chrono::NaiveDate;
use daicho_domain::integration::ChangeKind;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

pub use accounts::{AccountFields, AccountList, Detail, EmployeeFields, ForEach, ItemSource, Lookup};
pub use auth::{
    Auth, AwsSignature, Basic, ClientAuth, ClientCredentials, JwtBearer, Login, LoginSource, LoginStep, OAuth1, OAuth2,
    Send, Signature, TextSignature, TokenBody,
};
pub use choices::{Choice, Choices};
pub use errors::{Condition, Errors, Failed, Rule};
pub use lint::{Problem, lint};
pub use load::{Shapes, load, load_file, schema};
pub use operation::{Before, Effect, InputField, Kind as InputKind, Operation, Operations, Prefill, Step};
pub use paging::{Cursor, NextUrl, Offset, PageNumber, Paging, Source};
pub use path::Path;
pub use pick::{Fill, Mapped, Pick};
pub use recipe::{
    ChooseOption, Column, DetailPage, Elements, FileFormat, FillField, MemberFile, MemberTable, NextPage, OneTimeCode,
    PageEvent, Recipe, RecipeStep, WaitFor,
};
pub use request::{AnswerFormat, Body, Call, Request};
pub use robot::Robot;
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
    /// When its vendor ended it: `2024-12-31`.
    #[schemars(with = "Option<String>")]
    pub ended: Option<NaiveDate>,
    /// The vendor's plan that listing accounts needs.
    pub plan: Option<Text>,
    #[serde(default)]
    pub verification: Verified,
    /// When it was verified: `2026-11-27`.
    #[schemars(with = "Option<String>")]
    pub verified_on: Option<NaiveDate>,
    /// Where the facts come from: addresses, or `github:owner/repository path`.
    #[serde(default)]
    pub sources: Vec<String>,
    /// What people should know before connecting: quirks, limits.
    #[serde(default)]
    pub notes: Vec<Text>,
    /// What the vendor does not give, or what nobody could make sure of.
    #[serde(default)]
    pub unseen: Vec<Text>,
    /// What is known for signing in by ID and password.
    pub robot: Option<Robot>,
    /// Accounts with one of these roles, as `roles` reads them, are never suspended or deleted.
    #[serde(default)]
    pub untouchable_roles: Vec<String>,
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
    /// Lists that the inputs of operations choose from.
    #[serde(default)]
    pub choices: IndexMap<String, Choices>,
    #[serde(default)]
    pub operations: Operations,
    #[serde(default)]
    pub errors: Errors,
}

impl Manifest {
    /// What to do on the service's pages, when it is known.
    pub fn recipe(&self) -> Option<&Recipe> {
        self.robot.as_ref()?.recipe.as_deref()
    }

    /// Whether this way goes over the service's pages.
    pub fn is_walked(&self, way: &str) -> bool {
        self.ways.get(way).is_some_and(|way| matches!(way.auth, Auth::IdPassword))
    }

    /// The operation, when it can be done by this way: on the service's pages by ID and password, by requests otherwise.
    pub fn operation(&self, kind: ChangeKind, way: &str) -> Option<&Operation> {
        let operation = self.operations.of(kind)?;
        let is_told = if self.is_walked(way) { !operation.on_pages.is_empty() } else { operation.has_requests() };
        (is_told && way::is_among(operation.ways.as_deref(), way)).then_some(operation)
    }

    /// The names of what signing in by this way gives, the token first; for ways without a sign-in, that of the token entered.
    pub fn given_by_sign_in(&self, way: &str) -> Vec<String> {
        match self.ways.get(way).map(|way| &way.auth) {
            Some(Auth::Login(login)) => {
                let read = login.steps.iter().flat_map(|step| step.read.keys().cloned());
                std::iter::once("access_token".to_owned()).chain(read).collect()
            }
            Some(Auth::Bearer) => vec!["token".to_owned()],
            Some(Auth::IdPassword) => Vec::new(),
            _ => vec!["access_token".to_owned()],
        }
    }
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
