use std::collections::HashMap;

use daicho_domain::account::ReportedEmployee;
use daicho_domain::directory::{Email, PersonReport};
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{OrganizationId, PeopleId, WorkspaceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult};

use crate::directory::row::named;
use crate::failure::{Context, corrupt};
use crate::sql::Sql;

const READING: &str = "read the accounts of the employee master";
/// Accounts read at once.
const AT_A_TIME: u64 = 2_000;

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    external_id: String,
    kind: String,
    email: Option<String>,
    display_name: Option<String>,
    employee_number: Option<String>,
    status: String,
    employee: Option<serde_json::Value>,
}

/// The next accounts behind row `last`, each with its row: those that vanished, or those that are there.
pub(super) async fn after(
    tx: &DatabaseTransaction,
    workspace: WorkspaceId,
    vanished: bool,
    last: i64,
) -> Outcome<Vec<(i64, PersonReport)>> {
    let backend = tx.get_database_backend();
    let mut sql = Sql::new(
        "SELECT id, external_id, kind, email, display_name, employee_number, status, employee FROM account WHERE workspace_id = ",
    );
    sql.bind(workspace.0).push(" AND id > ").bind(last);
    sql.push(if vanished { " AND vanished_at IS NOT NULL" } else { " AND vanished_at IS NULL" });
    sql.push(&format!(" ORDER BY id LIMIT {AT_A_TIME}"));
    let rows = Row::find_by_statement(sql.statement(backend)).all(tx).await.context(READING)?;
    let mut aliases = aliases(tx, &rows).await?;
    rows.into_iter()
        .map(|row| {
            let id = row.id;
            let employee: ReportedEmployee = match row.employee {
                Some(employee) => serde_json::from_value(employee).map_err(|error| corrupt(READING, error))?,
                None => ReportedEmployee::default(),
            };
            let report = PersonReport {
                external_id: row.external_id,
                kind: named(&row.kind)?,
                email: row.email.as_deref().and_then(Email::parse),
                aliases: aliases.remove(&id).unwrap_or_default(),
                display_name: row.display_name,
                employee_number: row.employee_number,
                gone: vanished || row.status == "suspended",
                employee,
            };
            Ok((id, report))
        })
        .collect()
}

async fn aliases(tx: &DatabaseTransaction, rows: &[Row]) -> Outcome<HashMap<i64, Vec<Email>>> {
    let mut sql = Sql::new("SELECT account_id, email FROM account_alias WHERE account_id IN ");
    sql.bind_list(rows.iter().map(|row| row.id)).push(" ORDER BY email");
    let mut found: HashMap<i64, Vec<Email>> = HashMap::new();
    for row in tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)? {
        let account: i64 = row.try_get("", "account_id").context(READING)?;
        let email: String = row.try_get("", "email").context(READING)?;
        found.entry(account).or_default().extend(Email::parse(&email));
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

/// Names the master in histories.
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
