//! Matches accounts to identities and judges their type, a set at a time.

use daicho_domain::error::StoreError;
use daicho_domain::ids::{AccountId, OrganizationId, PeopleId, WorkspaceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::tally;
use crate::alert;
use crate::failure::Context;
use crate::sql::Sql;

mod circumstances;
mod judgement;

pub(crate) use circumstances::Circumstances;
pub(crate) use judgement::{Judgement, Source};

/// Which accounts to look at again.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// All: the domains or the employee master changed.
    Organization,
    /// Those of one workspace: its accounts changed.
    Workspace(WorkspaceId),
    /// Those that are, or could now be, of these entries: their addresses, numbers, kinds or states changed. Give the entries
    /// merged into them as well; entries about to be deleted go in after the deletion.
    Identities(&'a [PeopleId]),
    /// One: somebody decided whose it is.
    Account(AccountId),
}

/// Matches the accounts in scope to their people again, sets their user types and writes only what differs; alerts follow.
///
/// Call it in the transaction of whatever changed identities, their addresses or the organization's domains. Accounts that
/// somebody linked by hand keep their person; their type follows the person.
pub async fn rematch(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    scope: Scope<'_>,
) -> Result<(), StoreError> {
    let circumstances = Circumstances::read(transaction, organization).await?;
    match scope {
        Scope::Organization => {
            judge(transaction, &circumstances, |sql| {
                sql.push("a.organization_id = ").bind(organization.0);
            })
            .await?;
            tally::recount_organization(transaction, organization).await?;
            alert::refresh(transaction, organization, alert::Scope::Organization).await
        }
        Scope::Workspace(workspace) => {
            judge(transaction, &circumstances, |sql| {
                sql.push("a.workspace_id = ").bind(workspace.0);
            })
            .await?;
            tally::recount_workspaces(transaction, &[workspace.0]).await?;
            alert::refresh(transaction, organization, alert::Scope::Workspaces(&[workspace.0])).await
        }
        Scope::Account(account) => {
            judge(transaction, &circumstances, |sql| {
                sql.push("a.id = ").bind(account.0);
            })
            .await?;
            let workspaces = workspace_of(transaction, account).await?;
            tally::recount_workspaces(transaction, &workspaces).await?;
            alert::refresh(transaction, organization, alert::Scope::Accounts(&[account.0])).await
        }
        Scope::Identities(people) => {
            let mut touched = Vec::new();
            for chunk in people.chunks(500) {
                let ids: Vec<i64> = chunk.iter().map(|person| person.0).collect();
                let accounts = concerned(transaction, organization, &ids).await?;
                for accounts in accounts.chunks(1_000) {
                    judge(transaction, &circumstances, |sql| {
                        sql.push("a.id IN ").bind_list(accounts.iter().map(|(id, _)| *id));
                    })
                    .await?;
                    let ids: Vec<i64> = accounts.iter().map(|(id, _)| *id).collect();
                    alert::refresh(transaction, organization, alert::Scope::Accounts(&ids)).await?;
                }
                touched.extend(accounts.into_iter().map(|(_, workspace)| workspace));
            }
            touched.sort_unstable();
            touched.dedup();
            tally::recount_workspaces(transaction, &touched).await
        }
    }
}

/// The accounts that are of these people now, or that their addresses and numbers speak for; with their workspaces.
async fn concerned(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    people: &[i64],
) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut sql = Sql::new("SELECT id, workspace_id FROM account WHERE identity_id IN ");
    sql.bind_list(people.iter().copied());
    sql.push(" UNION SELECT a.id, a.workspace_id FROM identity_email e JOIN account a ON a.organization_id = e.organization_id");
    sql.push(" AND COALESCE(a.email, '') = e.email AND a.vanished_at IS NULL WHERE e.organization_id = ")
        .bind(organization.0);
    sql.push(" AND e.identity_id IN ").bind_list(people.iter().copied());
    sql.push(
        " UNION SELECT a.id, a.workspace_id FROM identity i JOIN account a ON a.organization_id = i.organization_id",
    );
    sql.push(" AND a.employee_number = i.employee_number WHERE i.id IN ").bind_list(people.iter().copied());
    sql.push(" UNION SELECT a.id, a.workspace_id FROM account_alias l JOIN identity_email e");
    sql.push(" ON e.organization_id = l.organization_id AND e.email = l.email JOIN account a ON a.id = l.account_id");
    sql.push(" WHERE e.organization_id = ").bind(organization.0);
    sql.push(" AND e.identity_id IN ").bind_list(people.iter().copied());
    let rows = transaction
        .query_all_raw(sql.statement(transaction.get_database_backend()))
        .await
        .context("find the accounts of changed entries")?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect::<Result<_, sea_orm::DbErr>>()
        .context("find the accounts of changed entries")
}

async fn workspace_of(transaction: &DatabaseTransaction, account: AccountId) -> Result<Vec<i64>, StoreError> {
    const DOING: &str = "find the workspace of an account";
    let mut sql = Sql::new("SELECT workspace_id FROM account WHERE id = ");
    sql.bind(account.0);
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>().context(DOING)
}

async fn judge(
    transaction: &DatabaseTransaction,
    circumstances: &Circumstances,
    in_scope: impl FnOnce(&mut Sql),
) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE account SET identity_id = j.identity_id, match_rule = j.match_rule, ");
    sql.push("match_value = j.match_value, user_type = j.user_type FROM (");
    Judgement(circumstances).push_query(&mut sql, Source::Kept, in_scope);
    sql.push(") j WHERE account.id = j.key AND (account.user_type <> j.user_type");
    for column in ["identity_id", "match_rule", "match_value"] {
        sql.push(&format!(" OR account.{column} IS DISTINCT FROM j.{column}"));
    }
    sql.push(")");
    transaction
        .execute_raw(sql.statement(transaction.get_database_backend()))
        .await
        .context("match accounts to people")?;
    Ok(())
}
