//! Manifests that an organization writes for its own systems: kept in versions, checked and tried before they are used.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::Serialize;
use url::Url;
use utoipa::ToSchema;

use crate::access::KeyScope;
use crate::account::ReportedAccount;
use crate::error::{ErrorCode, FieldProblem, Outcome, Refusal, StoreError};
use crate::ids::{OrganizationId, ServiceId};
use crate::integration::{
    ChangeOutcome, ConnectorFault, CredentialValues, DownloadedFile, MemberFileHead, VerifiedTenant, refused_file,
};

/// Longer than any manifest needs to be.
const LONGEST: usize = 200_000;

/// What is wrong with a manifest, and where; lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ManifestProblem {
    pub line: usize,
    pub column: usize,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnVersion {
    pub version: u32,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
}

/// One manifest of an organization, in its latest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnConnector {
    /// What its workspaces are workspaces of.
    pub service: ServiceId,
    pub slug: String,
    pub manifest: String,
    /// The oldest first; never empty.
    pub versions: Vec<OwnVersion>,
}

/// What connecting needs of an organization's connector: its latest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnManifest {
    pub service: ServiceId,
    pub slug: String,
    pub version: u32,
    pub manifest: String,
}

/// A version to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVersion {
    pub slug: String,
    /// What the service is called in lists.
    pub name: String,
    pub manifest: String,
    pub by: String,
}

#[async_trait]
pub trait OwnConnectorStore: Send + Sync {
    /// The latest version of each.
    async fn manifests(&self, organization: OrganizationId) -> Result<Vec<OwnManifest>, StoreError>;

    async fn list(&self, organization: OrganizationId) -> Result<Vec<OwnConnector>, StoreError>;

    async fn find(&self, organization: OrganizationId, slug: &str) -> Result<Option<OwnConnector>, StoreError>;

    /// Adds the next version; the first one makes the connector, and the service under the same unique name unless it is
    /// there as an app kept by hand. Two at the same moment: one of them is refused.
    async fn add_version(&self, organization: OrganizationId, version: NewVersion) -> Outcome<()>;

    /// Forgets it with all its versions. Refused while workspaces are connected by it. Says whether there was one.
    async fn remove(&self, organization: OrganizationId, slug: &str) -> Outcome<bool>;
}

crate::enumeration! {
    /// What of a manifest is tried.
    pub enum TriedOperation {
        Verify = "verify",
        List = "list",
        Create = "create",
        Suspend = "suspend",
        Reactivate = "reactivate",
        Delete = "delete",
    }
}

/// One operation of a manifest, with what it takes to try it. Nothing of it is stored.
#[derive(Debug, Clone)]
pub struct Trial {
    pub manifest: String,
    pub operation: TriedOperation,
    pub method: String,
    pub values: CredentialValues,
    pub base_url: Option<Url>,
    pub input: BTreeMap<String, String>,
}

/// A request of a trial beside what was read from its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialStep {
    pub method: String,
    pub path: String,
    /// `None` when no answer came.
    pub status: Option<u16>,
    pub milliseconds: u32,
    /// The answer as text, cut, with secrets masked.
    pub answer: String,
    /// The accounts that this answer told of.
    pub read: Vec<ReportedAccount>,
}

/// What came of a trial.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrialReport {
    pub steps: Vec<TrialStep>,
    /// Of a list: what was read in all, of its first pages.
    pub accounts: Option<Vec<ReportedAccount>>,
    pub tenant: Option<VerifiedTenant>,
    pub outcome: Option<ChangeOutcome>,
    pub fault: Option<ConnectorFault>,
}

/// Reads and tries manifests, within the same limits as connectors.
#[async_trait]
pub trait Workbench: Send + Sync {
    fn problems(&self, manifest: &str) -> Vec<ManifestProblem>;

    /// The English name that a manifest without problems gives its service.
    fn name(&self, manifest: &str) -> Option<String>;

    /// The origins that a manifest without problems reaches and the present one does not.
    fn reaches_beyond(&self, changed: &str, present: &str) -> Vec<String>;

    /// What a file that a service gave of its members begins with.
    fn head_of_file(&self, file: &DownloadedFile) -> Result<MemberFileHead, ConnectorFault>;

    async fn attempt(&self, trial: &Trial) -> TrialReport;
}

#[derive(Clone)]
pub struct OwnConnectors {
    store: Arc<dyn OwnConnectorStore>,
    workbench: Arc<dyn Workbench>,
    catalogue: Arc<dyn super::Catalogue>,
}

