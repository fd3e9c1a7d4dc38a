use chrono::Utc;
use daicho_domain::automation::queue_of;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::QueuedAutomation;
use crate::State;
use crate::directory::Person;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Json;

/// The next one first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AutomationQueue {
    items: Vec<QueuedAutomation>,
}

pub(super) async fn list_automation_queue(
    caller: Authorized<may::AccountsRead, Person>,
    state: State,
) -> Answer<Json<AutomationQueue>> {
    let organization = state.organizations.find(caller.organization).await?;
    let today = Utc::now().with_timezone(&organization.time_zone).date_naive();
    let automations = state.automations.store.list(caller.organization).await?;
    let queue = queue_of(&automations, &caller.target.0.identity, today);
    Ok(Json(AutomationQueue { items: queue.into_iter().map(Into::into).collect() }))
}
