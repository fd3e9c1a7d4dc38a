//! Running an offboarding: group after group, side by side within one, past failures, to the proof.

use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use super::item::{Offboarding, OffboardingState, OffboardingStep, StepAction, StepState, StepSubject};
use super::plan::{Offboardings, has_left};
use super::store::{OffboardingChange, StepChange};
use crate::error::{ErrorCode, Failure, Outcome};
use crate::ids::{OffboardingId, OrganizationId, RequestId};
use crate::integration::{ChangeKind, Connector, Credentials, RunFault};
use crate::operation::{ChangeRequest, Idempotency, Operation, OperationState, Origin};
use crate::queue::JobEnd;

/// How often it is looked whether the operations under way have ended.
const LOOK: Duration = Duration::from_millis(25);
/// After so long without an end it makes room for others, and looks again later.
const LOOKS: u32 = 80;
const LATER: TimeDelta = TimeDelta::seconds(2);

#[derive(Clone)]
pub struct RunOffboarding {
    pub offboardings: Offboardings,
    pub connector: Arc<dyn Connector>,
    pub credentials: Arc<dyn Credentials>,
}

impl std::fmt::Debug for RunOffboarding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RunOffboarding").finish_non_exhaustive()
    }
}

impl RunOffboarding {
    /// Goes on with an offboarding from wherever it stands.
    pub async fn run(
        &self,
        organization: OrganizationId,
        id: OffboardingId,
        stop: &CancellationToken,
    ) -> Result<JobEnd, Failure> {
        let mut looks = 0;
        loop {
            let Some(offboarding) = self.offboardings.store.find(organization, id).await? else {
                return Ok(JobEnd::Done);
            };
            match offboarding.state {
                OffboardingState::Planned => {
                    if !self.start(&offboarding).await? {
                        return Ok(JobEnd::Done);
                    }
                    continue;
                }
                OffboardingState::Running => {}
                // Nothing new begins; what is under way is followed to its end.
                _ => return self.follow_to_the_end(&offboarding).await,
            }
            let moved = self.follow(&offboarding).await?;
            if moved {
                looks = 0;
                continue;
            }
            match group_at_hand(&offboarding) {
                Some(group) if group.iter().any(|step| step.state == StepState::Waiting) => {
                    self.ask_for(&offboarding, &group).await?;
                }
                Some(_) if looks >= LOOKS || stop.is_cancelled() => return Ok(JobEnd::PutOff(Utc::now() + LATER)),
                Some(_) => {
                    looks += 1;
                    tokio::time::sleep(LOOK).await;
                }
                None => return self.finish(&offboarding).await.map(|()| JobEnd::Done),
            }
        }
    }

    /// Begins it, unless the person was hired anew since it was planned.
    async fn start(&self, offboarding: &Offboarding) -> Outcome<bool> {
        let entry = self.offboardings.operations.directory.get(offboarding.organization, offboarding.person.id).await?;
        let hired_anew = offboarding.had_left && !has_left(entry.identity.status);
        let (to, event, text) = if hired_anew {
            let text = "the person is not among the leavers any more".to_owned();
            (OffboardingState::NeedsPerson, "held", Some(text))
        } else {
            (OffboardingState::Running, "started", None)
        };
        self.change(offboarding, &[OffboardingState::Planned], to, event, text).await?;
        Ok(!hired_anew)
    }

    async fn follow_to_the_end(&self, offboarding: &Offboarding) -> Result<JobEnd, Failure> {
        self.follow(offboarding).await?;
        let organization = offboarding.organization;
        let now = self.offboardings.store.find(organization, offboarding.id).await?;
        let under_way = now.is_some_and(|now| now.steps.iter().any(|step| step.state == StepState::Running));
        Ok(if under_way { JobEnd::PutOff(Utc::now() + LATER) } else { JobEnd::Done })
    }

    /// Takes over how the operations under way ended; says whether any step moved.
    async fn follow(&self, offboarding: &Offboarding) -> Result<bool, Failure> {
        let running = offboarding.steps.iter().filter(|step| step.state == StepState::Running);
        let running: Vec<_> = running.filter_map(|step| Some((step.id, step.operation?))).collect();
        let ids: Vec<RequestId> = running.iter().map(|(_, operation)| *operation).collect();
        let operations = self.offboardings.operations.store.find_all(offboarding.organization, &ids).await?;
        let mut changes = Vec::new();
        for (step, id) in running {
            let found = operations.iter().find(|operation| operation.id == id);
            let state = match found {
                Some(operation) => match ended(operation) {
                    Some(state) => state,
                    None => continue,
                },
                None => StepState::Failed,
            };
            let fault = found.and_then(|operation| operation.fault.clone()).filter(|_| state != StepState::Done);
            changes.push(StepChange { operation: Some(id), fault, ..StepChange::to(step, state) });
        }
        self.offboardings.store.note_steps(offboarding.organization, offboarding.id, &changes).await?;
        Ok(!changes.is_empty())
    }

