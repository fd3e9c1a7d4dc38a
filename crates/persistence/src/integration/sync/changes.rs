//! What changed in accounts, field by field, for their histories.

use chrono::{DateTime, Utc};
use daicho_domain::error::StoreError;
use daicho_domain::integration::SyncTask;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};
use serde_json::{Map, Value, json};

use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "note what changed in accounts";
const CHUNK: usize = 500;

/// Fields by their names in the API. Activity is no change of an account: it is written, but tells nothing in a history.
const TEXTS: [(&str, &str); 6] = [
    ("email", "email"),
    ("username", "userName"),
    ("display_name", "displayName"),
    ("employee_number", "employeeNumber"),
    ("status", "status"),
    ("role_class", "role"),
];
const LISTS: [(&str, &str); 2] = [("roles", "roles"), ("licenses", "licenses")];

pub(super) async fn note(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    actor: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut last = 0;
    loop {
        let rows = differing(transaction, task, last).await?;
        let Some(row) = rows.last() else { return Ok(()) };
        last = row.try_get("", "id").context(DOING)?;
        let mut events = Vec::with_capacity(rows.len());
        for row in &rows {
            let changes = changes(row)?;
            if !changes.is_empty() {
                events.push((row.try_get("", "id").context(DOING)?, Value::Object(changes).to_string()));
            }
        }
        insert(transaction, task, actor, at, events).await?;
    }
}

async fn differing(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    after: i64,
) -> Result<Vec<QueryResult>, StoreError> {
    let mut sql = Sql::new("SELECT a.id, a.two_factor AS two_factor_before, s.two_factor AS two_factor_after");
    for (column, _) in TEXTS.iter().chain(&LISTS) {
        sql.push(&format!(", a.{column} AS {column}_before, s.{column} AS {column}_after"));
    }
    sql.push(" FROM account a JOIN staged_account s ON s.external_id = a.external_id AND NOT s.same AND s.run_id = ");
    sql.bind(task.run).push(" WHERE a.content_hash <> s.content_hash AND a.workspace_id = ").bind(task.workspace.id.0);
    sql.push(" AND a.id > ").bind(after).push(&format!(" ORDER BY a.id LIMIT {CHUNK}"));
    transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)
}

fn changes(row: &QueryResult) -> Result<Map<String, Value>, StoreError> {
    let mut changes = Map::new();
    for (column, field) in TEXTS.iter().chain(&LISTS) {
        let before: Option<String> = row.try_get("", &format!("{column}_before")).context(DOING)?;
        let after: Option<String> = row.try_get("", &format!("{column}_after")).context(DOING)?;
        if before != after {
            let is_list = LISTS.iter().any(|(list, _)| list == column);
            changes.insert((*field).to_owned(), json!([shown(before, is_list), shown(after, is_list)]));
        }
    }
    let before: Option<bool> = row.try_get("", "two_factor_before").context(DOING)?;
    let after: Option<bool> = row.try_get("", "two_factor_after").context(DOING)?;
    if before != after {
        changes.insert("twoFa".to_owned(), json!([before, after]));
    }
    Ok(changes)
}

fn shown(text: Option<String>, is_list: bool) -> Value {
    match text {
        Some(text) if is_list => serde_json::from_str(&text).unwrap_or_default(),
        Some(text) => Value::from(text),
        None => Value::Null,
    }
}

async fn insert(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    actor: &str,
    at: DateTime<Utc>,
    events: Vec<(i64, String)>,
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("INSERT INTO account_event (organization_id, account_id, at, kind, changes, actor) VALUES ");
    for (place, (account, changes)) in events.into_iter().enumerate() {
        sql.push(if place == 0 { "(" } else { ", (" });
        sql.bind(task.workspace.organization.0).push(", ").bind(account).push(", ").bind(at);
        sql.push(", 'changed', ").bind(changes).push(", ").bind(actor.to_owned()).push(")");
    }
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}
