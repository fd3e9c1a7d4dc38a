use async_trait::async_trait;
use daicho_domain::automation::{
    self as domain, AutomationAction, AutomationDraft, AutomationKind, AutomationTrigger, Condition,
};
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{AutomationId, OrganizationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::Automation;
use crate::answer::{Created, NoContent};
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, LoadRow, may};
use crate::request::Json;
use crate::{AppState, State};

#[async_trait(?Send)]
impl LoadRow for domain::Automation {
    const PARAMETER: &'static str = "automationId";
    type Id = AutomationId;

    async fn load(state: &AppState, organization: OrganizationId, id: AutomationId) -> Outcome<Option<Self>> {
        Ok(state.automations.store.find(organization, id).await?)
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AutomationsAnswer {
    items: Vec<Automation>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateAutomationRequest {
    name: String,
    #[serde(default)]
    enabled: bool,
    kind: AutomationKind,
    trigger: AutomationTrigger,
    #[serde(default)]
    conditions: Vec<Condition>,
    actions: Vec<AutomationAction>,
}

/// What is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeAutomationRequest {
    name: Option<String>,
    enabled: Option<bool>,
    trigger: Option<AutomationTrigger>,
    conditions: Option<Vec<Condition>>,
    actions: Option<Vec<AutomationAction>>,
}

pub(super) async fn list_automations(
    caller: Authorized<may::AccountsRead>,
    state: State,
) -> Answer<Json<AutomationsAnswer>> {
    let automations = state.automations.store.list(caller.organization).await?;
    Ok(Json(AutomationsAnswer { items: automations.into_iter().map(Automation::from).collect() }))
}

pub(super) async fn get_automation(
    caller: Authorized<may::AccountsRead, domain::Automation>,
) -> Answer<Json<Automation>> {
    Ok(Json(caller.target.into()))
}

pub(super) async fn create_automation(
    caller: Authorized<may::AccountsWrite>,
    state: State,
    Json(body): Json<CreateAutomationRequest>,
) -> Answer<Created<Automation>> {
    let draft = AutomationDraft {
        name: body.name,
        enabled: body.enabled,
        kind: body.kind,
        trigger: body.trigger,
        conditions: body.conditions,
        actions: body.actions,
    };
    check(&state, caller.organization, &draft).await?;
    let id = state.automations.store.add(caller.organization, draft, caller.actor.label()).await?;
    let added = state.automations.store.find(caller.organization, id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(Created(added.into()))
}

pub(super) async fn change_automation(
    caller: Authorized<may::AccountsWrite, domain::Automation>,
    state: State,
    Json(body): Json<ChangeAutomationRequest>,
) -> Answer<Json<Automation>> {
    let (id, before) = (caller.target.id, caller.target.draft);
    let draft = AutomationDraft {
        name: body.name.unwrap_or(before.name),
        enabled: body.enabled.unwrap_or(before.enabled),
        kind: before.kind,
        trigger: body.trigger.unwrap_or(before.trigger),
        conditions: body.conditions.unwrap_or(before.conditions),
        actions: body.actions.unwrap_or(before.actions),
    };
    check(&state, caller.organization, &draft).await?;
    state.automations.store.change(caller.organization, id, draft).await?;
    let changed = state.automations.store.find(caller.organization, id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(Json(changed.into()))
}

pub(super) async fn remove_automation(
    caller: Authorized<may::AccountsWrite, domain::Automation>,
    state: State,
) -> Answer<NoContent> {
    state.automations.store.remove(caller.organization, caller.target.id).await?;
    Ok(NoContent)
}

/// Whether it makes sense, and names workspaces and channels of the organization only.
async fn check(state: &State, organization: OrganizationId, draft: &AutomationDraft) -> Answer<()> {
    draft.check()?;
    for (place, action) in draft.actions.iter().enumerate() {
        match action {
            AutomationAction::Create { workspace_id, .. }
                if state.workspaces.find(organization, *workspace_id).await?.is_none() =>
            {
                let field = format!("actions[{place}].workspaceId");
                return Err(invalid(field, "There is no such workspace.", "該当するワークスペースがありません。"));
            }
            AutomationAction::Notify { channel_id, .. }
                if state.notifications.find_channel(organization, *channel_id).await?.is_none() =>
            {
                let field = format!("actions[{place}].channelId");
                return Err(invalid(field, "There is no such channel.", "該当する通知チャンネルがありません。"));
            }
            _ => {}
        }
    }
    Ok(())
}
