//! Connecting services: credentials are tried before anything is stored.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assisted::PageReader;
use super::connector::{Connection, Connector, ConnectorName, RequestObserver, RequestRecord, VerifiedTenant};
use super::credentials::{CredentialKeeper, CredentialValues, UnstoredCredentials};
use super::run::Trigger;
use super::store::{SyncStore, WorkspaceStore};
use super::sync::Requests;
use super::workspace::{NewWorkspace, ServiceName, Workspace, WorkspaceKind, WorkspaceSettings};
use crate::access::Actor;
use crate::catalogue::{Catalogue, ConnectWay, Service, ServiceState, WayKind};
use crate::error::{ErrorCode, Failure, FieldProblem, Outcome, Refusal};
use crate::ids::{OrganizationId, RequestId, ServiceId};

/// A service as somebody names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceChoice {
    Id(ServiceId),
    Slug(String),
}

/// What somebody entered to connect a service.
#[derive(Debug, Clone)]
pub struct ConnectDraft {
    pub service: ServiceChoice,
    /// Empty: named after the tenant, or the service.
    pub workspace_name: String,
    pub method: String,
    pub values: BTreeMap<String, String>,
    pub settings: WorkspaceSettings,
}

/// A draft that makes sense, with what the catalogue says about it.
#[derive(Debug, Clone)]
pub struct CheckedDraft {
    pub service: Arc<Service>,
    pub way: ConnectWay,
    pub values: CredentialValues,
}

impl CheckedDraft {
    pub(super) fn connector(&self, organization: OrganizationId) -> ConnectorName {
        ConnectorName::of(organization, self.service.id, &self.service.slug)
    }
}

#[derive(Clone)]
pub struct Connect {
    pub catalogue: Arc<dyn Catalogue>,
    pub connector: Arc<dyn Connector>,
    pub reader: Arc<dyn PageReader>,
    pub workspaces: Arc<dyn WorkspaceStore>,
    pub syncs: Arc<dyn SyncStore>,
}

impl std::fmt::Debug for Connect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connect").finish_non_exhaustive()
    }
}

/// What came of trying credentials on the service.
struct Tried {
    tenant: VerifiedTenant,
    /// The credentials as they are now: a token that was renewed meanwhile has replaced the one tried first.
    values: CredentialValues,
}

impl Connect {
    /// Tries the credentials; stores nothing. What was done is told whatever came of it.
    pub async fn verify(
        &self,
        organization: OrganizationId,
        draft: &ConnectDraft,
    ) -> (Outcome<VerifiedTenant>, Vec<RequestRecord>) {
        let requests = Arc::new(Requests::with_pictures());
        let tried = self.verify_before(organization, draft, requests.clone()).await;
        (tried, requests.take())
    }

    /// As [`Self::verify`], before somebody who hears of everything as it is done.
    pub async fn verify_before(
        &self,
        organization: OrganizationId,
        draft: &ConnectDraft,
        observer: Arc<dyn RequestObserver>,
    ) -> Outcome<VerifiedTenant> {
        let checked = self.check(organization, draft).await?;
        self.try_out(organization, draft, &checked, observer).await.map(|tried| tried.tenant)
    }

    /// Tries the credentials, stores them with a new workspace, and begins its first sync.
    pub async fn connect(
        &self,
        organization: OrganizationId,
        draft: &ConnectDraft,
        actor: &Actor,
    ) -> Outcome<Workspace> {
        let checked = self.check(organization, draft).await?;
        self.connect_with(organization, draft, checked, actor).await
    }

    pub(super) async fn connect_with(
        &self,
        organization: OrganizationId,
        draft: &ConnectDraft,
        checked: CheckedDraft,
        actor: &Actor,
    ) -> Outcome<Workspace> {
        let Tried { tenant, values } =
            self.try_out(organization, draft, &checked, Arc::new(Requests::default())).await?;
        let workspace = self.workspaces.add(organization, new_workspace(draft, &checked, tenant), Some(values)).await?;
        self.first_sync(&workspace, actor).await
    }

    /// Replaces the way and credentials of a workspace after trying them; its accounts and their history stay.
    pub async fn reintegrate(&self, workspace: &Workspace, draft: &ConnectDraft, actor: &Actor) -> Outcome<Workspace> {
        let checked = self.check(workspace.organization, draft).await?;
        self.reintegrate_with(workspace, draft, checked, actor).await
    }

    pub(super) async fn reintegrate_with(
        &self,
        workspace: &Workspace,
        draft: &ConnectDraft,
        checked: CheckedDraft,
        actor: &Actor,
    ) -> Outcome<Workspace> {
        let Tried { tenant, values } =
            self.try_out(workspace.organization, draft, &checked, Arc::new(Requests::default())).await?;
        self.workspaces.reintegrate(workspace, new_workspace(draft, &checked, tenant), values).await?;
        let stored = self.workspaces.find(workspace.organization, workspace.id).await?;
        self.first_sync(&stored.ok_or(ErrorCode::NotFound)?, actor).await
    }