    /// Asks for the waiting steps of a group, each by itself: one that is refused stops no other.
    async fn ask_for(&self, offboarding: &Offboarding, group: &[&OffboardingStep]) -> Result<(), Failure> {
        let waiting: Vec<_> = group.iter().filter(|step| step.state == StepState::Waiting).collect();
        let mut changes = Vec::with_capacity(waiting.len());
        for step in waiting {
            let change = match self.ask(offboarding, step).await {
                Ok(operation) => {
                    StepChange { operation: Some(operation), ..StepChange::to(step.id, StepState::Running) }
                }
                // Gone meanwhile: that is what was wanted.
                Err(Failure::Refused(refusal)) if refusal.code == ErrorCode::AccountGone => {
                    StepChange::to(step.id, StepState::Done)
                }
                Err(Failure::Refused(refusal)) => {
                    let detail = refusal.about.unwrap_or_default();
                    let fault = RunFault { code: refusal.code, detail, at: Utc::now(), picture: None };
                    StepChange { fault: Some(fault), ..StepChange::to(step.id, StepState::Failed) }
                }
                Err(Failure::Service(fault)) => {
                    StepChange { fault: Some(RunFault::of(&fault)), ..StepChange::to(step.id, StepState::Failed) }
                }
                Err(Failure::Store(error)) => return Err(error.into()),
            };
            changes.push(change);
        }
        Ok(self.offboardings.store.note_steps(offboarding.organization, offboarding.id, &changes).await?)
    }

    async fn ask(&self, offboarding: &Offboarding, step: &OffboardingStep) -> Outcome<RequestId> {
        let StepSubject::Account { id, .. } = &step.subject else { return Err(ErrorCode::Conflict.into()) };
        let request = ChangeRequest {
            kind: if step.action == StepAction::Suspend { ChangeKind::Suspend } else { ChangeKind::Delete },
            account: *id,
            hand_over_to: step.transfer_to,
            actor: offboarding.created_by.clone(),
            origin: Origin::Offboarding,
            with_grace: false,
        };
        let once = Idempotency {
            key: format!("offboarding/{}/{}/{}", offboarding.id, step.id, step.attempts),
            digest: request.kind.to_string(),
        };
        let ids = self.offboardings.operations.request(offboarding.organization, &[request], Some(&once)).await?;
        Ok(ids.first().copied().ok_or(ErrorCode::Conflict)?)
    }

    /// With all steps at rest: reads each service again, and says what is left.
    async fn finish(&self, offboarding: &Offboarding) -> Result<(), Failure> {
        let read = self.verify(offboarding).await;
        self.offboardings.store.note_steps(offboarding.organization, offboarding.id, &read).await?;
        let still_there = read.iter().any(|change| change.state == StepState::Failed);
        let settled = offboarding.steps.iter().all(|step| step.state.is_settled());
        let (to, event) = if settled && !still_there {
            (OffboardingState::Done, "finished")
        } else {
            (OffboardingState::NeedsPerson, "left to a person")
        };
        match self.change(offboarding, &[OffboardingState::Running], to, event, None).await {
            // Paused or cancelled meanwhile.
            Ok(()) | Err(Failure::Refused(_)) => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    async fn change(
        &self,
        offboarding: &Offboarding,
        from: &'static [OffboardingState],
        to: OffboardingState,
        event: &'static str,
        text: Option<String>,
    ) -> Outcome<()> {
        let change = OffboardingChange { from, to, event, actor: "system".to_owned(), text };
        self.offboardings.store.change(offboarding.organization, offboarding.id, change).await
    }
}

/// What an operation that has ended makes of its step.
fn ended(operation: &Operation) -> Option<StepState> {
    match operation.state {
        OperationState::Succeeded => Some(StepState::Done),
        OperationState::Failed | OperationState::Cancelled => Some(StepState::Failed),
        // Left to a person: it has nothing more to wait for.
        OperationState::Unknown if operation.parked => Some(StepState::Unknown),
        _ => None,
    }
}

/// The steps of the first group that does not rest; `None` when all rest.
fn group_at_hand(offboarding: &Offboarding) -> Option<Vec<&OffboardingStep>> {
    let order = offboarding.steps.iter().filter(|step| !step.state.rests()).map(|step| step.order).min()?;
    Some(offboarding.steps.iter().filter(|step| step.order == order).collect())
}
