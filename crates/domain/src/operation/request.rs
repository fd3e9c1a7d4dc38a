//! Asking for operations on accounts that are there.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::draft::{Idempotency, OperationDraft, Subject};
use super::guard::{Rules, Situation, guard};
use super::item::{Operation, OperationState, Origin};
use super::plan::{OperationPlan, hand_over};
use super::store::OperationStore;
use crate::access::Actor;
use crate::account::{Account, AccountStatus, AccountStore};
use crate::catalogue::{Catalogue, ServiceOperation};
use crate::directory::DirectoryStore;
use crate::error::{ErrorCode, Failure, FieldProblem, Outcome, Refusal};
use crate::ids::{AccountId, OrganizationId, RequestId};
use crate::integration::{
    AccountChange, ChangeKind, Connector, Credentials, PlannedRequest, Requests, Workspace, WorkspaceStore,
    connection_of,
};
use crate::organization::OrganizationStore;

#[derive(Clone)]
pub struct Operations {
    pub store: Arc<dyn OperationStore>,
    pub accounts: Arc<dyn AccountStore>,
    pub workspaces: Arc<dyn WorkspaceStore>,
    pub directory: Arc<dyn DirectoryStore>,
    pub organizations: Arc<dyn OrganizationStore>,
    pub catalogue: Arc<dyn Catalogue>,
    pub connector: Arc<dyn Connector>,
    pub credentials: Arc<dyn Credentials>,
}

impl std::fmt::Debug for Operations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Operations").finish_non_exhaustive()
    }
}

/// Suspend, reactivate or delete one account.
#[derive(Debug, Clone)]
pub struct ChangeRequest {
    pub kind: ChangeKind,
    pub account: AccountId,
    /// Who takes over what the account owns.
    pub hand_over_to: Option<AccountId>,
    /// As logs name whoever asks.
    pub actor: String,
    pub origin: Origin,
    /// Whether the organization's grace period holds; an offboarding has a time of its own.
    pub with_grace: bool,
}

/// A change with everything known about it.
pub(super) struct Prepared {
    situation: Situation,
    rules: Rules,
    facts: Option<ServiceOperation>,
    input: BTreeMap<String, String>,
    scheduled_for: Option<DateTime<Utc>>,
    suspends_now: bool,
}

impl Operations {
    /// What the change would do. Nothing is sent that changes anything, and nothing is stored.
    pub async fn plan(&self, organization: OrganizationId, request: &ChangeRequest) -> Outcome<OperationPlan> {
        let prepared = self.prepare(organization, request).await;
        let (prepared, refusal) = match prepared {
            Ok(prepared) => {
                let refusal = guard(request.kind, &prepared.rules, &prepared.situation).err();
                (prepared, refusal)
            }
            // Without the hand-over chosen the plan can be shown all the same.
            Err(Failure::Refused(refusal)) if request.hand_over_to.is_none() && !refusal.fields.is_empty() => {
                (self.prepare_without_input(organization, request).await?, Some(refusal))
            }
            Err(failure) => return Err(failure),
        };
        let Prepared { situation, facts, input, scheduled_for, suspends_now, .. } = prepared;
        let requests = match (&refusal, &situation.account) {
            (None, Some(account)) => {
                self.planned(&situation.workspace, change_of(request.kind, account, input)).await?
            }
            _ => Vec::new(),
        };
        let plan = OperationPlan::new(request.kind, situation.workspace, situation.account, facts.as_ref());
        Ok(OperationPlan { refusal, requests, scheduled_for, suspends_now, ..plan })
    }

    /// Writes the operations down, to be done at once or after the grace period; all of them or none.
    pub async fn request(
        &self,
        organization: OrganizationId,
        requests: &[ChangeRequest],
        once: Option<&Idempotency>,
    ) -> Outcome<Vec<RequestId>> {
        if let Some(first) = self.remembered(organization, once).await? {
            return Ok(first);
        }
        let mut drafts = Vec::new();
        let mut problems = Vec::new();
        for (place, request) in requests.iter().enumerate() {
            match self.drafts_of(organization, request).await {
                Ok(more) => drafts.extend(more),
                Err(Failure::Refused(refusal)) if requests.len() > 1 => problems.push(at_place(place, &refusal)),
                Err(failure) => return Err(failure),
            }
        }
        if !problems.is_empty() {
            return Err(Refusal::fields(problems).into());
        }
        self.store.request(organization, drafts, once).await
    }

