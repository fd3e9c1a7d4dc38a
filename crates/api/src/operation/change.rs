use daicho_domain::ids::AccountId;
use daicho_domain::integration::ChangeKind;
use daicho_domain::operation::ChangeRequest;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{AskParameters, Asked, RequestAccepted, RequestsAccepted};
use super::plan::{OperationPlan, OperationPlans};
use super::reference::{AccountReference, account_id_of};
use crate::State;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::{Json, Once, Query};

/// More than anybody looks over before confirming.
const MOST_AT_ONCE: usize = 500;

/// What is to become of an account.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AccountChangeType {
    Delete,
    Deactivate,
    Reactivate,
}

impl From<AccountChangeType> for ChangeKind {
    fn from(wanted: AccountChangeType) -> Self {
        match wanted {
            AccountChangeType::Delete => Self::Delete,
            AccountChangeType::Deactivate => Self::Suspend,
            AccountChangeType::Reactivate => Self::Reactivate,
        }
    }
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct ChangeAccountRequest {
    account: ChangedAccount,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ChangedAccount {
    #[serde(rename = "type")]
    kind: AccountChangeType,
    id: AccountReference,
    data_transfer: Option<DataTransfer>,
}

/// Who takes over what the account owns.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
struct DataTransfer {
    to: AccountReference,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeAccountsRequest {
    #[serde(rename = "type")]
    kind: AccountChangeType,
    ids: Vec<AccountReference>,
    data_transfer: Option<DataTransfer>,
}

pub(super) async fn change_account(
    caller: Authorized<may::AccountsWrite>,
    state: State,
    Query(ask): Query<AskParameters>,
    once: Once,
    Json(body): Json<ChangeAccountRequest>,
) -> Answer<Asked<RequestAccepted, OperationPlan>> {
    let wanted = &body.account;
    let account = account_id_of(&state, caller.organization, "account.id", &wanted.id).await?;
    let successor = successor(&state, &caller, wanted.data_transfer.as_ref(), "account.dataTransfer.to").await?;
    let request = change_request(&caller, &ask, wanted.kind, account, successor);
    if ask.dry_run {
        let plan = state.operations.plan(caller.organization, &request).await?;
        return Ok(Asked::Planned(OperationPlan::new(plan, caller.language)));
    }
    let once = once.with(&body)?;
    let ids = state.operations.request(caller.organization, &[request], once.as_ref()).await?;
    let request_id = ids.first().copied().ok_or(daicho_domain::error::ErrorCode::Conflict)?;
    Ok(Asked::Accepted(RequestAccepted { request_id }))
}

pub(super) async fn change_accounts(
    caller: Authorized<may::AccountsWrite>,
    state: State,
    Query(ask): Query<AskParameters>,
    once: Once,
    Json(body): Json<ChangeAccountsRequest>,
) -> Answer<Asked<RequestsAccepted, OperationPlans>> {
    if body.ids.is_empty() || body.ids.len() > MOST_AT_ONCE {
        return Err(invalid(
            "ids",
            format!("Name 1 to {MOST_AT_ONCE} accounts."),
            format!("1～{MOST_AT_ONCE}件のアカウントを指定してください。"),
        ));
    }
    let successor = successor(&state, &caller, body.data_transfer.as_ref(), "dataTransfer.to").await?;
    let mut requests = Vec::with_capacity(body.ids.len());
    for (place, id) in body.ids.iter().enumerate() {
        let account = account_id_of(&state, caller.organization, &format!("ids[{place}]"), id).await?;
        requests.push(change_request(&caller, &ask, body.kind, account, successor));
    }
    if ask.dry_run {
        let mut items = Vec::with_capacity(requests.len());
        for request in &requests {
            let plan = state.operations.plan(caller.organization, request).await?;
            items.push(OperationPlan::new(plan, caller.language));
        }
        return Ok(Asked::Planned(OperationPlans { items }));
    }
    let once = once.with(&body)?;
    let request_ids = state.operations.request(caller.organization, &requests, once.as_ref()).await?;
    Ok(Asked::Accepted(RequestsAccepted { request_ids }))
}

async fn successor(
    state: &State,
    caller: &Authorized<may::AccountsWrite>,
    transfer: Option<&DataTransfer>,
    field: &str,
) -> Answer<Option<AccountId>> {
    match transfer {
        Some(transfer) => account_id_of(state, caller.organization, field, &transfer.to).await.map(Some),
        None => Ok(None),
    }
}

fn change_request(
    caller: &Authorized<may::AccountsWrite>,
    ask: &AskParameters,
    kind: AccountChangeType,
    account: AccountId,
    hand_over_to: Option<AccountId>,
) -> ChangeRequest {
    ChangeRequest {
        kind: kind.into(),
        account,
        hand_over_to,
        actor: caller.actor.label().to_owned(),
        origin: ask.origin_for(&caller.actor),
        with_grace: true,
    }
}
