//! Reading the services again until an account is known to be gone.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Utc;
use futures::{FutureExt, StreamExt, stream};

use super::engine::RunOffboarding;
use super::item::{Offboarding, OffboardingStep, StepAction, StepState, StepSubject, Verified, VerifiedHow};
use super::store::StepChange;
use crate::account::{AccountStatus, ReportedAccount};
use crate::catalogue::Effect;
use crate::error::ErrorCode;
use crate::ids::WorkspaceId;
use crate::integration::{ChangeKind, Connection, ConnectorFault, FaultKind, Requests, RunFault, connection_of};
use crate::operation::{Rules, Subject};

/// Services read at the same time.
const SIDE_BY_SIDE: usize = 64;

/// What a service says about the accounts that were closed.
type Found = BTreeMap<String, Option<AccountStatus>>;

impl RunOffboarding {
    /// The steps that were done by asking a service, with what reading it again tells.
    pub(super) async fn verify(&self, offboarding: &Offboarding) -> Vec<StepChange> {
        let mut workspaces: BTreeMap<WorkspaceId, Vec<OffboardingStep>> = BTreeMap::new();
        for step in &offboarding.steps {
            let closed = step.state == StepState::Done && step.operation.is_some() && step.verified.is_none();
            if let (true, StepSubject::Account { workspace, .. }) = (closed, &step.subject) {
                workspaces.entry(*workspace).or_default().push(step.clone());
            }
        }
        let mut readings = Vec::with_capacity(workspaces.len());
        for (workspace, steps) in workspaces {
            readings.push(self.read(offboarding, workspace, steps).boxed());
        }
        stream::iter(readings).buffer_unordered(SIDE_BY_SIDE).collect::<Vec<_>>().await.concat()
    }

    async fn read(
        &self,
        offboarding: &Offboarding,
        workspace: WorkspaceId,
        steps: Vec<OffboardingStep>,
    ) -> Vec<StepChange> {
        let subjects: Vec<&Subject> = steps.iter().filter_map(|step| subject(step)).collect();
        let found = self.look_up(offboarding, workspace, &subjects).await;
        steps.iter().filter_map(|step| Some(judged(step, subject(step)?, &found))).collect()
    }

    async fn look_up(
        &self,
        offboarding: &Offboarding,
        workspace: WorkspaceId,
        subjects: &[&Subject],
    ) -> Result<(Found, Effect), RunFault> {
        let fault = |code: ErrorCode, detail: String| RunFault { code, detail, at: Utc::now(), picture: None };
        let found = self.offboardings.operations.workspaces.find(offboarding.organization, workspace).await;
        let workspace = match found {
            Ok(Some(workspace)) => workspace,
            Ok(None) => return Err(fault(ErrorCode::NotFound, "the workspace was disconnected".to_owned())),
            Err(error) => return Err(fault(ErrorCode::InternalServerError, error.to_string())),
        };
        let connection = connection_of(&workspace, self.credentials.as_ref(), Arc::new(Requests::default()));
        let connection = Connection { fast: true, ..connection };
        let service =
            self.offboardings.operations.catalogue.by_id(offboarding.organization, workspace.service.id).await;
        let service = service.map_err(|error| fault(ErrorCode::InternalServerError, error.to_string()))?;
        let effect = Rules::of(service.as_deref(), &workspace, ChangeKind::Delete).effect;
        let found = self.listed(&connection, subjects).await.map_err(|error| RunFault::of(&error))?;
        Ok((found, effect))
    }

    /// Walks the list of accounts until all are found, or to its end.
    async fn listed(&self, connection: &Connection, subjects: &[&Subject]) -> Result<Found, ConnectorFault> {
        let key = |subject: &Subject| subject.external_id.clone().unwrap_or_default();
        let mut found: Found = subjects.iter().map(|subject| (key(subject), None)).collect();
        let mut pages = self.connector.accounts(connection, None);
        while let Some(page) = pages.next().await {
            let page = page?;
            for subject in subjects {
                let is_meant = |account: &&ReportedAccount| {
                    subject.is(&account.external_id, account.email.as_deref(), account.username.as_deref())
                };
                if let Some(account) = page.accounts.iter().find(is_meant) {
                    found.insert(key(subject), Some(account.status));
                }
            }
            if page.next.is_none() || found.values().all(Option::is_some) {
                return Ok(found);
            }
        }
        Err(ConnectorFault::new(FaultKind::UnexpectedAnswer, "the list of accounts ended before its last page"))
    }
}

fn subject(step: &OffboardingStep) -> Option<&Subject> {
    match &step.subject {
        StepSubject::Account { account, .. } => Some(account),
        StepSubject::Task { .. } => None,
    }
}

fn judged(step: &OffboardingStep, subject: &Subject, found: &Result<(Found, Effect), RunFault>) -> StepChange {
    let stays = |state| StepChange { operation: step.operation, ..StepChange::to(step.id, state) };
    let verified = |gone, how| Some(Verified { at: Utc::now(), gone, how, detail: None });
    let (found, effect) = match found {
        Ok(found) => found,
        // Done, and not seen with own eyes: the record says so.
        Err(fault) => {
            let (how, detail) = (VerifiedHow::NotRead, Some(fault.detail.clone()));
            let unseen = Verified { at: Utc::now(), gone: false, how, detail };
            return StepChange { verified: Some(unseen), ..stays(StepState::Done) };
        }
    };
    let status = found.get(subject.external_id.as_deref().unwrap_or_default()).copied().flatten();
    let closes_only = step.action == StepAction::Suspend || *effect == Effect::Deactivates;
    match status {
        None => StepChange { verified: verified(true, VerifiedHow::Absent), ..stays(StepState::Done) },
        Some(AccountStatus::Suspended) if closes_only => {
            StepChange { verified: verified(true, VerifiedHow::Suspended), ..stays(StepState::Done) }
        }
        Some(_) => StepChange {
            verified: verified(false, VerifiedHow::StillThere),
            fault: Some(RunFault { code: ErrorCode::StillThere, detail: String::new(), at: Utc::now(), picture: None }),
            ..stays(StepState::Failed)
        },
    }
}
