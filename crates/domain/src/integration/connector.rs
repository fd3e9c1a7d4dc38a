//! The port to the outside: how Daicho asks a service for its accounts and asks it to change one.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::stream::BoxStream;
use serde::{Deserialize, Serialize};
use url::Url;

use super::credentials::CredentialKeeper;
use super::fault::ConnectorFault;
use super::plan::{InputChoices, PlannedRequest};
use crate::account::ReportedAccount;
use crate::ids::{OrganizationId, ServiceId};
use crate::operation::Subject;

/// Which manifest speaks with a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConnectorName {
    /// The catalogue slug, for example `github`.
    Shipped(String),
    /// One of an organization's own, in its latest version.
    Own(OrganizationId, String),
}

impl ConnectorName {
    /// The connector of a service as the organization sees it.
    pub fn of(organization: OrganizationId, id: ServiceId, slug: &str) -> Self {
        if id.is_custom() { Self::Own(organization, slug.to_owned()) } else { Self::Shipped(slug.to_owned()) }
    }

    pub fn slug(&self) -> &str {
        match self {
            Self::Shipped(slug) | Self::Own(_, slug) => slug,
        }
    }
}

/// Everything that a connector needs to speak for one workspace.
#[derive(Clone)]
pub struct Connection {
    pub service: ConnectorName,
    /// The name of the sign-in way within the manifest, for example `personal_access_token`.
    pub method: String,
    /// Replaces the service's own address: self-managed editions, proxies, tests.
    pub base_url: Option<Url>,
    pub credentials: Arc<dyn CredentialKeeper>,
    /// Hears of every request made, for the integration log.
    pub observer: Arc<dyn RequestObserver>,
    /// Skips what costs a request per account.
    pub fast: bool,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection")
            .field("service", &self.service)
            .field("method", &self.method)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

/// One request as the integration log keeps it: never a header, a body or a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRecord {
    pub at: DateTime<Utc>,
    pub method: String,
    /// Path with query; values of query parameters that carry credentials are replaced by `•••`.
    pub path: String,
    /// `None` when no answer came.
    pub status: Option<u16>,
    pub milliseconds: u32,
    /// 1 for the first try.
    pub attempt: u8,
    /// What went wrong, in the service's words, when something did.
    pub note: Option<String>,
}

pub trait RequestObserver: Send + Sync {
    fn record(&self, request: RequestRecord);

    /// Whether it also wants to see what services answer; only where somebody tries a manifest of their own.
    fn wants_answers(&self) -> bool {
        false
    }

    /// The answer to the request recorded last, with secrets masked.
    fn answered(&self, _answer: &str) {}
}

/// What a successful test of credentials tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedTenant {
    /// The service's own id of the tenant, to notice when another tenant is connected by accident.
    pub id: Option<String>,
    /// Proposed as the workspace's name.
    pub name: Option<String>,
    /// Domains that the service says belong to the tenant; taken over when it is the employee master.
    pub domains: Vec<String>,
    /// External id or e-mail of the account whose credentials are used: it is never deleted through Daicho.
    pub integrated_account: Option<String>,
}

/// Where to go on after a page: opaque to everybody but the connector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Checkpoint(pub serde_json::Value);

#[derive(Debug, Clone)]
pub struct AccountPage {
    pub accounts: Vec<ReportedAccount>,
    /// Asked with this, the connector continues behind this page. `None` on the last page.
    pub next: Option<Checkpoint>,
    /// How many accounts there are in all, where the service says so.
    pub total: Option<u64>,
}

pub type AccountPages = BoxStream<'static, Result<AccountPage, ConnectorFault>>;

#[async_trait]
pub trait Connector: Send + Sync {
    /// Tries the credentials with the cheapest call that proves them and the permission to list.
    async fn verify(&self, connection: &Connection) -> Result<VerifiedTenant, ConnectorFault>;

    /// Streams the accounts page by page. The stream ends after the page whose `next` is `None`, or after an error.
    fn accounts(&self, connection: &Connection, resume: Option<Checkpoint>) -> AccountPages;

    /// The choices that the service offers now for the inputs of a change, one entry for each input that has live choices.
    async fn choices(&self, connection: &Connection, change: ChangeKind) -> Result<Vec<InputChoices>, ConnectorFault>;

    /// The requests that a change would make, in order. Nothing is sent; what only an answer can tell stands in angle marks.
    async fn plan(
        &self,
        connection: &Connection,
        change: &AccountChange,
    ) -> Result<Vec<PlannedRequest>, ConnectorFault>;

    /// Asks the service to change one account.
    async fn operate(&self, connection: &Connection, change: &AccountChange) -> Result<ChangeOutcome, ConnectorFault>;
}

crate::enumeration! {
    pub enum ChangeKind {
        Create = "create",
        Suspend = "suspend",
        Reactivate = "reactivate",
        Delete = "delete",
    }
}

/// One change asked of a service, with the fields that its manifest names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountChange {
    pub kind: ChangeKind,
    pub input: BTreeMap<String, String>,
}

impl AccountChange {
    /// A change of an account that is there: under the names that every manifest knows, beside what was asked for.
    pub fn of(kind: ChangeKind, account: &Subject, mut input: BTreeMap<String, String>) -> Self {
        let names = [("id", &account.external_id), ("email", &account.email), ("username", &account.username)];
        for (name, value) in names {
            if let Some(value) = value {
                input.insert(name.to_owned(), value.clone());
            }
        }
        Self { kind, input }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeOutcome {
    /// The account as the service reports it after the change, where its answer tells.
    pub account: Option<ReportedAccount>,
    /// The service had nothing to change: already gone, already suspended.
    pub already: bool,
}
