use daicho_domain::ids::OffboardingStepId;
use daicho_domain::offboarding as domain;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::Offboarding;
use super::list::show;
use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::{Json, Path};

type Caller = Authorized<may::AccountsWrite, domain::Offboarding>;

async fn now(caller: &Caller, state: &State) -> Answer<Json<Offboarding>> {
    show(state, caller.organization, caller.target.id, caller.language).await
}

pub(super) async fn approve_offboarding(caller: Caller, state: State) -> Answer<Json<Offboarding>> {
    state.offboardings.approve(&caller.target, &caller.actor).await?;
    now(&caller, &state).await
}

pub(super) async fn run_offboarding(caller: Caller, state: State) -> Answer<Json<Offboarding>> {
    state.offboardings.run(&caller.target, &caller.actor).await?;
    now(&caller, &state).await
}

pub(super) async fn pause_offboarding(caller: Caller, state: State) -> Answer<Json<Offboarding>> {
    state.offboardings.pause(&caller.target, &caller.actor).await?;
    now(&caller, &state).await
}

pub(super) async fn cancel_offboarding(caller: Caller, state: State) -> Answer<Json<Offboarding>> {
    state.offboardings.cancel(&caller.target, &caller.actor).await?;
    now(&caller, &state).await
}

pub(super) async fn retry_offboarding(caller: Caller, state: State) -> Answer<Json<Offboarding>> {
    state.offboardings.retry(&caller.target, &caller.actor).await?;
    now(&caller, &state).await
}

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct CompleteStepRequest {
    /// What was done, for the record.
    note: Option<String>,
}

pub(super) async fn complete_offboarding_step(
    caller: Caller,
    state: State,
    Path(step): Path<OffboardingStepId>,
    Json(body): Json<CompleteStepRequest>,
) -> Answer<Json<Offboarding>> {
    state.offboardings.complete(&caller.target, step, body.note, &caller.actor).await?;
    now(&caller, &state).await
}
