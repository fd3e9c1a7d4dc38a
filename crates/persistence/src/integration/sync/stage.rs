use std::collections::{HashMap, HashSet};

use chrono::Utc;
use daicho_domain::account::ReportedAccount;
use daicho_domain::error::StoreError;
use daicho_domain::integration::{RunState, StagedPage, StepEvent, SyncTask};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use super::step;
use crate::Database;
use crate::account::reported::{REPORTED_COLUMNS, ReportedRow};
use crate::failure::Context;
use crate::integration::log_row::{from_json, to_json};
use crate::sql::Sql;

const DOING: &str = "stage a page";
/// Rows per statement: within what both databases bind at once.
const CHUNK: usize = 500;

pub(super) async fn stage_page(database: &Database, task: &SyncTask, page: StagedPage) -> Result<RunState, StoreError> {
    let transaction = database.write(task.workspace.organization).await?;
    let (staged, progress) = (to_json(&page.staged)?, to_json(&page.progress)?);
    let mut sql = Sql::new("UPDATE integration_log SET pauses = 0, changed_at = ");
    sql.bind(Utc::now().timestamp_millis()).push(", checkpoint = ").bind(staged).push(", progress = ").bind(progress);
    sql.push(" WHERE status = 'running' AND id = ").bind(task.run);
    let noted = transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    if noted.rows_affected() == 0 {
        return Ok(RunState::Gone);
    }
    let event = StepEvent::Page { page: page.progress.pages, accounts: page.accounts.len() as u64 };
    stage(&transaction, task, page.accounts).await?;
    step::add(&transaction, task.workspace.organization, task.run, &event, &page.requests).await?;
    transaction.commit().await.context(DOING)?;
    Ok(RunState::Wanted)
}

pub(super) async fn stage(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    accounts: Vec<ReportedAccount>,
) -> Result<(), StoreError> {
    let mut rows = last_of_each(accounts);
    while !rows.is_empty() {
        let chunk = rows.split_off(rows.len().saturating_sub(CHUNK));
        let known = stage_known(transaction, task, &chunk).await?;
        let others = chunk.into_iter().filter(|row| !known.contains(&row.external_id)).collect();
        insert_whole(transaction, task, others).await?;
    }
    Ok(())
}

/// A page may hold an account twice: the last counts.
fn last_of_each(accounts: Vec<ReportedAccount>) -> Vec<ReportedRow> {
    let mut places: HashMap<String, usize> = HashMap::with_capacity(accounts.len());
    let mut rows: Vec<ReportedRow> = Vec::with_capacity(accounts.len());
    for account in accounts {
        let row = ReportedRow::new(account);
        if let Some(place) = places.get(&row.external_id) {
            rows[*place] = row;
        } else {
            places.insert(row.external_id.clone(), rows.len());
            rows.push(row);
        }
    }
    rows
}

/// Names the accounts that are known just as they are reported; gives which they are.
async fn stage_known(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    rows: &[ReportedRow],
) -> Result<HashSet<String>, StoreError> {
    if task.workspace.account_count == 0 {
        return Ok(HashSet::new());
    }
    let known = known_as_reported(transaction, task, rows).await?;
    if !known.is_empty() {
        name_as_same(transaction, task, &known).await?;
    }
    Ok(known.into_iter().collect())
}

/// As one list: rows come out of SQLite one by one, each with its own way between two threads.
async fn known_as_reported(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    rows: &[ReportedRow],
) -> Result<Vec<String>, StoreError> {
    let backend = transaction.get_database_backend();
    let hashes: serde_json::Map<String, serde_json::Value> =
        rows.iter().map(|row| (row.external_id.clone(), row.content_hash.into())).collect();
    let (list, each, hash) = match backend {
        DatabaseBackend::Postgres => ("jsonb_agg", "jsonb_each_text", "CAST(reported.value AS bigint)"),
        _ => ("json_group_array", "json_each", "reported.value"),
    };
    // SQLite would rather look for every account among the reported ones; a cross join keeps the order.
    let mut sql = Sql::new("SELECT ");
    sql.push(&format!("{list}(a.external_id) FROM {each}(")).bind(serde_json::Value::Object(hashes));
    sql.push(&format!(
        ") reported CROSS JOIN account a WHERE a.external_id = reported.key AND a.content_hash = {hash}"
    ));
    sql.push(" AND a.vanished_at IS NULL AND a.workspace_id = ").bind(task.workspace.id.0);
    let known = transaction.query_one_raw(sql.statement(backend)).await.context(DOING)?;
    let known: Option<serde_json::Value> = match known {
        Some(row) => row.try_get_by_index(0).context(DOING)?,
        None => None,
    };
    Ok(known.map(from_json).transpose()?.unwrap_or_default())
}

/// Columns that cannot be empty, for rows that only name an account.
const EMPTY_COLUMNS: [&str; 7] = ["kind", "status", "role_class", "roles", "licenses", "name_key", "search"];

async fn name_as_same(transaction: &DatabaseTransaction, task: &SyncTask, known: &[String]) -> Result<(), StoreError> {
    let backend = transaction.get_database_backend();
    let each = match backend {
        DatabaseBackend::Postgres => "jsonb_array_elements_text",
        _ => "json_each",
    };
    let mut sql = Sql::new("INSERT INTO staged_account (organization_id, run_id, same, content_hash, external_id");
    for column in EMPTY_COLUMNS {
        sql.push(", ").push(column);
    }
    sql.push(&format!(") SELECT {}, {}, true, 0, known.value", task.workspace.organization, task.run));
    sql.push(&", ''".repeat(EMPTY_COLUMNS.len()));
    // A WHERE tells SQLite that the conflict is the insertion's.
    sql.push(&format!(" FROM {each}(")).bind(serde_json::Value::from(known)).push(") known WHERE true");
    push_upsert(&mut sql);
    transaction.execute_raw(sql.statement(backend)).await.context(DOING)?;
    Ok(())
}

async fn insert_whole(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    rows: Vec<ReportedRow>,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let organization = task.workspace.organization;
    let mut sql = Sql::new("INSERT INTO staged_account (organization_id, run_id, same");
    for column in REPORTED_COLUMNS {
        sql.push(", ").push(column);
    }
    sql.push(") VALUES ");
    for (place, row) in rows.into_iter().enumerate() {
        sql.push(if place == 0 { "(" } else { ", (" });
        sql.push(&format!("{organization}, {}, false", task.run));
        for value in row.into_values() {
            sql.push(", ").bind(value);
        }
        sql.push(")");
    }
    push_upsert(&mut sql);
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

/// An account that an earlier page had as well: the last counts.
fn push_upsert(sql: &mut Sql) {
    sql.push(" ON CONFLICT (run_id, external_id) DO UPDATE SET same = excluded.same");
    for column in &REPORTED_COLUMNS[1..] {
        sql.push(&format!(", {column} = excluded.{column}"));
    }
}
