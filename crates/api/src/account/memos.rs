use daicho_domain::account as domain;
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::{AccountId, OrganizationId, ServiceId, WorkspaceId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::Account;
use super::one::show;
use super::target::KnownService;
use crate::State;
use crate::answer::NoContent;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::{Json, Path};

const MOST_CHARACTERS: usize = 10_000;

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct MemoRequest {
    memo: String,
}

pub(super) async fn write_memo(
    caller: Authorized<may::AccountsWrite, KnownService>,
    state: State,
    Path(account): Path<String>,
    Json(request): Json<MemoRequest>,
) -> Answer<Json<Account>> {
    if request.memo.chars().count() > MOST_CHARACTERS {
        return Err(invalid("memo", "At most 10,000 characters.", "10,000文字以内で入力してください。"));
    }
    let account = named(&state, caller.organization, caller.target.0, &account).await?;
    let memo = Some(request.memo.trim().to_owned()).filter(|memo| !memo.is_empty());
    state.accounts.set_memo(caller.organization, account.id, memo).await?;
    show(&state, caller.organization, account.id).await
}

pub(super) async fn remove_memo(
    caller: Authorized<may::AccountsWrite, KnownService>,
    state: State,
    Path(account): Path<String>,
) -> Answer<NoContent> {
    let account = named(&state, caller.organization, caller.target.0, &account).await?;
    state.accounts.set_memo(caller.organization, account.id, None).await?;
    Ok(NoContent)
}

/// By `accountId`, or by `<workspaceId>#<the service's own id or the e-mail address>`.
async fn named(state: &State, organization: OrganizationId, service: ServiceId, name: &str) -> Answer<domain::Account> {
    let found = match name.split_once('#') {
        Some((workspace, name)) => match workspace.parse() {
            Ok(workspace) => state.accounts.find_in_workspace(organization, WorkspaceId(workspace), name).await?,
            Err(_) => None,
        },
        None => match name.parse() {
            Ok(id) => state.accounts.find(organization, AccountId(id)).await?,
            Err(_) => None,
        },
    };
    found.filter(|account| account.service.id == service).ok_or_else(|| ErrorCode::NotFound.into())
}
