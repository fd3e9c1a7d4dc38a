//! Raising what is to be looked at and resolving what is not any more, a set at a time.

use chrono::{DateTime, Utc};
use daicho_domain::alert::{AlertSettings, EXPIRING_WITHIN_DAYS};
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::settings;
use crate::account::settings::today;
use crate::failure::Context;
use crate::notification::request_announcement;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "refresh the alerts";

/// Whose alerts to look at again.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// All accounts and workspaces.
    Organization,
    /// These workspaces and their accounts.
    Workspaces(&'a [i64]),
    /// These workspaces without their accounts: how a sync went, credentials.
    WorkspacesAlone(&'a [i64]),
    Accounts(&'a [i64]),
}

/// Raises and resolves the alerts in scope; writes nothing where nothing differs.
///
/// Call it in the transaction of whatever changed accounts, their types, or the state of a workspace. It is the last step of
/// [`crate::account::matching::rematch`], so that whoever calls that need not call it.
pub async fn refresh(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    scope: Scope<'_>,
) -> Result<(), StoreError> {
    if matches!(scope, Scope::Workspaces([]) | Scope::WorkspacesAlone([]) | Scope::Accounts([])) {
        return Ok(());
    }
    let refresh = Refresh { transaction, organization, scope, now: stored_time(Utc::now()) };
    let mut raised = 0;
    if !matches!(scope, Scope::WorkspacesAlone(_)) {
        let settings = settings::read(transaction, organization).await?;
        refresh.resolve_of_accounts(&settings).await?;
        raised += refresh.raise_by_user_type().await?;
        raised += refresh.raise_by_inactivity(&settings).await?;
    }
    if !matches!(scope, Scope::Accounts(_)) {
        raised += refresh.of_workspaces().await?;
    }
    if raised > 0 {
        request_announcement(transaction, organization).await?;
    }
    Ok(())
}

struct Refresh<'a> {
    transaction: &'a DatabaseTransaction,
    organization: OrganizationId,
    scope: Scope<'a>,
    now: DateTime<Utc>,
}

/// User types that are alerts; the alert is called like the type with `_account` behind it.
const USER_TYPES: &str = "a.user_type IN ('retired', 'on_leave', 'unknown')";

impl Refresh<'_> {
    /// Restricts a table that has the columns of a workspace and, by the given name, of an account.
    fn push_scope(&self, sql: &mut Sql, table: &str, workspace: &str, account: &str) {
        sql.push(&format!("{table}.organization_id = ")).bind(self.organization.0);
        match self.scope {
            Scope::Organization => {}
            Scope::Workspaces(ids) | Scope::WorkspacesAlone(ids) => {
                sql.push(&format!(" AND {table}.{workspace} IN ")).bind_list(ids.iter().copied());
            }
            Scope::Accounts(ids) => {
                sql.push(&format!(" AND {table}.{account} IN ")).bind_list(ids.iter().copied());
            }
        }
    }

    async fn resolve_of_accounts(&self, settings: &AlertSettings) -> Result<u64, StoreError> {
        let mut sql = Sql::new("DELETE FROM alert WHERE account_id IS NOT NULL AND ");
        self.push_scope(&mut sql, "alert", "workspace_id", "account_id");
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = alert.account_id AND a.vanished_at IS NULL AND (",
        );
        sql.push(USER_TYPES)
            .push(" AND alert.type = a.user_type || '_account' OR alert.type = 'inactive_account' AND ");
        self.push_inactive(&mut sql, settings);
        sql.push("))");
        self.execute(sql).await
    }

    async fn raise_by_user_type(&self) -> Result<u64, StoreError> {
        let mut sql = self.raising("a.user_type || '_account'");
        sql.push(USER_TYPES).push(" AND ");
        Self::push_unraised(&mut sql, "a.user_type || '_account'");
        self.execute(sql).await
    }

    async fn raise_by_inactivity(&self, settings: &AlertSettings) -> Result<u64, StoreError> {
        let mut sql = self.raising("'inactive_account'");
        self.push_inactive(&mut sql, settings);
        sql.push(" AND ");
        Self::push_unraised(&mut sql, "'inactive_account'");
        self.execute(sql).await
    }

    fn raising(&self, kind: &str) -> Sql {
        let mut sql = Sql::new(
            "INSERT INTO alert (organization_id, workspace_id, service_id, account_id, type, since, announced) \
             SELECT a.organization_id, a.workspace_id, a.service_id, a.id, ",
        );
        sql.push(kind).push(", ").bind(self.now).push(", FALSE FROM account a WHERE a.vanished_at IS NULL AND ");
        self.push_scope(&mut sql, "a", "workspace_id", "id");
        sql.push(" AND ");
        sql
    }

    fn push_unraised(sql: &mut Sql, kind: &str) {
        sql.push("NOT EXISTS (SELECT 1 FROM alert x WHERE x.account_id = a.id AND x.type = ").push(kind);
        sql.push(") ON CONFLICT DO NOTHING");
    }

    /// Suspended accounts are not expected to be used, and of accounts whose services do not tell nothing is known.
    fn push_inactive(&self, sql: &mut Sql, settings: &AlertSettings) {
        let limit = |days: u32| stored_time(AlertSettings::limit(days, self.now));
        sql.push("a.status <> 'suspended' AND a.last_activity <= ");
        if settings.services.is_empty() {
            sql.bind(limit(settings.inactivity_days));
            return;
        }
        sql.push("CASE a.service_id");
        for (service, days) in &settings.services {
            sql.push(&format!(" WHEN {service} THEN ")).bind(limit(*days));
        }
        sql.push(" ELSE ").bind(limit(settings.inactivity_days)).push(" END");
    }

    /// Answers how many were raised.
    async fn of_workspaces(&self) -> Result<u64, StoreError> {
        let today = today(self.transaction, self.organization, self.now).await?;
        let soon = today + chrono::Days::new(EXPIRING_WITHIN_DAYS);
        let (today, soon) = (today.to_string(), soon.to_string());
        let mut sql = Sql::new("DELETE FROM alert WHERE account_id IS NULL AND ");
        self.push_scope(&mut sql, "alert", "workspace_id", "workspace_id");
        sql.push(" AND NOT EXISTS (SELECT 1 FROM workspace w WHERE w.id = alert.workspace_id AND ");
        push_wanted(&mut sql, "alert.type", &today, &soon);
        sql.push(")");
        self.execute(sql).await?;
        let mut sql = Sql::new(
            "INSERT INTO alert (organization_id, workspace_id, service_id, type, since, announced) \
             SELECT w.organization_id, w.id, w.service_id, t.type, ",
        );
        sql.bind(self.now).push(
            ", FALSE FROM workspace w CROSS JOIN (SELECT 'failed_integration' AS type UNION ALL SELECT 'held_sync' \
             UNION ALL SELECT 'expired_credentials' UNION ALL SELECT 'expiring_credentials') t WHERE ",
        );
        self.push_scope(&mut sql, "w", "id", "id");
        sql.push(" AND ");
        push_wanted(&mut sql, "t.type", &today, &soon);
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM alert x WHERE x.workspace_id = w.id AND x.account_id IS NULL AND x.type = t.type) \
             ON CONFLICT DO NOTHING",
        );
        self.execute(sql).await
    }

    async fn execute(&self, sql: Sql) -> Result<u64, StoreError> {
        let done = self.transaction.execute_raw(sql.statement(self.transaction.get_database_backend())).await;
        Ok(done.context(DOING)?.rows_affected())
    }
}

/// Whether workspace `w` is to have the alert of that type. A paused workspace is left in peace.
fn push_wanted(sql: &mut Sql, kind: &str, today: &str, soon: &str) {
    const LAST_DAY: &str = "w.settings ->> 'credentialsLastDay'";
    const REJECTED: &str = "w.last_fault ->> 'code' = 'credentials_rejected'";
    sql.push("w.kind IN ('connected', 'assisted') AND NOT w.paused AND CASE ").push(kind);
    sql.push(&format!(" WHEN 'failed_integration' THEN w.last_fault IS NOT NULL AND NOT {REJECTED}"));
    sql.push(
        " WHEN 'held_sync' THEN EXISTS (SELECT 1 FROM integration_log l WHERE l.workspace_id = w.id AND l.status = 'held')",
    );
    sql.push(&format!(" WHEN 'expired_credentials' THEN COALESCE({REJECTED}, FALSE) OR COALESCE({LAST_DAY} < "));
    sql.bind(today.to_owned()).push(&format!(", FALSE) WHEN 'expiring_credentials' THEN {LAST_DAY} BETWEEN "));
    sql.bind(today.to_owned()).push(" AND ").bind(soon.to_owned()).push(" ELSE FALSE END");
}
