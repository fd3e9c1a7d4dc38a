//! Running automations: what they ask for is done by the rooms of operations and offboarding.

use std::sync::Arc;

use super::evaluate::holds;
use super::fill::{filled, replaced};
use super::item::{Automation, AutomationAction, CauseKind, RunError, RunResult, RunState};
use super::store::{AutomationStore, RunTask};
use crate::directory::Identity;
use crate::error::{ErrorCode, Failure, FieldProblem, Outcome, Refusal};
use crate::ids::{AutomationRunId, ChannelId, OrganizationId, PeopleId};
use crate::notification::{AutomationNotice, Notification, NotificationChannel, NotificationStore};
use crate::offboarding::{NewOffboarding, OffboardingChange, OffboardingState, Offboardings, PlanRequest};
use crate::operation::{Idempotency, NewAccount, NewAccounts, OperationPlan, Origin};
use crate::organization::Language;

#[derive(Clone)]
pub struct Automations {
    pub store: Arc<dyn AutomationStore>,
    pub offboardings: Offboardings,
    pub notifications: Arc<dyn NotificationStore>,
}

impl std::fmt::Debug for Automations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Automations").finish_non_exhaustive()
    }
}

/// What an action would do.
#[derive(Debug)]
pub enum Rehearsal {
    Creation(Box<OperationPlan>),
    Offboarding(NewOffboarding),
    Notice { channel: NotificationChannel, notice: AutomationNotice },
    Refused(Failure),
}

impl Automations {
    /// Runs it for these people now, whatever its trigger says; refused where the conditions do not hold.
    pub async fn run_by_hand(&self, automation: &Automation, people: &[PeopleId], by: &str) -> Outcome<()> {
        let mut problems = Vec::new();
        for (place, id) in people.iter().enumerate() {
            let person = self.person(automation.organization, *id).await?;
            if !holds(&automation.draft.conditions, &person) {
                problems.push(not_meant(place, &person));
            }
        }
        if !problems.is_empty() {
            return Err(Refusal::fields(problems).into());
        }
        Ok(self.store.run_by_hand(automation, people, by).await?)
    }

    /// What running it for a person would do.
    pub async fn rehearse(&self, automation: &Automation, person: PeopleId) -> Outcome<Vec<Rehearsal>> {
        let organization = automation.organization;
        let entry = self.person(organization, person).await?;
        if !holds(&automation.draft.conditions, &entry) {
            let refusal = Refusal::about(ErrorCode::ConditionsNotMet, &entry.display_name);
            return Ok(vec![Rehearsal::Refused(refusal.into())]);
        }
        let mut rehearsed = Vec::with_capacity(automation.draft.actions.len());
        for action in &automation.draft.actions {
            let outcome = match action {
                AutomationAction::Create { .. } => match self.new_account(automation, action, &entry).await {
                    Ok(wanted) => {
                        let plan = self.offboardings.operations.plan_creation(organization, &wanted).await;
                        plan.map(|plan| Rehearsal::Creation(Box::new(plan)))
                    }
                    Err(failure) => Err(failure),
                },
                AutomationAction::Offboard => {
                    let plan = self.offboardings.plan(organization, &offboarding(automation, person)).await;
                    plan.map(Rehearsal::Offboarding)
                }
                AutomationAction::Notify { channel_id, message } => {
                    let channel = self.channel(organization, *channel_id).await;
                    let notice = notice(automation, &entry, message.as_deref());
                    channel.map(|channel| Rehearsal::Notice { channel, notice })
                }
            };
            rehearsed.push(outcome.unwrap_or_else(Rehearsal::Refused));
        }
        Ok(rehearsed)
    }

    /// Does a run to its end. Asked for under keys of the run, nothing is done twice when it is repeated.
    pub(super) async fn perform(&self, organization: OrganizationId, run: AutomationRunId) -> Result<(), Failure> {
        let Some(task) = self.store.begin(organization, run).await? else { return Ok(()) };
        let person = match self.person(organization, task.person).await {
            Ok(person) => person,
            Err(failure) => return self.end(&task, vec![refused(failure)?]).await,
        };
        let is_on = task.automation.draft.enabled || task.cause.kind == CauseKind::ByHand;
        if !is_on || !holds(&task.automation.draft.conditions, &person) {
            return Ok(self.store.end(&task, RunState::Skipped, &[]).await?);
        }
        let mut results = Vec::with_capacity(task.automation.draft.actions.len());
        for (place, action) in task.automation.draft.actions.iter().enumerate() {
            let once = Idempotency { key: format!("automation/{run}/{place}"), digest: String::new() };
            results.push(match self.act(&task, action, &person, &once).await {
                Ok(result) => result,
                Err(failure) => refused(failure)?,
            });
        }
        self.end(&task, results).await
    }

