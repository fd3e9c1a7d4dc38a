use std::collections::HashMap;

use async_trait::async_trait;
use daicho_domain::access::Actor;
use daicho_domain::account::{
    Account, AccountEdits, AccountEvent, AccountEventKind, AccountQuery, AccountStore, AccountTally, PastNumbers,
};
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{AccountId, OrganizationId, PeopleId, RequestId, ServiceId, WorkspaceId};
use daicho_domain::integration::{Counts, Trigger, Workspace};
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::search::fold;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::{list, owner, past_numbers, row};
use crate::Database;
use crate::failure::Context;
use crate::integration::sync;
use crate::sql::Sql;

const DOING: &str = "read accounts";
/// Older events of one account are not shown.
const MOST_EVENTS: u32 = 500;
const CHUNK: usize = 1_000;

/// The store behind the port of the account room.
#[derive(Debug, Clone)]
pub struct SqlAccounts {
    database: Database,
}

impl SqlAccounts {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    async fn read(
        &self,
        organization: OrganizationId,
        condition: impl FnOnce(&mut Sql),
    ) -> Result<Vec<Account>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let mut sql = Sql::new(&format!("SELECT {} FROM account a {} WHERE ", row::COLUMNS, row::JOINS));
        sql.push("a.organization_id = ").bind(organization.0).push(" AND ");
        condition(&mut sql);
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        rows.iter().map(row::account).collect()
    }
}

/// One account, within the caller's transaction.
pub(crate) async fn find_in(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    condition: impl FnOnce(&mut Sql),
) -> Result<Option<Account>, StoreError> {
    let mut sql = Sql::new(&format!("SELECT {} FROM account a {} WHERE ", row::COLUMNS, row::JOINS));
    sql.push("a.organization_id = ").bind(organization.0).push(" AND ");
    condition(&mut sql);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    row.as_ref().map(row::account).transpose()
}

#[async_trait]
impl AccountStore for SqlAccounts {
    async fn list(
        &self,
        organization: OrganizationId,
        query: &AccountQuery,
        page: &PageRequest,
    ) -> Outcome<Page<Account>> {
        let transaction = self.database.read(organization).await?;
        list::list(&transaction, organization, query, page).await
    }

    async fn find(&self, organization: OrganizationId, id: AccountId) -> Result<Option<Account>, StoreError> {
        let found = self
            .read(organization, |sql| {
                sql.push("a.id = ").bind(id.0);
            })
            .await?;
        Ok(found.into_iter().next())
    }

    async fn of_people(
        &self,
        organization: OrganizationId,
        people: &[PeopleId],
    ) -> Result<HashMap<PeopleId, Vec<Account>>, StoreError> {
        let mut accounts: HashMap<PeopleId, Vec<Account>> = HashMap::new();
        for chunk in people.chunks(CHUNK) {
            let found = self
                .read(organization, |sql| {
                    sql.push("a.vanished_at IS NULL AND a.identity_id IN ")
                        .bind_list(chunk.iter().map(|person| person.0));
                    sql.push(" ORDER BY w.service_key, w.name_key, a.name_key, a.id");
                })
                .await?;
            for account in found {
                if let Some(owner) = &account.owner {
                    accounts.entry(owner.id).or_default().push(account);
                }
            }
        }
        Ok(accounts)
    }

    async fn find_in_workspace(
        &self,
        organization: OrganizationId,
        workspace: WorkspaceId,
        name: &str,
    ) -> Result<Option<Account>, StoreError> {
        let found = self
            .read(organization, |sql| {
                sql.push("a.workspace_id = ").bind(workspace.0).push(" AND (a.external_id = ").bind(name.to_owned());
                sql.push(" OR a.email = ").bind(name.to_lowercase()).push(") ORDER BY CASE WHEN a.external_id = ");
                sql.bind(name.to_owned()).push(" THEN 0 ELSE 1 END, a.id LIMIT 1");
            })
            .await?;
        Ok(found.into_iter().next())
    }