impl std::fmt::Debug for OwnConnectors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OwnConnectors").finish_non_exhaustive()
    }
}

impl OwnConnectors {
    pub fn new(
        store: Arc<dyn OwnConnectorStore>,
        workbench: Arc<dyn Workbench>,
        catalogue: Arc<dyn super::Catalogue>,
    ) -> Self {
        Self { store, workbench, catalogue }
    }

    pub async fn list(&self, organization: OrganizationId) -> Outcome<Vec<OwnConnector>> {
        Ok(self.store.list(organization).await?)
    }

    pub async fn find(&self, organization: OrganizationId, slug: &str) -> Outcome<OwnConnector> {
        self.store.find(organization, slug).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }

    pub fn problems(&self, manifest: &str) -> Vec<ManifestProblem> {
        if manifest.len() > LONGEST {
            let message = format!("a manifest has at most {LONGEST} bytes");
            return vec![ManifestProblem { line: 1, column: 1, message }];
        }
        self.workbench.problems(manifest)
    }

    /// Keeps a new one. A name of the catalogue is taken.
    pub async fn add(
        &self,
        organization: OrganizationId,
        slug: &str,
        manifest: &str,
        by: &str,
    ) -> Outcome<OwnConnector> {
        check_slug(slug)?;
        let is_shipped = self.catalogue.shipped_by_slug(slug).is_some();
        if is_shipped || self.store.find(organization, slug).await?.is_some() {
            return Err(Refusal::about(ErrorCode::Conflict, slug).into());
        }
        self.keep(organization, slug, manifest, by).await
    }

    /// Keeps a new version of one that is there. Workspaces may have entrusted credentials to it, so that what only mends
    /// recipes stays with the addresses that the present version reaches.
    pub async fn change(
        &self,
        organization: OrganizationId,
        slug: &str,
        manifest: &str,
        (by, scope): (&str, KeyScope),
    ) -> Outcome<OwnConnector> {
        let present = self.find(organization, slug).await?;
        if scope == KeyScope::Extension {
            let beyond = self.workbench.reaches_beyond(manifest, &present.manifest);
            if !beyond.is_empty() {
                return Err(Refusal::about(ErrorCode::ConnectorAddressHeld, beyond.join(", ")).into());
            }
        }
        self.keep(organization, slug, manifest, by).await
    }

    /// What recording begins with where a service gives a file of its members. Nothing of it is stored.
    pub fn head_of_file(&self, file: &DownloadedFile) -> Outcome<MemberFileHead> {
        file.check_size()?;
        self.workbench.head_of_file(file).map_err(refused_file)
    }

    pub async fn remove(&self, organization: OrganizationId, slug: &str) -> Outcome<()> {
        if self.store.remove(organization, slug).await? { Ok(()) } else { Err(ErrorCode::NotFound.into()) }
    }

    /// Runs one operation against the service. A manifest with problems is not tried.
    pub async fn attempt(&self, trial: &Trial) -> Outcome<TrialReport> {
        self.check(&trial.manifest)?;
        Ok(self.workbench.attempt(trial).await)
    }

    async fn keep(&self, organization: OrganizationId, slug: &str, manifest: &str, by: &str) -> Outcome<OwnConnector> {
        self.check(manifest)?;
        let version = NewVersion {
            slug: slug.to_owned(),
            name: self.workbench.name(manifest).unwrap_or_else(|| slug.to_owned()),
            manifest: manifest.to_owned(),
            by: by.to_owned(),
        };
        self.store.add_version(organization, version).await?;
        self.find(organization, slug).await
    }

    fn check(&self, manifest: &str) -> Outcome<()> {
        let problems = self.problems(manifest);
        if problems.is_empty() {
            return Ok(());
        }
        let problem = |problem: ManifestProblem| {
            let ManifestProblem { line, column, message } = problem;
            FieldProblem::new(
                "manifest",
                format!("Line {line}, column {column}: {message}"),
                format!("{line}行{column}列：{message}"),
            )
        };
        Err(Refusal::fields(problems.into_iter().map(problem).collect()).into())
    }
}

pub(super) const LONGEST_SLUG: usize = 60;

fn check_slug(slug: &str) -> Outcome<()> {
    let fits = (2..=LONGEST_SLUG).contains(&slug.len())
        && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if fits {
        return Ok(());
    }
    Err(Refusal::field(
        "slug",
        "Use 2 to 60 lower-case letters, digits and hyphens.",
        "半角の小文字、数字、ハイフンで2〜60文字にしてください。",
    )
    .into())
}
