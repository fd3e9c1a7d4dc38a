//! Muting and unmuting.

use chrono::{DateTime, Utc};
use daicho_domain::access::Actor;
use daicho_domain::alert::{AccountMute, AlertType, FileMute, MuteScope, ServiceMute, Unmute};
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OrganizationId, ServiceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::failure::Context;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "mute alerts";

/// Who mutes what since when, as every mute keeps it.
pub(super) struct Muting<'a> {
    pub(super) transaction: &'a DatabaseTransaction,
    pub(super) organization: OrganizationId,
    pub(super) actor: &'a Actor,
}

impl Muting<'_> {
    pub(super) async fn accounts(&self, mute: &AccountMute) -> Outcome<u64> {
        let accounts = named_accounts(self.transaction, self.organization, &mute.accounts).await?;
        let accounts = with_others(self.transaction, accounts, mute.other_accounts).await?;
        let scope = if mute.other_accounts { MuteScope::Person } else { MuteScope::Account };
        let mut sql = Self::beginning("account_id");
        for (place, account) in accounts.iter().enumerate() {
            self.push_row(&mut sql, place, scope, Some(mute.kind), mute.until, mute.reason.as_deref());
            sql.bind(*account).push(")");
        }
        sql.push(" ON CONFLICT (account_id, type) WHERE account_id IS NOT NULL DO UPDATE SET ").push(RENEWED);
        self.execute(sql).await
    }

    pub(super) async fn services(&self, mute: &ServiceMute) -> Outcome<u64> {
        let scope = if mute.kind.is_some() { MuteScope::Type } else { MuteScope::Service };
        let mut sql = Self::beginning("service_id");
        for (place, service) in distinct(&mute.services).enumerate() {
            self.push_row(&mut sql, place, scope, mute.kind, None, mute.reason.as_deref());
            sql.bind(service.0).push(")");
        }
        sql.push(" ON CONFLICT (organization_id, service_id, type) WHERE service_id IS NOT NULL DO UPDATE SET ");
        sql.push(RENEWED);
        self.execute(sql).await
    }

    pub(super) async fn files(&self, mute: &FileMute) -> Outcome<u64> {
        let mut files = mute.files.clone();
        files.sort_unstable();
        files.dedup();
        let mut sql = Self::beginning("file_id");
        for (place, file) in files.into_iter().enumerate() {
            self.push_row(&mut sql, place, MuteScope::File, Some(AlertType::PublicFiles), mute.until, None);
            sql.bind(file).push(")");
        }
        sql.push(" ON CONFLICT (organization_id, file_id) WHERE file_id IS NOT NULL DO UPDATE SET ").push(RENEWED);
        self.execute(sql).await
    }

    fn beginning(target: &str) -> Sql {
        let mut sql =
            Sql::new("INSERT INTO alert_mute (organization_id, scope, type, until, reason, actor, created_at, ");
        sql.push(target).push(") VALUES ");
        sql
    }

    /// A row up to its target, which the caller adds.
    fn push_row(
        &self,
        sql: &mut Sql,
        place: usize,
        scope: MuteScope,
        kind: Option<AlertType>,
        until: Option<DateTime<Utc>>,
        reason: Option<&str>,
    ) {
        sql.push(if place == 0 { "(" } else { ", (" }).bind(self.organization.0).push(", ").bind(scope.as_str());
        sql.push(", ").bind(kind.map_or("", AlertType::as_str)).push(", ").bind(until.map(stored_time));
        sql.push(", ").bind(reason.map(str::to_owned)).push(", ").bind(self.actor.label().to_owned());
        sql.push(", ").bind(stored_time(Utc::now())).push(", ");
    }

    async fn execute(&self, sql: Sql) -> Outcome<u64> {
        execute(self.transaction, sql).await
    }
}

/// Muting again replaces the end, the reason and who did it.
const RENEWED: &str = "scope = excluded.scope, until = excluded.until, reason = excluded.reason, actor = excluded.actor, \
     created_at = excluded.created_at";

