use std::collections::HashMap;

use chrono::Utc;
use daicho_domain::account::ReportedAccount;
use daicho_domain::error::StoreError;
use daicho_domain::integration::{RunState, StagedPage, StepEvent, SyncTask};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::step;
use crate::Database;
use crate::account::reported::{REPORTED_COLUMNS, ReportedRow};
use crate::failure::Context;
use crate::integration::log_row::to_json;
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
        let known = known_hashes(transaction, task, &chunk).await?;
        let (same, others): (Vec<_>, Vec<_>) =
            chunk.into_iter().partition(|row| known.get(&row.external_id) == Some(&row.content_hash));
        insert_named(transaction, task, same).await?;
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

async fn known_hashes(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    rows: &[ReportedRow],
) -> Result<HashMap<String, i64>, StoreError> {
    if task.workspace.account_count == 0 {
        return Ok(HashMap::new());
    }
    let mut sql =
        Sql::new("SELECT external_id, content_hash FROM account WHERE vanished_at IS NULL AND workspace_id = ");
    sql.bind(task.workspace.id.0).push(" AND external_id IN ");
    sql.bind_list(rows.iter().map(|row| row.external_id.clone()));
    let known = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    known
        .iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect::<Result<_, sea_orm::DbErr>>()
        .context(DOING)
}

/// Columns that cannot be empty, for rows that only name an account.
const NAMED_COLUMNS: [&str; 9] =
    ["external_id", "content_hash", "kind", "status", "role_class", "roles", "licenses", "name_key", "search"];

async fn insert_named(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    rows: Vec<ReportedRow>,
) -> Result<(), StoreError> {
    let values = rows.into_iter().map(|row| {
        let empty = || Value::from("");
        let (id, hash) = (Value::from(row.external_id), Value::from(row.content_hash));
        [id, hash, empty(), empty(), empty(), empty(), empty(), empty(), empty()]
    });
    insert(transaction, task, true, NAMED_COLUMNS, values).await
}

async fn insert_whole(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    rows: Vec<ReportedRow>,
) -> Result<(), StoreError> {
    insert(transaction, task, false, REPORTED_COLUMNS, rows.into_iter().map(ReportedRow::into_values)).await
}

async fn insert<const COLUMNS: usize>(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    same: bool,
    columns: [&str; COLUMNS],
    rows: impl ExactSizeIterator<Item = [Value; COLUMNS]>,
) -> Result<(), StoreError> {
    if rows.len() == 0 {
        return Ok(());
    }
    let organization = task.workspace.organization;
    let mut sql = Sql::new("INSERT INTO staged_account (organization_id, run_id, same");
    for column in columns {
        sql.push(", ").push(column);
    }
    sql.push(") VALUES ");
    for (place, values) in rows.enumerate() {
        sql.push(if place == 0 { "(" } else { ", (" });
        sql.push(&format!("{organization}, {}, {same}", task.run));
        for value in values {
            sql.push(", ").bind(value);
        }
        sql.push(")");
    }
    sql.push(" ON CONFLICT (run_id, external_id) DO UPDATE SET same = excluded.same");
    for column in REPORTED_COLUMNS.iter().skip(1) {
        sql.push(&format!(", {column} = excluded.{column}"));
    }
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}
