//! Changing one account on the service's pages: the steps of the operation, as a person would do them.

use std::sync::Arc;

use daicho_domain::account::{AccountStatus, ReportedAccount};
use daicho_domain::integration::{AccountChange, ChangeKind, ChangeOutcome, ConnectorFault, FaultKind};
use daicho_domain::operation::Subject;
use secrecy::SecretString;

use super::members::Members;
use super::walk::{Walk, next_element};
use super::{Given, visit};
use crate::engine::operate::{inputs, operation_of};
use crate::engine::scope::Local;
use crate::engine::session::Session;
use crate::manifest::{Operation, Recipe, RecipeStep};

pub(in crate::engine) async fn operate(
    session: &Arc<Session>,
    change: &AccountChange,
) -> Result<ChangeOutcome, ConnectorFault> {
    let operation = operation_of(session, change.kind)?;
    let given = Given {
        local: Local::default().with("input", inputs(operation, change)?),
        secrets: secrets(operation, change),
    };
    let mut already = false;
    visit(session, given, async |walk, recipe| {
        walk.sign_in(recipe).await?;
        if begins_at_the_members(operation) {
            walk.reach_the_members(recipe).await?;
        } else {
            walk.pass_over_the_members(recipe);
        }
        already = do_steps(session, walk, recipe, operation, change).await?;
        Ok(())
    })
    .await?;
    Ok(ChangeOutcome { account: None, already })
}

pub(super) fn begins_at_the_members(operation: &Operation) -> bool {
    !matches!(operation.on_pages.first(), Some(RecipeStep::GoTo(_)))
}

fn secrets(operation: &Operation, change: &AccountChange) -> Vec<SecretString> {
    let is_secret = |name: &String| operation.input.get(name).is_some_and(|field| field.is_secret(name));
    let secret = change.input.iter().filter(|(name, _)| is_secret(name));
    secret.map(|(_, value)| SecretString::from(value.as_str())).collect()
}

/// Whether there was nothing to do.
async fn do_steps(
    session: &Arc<Session>,
    walk: &mut Walk,
    recipe: &Recipe,
    operation: &Operation,
    change: &AccountChange,
) -> Result<bool, ConnectorFault> {
    for (position, step) in operation.on_pages.iter().enumerate() {
        if step.is_in_row() {
            let found = Members::new(session, recipe).point_at(walk, |account| is_meant(account, change)).await?;
            let is_first_look = !walk.may_have_changed;
            match found {
                None if is_first_look && change.kind == ChangeKind::Delete => return Ok(true),
                None => return Err(ConnectorFault::new(FaultKind::NotFound, "no member of the list is this account")),
                Some(account) if is_first_look && is_so_already(recipe, &account, change.kind) => return Ok(true),
                Some(_) => {}
            }
        }
        walk.may_have_changed |= step.may_change();
        walk.take(step, next_element(operation.on_pages[position + 1..].iter())).await?;
    }
    Ok(false)
}

fn is_meant(account: &ReportedAccount, change: &AccountChange) -> bool {
    let given = |name: &str| change.input.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    let subject = Subject {
        external_id: given("id").map(str::to_owned),
        email: given("email").map(str::to_owned),
        username: given("username").map(str::to_owned),
        ..Subject::default()
    };
    subject.is(&account.external_id, account.email.as_deref(), account.username.as_deref())
}

/// By what its row says, where it says anything of the kind.
fn is_so_already(recipe: &Recipe, account: &ReportedAccount, kind: ChangeKind) -> bool {
    let is_suspended = account.status == AccountStatus::Suspended;
    recipe.account.status.is_some()
        && match kind {
            ChangeKind::Suspend => is_suspended,
            ChangeKind::Reactivate => !is_suspended,
            ChangeKind::Create | ChangeKind::Delete => false,
        }
}