pub(super) async fn unmute(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    unmute: &Unmute,
) -> Outcome<u64> {
    let mut sql = Sql::new("DELETE FROM alert_mute WHERE organization_id = ");
    sql.bind(organization.0);
    match unmute {
        Unmute::Accounts { accounts, kind, other_accounts } => {
            let accounts = named_accounts(transaction, organization, accounts).await?;
            let accounts = with_others(transaction, accounts, *other_accounts).await?;
            sql.push(" AND type = ").bind(kind.as_str()).push(" AND account_id IN ").bind_list(accounts);
        }
        Unmute::Services { services, kind } => {
            sql.push(" AND service_id IN ").bind_list(services.iter().map(|service| service.0));
            if let Some(kind) = kind {
                sql.push(" AND type = ").bind(kind.as_str());
            }
        }
        Unmute::Files(files) => {
            sql.push(" AND file_id IN ").bind_list(files.iter().cloned());
        }
    }
    execute(transaction, sql).await
}

/// The rows of the accounts named `<workspaceId>#<the service's own id or the address>`; one that is not there is refused.
async fn named_accounts(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    names: &[String],
) -> Outcome<Vec<i64>> {
    let unknown = |name: &str| Refusal::about(ErrorCode::NotFound, name);
    let mut wanted = Vec::with_capacity(names.len());
    for name in names {
        let (workspace, key) = name.split_once('#').ok_or_else(|| unknown(name))?;
        wanted.push((workspace.parse::<i64>().map_err(|_| unknown(name))?, key));
    }
    let mut sql = Sql::new("SELECT id, workspace_id, external_id, email FROM account WHERE organization_id = ");
    sql.bind(organization.0).push(" AND (1 = 0");
    for (workspace, key) in &wanted {
        sql.push(" OR workspace_id = ").bind(*workspace).push(" AND (external_id = ").bind((*key).to_owned());
        sql.push(" OR email = ").bind(key.to_lowercase()).push(")");
    }
    sql.push(")");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let mut found: Vec<(i64, i64, String, Option<String>)> = Vec::with_capacity(rows.len());
    for row in &rows {
        let column = |error| StoreError::new(DOING, error);
        found.push((
            row.try_get_by_index(0).map_err(column)?,
            row.try_get_by_index(1).map_err(column)?,
            row.try_get_by_index(2).map_err(column)?,
            row.try_get_by_index(3).map_err(column)?,
        ));
    }
    let mut accounts = Vec::with_capacity(wanted.len());
    for (name, (workspace, key)) in names.iter().zip(wanted) {
        let own = found.iter().find(|(_, of, id, _)| *of == workspace && id == key);
        let address = key.to_lowercase();
        let by_address =
            || found.iter().find(|(_, of, _, email)| *of == workspace && email.as_deref() == Some(&address));
        accounts.push(own.or_else(by_address).ok_or_else(|| unknown(name))?.0);
    }
    Ok(accounts)
}

/// With all other accounts that the same people have now, when asked for.
async fn with_others(transaction: &DatabaseTransaction, mut accounts: Vec<i64>, others: bool) -> Outcome<Vec<i64>> {
    if others {
        let mut sql =
            Sql::new("SELECT o.id FROM account a JOIN account o ON o.identity_id = a.identity_id WHERE a.id IN ");
        sql.bind_list(accounts.iter().copied());
        let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
        for row in rows {
            accounts.push(row.try_get_by_index(0).context(DOING)?);
        }
    }
    accounts.sort_unstable();
    accounts.dedup();
    Ok(accounts)
}

fn distinct(services: &[ServiceId]) -> impl Iterator<Item = ServiceId> {
    services.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter()
}

async fn execute(transaction: &DatabaseTransaction, sql: Sql) -> Outcome<u64> {
    let done = transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(done.rows_affected())
}
