use daicho_domain::automation as domain;
use daicho_domain::ids::PeopleId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{AutomationRehearsal, AutomationRun, RehearsedAction};
use crate::State;
use crate::answer::ListAnswer;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::{Json, Paging};

const MOST_AT_ONCE: usize = 500;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunAutomationRequest {
    people_ids: Vec<PeopleId>,
    /// Answers what would be done, and does nothing.
    #[serde(default)]
    dry_run: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunAutomationAnswer {
    /// How many runs have begun.
    started: usize,
    /// Of a dry run.
    rehearsals: Vec<AutomationRehearsal>,
}

pub(super) async fn run_automation(
    caller: Authorized<may::AccountsWrite, domain::Automation>,
    state: State,
    Json(body): Json<RunAutomationRequest>,
) -> Answer<Json<RunAutomationAnswer>> {
    if body.people_ids.is_empty() || body.people_ids.len() > MOST_AT_ONCE {
        return Err(invalid(
            "peopleIds",
            format!("Name 1 to {MOST_AT_ONCE} people."),
            format!("1～{MOST_AT_ONCE}人を指定してください。"),
        ));
    }
    if !body.dry_run {
        state.automations.run_by_hand(&caller.target, &body.people_ids, caller.actor.label()).await?;
        return Ok(Json(RunAutomationAnswer { started: body.people_ids.len(), rehearsals: Vec::new() }));
    }
    let services = state.catalogue.of(caller.organization).await?;
    let mut rehearsals = Vec::with_capacity(body.people_ids.len());
    for person in body.people_ids {
        let rehearsed = state.automations.rehearse(&caller.target, person).await?;
        let actions = rehearsed.into_iter().map(|action| RehearsedAction::new(&services, action, caller.language));
        rehearsals.push(AutomationRehearsal { people_id: person, actions: actions.collect() });
    }
    Ok(Json(RunAutomationAnswer { started: 0, rehearsals }))
}

pub(super) async fn list_automation_runs(
    caller: Authorized<may::AccountsRead, domain::Automation>,
    state: State,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<AutomationRun>>> {
    let runs = state.automations.store.runs(caller.organization, caller.target.id, &page).await?;
    Ok(Json(ListAnswer::new(runs.map(|run| AutomationRun::new(run, caller.language)), &page)))
}
