//! Whose an account is, decided by hand.

use chrono::Utc;
use daicho_domain::access::Actor;
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{AccountId, OrganizationId, PeopleId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;

use super::matching::{Scope, rematch};
use crate::failure::Context;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "decide whose an account is";

/// Pins the account to the person, or to nobody.
pub(crate) async fn pin(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    account: AccountId,
    person: Option<PeopleId>,
    actor: &Actor,
) -> Outcome<()> {
    let root = match person {
        Some(person) => Some(root_of(transaction, organization, person).await?),
        None => None,
    };
    let before = owner(transaction, organization, account).await?;
    set(transaction, organization, account, root, true).await?;
    note(transaction, organization, account, (before, root), actor).await?;
    rematch(transaction, organization, Scope::Account(account)).await?;
    Ok(())
}

/// Lets addresses and numbers decide again.
pub(super) async fn unpin(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    account: AccountId,
    actor: &Actor,
) -> Outcome<()> {
    let before = owner(transaction, organization, account).await?;
    set(transaction, organization, account, None, false).await?;
    rematch(transaction, organization, Scope::Account(account)).await?;
    let after = owner(transaction, organization, account).await?;
    note(transaction, organization, account, (before, after), actor).await?;
    Ok(())
}

async fn root_of(transaction: &DatabaseTransaction, organization: OrganizationId, person: PeopleId) -> Outcome<i64> {
    let mut sql = Sql::new("SELECT COALESCE(merged_into, id) FROM identity WHERE organization_id = ");
    sql.bind(organization.0).push(" AND id = ").bind(person.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let row = row.ok_or_else(|| Refusal::about(ErrorCode::NotFound, person.to_string()))?;
    Ok(row.try_get_by_index(0).context(DOING)?)
}

async fn owner(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Option<i64>, StoreError> {
    let mut sql = Sql::new("SELECT identity_id FROM account WHERE organization_id = ");
    sql.bind(organization.0).push(" AND id = ").bind(account.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    row.map_or(Ok(None), |row| row.try_get_by_index(0)).context(DOING)
}

async fn set(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    account: AccountId,
    person: Option<i64>,
    pinned: bool,
) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE account SET identity_id = ");
    sql.bind(person).push(", match_value = NULL, match_rule = ").bind(pinned.then_some("manual"));
    sql.push(", match_pinned = ").bind(pinned).push(" WHERE organization_id = ").bind(organization.0);
    sql.push(" AND id = ").bind(account.0);
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

async fn note(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    account: AccountId,
    (before, after): (Option<i64>, Option<i64>),
    actor: &Actor,
) -> Result<(), StoreError> {
    let kind = if after.is_some() { "linked" } else { "unlinked" };
    let mut sql =
        Sql::new("INSERT INTO account_event (organization_id, account_id, at, kind, changes, actor) VALUES (");
    sql.bind(organization.0).push(", ").bind(account.0).push(", ").bind(stored_time(Utc::now())).push(", ").bind(kind);
    sql.push(", ").bind(json!({ "peopleId": [before, after] }).to_string()).push(", ");
    sql.bind(actor.label().to_owned()).push(")");
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}
