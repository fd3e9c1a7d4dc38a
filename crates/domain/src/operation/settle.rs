//! Settling what is not known by reading the service.

use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use futures::StreamExt;

use super::item::OperationState;
use super::perform::{MOST_CALLS, PerformOperation};
use super::store::{Ending, OperationTask, Pause};
use crate::account::{AccountStatus, ReportedAccount};
use crate::catalogue::Effect;
use crate::error::{ErrorCode, Failure};
use crate::integration::{ChangeKind, Connection, ConnectorFault, FaultKind, Requests, RunFault, StepEvent};
use crate::queue::JobEnd;

/// A creation may still be on its way through the service for so long after it was sent.
const ON_ITS_WAY: TimeDelta = TimeDelta::seconds(5);

/// Whether a change that failed like this, and was not made, has no hope at the next call: the pages are as they are.
const fn would_fail_again(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::PageChanged | ErrorCode::RefusedByService)
}

impl PerformOperation {
    /// Looks whether the change was made. If it was, the operation has succeeded; if it was not, it is asked for again.
    pub(super) async fn settle(&self, task: &OperationTask) -> Result<JobEnd, Failure> {
        let creates = task.operation.kind == ChangeKind::Create;
        let arrived = task.called_at.filter(|_| creates).map(|at| at + ON_ITS_WAY).filter(|at| *at > Utc::now());
        if let Some(later) = arrived {
            return Ok(JobEnd::PutOff(later));
        }
        let requests = Arc::new(Requests::default());
        let connection = Connection { fast: true, ..self.connection(task, &requests) };
        let found = match self.read(&connection, task).await {
            Ok(found) => found,
            Err(fault) if fault.kind.is_passing() => {
                return self.wait(task, OperationState::Unknown, &fault, &requests).await;
            }
            Err(fault) => return self.leave_to_a_person(task, OperationState::Unknown, &fault, &requests).await,
        };
        if self.is_done(task, found.as_ref()).await? {
            return self.end(task, Ending::Changed { account: found, already: false }, &requests).await;
        }
        self.not_done(task, found.is_some(), &requests).await
    }

    async fn not_done(&self, task: &OperationTask, is_there: bool, requests: &Requests) -> Result<JobEnd, Failure> {
        let changes = matches!(task.operation.kind, ChangeKind::Suspend | ChangeKind::Reactivate);
        if changes && !is_there {
            let gone = RunFault { code: ErrorCode::AccountGone, detail: String::new(), at: Utc::now(), picture: None };
            return self.end(task, Ending::Failed(gone), requests).await;
        }
        if task.operation.kind == ChangeKind::Create && self.rules(task).await?.invites {
            // Invitations are not in the list of accounts: that nothing is there tells nothing.
            let unseen = ConnectorFault::new(
                FaultKind::UnexpectedAnswer,
                "an invitation cannot be seen in the list of accounts",
            );
            return self.leave_to_a_person(task, OperationState::Unknown, &unseen, requests).await;
        }
        let fault = task.operation.fault.clone();
        if let Some(lasting) = fault.clone().filter(|fault| would_fail_again(fault.code)) {
            return self.end(task, Ending::Failed(lasting), requests).await;
        }
        if task.operation.attempts >= MOST_CALLS {
            let fault = fault.unwrap_or(RunFault {
                code: ErrorCode::Unavailable,
                detail: String::new(),
                at: Utc::now(),
                picture: None,
            });
            return self.end(task, Ending::Failed(fault), requests).await;
        }
        let now = Utc::now();
        let event = StepEvent::NotDone;
        let again = Pause { state: OperationState::Requested, until: Some(now), fault: None, event };
        self.store.pause(task, again, requests.take()).await?;
        Ok(JobEnd::PutOff(now))
    }

    /// The account as the service lists it now.
    async fn read(
        &self,
        connection: &Connection,
        task: &OperationTask,
    ) -> Result<Option<ReportedAccount>, ConnectorFault> {
        let subject = &task.operation.subject;
        let is_meant = |account: &ReportedAccount| {
            subject.is(&account.external_id, account.email.as_deref(), account.username.as_deref())
        };
        let mut pages = self.connector.accounts(connection, None);
        while let Some(page) = pages.next().await {
            let page = page?;
            if let Some(found) = page.accounts.into_iter().find(is_meant) {
                return Ok(Some(found));
            }
            if page.next.is_none() {
                return Ok(None);
            }
        }
        Err(ConnectorFault::new(FaultKind::UnexpectedAnswer, "the list of accounts ended before its last page"))
    }

    async fn is_done(&self, task: &OperationTask, found: Option<&ReportedAccount>) -> Result<bool, Failure> {
        Ok(match (task.operation.kind, found) {
            (ChangeKind::Create, found) => found.is_some(),
            (ChangeKind::Delete, None) => true,
            (ChangeKind::Delete, Some(found)) => {
                self.rules(task).await?.effect == Effect::Deactivates && found.status == AccountStatus::Suspended
            }
            (ChangeKind::Suspend, Some(found)) => found.status == AccountStatus::Suspended,
            (ChangeKind::Reactivate, Some(found)) => found.status != AccountStatus::Suspended,
            (ChangeKind::Suspend | ChangeKind::Reactivate, None) => false,
        })
    }
}
