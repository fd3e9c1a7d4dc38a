use chrono::{DateTime, NaiveDate, Utc};
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::{OrganizationId, PeopleId, UserId};
use daicho_domain::offboarding::{self as domain, PlanRequest, StepAction, StepRequest, TaskRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::Offboarding;
use super::list::show;
use super::planned::PlannedOr;
use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::operation::{AccountReference, account_id_of};
use crate::request::{Json, Once};

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateOffboardingRequest {
    people_id: PeopleId,
    /// Begins then; without it when somebody runs it.
    run_at: Option<DateTime<Utc>>,
    /// Nothing begins before this user has approved.
    approver_id: Option<UserId>,
    /// What differs from the policies.
    #[serde(default)]
    steps: Vec<OffboardingStepBody>,
    /// What no connector can do.
    #[serde(default)]
    tasks: Vec<OffboardingTaskBody>,
    /// Answers the plan and stores nothing.
    #[serde(default)]
    dry_run: bool,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OffboardingStepBody {
    account_id: AccountReference,
    action: StepAction,
    /// Who takes over what the account owns.
    transfer_to: Option<AccountReference>,
    order: Option<i32>,
    assignee_id: Option<UserId>,
    due_date: Option<NaiveDate>,
    note: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OffboardingTaskBody {
    title: String,
    assignee_id: Option<UserId>,
    due_date: Option<NaiveDate>,
    note: Option<String>,
}

/// Replaces the plan: what is left out follows from the policies again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeOffboardingRequest {
    run_at: Option<DateTime<Utc>>,
    approver_id: Option<UserId>,
    #[serde(default)]
    steps: Vec<OffboardingStepBody>,
    #[serde(default)]
    tasks: Vec<OffboardingTaskBody>,
}

pub(super) async fn create_offboarding(
    caller: Authorized<may::AccountsWrite>,
    state: State,
    once: Once,
    Json(body): Json<CreateOffboardingRequest>,
) -> Answer<PlannedOr<Offboarding>> {
    let digest = once.with(&body)?;
    let request = PlanRequest {
        person: body.people_id,
        run_at: body.run_at,
        approver: body.approver_id,
        steps: steps(&state, caller.organization, body.steps).await?,
        tasks: body.tasks.into_iter().map(task).collect(),
        actor: caller.actor.label().to_owned(),
    };
    let services = state.catalogue.of(caller.organization).await?;
    if body.dry_run {
        let plan = state.offboardings.plan(caller.organization, &request).await?;
        return Ok(PlannedOr::Planned(Offboarding::planned(&services, plan, caller.language)));
    }
    let id = state.offboardings.add(caller.organization, &request, digest.as_ref()).await?;
    let added = state.offboardings.store.find(caller.organization, id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(PlannedOr::Created(Offboarding::new(&services, added, caller.language)))
}

pub(super) async fn change_offboarding(
    caller: Authorized<may::AccountsWrite, domain::Offboarding>,
    state: State,
    Json(body): Json<ChangeOffboardingRequest>,
) -> Answer<Json<Offboarding>> {
    let request = PlanRequest {
        person: caller.target.person.id,
        run_at: body.run_at,
        approver: body.approver_id,
        steps: steps(&state, caller.organization, body.steps).await?,
        tasks: body.tasks.into_iter().map(task).collect(),
        actor: caller.actor.label().to_owned(),
    };
    state.offboardings.replan(&caller.target, &request).await?;
    show(&state, caller.organization, caller.target.id, caller.language).await
}

async fn steps(
    state: &State,
    organization: OrganizationId,
    bodies: Vec<OffboardingStepBody>,
) -> Answer<Vec<StepRequest>> {
    let mut steps = Vec::with_capacity(bodies.len());
    for (place, body) in bodies.into_iter().enumerate() {
        let field = |name: &str| format!("steps[{place}].{name}");
        let account = account_id_of(state, organization, &field("accountId"), &body.account_id).await?;
        let transfer_to = match &body.transfer_to {
            Some(to) => Some(account_id_of(state, organization, &field("transferTo"), to).await?),
            None => None,
        };
        steps.push(StepRequest {
            account,
            action: body.action,
            transfer_to,
            order: body.order,
            assignee: body.assignee_id,
            due_date: body.due_date,
            note: body.note,
        });
    }
    Ok(steps)
}

fn task(body: OffboardingTaskBody) -> TaskRequest {
    TaskRequest { title: body.title, assignee: body.assignee_id, due_date: body.due_date, note: body.note }
}
