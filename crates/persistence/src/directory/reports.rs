//! What the accounts of a workspace say of their people.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use daicho_domain::account::ReportedAccount;
use daicho_domain::directory::PersonReport;
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{OrganizationId, PeopleId, WorkspaceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult};

use super::row::named;
use crate::failure::{Context, corrupt};
use crate::sql::Sql;

const READING: &str = "read what accounts say of people";
/// Accounts read at once.
const AT_A_TIME: u64 = 2_000;

/// Accounts of a workspace, in the order of their rows.
#[derive(Debug, Clone)]
pub(super) struct Reports {
    pub(super) workspace: WorkspaceId,
    /// Those that vanished, or those that are there.
    pub(super) vanished: bool,
    pub(super) of: Whom,
}

#[derive(Debug, Clone)]
pub(super) enum Whom {
    Everybody,
    /// Accounts that are somebody's.
    Matched,
    /// Accounts of entries with a source of their own that is called so.
    WithOwnSource(String),
}

/// An account with the person that it is matched to.
#[derive(Debug)]
pub(super) struct Told {
    row: i64,
    pub(super) person: Option<PeopleId>,
    pub(super) account: ReportedAccount,
    pub(super) report: PersonReport,
}

impl Reports {
    /// The next accounts behind row `last`, and the row to go on from.
    pub(super) async fn after(&self, tx: &DatabaseTransaction, last: i64) -> Outcome<Option<(i64, Vec<Told>)>> {
        let rows = Row::find_by_statement(self.query(last).statement(tx.get_database_backend())).all(tx).await;
        let rows = rows.context(READING)?;
        let mut aliases = aliases(tx, &rows).await?;
        let told: Vec<Told> = rows
            .into_iter()
            .map(|row| {
                let aliases = aliases.remove(&row.id).unwrap_or_default();
                row.told(aliases, self.vanished)
            })
            .collect::<Outcome<_>>()?;
        Ok(told.last().map(|told| told.row).map(|end| (end, told)))
    }

    fn query(&self, last: i64) -> Sql {
        let mut sql = Sql::new(
            "SELECT a.id, a.identity_id, a.external_id, a.kind, a.email, a.username, a.display_name, a.employee_number, \
             a.status, a.role_class, a.roles, a.licenses, a.two_factor, a.last_activity, a.created_at, a.employee FROM account a",
        );
        if let Whom::WithOwnSource(source) = &self.of {
            sql.push(" JOIN identity i ON i.id = a.identity_id AND CAST(i.field_sources AS text) LIKE ");
            sql.bind(format!("%\"{source}\"%"));
        }
        sql.push(" WHERE a.workspace_id = ").bind(self.workspace.0).push(" AND a.id > ").bind(last);
        sql.push(if self.vanished { " AND a.vanished_at IS NOT NULL" } else { " AND a.vanished_at IS NULL" });
        if matches!(self.of, Whom::Matched) {
            sql.push(" AND a.identity_id IS NOT NULL");
        }
        sql.push(&format!(" ORDER BY a.id LIMIT {AT_A_TIME}"));
        sql
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    identity_id: Option<i64>,
    external_id: String,
    kind: String,
    email: Option<String>,
    username: Option<String>,
    display_name: Option<String>,
    employee_number: Option<String>,
    status: String,
    role_class: String,
    roles: String,
    licenses: String,
    two_factor: Option<bool>,
    last_activity: Option<DateTime<Utc>>,
    created_at: Option<DateTime<Utc>>,
    employee: Option<serde_json::Value>,
}

impl Row {
    fn told(self, aliases: Vec<String>, vanished: bool) -> Outcome<Told> {
        let list = |text: &str| serde_json::from_str(text).map_err(|error| corrupt(READING, error));
        let employee =
            self.employee.map(serde_json::from_value).transpose().map_err(|error| corrupt(READING, error))?;
        let account = ReportedAccount {
            kind: named(&self.kind)?,
            email: self.email,
            aliases,
            username: self.username,
            display_name: self.display_name,
            employee_number: self.employee_number,
            status: named(&self.status)?,
            role_class: named(&self.role_class)?,
            roles: list(&self.roles)?,
            licenses: list(&self.licenses)?,
            two_factor: self.two_factor,
            last_activity: self.last_activity,
            created_at: self.created_at,
            employee,
            ..ReportedAccount::new(self.external_id)
        };
        let report = PersonReport::of(&account, vanished);
        Ok(Told { row: self.id, person: self.identity_id.map(PeopleId), account, report })
    }
}

async fn aliases(tx: &DatabaseTransaction, rows: &[Row]) -> Outcome<HashMap<i64, Vec<String>>> {
    let mut sql = Sql::new("SELECT account_id, email FROM account_alias WHERE account_id IN ");
    sql.bind_list(rows.iter().map(|row| row.id)).push(" ORDER BY email");
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    for row in tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)? {
        let account: i64 = row.try_get("", "account_id").context(READING)?;
        found.entry(account).or_default().push(row.try_get("", "email").context(READING)?);
    }
    Ok(found)
}

/// Entries that are linked to these accounts of the workspace, by the master's own id.
pub(super) async fn linked(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    external_ids: &[&str],
) -> Outcome<HashMap<String, PeopleId>> {
    let mut sql = Sql::new("SELECT id, master_external_id FROM identity WHERE organization_id = ");
    sql.bind(organization.0).push(" AND master_workspace_id = ").bind(workspace.0);
    sql.push(" AND merged_into IS NULL AND master_external_id IN ").bind_list(external_ids.iter().copied());
    let rows = tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)?;
    rows.iter()
        .map(|row| {
            let external_id: String = row.try_get("", "master_external_id").context(READING)?;
            Ok((external_id, PeopleId(row.try_get("", "id").context(READING)?)))
        })
        .collect()
}

/// Names the workspace in histories.
pub(super) async fn workspace_name(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
) -> Outcome<String> {
    let mut sql = Sql::new("SELECT name FROM workspace WHERE organization_id = ");
    sql.bind(organization.0).push(" AND id = ").bind(workspace.0);
    let row = tx.query_one_raw(sql.statement(tx.get_database_backend())).await.context(READING)?;
    Ok(row.ok_or(ErrorCode::NotFound)?.try_get("", "name").context(READING)?)
}
