//! What people decide about offboardings that are there.

use super::item::{Offboarding, OffboardingState, StepState};
use super::plan::{Offboardings, PlanRequest};
use super::store::{OffboardingChange, StepChange};
use crate::access::Actor;
use crate::error::{ErrorCode, Outcome, Refusal};
use crate::ids::OffboardingStepId;
use crate::operation::OperationState;

impl Offboardings {
    /// Replaces the plan of one that has not begun.
    pub async fn replan(&self, offboarding: &Offboarding, request: &PlanRequest) -> Outcome<()> {
        if offboarding.state.has_begun() {
            return Err(has_begun(offboarding));
        }
        let plan = self.plan(offboarding.organization, request).await?;
        self.store.replan(offboarding.organization, offboarding.id, plan).await
    }

    /// By the approver alone. It begins when its time comes, or when somebody runs it.
    pub async fn approve(&self, offboarding: &Offboarding, actor: &Actor) -> Outcome<()> {
        match (offboarding.approver, actor) {
            (Some(approver), Actor::User { id, .. }) if approver == *id => {}
            _ => {
                let about = offboarding.approver_email.clone().unwrap_or_default();
                return Err(Refusal::about(ErrorCode::NotTheApprover, about).into());
            }
        }
        self.change(offboarding, &[OffboardingState::WaitingForApproval], OffboardingState::Planned, "approved", actor)
            .await
    }

    /// Begins it now, or goes on with a paused one.
    pub async fn run(&self, offboarding: &Offboarding, actor: &Actor) -> Outcome<()> {
        const FROM: &[OffboardingState] =
            &[OffboardingState::Planned, OffboardingState::Paused, OffboardingState::NeedsPerson];
        if offboarding.state == OffboardingState::WaitingForApproval {
            return Err(Refusal::about(
                ErrorCode::ApprovalMissing,
                offboarding.approver_email.clone().unwrap_or_default(),
            )
            .into());
        }
        let event = if offboarding.started_at.is_none() { "started" } else { "resumed" };
        self.change(offboarding, FROM, OffboardingState::Running, event, actor).await
    }

    /// Nothing new begins; what the services were asked for already is done.
    pub async fn pause(&self, offboarding: &Offboarding, actor: &Actor) -> Outcome<()> {
        self.change(offboarding, &[OffboardingState::Running], OffboardingState::Paused, "paused", actor).await
    }

    pub async fn cancel(&self, offboarding: &Offboarding, actor: &Actor) -> Outcome<()> {
        const FROM: &[OffboardingState] = &[
            OffboardingState::Planned,
            OffboardingState::WaitingForApproval,
            OffboardingState::Running,
            OffboardingState::Paused,
            OffboardingState::NeedsPerson,
        ];
        self.change(offboarding, FROM, OffboardingState::Cancelled, "cancelled", actor).await?;
        let steps = offboarding.steps.iter().filter(|step| step.state == StepState::Waiting);
        let skipped: Vec<_> = steps.map(|step| StepChange::to(step.id, StepState::Skipped)).collect();
        Ok(self.store.note_steps(offboarding.organization, offboarding.id, &skipped).await?)
    }

    /// Asks again for what failed, and reads again what is not known.
    pub async fn retry(&self, offboarding: &Offboarding, actor: &Actor) -> Outcome<()> {
        const FROM: &[OffboardingState] =
            &[OffboardingState::NeedsPerson, OffboardingState::Running, OffboardingState::Paused];
        let mut again = Vec::new();
        for step in &offboarding.steps {
            match (step.state, step.operation) {
                (StepState::Unknown, Some(operation)) => {
                    let found = self.operations.store.find(offboarding.organization, operation).await?;
                    if let Some(found) = found.filter(|found| found.state == OperationState::Unknown) {
                        self.operations.resume(&found, actor).await?;
                    }
                    again.push(StepChange { operation: step.operation, ..StepChange::to(step.id, StepState::Running) });
                }
                (StepState::Failed, _) => again.push(StepChange::to(step.id, StepState::Waiting)),
                _ => {}
            }
        }
        self.store.note_steps(offboarding.organization, offboarding.id, &again).await?;
        self.change(offboarding, FROM, OffboardingState::Running, "retried", actor).await
    }

    /// Somebody has done by hand what a step asks for.
    pub async fn complete(
        &self,
        offboarding: &Offboarding,
        step: OffboardingStepId,
        note: Option<String>,
        actor: &Actor,
    ) -> Outcome<()> {
        let found = offboarding.steps.iter().find(|known| known.id == step).ok_or(ErrorCode::NotFound)?;
        let open = matches!(found.state, StepState::ByHand | StepState::Failed | StepState::Unknown);
        if !open || offboarding.state.has_ended() {
            return Err(Refusal::about(ErrorCode::OperationHasEnded, found.state.as_str()).into());
        }
        let done = StepChange {
            done_by: Some(actor.label().to_owned()),
            note,
            operation: found.operation,
            ..StepChange::to(step, StepState::Done)
        };
        self.store.note_steps(offboarding.organization, offboarding.id, &[done]).await?;
        if offboarding.state == OffboardingState::NeedsPerson {
            // Perhaps it was the last one.
            const FROM: &[OffboardingState] = &[OffboardingState::NeedsPerson];
            self.change(offboarding, FROM, OffboardingState::Running, "completed a step", actor).await?;
        }
        Ok(())
    }

    async fn change(
        &self,
        offboarding: &Offboarding,
        from: &'static [OffboardingState],
        to: OffboardingState,
        event: &'static str,
        actor: &Actor,
    ) -> Outcome<()> {
        let change = OffboardingChange { from, to, event, actor: actor.label().to_owned(), text: None };
        self.store.change(offboarding.organization, offboarding.id, change).await
    }
}

fn has_begun(offboarding: &Offboarding) -> crate::error::Failure {
    Refusal::about(ErrorCode::OffboardingStateWrong, offboarding.state.as_str()).into()
}
