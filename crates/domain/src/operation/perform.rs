//! Doing an operation: one call at the service, or reading it when an earlier call may have arrived.

use std::sync::Arc;

use chrono::{TimeDelta, Utc};

use super::guard::{Rules, guard};
use super::item::OperationState;
use super::store::{Ending, OperationStore, OperationTask, Pause, Stage};
use crate::catalogue::Catalogue;
use crate::error::{ErrorCode, Failure};
use crate::ids::{OrganizationId, RequestId};
use crate::integration::{
    ChangeKind, Connection, Connector, ConnectorFault, Credentials, FaultKind, Requests, RunFault, StepEvent,
    connection_of,
};
use crate::queue::{JobEnd, back_off};

/// So often an operation waits for a service before it is left to a person.
const MOST_PAUSES: u32 = 12;
/// So often a service is asked for the same change, each time after reading that it was not done.
pub(super) const MOST_CALLS: u32 = 5;
const OTHERS_FIRST: TimeDelta = TimeDelta::milliseconds(500);

#[derive(Clone)]
pub struct PerformOperation {
    pub store: Arc<dyn OperationStore>,
    pub connector: Arc<dyn Connector>,
    pub credentials: Arc<dyn Credentials>,
    pub catalogue: Arc<dyn Catalogue>,
}

impl std::fmt::Debug for PerformOperation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PerformOperation").finish_non_exhaustive()
    }
}

impl PerformOperation {
    /// Takes an operation one step further, to its end or to a pause.
    pub async fn run(&self, organization: OrganizationId, id: RequestId) -> Result<JobEnd, Failure> {
        let Some(task) = self.store.begin(organization, id).await? else { return Ok(JobEnd::Done) };
        match task.stage {
            Stage::Call => self.call(&task).await,
            Stage::Settle => self.settle(&task).await,
            Stage::Wait => Ok(JobEnd::PutOff(Utc::now() + OTHERS_FIRST)),
        }
    }

    async fn call(&self, task: &OperationTask) -> Result<JobEnd, Failure> {
        let requests = Arc::new(Requests::default());
        if let Err(refusal) = guard(task.operation.kind, &self.rules(task).await?, &task.situation) {
            let detail = refusal.about.unwrap_or_default();
            return self.end(task, Ending::Failed(fault(refusal.code, detail)), &requests).await;
        }
        match self.connector.operate(&self.connection(task, &requests), &task.change).await {
            Ok(outcome) => {
                let ending = Ending::Changed { account: outcome.account, already: outcome.already };
                self.end(task, ending, &requests).await
            }
            Err(fault) => self.after_fault(task, &fault, &requests).await,
        }
    }

    async fn after_fault(
        &self,
        task: &OperationTask,
        fault: &ConnectorFault,
        requests: &Requests,
    ) -> Result<JobEnd, Failure> {
        let kind = task.operation.kind;
        match fault.kind {
            // Turned away at the door: nothing was done.
            FaultKind::RateLimited if !fault.may_be_done => {
                self.wait(task, OperationState::Requested, fault, requests).await
            }
            // It may have arrived.
            FaultKind::Unavailable | FaultKind::UnexpectedAnswer => {
                self.wait(task, OperationState::Unknown, fault, requests).await
            }
            // Ours, when an earlier call of this operation may have made it.
            FaultKind::AlreadyExists if kind == ChangeKind::Create && task.operation.attempts > 1 => {
                self.wait(task, OperationState::Unknown, fault, requests).await
            }
            FaultKind::NotFound if kind == ChangeKind::Delete => {
                self.end(task, Ending::Changed { account: None, already: true }, requests).await
            }
            FaultKind::AlreadyExists => self.end(task, Ending::Failed(lasting(kind, fault)), requests).await,
            _ if fault.may_be_done => self.wait(task, OperationState::Unknown, fault, requests).await,
            _ => self.end(task, Ending::Failed(lasting(kind, fault)), requests).await,
        }
    }

    /// Puts the operation off; after too many times a person is to look at it.
    pub(super) async fn wait(
        &self,
        task: &OperationTask,
        state: OperationState,
        fault: &ConnectorFault,
        requests: &Requests,
    ) -> Result<JobEnd, Failure> {
        if task.pauses >= MOST_PAUSES {
            return self.leave_to_a_person(task, state, fault, requests).await;
        }
        let own = Utc::now() + back_off(task.pauses + 1);
        let until = fault.retry_at.map_or(own, |named| named.max(Utc::now()));
        let (error_id, detail) = (fault.kind.into(), fault.detail.clone());
        let event = match &fault.picture {
            // The page is to be seen, whatever reading the service tells.
            Some(picture) => StepEvent::Error { error_id, detail, picture: Some(picture.clone()) },
            None => StepEvent::Wait { error_id, detail, until },
        };
        let pause = Pause { state, until: Some(until), fault: Some(RunFault::of(fault)), event };
        self.store.pause(task, pause, requests.take()).await?;
        Ok(JobEnd::PutOff(until))
    }

    pub(super) async fn leave_to_a_person(
        &self,
        task: &OperationTask,
        state: OperationState,
        fault: &ConnectorFault,
        requests: &Requests,
    ) -> Result<JobEnd, Failure> {
        if state == OperationState::Unknown {
            let event = StepEvent::Error {
                error_id: fault.kind.into(),
                detail: fault.detail.clone(),
                picture: fault.picture.clone(),
            };
            let pause = Pause { state, until: None, fault: Some(RunFault::of(fault)), event };
            self.store.pause(task, pause, requests.take()).await?;
            return Ok(JobEnd::Done);
        }
        self.end(task, Ending::Failed(RunFault::of(fault)), requests).await
    }

    pub(super) async fn end(
        &self,
        task: &OperationTask,
        ending: Ending,
        requests: &Requests,
    ) -> Result<JobEnd, Failure> {
        self.store.end(task, ending, requests.take()).await?;
        Ok(JobEnd::Done)
    }

    pub(super) fn connection(&self, task: &OperationTask, requests: &Arc<Requests>) -> Connection {
        connection_of(&task.situation.workspace, self.credentials.as_ref(), Arc::clone(requests) as _)
    }

    pub(super) async fn rules(&self, task: &OperationTask) -> Result<Rules, Failure> {
        let workspace = &task.situation.workspace;
        let service = self.catalogue.by_id(workspace.organization, workspace.service.id).await?;
        Ok(Rules::of(service.as_deref(), workspace, task.operation.kind))
    }
}

/// What a refusal of the service means for whoever asked.
fn lasting(kind: ChangeKind, fault: &ConnectorFault) -> RunFault {
    let code = match (fault.kind, kind) {
        (FaultKind::CredentialsRejected, _) => ErrorCode::CredentialsExpired,
        (FaultKind::Refused, ChangeKind::Delete) => ErrorCode::AccountCannotBeDeleted,
        (FaultKind::NotFound, ChangeKind::Suspend | ChangeKind::Reactivate) => ErrorCode::AccountGone,
        (other, _) => other.into(),
    };
    RunFault { code, ..RunFault::of(fault) }
}

fn fault(code: ErrorCode, detail: String) -> RunFault {
    RunFault { code, detail, at: Utc::now(), picture: None }
}