    /// Before anything is looked at: after the first time the account may be gone.
    pub async fn remembered(
        &self,
        organization: OrganizationId,
        once: Option<&Idempotency>,
    ) -> Outcome<Option<Vec<RequestId>>> {
        match once {
            Some(once) => self.store.remembered(organization, once).await,
            None => Ok(None),
        }
    }

    /// Undoes an operation that is scheduled, and what was done in advance of it.
    pub async fn cancel(&self, operation: &Operation, actor: &Actor) -> Outcome<()> {
        let organization = operation.organization;
        self.store.cancel(organization, operation.id, actor.label()).await?;
        let Some(suspension) = self.store.beside(organization, operation.id).await? else { return Ok(()) };
        match suspension.state {
            OperationState::Requested
                if self.store.cancel(organization, suspension.id, actor.label()).await.is_ok() =>
            {
                Ok(())
            }
            OperationState::Failed | OperationState::Cancelled => Ok(()),
            _ => self.give_back(operation, &suspension, actor).await,
        }
    }

    async fn give_back(&self, operation: &Operation, suspension: &Operation, actor: &Actor) -> Outcome<()> {
        let Some(account) = operation.account else { return Ok(()) };
        let request = ChangeRequest {
            kind: ChangeKind::Reactivate,
            account,
            hand_over_to: None,
            actor: actor.label().to_owned(),
            origin: operation.origin,
            with_grace: false,
        };
        let prepared = self.prepare(operation.organization, &request).await?;
        if !prepared.rules.supported {
            return Ok(());
        }
        let draft = OperationDraft { beside: Some(suspension.id), ..prepared.draft(&request) };
        self.store.request(operation.organization, vec![draft], None).await?;
        Ok(())
    }

    /// Lets a failed operation, or one whose outcome is unknown, go on.
    pub async fn resume(&self, operation: &Operation, actor: &Actor) -> Outcome<()> {
        self.store.resume(operation.organization, operation.id, actor.label()).await
    }

    async fn drafts_of(&self, organization: OrganizationId, request: &ChangeRequest) -> Outcome<Vec<OperationDraft>> {
        let prepared = self.prepare(organization, request).await?;
        guard(request.kind, &prepared.rules, &prepared.situation)?;
        let draft = prepared.draft(request);
        if !prepared.suspends_now {
            return Ok(vec![draft]);
        }
        let suspension =
            ChangeRequest { kind: ChangeKind::Suspend, hand_over_to: None, with_grace: false, ..request.clone() };
        let suspend = self.prepare(organization, &suspension).await?.draft(&suspension);
        let suspend = OperationDraft { beside: Some(draft.id), ..suspend };
        Ok(vec![draft, suspend])
    }

    async fn prepare(&self, organization: OrganizationId, request: &ChangeRequest) -> Outcome<Prepared> {
        let mut prepared = self.prepare_without_input(organization, request).await?;
        prepared.input = self.hand_over_input(organization, request, &prepared).await?;
        Ok(prepared)
    }

    async fn prepare_without_input(&self, organization: OrganizationId, request: &ChangeRequest) -> Outcome<Prepared> {
        let account = self.accounts.find(organization, request.account).await?.ok_or(ErrorCode::NotFound)?;
        let situation = self.store.situation(organization, account.workspace, Some(account.id)).await?;
        let workspace = &situation.workspace;
        let service = self.catalogue.by_id(organization, workspace.service.id).await?;
        let service = service.as_deref();
        let rules = Rules::of(service, workspace, request.kind);
        let facts = service.and_then(|service| service.operations.of(request.kind)).cloned();
        let scheduled_for = self.end_of_grace(organization, request).await?;
        let suspendable = Rules::of(service, workspace, ChangeKind::Suspend).supported;
        let suspends_now = scheduled_for.is_some() && suspendable && account.status == AccountStatus::Active;
        Ok(Prepared { situation, rules, facts, input: BTreeMap::new(), scheduled_for, suspends_now })
    }