    async fn end(&self, task: &RunTask, results: Vec<RunResult>) -> Result<(), Failure> {
        let failed = results.iter().any(|result| result.error.is_some());
        let state = if failed { RunState::Failed } else { RunState::Done };
        Ok(self.store.end(task, state, &results).await?)
    }

    async fn act(
        &self,
        task: &RunTask,
        action: &AutomationAction,
        person: &Identity,
        once: &Idempotency,
    ) -> Outcome<RunResult> {
        let organization = task.automation.organization;
        match action {
            AutomationAction::Create { .. } => {
                let wanted = self.new_account(&task.automation, action, person).await?;
                let ids = self.offboardings.operations.create(organization, &wanted, Some(once)).await?;
                Ok(RunResult { request_id: ids.first().copied(), ..RunResult::default() })
            }
            AutomationAction::Offboard => {
                let request = offboarding(&task.automation, task.person);
                let id = self.offboardings.add(organization, &request, Some(once)).await?;
                let change = OffboardingChange {
                    from: &[OffboardingState::Planned, OffboardingState::Running],
                    to: OffboardingState::Running,
                    event: "started",
                    actor: label(&task.automation),
                    text: None,
                };
                self.offboardings.store.change(organization, id, change).await?;
                Ok(RunResult { offboarding_id: Some(id), ..RunResult::default() })
            }
            AutomationAction::Notify { channel_id, message } => {
                let channel = self.channel(organization, *channel_id).await?;
                let notice = Notification::Automation(notice(&task.automation, person, message.as_deref()));
                let delivery = self.notifications.tell(organization, channel.id, &notice, once).await?;
                Ok(RunResult { delivery_id: Some(delivery), ..RunResult::default() })
            }
        }
    }

    async fn new_account(
        &self,
        automation: &Automation,
        action: &AutomationAction,
        person: &Identity,
    ) -> Outcome<NewAccounts> {
        let AutomationAction::Create { workspace_id, data } = action else { return Err(ErrorCode::Conflict.into()) };
        let workspace = self.offboardings.operations.workspaces.find(automation.organization, *workspace_id).await?;
        Ok(NewAccounts {
            workspace: workspace.ok_or(ErrorCode::NotFound)?,
            accounts: vec![NewAccount { person: Some(person.id), data: filled(data, person) }],
            actor: label(automation),
            origin: Origin::Automation,
        })
    }

    /// Refuses one that is gone or switched off.
    async fn channel(&self, organization: OrganizationId, id: ChannelId) -> Outcome<NotificationChannel> {
        let channel = self.notifications.find_channel(organization, id).await?.ok_or(ErrorCode::ChannelGone)?;
        if channel.enabled { Ok(channel) } else { Err(Refusal::about(ErrorCode::ChannelOff, channel.name).into()) }
    }

    async fn person(&self, organization: OrganizationId, person: PeopleId) -> Outcome<Identity> {
        Ok(self.offboardings.operations.directory.get(organization, person).await?.identity)
    }
}

fn offboarding(automation: &Automation, person: PeopleId) -> PlanRequest {
    PlanRequest { person, run_at: None, approver: None, steps: Vec::new(), tasks: Vec::new(), actor: label(automation) }
}

/// As logs name an automation.
fn label(automation: &Automation) -> String {
    format!("automation: {}", automation.draft.name)
}

fn notice(automation: &Automation, person: &Identity, message: Option<&str>) -> AutomationNotice {
    AutomationNotice {
        automation: automation.draft.name.clone(),
        kind: automation.draft.kind,
        people_id: person.id,
        person: person.display_name.clone(),
        email: person.primary_email.as_ref().map(ToString::to_string),
        message: message.map(|message| replaced(message, person)).filter(|message| !message.trim().is_empty()),
    }
}

fn not_meant(place: usize, person: &Identity) -> FieldProblem {
    let text = |language| ErrorCode::ConditionsNotMet.text(language);
    FieldProblem::new(
        format!("peopleIds[{place}]"),
        format!("{} ({})", text(Language::En), person.display_name),
        format!("{}（{}）", text(Language::Ja), person.display_name),
    )
}

/// A refusal is the result of an action; only a failing store is a reason to try again.
fn refused(failure: Failure) -> Result<RunResult, Failure> {
    match failure {
        Failure::Refused(refusal) => Ok(RunResult { error: Some(RunError::from(refusal)), ..RunResult::default() }),
        Failure::Service(fault) => Ok(RunResult::failed(fault.kind.into(), Some(fault.detail))),
        Failure::Store(error) => Err(error.into()),
    }
}
