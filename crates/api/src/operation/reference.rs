use daicho_domain::ids::{AccountId, OrganizationId, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::error::{Answer, invalid};

/// An account as callers name it: `<workspaceId>#<the service's own id, or an address>`, or its number.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum AccountReference {
    Number(AccountId),
    Text(String),
}

/// The account that is meant; one of another organization is as unknown as one that is not there.
pub(crate) async fn account_id_of(
    state: &State,
    organization: OrganizationId,
    field: &str,
    reference: &AccountReference,
) -> Answer<AccountId> {
    let id = match reference {
        AccountReference::Number(id) => Some(*id),
        AccountReference::Text(text) => match text.split_once('#') {
            Some((workspace, name)) => match workspace.parse::<WorkspaceId>() {
                Ok(workspace) => {
                    let found = state.accounts.find_in_workspace(organization, workspace, name).await?;
                    found.map(|account| account.id)
                }
                Err(_) => None,
            },
            None => text.parse().ok(),
        },
    };
    let known = match id {
        Some(id) => state.accounts.find(organization, id).await?.map(|account| account.id),
        None => None,
    };
    known.ok_or_else(|| invalid(field, "There is no such account.", "該当するアカウントがありません。"))
}
