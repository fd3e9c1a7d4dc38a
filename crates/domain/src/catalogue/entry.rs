use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::own::LONGEST_SLUG;
use super::{Forecast, Robot, ServiceOperations};
use crate::ids::ServiceId;
use crate::organization::Language;

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bilingual {
    pub en: String,
    pub ja: String,
}

impl Bilingual {
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ja => &self.ja,
        }
    }
}

crate::enumeration! {
    /// How far a connector was checked. Nothing claims more than a test shows.
    pub enum Verification {
        /// Against the real server software.
        Live = "live",
        /// Requests and answers against the vendor's machine-readable spec.
        VendorSpec = "vendor-spec",
        /// Answers from the vendor's documentation replayed.
        VendorSample = "vendor-sample",
        Unverified = "unverified",
    }
}

crate::enumeration! {
    pub enum WayKind {
        Oauth2 = "oauth2",
        ApiKey = "api_key",
        IdPassword = "id_password",
        /// A person's own, signed-in browser reads the service's pages; no credential is stored.
        Assisted = "assisted",
        Manual = "manual",
    }
}

crate::enumeration! {
    pub enum ServiceState {
        Active = "active",
        Renamed = "renamed",
        /// No longer offered by its vendor: cannot be newly connected, can be kept by hand.
        Discontinued = "discontinued",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    pub id: ServiceId,
    /// The catalogue slug: `serviceUniqueName` in the API.
    pub slug: String,
    pub name: Bilingual,
    /// Former names and spellings that people search for.
    pub other_names: Vec<String>,
    pub category: String,
    pub homepage: String,
    pub state: ServiceState,
    /// When its vendor ended it.
    pub ended: Option<NaiveDate>,
    /// The vendor's plan that listing accounts needs.
    pub plan: Option<Bilingual>,
    pub ways: Vec<ConnectWay>,
    pub capabilities: Capabilities,
    pub operations: ServiceOperations,
    /// Accounts with one of these roles are never suspended or deleted through Daicho.
    pub untouchable_roles: Vec<String>,
    pub fields: FieldCoverage,
    pub verification: Verification,
    pub verified_on: Option<NaiveDate>,
    /// Where the facts come from.
    pub sources: Vec<String>,
    /// Whether its accounts can be the source of truth for who works here.
    pub employee_master: bool,
    /// What people should know before connecting: quirks, limits.
    pub notes: Vec<Bilingual>,
    /// What the vendor does not give, or what nobody could make sure of.
    pub unseen: Vec<Bilingual>,
    /// What is known for signing in by ID and password.
    pub robot: Option<Robot>,
    /// Requests that a sync makes.
    #[serde(rename = "requestsPer1000Accounts")]
    pub requests_per_1000_accounts: Forecast,
    /// How long it takes at the rate that the vendor permits.
    #[serde(rename = "secondsPer1000Accounts")]
    pub seconds_per_1000_accounts: Forecast,
}

impl Service {
    /// Whether nothing reads it yet, and what is known of its pages is where recording a recipe can begin.
    pub fn is_to_be_recorded(&self) -> bool {
        let is_over = self.state == ServiceState::Discontinued;
        !is_over && !self.capabilities.list && self.robot.as_ref().is_some_and(|robot| !robot.recipe)
    }

    /// The unique name under which an organization keeps what it recorded of this service, as the extension chooses it.
    pub fn recorded_slug(&self) -> String {
        format!("{}-recorded", self.slug).chars().take(LONGEST_SLUG).collect()
    }
}

/// One way to connect a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConnectWay {
    /// Stable within the service; the API's `auth.method`.
    pub name: String,
    pub kind: WayKind,
    pub label: Bilingual,
    pub fields: Vec<CredentialField>,
    /// How to get the credentials, with the permission that they need. Markdown.
    pub guide: Bilingual,
    /// The vendor's plan that this way needs.
    pub plan: Option<Bilingual>,
    /// OAuth scopes asked for.
    pub scopes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialField {
    pub name: String,
    pub label: Bilingual,
    pub example: Option<String>,
    pub secret: bool,
    pub required: bool,
    pub multiline: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "each is an independent ability of the service")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Capabilities {
    pub list: bool,
    pub create: bool,
    pub suspend: bool,
    pub reactivate: bool,
    pub delete: bool,
    pub roles: bool,
    pub licenses: bool,
    pub two_factor: bool,
    pub last_activity: bool,
    pub employee_master: bool,
}

/// Which account fields the service can fill.
#[expect(clippy::struct_excessive_bools, reason = "each is an independent field of an account")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FieldCoverage {
    pub email: bool,
    pub username: bool,
    pub display_name: bool,
    pub status: bool,
    pub role: bool,
    pub license: bool,
    pub two_factor: bool,
    pub last_activity: bool,
    pub created_at: bool,
    pub employee_number: bool,
}
