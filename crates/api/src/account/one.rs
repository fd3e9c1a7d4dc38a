use daicho_domain::account as domain;
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::{AccountId, OrganizationId, PeopleId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::{Account, AccountHistory};
use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Json;

pub(super) async fn get_account(caller: Authorized<may::AccountsRead, domain::Account>) -> Answer<Json<Account>> {
    Ok(Json(caller.target.into()))
}

pub(super) async fn get_account_history(
    caller: Authorized<may::AccountsRead, domain::Account>,
    state: State,
) -> Answer<Json<AccountHistory>> {
    Ok(Json(state.accounts.history(&caller.target, caller.organization).await?.into()))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LinkAccountRequest {
    /// Null: nobody's, whatever its address says.
    people_id: Option<PeopleId>,
}

pub(super) async fn link_account(
    caller: Authorized<may::AccountsWrite, domain::Account>,
    state: State,
    Json(request): Json<LinkAccountRequest>,
) -> Answer<Json<Account>> {
    let (organization, account) = (caller.organization, caller.target.id);
    state.accounts.link(organization, account, request.people_id, &caller.actor).await?;
    show(&state, organization, account).await
}

pub(super) async fn unlink_account(
    caller: Authorized<may::AccountsWrite, domain::Account>,
    state: State,
) -> Answer<Json<Account>> {
    let (organization, account) = (caller.organization, caller.target.id);
    state.accounts.unlink(organization, account, &caller.actor).await?;
    show(&state, organization, account).await
}

pub(super) async fn show(state: &State, organization: OrganizationId, id: AccountId) -> Answer<Json<Account>> {
    let account = state.accounts.find(organization, id).await?;
    Ok(Json(account.ok_or(ErrorCode::NotFound)?.into()))
}