    /// Syncs a workspace at once.
    pub async fn sync(&self, workspace: &Workspace, actor: &Actor) -> Outcome<RequestId> {
        self.syncs.request(workspace, trigger_of(actor), actor).await
    }

    /// Members that a person's browser reads wait for that person.
    async fn first_sync(&self, workspace: &Workspace, actor: &Actor) -> Outcome<Workspace> {
        if workspace.kind == WorkspaceKind::Connected {
            self.syncs.request(workspace, Trigger::Connect, actor).await?;
        }
        let stored = self.workspaces.find(workspace.organization, workspace.id).await?;
        stored.ok_or_else(|| Failure::from(ErrorCode::NotFound))
    }

    async fn try_out(
        &self,
        organization: OrganizationId,
        draft: &ConnectDraft,
        checked: &CheckedDraft,
        observer: Arc<dyn RequestObserver>,
    ) -> Outcome<Tried> {
        let credentials = Arc::new(UnstoredCredentials::new(checked.values.clone()));
        let connection = Connection {
            service: checked.connector(organization),
            method: checked.way.name.clone(),
            base_url: draft.settings.base_url.clone(),
            credentials: credentials.clone(),
            observer,
            fast: draft.settings.fast,
        };
        let tenant = if checked.way.kind == WayKind::Assisted {
            self.reader.recipe(&connection).await?;
            VerifiedTenant::default()
        } else {
            self.connector.verify(&connection).await?
        };
        Ok(Tried { tenant, values: credentials.read().await?.values })
    }

    /// Whether the catalogue offers what was chosen, and every field that the way needs was filled in.
    pub async fn check(&self, organization: OrganizationId, draft: &ConnectDraft) -> Outcome<CheckedDraft> {
        let service = self.service(organization, &draft.service).await?;
        if service.state == ServiceState::Discontinued {
            return Err(Refusal::about(ErrorCode::ServiceNotConnectable, &service.slug).into());
        }
        let way = service.ways.iter().find(|way| way.name == draft.method && way.kind != WayKind::Manual);
        let Some(way) = way else {
            let about = format!("{}: {}", service.slug, draft.method);
            return Err(Refusal::about(ErrorCode::ServiceNotConnectable, about).into());
        };
        let (way, values) = (way.clone(), checked_values(way, &draft.values)?);
        Ok(CheckedDraft { service, way, values })
    }

    pub async fn service(&self, organization: OrganizationId, choice: &ServiceChoice) -> Outcome<Arc<Service>> {
        let (field, found) = match choice {
            ServiceChoice::Id(id) => ("serviceId", self.catalogue.by_id(organization, *id).await?),
            ServiceChoice::Slug(slug) => ("serviceUniqueName", self.catalogue.by_slug(organization, slug).await?),
        };
        found.ok_or_else(|| {
            Refusal::field(
                field,
                "There is no such service; choose one from the catalogue.",
                "該当するサービスがありません。カタログから選択してください。",
            )
            .into()
        })
    }
}

/// Whoever asks by API key is a program.
pub fn trigger_of(actor: &Actor) -> Trigger {
    match actor {
        Actor::User { .. } => Trigger::User,
        Actor::ApiKey { .. } => Trigger::Api,
        Actor::System => Trigger::Schedule,
    }
}

fn new_workspace(draft: &ConnectDraft, checked: &CheckedDraft, tenant: VerifiedTenant) -> NewWorkspace {
    let service = &checked.service;
    let entered = Some(draft.workspace_name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    let name = entered.or_else(|| tenant.name.clone()).unwrap_or_else(|| service.name.en.clone());
    NewWorkspace {
        service: ServiceName { id: service.id, slug: service.slug.clone(), name: service.name.en.clone() },
        name,
        kind: if checked.way.kind == WayKind::Assisted { WorkspaceKind::Assisted } else { WorkspaceKind::Connected },
        method: Some(checked.way.name.clone()),
        settings: draft.settings.clone(),
        tenant,
    }
}

fn checked_values(way: &ConnectWay, entered: &BTreeMap<String, String>) -> Result<CredentialValues, Refusal> {
    let mut problems = Vec::new();
    let mut values = CredentialValues::default();
    for field in &way.fields {
        let value = entered.get(&field.name).map(String::as_str).unwrap_or_default();
        let value = if field.multiline { value } else { value.trim() };
        if value.is_empty() && field.required {
            problems.push(FieldProblem::new(
                format!("auth.values.{}", field.name),
                "This field is required.",
                "この項目は必須です。",
            ));
        } else if !value.is_empty() {
            values.insert(&field.name, value);
        }
    }
    let known: Vec<&str> = way.fields.iter().map(|field| field.name.as_str()).collect();
    for name in entered.keys().filter(|name| !known.contains(&name.as_str())) {
        let expected = known.join(", ");
        problems.push(FieldProblem::new(
            format!("auth.values.{name}"),
            format!("There is no such field: {expected}."),
            format!("この項目はありません: {expected}。"),
        ));
    }
    if problems.is_empty() { Ok(values) } else { Err(Refusal::fields(problems)) }
}