    async fn history(&self, account: &Account, organization: OrganizationId) -> Result<Vec<AccountEvent>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let mut sql = Sql::new("SELECT at, kind, changes, actor FROM account_event WHERE organization_id = ");
        sql.bind(organization.0).push(" AND account_id = ").bind(account.id.0);
        sql.push(&format!(" ORDER BY id DESC LIMIT {MOST_EVENTS}"));
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let mut events: Vec<AccountEvent> = rows.iter().map(event).collect::<Result<_, _>>()?;
        events.push(AccountEvent {
            at: account.first_seen_at,
            kind: AccountEventKind::Appeared,
            changes: serde_json::Map::new(),
            actor: "system".to_owned(),
        });
        Ok(events)
    }

    async fn set_memo(
        &self,
        organization: OrganizationId,
        account: AccountId,
        memo: Option<String>,
    ) -> Result<(), StoreError> {
        const DOING: &str = "write the memo of an account";
        let transaction = self.database.write(organization).await?;
        let folded = memo.as_deref().map(fold);
        let mut sql = Sql::new("UPDATE account SET memo = ");
        sql.bind(memo).push(", memo_search = ").bind(folded.clone());
        // What the service reported stands before the memo in the search text.
        sql.push(
            ", search = CASE WHEN memo_search IS NULL THEN search ELSE substr(search, 1, length(search) - \
                  length(memo_search) - 1) END || ",
        );
        sql.bind(folded.map_or_else(String::new, |folded| format!(" {folded}")));
        sql.push(" WHERE organization_id = ").bind(organization.0).push(" AND id = ").bind(account.0);
        transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)
    }

    async fn link(
        &self,
        organization: OrganizationId,
        account: AccountId,
        person: Option<PeopleId>,
        actor: &Actor,
    ) -> Outcome<()> {
        let transaction = self.database.write(organization).await?;
        owner::pin(&transaction, organization, account, person, actor).await?;
        transaction.commit().await.context("link an account")?;
        Ok(())
    }

    async fn unlink(&self, organization: OrganizationId, account: AccountId, actor: &Actor) -> Outcome<()> {
        let transaction = self.database.write(organization).await?;
        owner::unpin(&transaction, organization, account, actor).await?;
        transaction.commit().await.context("unlink an account")?;
        Ok(())
    }

    async fn tallies(&self, organization: OrganizationId) -> Result<Vec<AccountTally>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let mut sql = Sql::new(
            "SELECT service_id, workspace_id, user_type, accounts, with_second_factor, second_factor_known \
             FROM account_tally WHERE organization_id = ",
        );
        sql.bind(organization.0);
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let number = |row: &_, column: &str| row::get::<i64>(row, column).map(i64::unsigned_abs);
        rows.iter()
            .map(|row| {
                Ok(AccountTally {
                    service: ServiceId(row::get(row, "service_id")?),
                    workspace: WorkspaceId(row::get(row, "workspace_id")?),
                    user_type: row::name(row, "user_type")?,
                    accounts: number(row, "accounts")?,
                    with_second_factor: number(row, "with_second_factor")?,
                    second_factor_known: number(row, "second_factor_known")?,
                })
            })
            .collect()
    }

    async fn past_numbers(&self, organization: OrganizationId, days: u32) -> Result<Vec<PastNumbers>, StoreError> {
        past_numbers::read(&self.database, organization, days).await
    }

    async fn leftovers(&self, organization: OrganizationId) -> Result<(u64, u64), StoreError> {
        let transaction = self.database.read(organization).await?;
        let mut sql = Sql::new("SELECT COUNT(DISTINCT identity_id), COUNT(DISTINCT service_id) FROM account ");
        sql.push("WHERE user_type = 'retired' AND vanished_at IS NULL AND organization_id = ").bind(organization.0);
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let Some(row) = row else { return Ok((0, 0)) };
        let number = |index| row.try_get_by_index::<i64>(index).map(i64::unsigned_abs).context(DOING);
        Ok((number(0)?, number(1)?))
    }

    async fn known(
        &self,
        workspace: &Workspace,
        external_ids: &[String],
    ) -> Result<HashMap<String, Account>, StoreError> {
        let mut known = HashMap::new();
        for chunk in external_ids.chunks(CHUNK) {
            let found = self
                .read(workspace.organization, |sql| {
                    sql.push("a.workspace_id = ").bind(workspace.id.0).push(" AND a.vanished_at IS NULL");
                    sql.push(" AND a.external_id IN ").bind_list(chunk.iter().cloned());
                })
                .await?;
            known.extend(found.into_iter().map(|account| (account.external_id.clone(), account)));
        }
        Ok(known)
    }

    async fn save(
        &self,
        workspace: &Workspace,
        edits: AccountEdits,
        trigger: Trigger,
        actor: &Actor,
    ) -> Outcome<(RequestId, Counts)> {
        sync::save(&self.database, workspace, edits, trigger, actor).await
    }
}

fn event(event: &sea_orm::QueryResult) -> Result<AccountEvent, StoreError> {
    let changes: Option<String> = row::get(event, "changes")?;
    let changes = changes.map(|text| serde_json::from_str(&text)).transpose();
    Ok(AccountEvent {
        at: row::get(event, "at")?,
        kind: row::name(event, "kind")?,
        changes: changes.map_err(|error| StoreError::new(DOING, error))?.unwrap_or_default(),
        actor: row::get(event, "actor")?,
    })
}
