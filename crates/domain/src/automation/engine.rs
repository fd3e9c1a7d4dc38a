//! Running automations: what they ask for is done by the rooms of operations and offboarding.

use std::sync::Arc;

use chrono::Utc;

use super::evaluate::holds;
use super::fill::filled;
use super::item::{Automation, AutomationAction, RunResult, RunState};
use super::store::{AutomationStore, DueRun, RunTask};
use crate::directory::Identity;
use crate::error::{ErrorCode, Failure, Outcome};
use crate::ids::{AutomationRunId, OrganizationId, PeopleId};
use crate::offboarding::{NewOffboarding, OffboardingChange, OffboardingState, Offboardings, PlanRequest};
use crate::operation::{Idempotency, NewAccount, NewAccounts, OperationPlan, Origin};

#[derive(Clone)]
pub struct Automations {
    pub store: Arc<dyn AutomationStore>,
    pub offboardings: Offboardings,
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
    Refused(Failure),
}

impl Automations {
    /// Runs it for these people now, whatever its trigger says.
    pub async fn run_by_hand(&self, automation: &Automation, people: &[PeopleId], by: &str) -> Outcome<()> {
        let moment = Utc::now().timestamp_millis();
        let mut runs = Vec::with_capacity(people.len());
        for person in people {
            self.person(automation.organization, *person).await?;
            runs.push(DueRun {
                organization: automation.organization,
                automation: automation.id,
                person: *person,
                cause: format!("by hand {moment}"),
            });
        }
        Ok(self.store.open_runs(&runs, by).await?)
    }

    /// What running it for a person would do.
    pub async fn rehearse(&self, automation: &Automation, person: PeopleId) -> Outcome<Vec<Rehearsal>> {
        let organization = automation.organization;
        let entry = self.person(organization, person).await?;
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
        if !task.automation.draft.enabled || !holds(&task.automation.draft.conditions, &person) {
            let nothing = RunResult {
                request_id: None,
                offboarding_id: None,
                error_id: None,
                detail: Some("the conditions do not hold any more".to_owned()),
            };
            return Ok(self.store.end(&task, RunState::Done, &[nothing]).await?);
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
        let failed = results.iter().any(|result| result.error_id.is_some());
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
                Ok(RunResult { request_id: ids.first().copied(), offboarding_id: None, error_id: None, detail: None })
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
                Ok(RunResult { request_id: None, offboarding_id: Some(id), error_id: None, detail: None })
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

/// A refusal is the result of an action; only a failing store is a reason to try again.
fn refused(failure: Failure) -> Result<RunResult, Failure> {
    let (code, detail) = match failure {
        Failure::Refused(refusal) => {
            let field = refusal.fields.first().map(|problem| format!("{}: {}", problem.field, problem.message.en));
            (refusal.code, field.or(refusal.about))
        }
        Failure::Service(fault) => (fault.kind.into(), Some(fault.detail)),
        Failure::Store(error) => return Err(error.into()),
    };
    Ok(RunResult { request_id: None, offboarding_id: None, error_id: Some(code.id().to_owned()), detail })
}
