use daicho_domain::account::{AccountEdits, CustomAccount};
use daicho_domain::directory::Email;
use daicho_domain::error::{ErrorCode, Refusal};
use daicho_domain::ids::RequestId;
use daicho_domain::integration::{Counts, Workspace, trigger_of};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Json;

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SaveCustomAccountsRequest {
    #[serde(default)]
    create: Vec<CustomAccountBody>,
    #[serde(default)]
    update: Vec<CustomAccountBody>,
    #[serde(default)]
    delete: Vec<CustomAccountBody>,
}

/// An account kept by hand, known by its e-mail address. What is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CustomAccountBody {
    email: String,
    display_name: Option<String>,
    user_name: Option<String>,
    roles: Option<Vec<String>>,
    licenses: Option<Vec<String>>,
    two_fa: Option<bool>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SavedCustomAccounts {
    /// Of the entry in the integration log.
    request_id: RequestId,
    counts: Counts,
}

pub(super) async fn save_custom_accounts(
    caller: Authorized<may::CustomAccountsWrite, Workspace>,
    state: State,
    Json(request): Json<SaveCustomAccountsRequest>,
) -> Answer<Json<SavedCustomAccounts>> {
    let workspace = &caller.target;
    refuse_connected(workspace)?;
    let (create, update) = (read("create", request.create)?, read("update", request.update)?);
    let delete = read("delete", request.delete)?;
    let names: Vec<String> = create.iter().chain(&update).map(CustomAccount::external_id).collect();
    let known = state.accounts.known(workspace, &names).await?;
    let report = |accounts: Vec<CustomAccount>| -> Vec<_> {
        accounts
            .into_iter()
            .map(|account| {
                let before = known.get(&account.external_id());
                account.reported(before)
            })
            .collect()
    };
    let edits = AccountEdits {
        create: report(create),
        update: report(update),
        delete: delete.iter().map(CustomAccount::external_id).collect(),
    };
    let (request_id, counts) = state.accounts.save(workspace, edits, trigger_of(&caller.actor), &caller.actor).await?;
    Ok(Json(SavedCustomAccounts { request_id, counts }))
}

/// What a service tells is not written by hand.
pub(super) fn refuse_connected(workspace: &Workspace) -> Answer<()> {
    if !workspace.kind.is_by_hand() {
        return Err(Refusal::about(ErrorCode::Conflict, &workspace.name).into());
    }
    Ok(())
}

fn read(list: &str, bodies: Vec<CustomAccountBody>) -> Answer<Vec<CustomAccount>> {
    let mut problems = Vec::new();
    let mut accounts = Vec::with_capacity(bodies.len());
    for (place, body) in bodies.into_iter().enumerate() {
        match Email::entered(format!("{list}[{place}].email"), &body.email) {
            Ok(email) => {
                let mut account = CustomAccount::new(email);
                account.display_name = body.display_name;
                account.username = body.user_name;
                account.roles = body.roles;
                account.licenses = body.licenses;
                account.two_factor = body.two_fa;
                accounts.push(account);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(accounts) } else { Err(Refusal::fields(problems).into()) }
}