    async fn end_of_grace(
        &self,
        organization: OrganizationId,
        request: &ChangeRequest,
    ) -> Outcome<Option<DateTime<Utc>>> {
        if request.kind != ChangeKind::Delete || !request.with_grace {
            return Ok(None);
        }
        let organization = self.organizations.find(organization).await?.ok_or(ErrorCode::NotFound)?;
        let hours = organization.settings.deletion_grace_hours;
        Ok((hours > 0).then(|| Utc::now() + TimeDelta::hours(hours.into())))
    }

    /// The successor's id, where the service hands over and somebody was named.
    async fn hand_over_input(
        &self,
        organization: OrganizationId,
        request: &ChangeRequest,
        prepared: &Prepared,
    ) -> Outcome<BTreeMap<String, String>> {
        let takes = prepared.facts.as_ref().and_then(hand_over);
        let to = match (takes, request.hand_over_to) {
            (Some(takes), Some(to)) => (takes.input, to),
            (Some(takes), None) if takes.required => {
                return Err(successor(ErrorCode::SuccessorMissing));
            }
            (None, Some(_)) => {
                return Err(successor(ErrorCode::NothingHandedOver));
            }
            _ => return Ok(BTreeMap::new()),
        };
        let (input, to) = to;
        let successors = self.accounts.find(organization, to).await?;
        let fits = |candidate: &Account| {
            candidate.workspace == prepared.situation.workspace.id
                && candidate.id != request.account
                && candidate.vanished_at.is_none()
        };
        match successors.filter(fits) {
            Some(successor) => Ok(BTreeMap::from([(input, successor.external_id)])),
            None => Err(successor(ErrorCode::SuccessorUnsuitable)),
        }
    }

    pub(super) async fn planned(&self, workspace: &Workspace, change: AccountChange) -> Outcome<Vec<PlannedRequest>> {
        let requests = Arc::new(Requests::default());
        let connection = connection_of(workspace, self.credentials.as_ref(), requests);
        Ok(self.connector.plan(&connection, &change).await?)
    }
}

impl Prepared {
    fn draft(&self, request: &ChangeRequest) -> OperationDraft {
        let account = self.situation.account.as_ref();
        OperationDraft {
            id: RequestId::new(),
            kind: request.kind,
            workspace: self.situation.workspace.id,
            account: Some(request.account),
            subject: account.map(Subject::from).unwrap_or_default(),
            person: account.and_then(|account| account.owner.as_ref()).map(|owner| owner.id),
            input: self.input.clone(),
            secrets: BTreeMap::new(),
            rules: self.rules.clone(),
            actor: request.actor.clone(),
            origin: request.origin,
            run_at: self.scheduled_for,
            beside: None,
        }
    }
}

/// The change as the connector takes it: the account's own names, then what was asked for.
fn change_of(kind: ChangeKind, account: &Account, input: BTreeMap<String, String>) -> AccountChange {
    AccountChange::of(kind, &Subject::from(account), input)
}

fn successor(code: ErrorCode) -> Failure {
    use crate::organization::Language::{En, Ja};
    let problem = FieldProblem::new("account.dataTransfer.to", code.text(En), code.text(Ja));
    Refusal { code, about: None, fields: vec![problem] }.into()
}

/// A refusal of one of many, as a problem of its place in the list.
fn at_place(place: usize, refusal: &Refusal) -> FieldProblem {
    use crate::organization::Language;
    let about = refusal.about.as_deref().map(|about| format!(" ({about})")).unwrap_or_default();
    let details: Vec<_> = refusal.fields.iter().map(|problem| &problem.message).collect();
    let text = |language: Language| match details.first() {
        Some(detail) => detail.in_language(language).to_owned(),
        None => format!("{}{about}", refusal.message(language)),
    };
    FieldProblem::new(format!("ids[{place}]"), text(Language::En), text(Language::Ja))
}
