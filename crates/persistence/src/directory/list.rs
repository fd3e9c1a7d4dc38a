//! Lists of entries: filters, search, any sort, by keyset.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use daicho_domain::alert::AlertType;
use daicho_domain::directory::{DateRange, DirectoryEntry, IdentityQuery, IdentitySort, NameCount, NameList};
use daicho_domain::error::{Outcome, Refusal};
use daicho_domain::ids::{OrganizationId, PeopleId};
use daicho_domain::list::{Page, PageRequest};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};
use serde::{Deserialize, Serialize};

use super::read;
use crate::failure::Context;
use crate::keyset;
use crate::search::{Query, Searched};
use crate::sql::Sql;

const LISTING: &str = "list directory entries";
/// Counting stops here.
const MOST_COUNTED: i64 = 100_000;
const SEARCHED: Searched = Searched { table: "identity", prefix_column: "name_key" };

/// Where a page ended.
#[derive(Debug, Serialize, Deserialize)]
struct Position {
    key: Key,
    id: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Text(String),
}

pub(super) async fn list(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    query: &IdentityQuery,
    page: &PageRequest,
) -> Outcome<Page<DirectoryEntry>> {
    let backend = tx.get_database_backend();
    let after = page.cursor.as_deref().map(keyset::decode::<Position>).transpose()?;
    let key = SortKey::of(query.sort, backend);
    let mut sql = Sql::default();
    push_search(&mut sql, backend, organization, query);
    sql.push("SELECT i.id, ").push(&key.expression).push(" AS sort_key");
    push_rows(&mut sql, organization, query);
    if let Some(after) = after {
        push_after(&mut sql, &key, query.descending(), after)?;
    }
    let direction = if query.descending() { "DESC" } else { "ASC" };
    sql.push(&format!(" ORDER BY {} {direction}, i.id {direction} LIMIT {}", key.expression, page.limit + 1));
    let rows = tx.query_all_raw(sql.statement(backend)).await.context(LISTING)?;

    let limit = page.limit as usize;
    let mut positions = Vec::with_capacity(limit);
    for row in rows.iter().take(limit) {
        let id: i64 = row.try_get("", "id").context(LISTING)?;
        let key = if key.is_number {
            Key::Number(row.try_get("", "sort_key").context(LISTING)?)
        } else {
            Key::Text(row.try_get("", "sort_key").context(LISTING)?)
        };
        positions.push(Position { key, id });
    }
    let next_cursor = positions.last().filter(|_| rows.len() > limit).map(keyset::encode);
    let ids: Vec<PeopleId> = positions.iter().map(|position| PeopleId(position.id)).collect();
    let total = count(tx, organization, query).await?;
    Ok(Page { items: read::entries(tx, organization, &ids).await?, next_cursor, total })
}

/// How many entries match; `None` when there are more than anybody wants counted.
async fn count(tx: &DatabaseTransaction, organization: OrganizationId, query: &IdentityQuery) -> Outcome<Option<u64>> {
    let backend = tx.get_database_backend();
    let mut sql = Sql::default();
    push_search(&mut sql, backend, organization, query);
    sql.push("SELECT COUNT(*) AS total FROM (SELECT i.id");
    push_rows(&mut sql, organization, query);
    sql.push(&format!(" LIMIT {}) counted", MOST_COUNTED + 1));
    let row = tx.query_one_raw(sql.statement(backend)).await.context(LISTING)?;
    let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "total")).context(LISTING)?;
    let searched_all = query.keyword.is_none() || total.unsigned_abs() <= crate::search::MOST_MATCHES;
    Ok((total <= MOST_COUNTED && searched_all).then_some(total.unsigned_abs()))
}

/// `WITH found …` when something is searched for: the entries themselves, or what was merged into them, or their number.
fn push_search(sql: &mut Sql, backend: DatabaseBackend, organization: OrganizationId, query: &IdentityQuery) {
    let Some(search) = query.keyword.as_deref().and_then(Query::parse) else { return };
    sql.push("WITH found AS MATERIALIZED (SELECT DISTINCT COALESCE(m.merged_into, m.id) AS id FROM (");
    search.push_ids(sql, backend, SEARCHED, organization, query.every_match);
    sql.push(") q JOIN identity m ON m.id = q.id");
    if let Some(id) = query.keyword.as_deref().and_then(|keyword| keyword.trim().parse::<i64>().ok()) {
        sql.push(" UNION SELECT CAST(").bind(id).push(" AS bigint)");
    }
    sql.push(") ");
}

fn push_rows(sql: &mut Sql, organization: OrganizationId, query: &IdentityQuery) {
    let searching = query.keyword.as_deref().and_then(Query::parse).is_some();
    sql.push(if searching { " FROM found f JOIN identity i ON i.id = f.id" } else { " FROM identity i" });
    if needs_counts(query) {
        sql.push(
            " LEFT JOIN (SELECT identity_id, COUNT(DISTINCT service_id) AS services, COUNT(*) AS accounts FROM account \
             WHERE vanished_at IS NULL AND identity_id IS NOT NULL AND organization_id = ",
        );
        sql.bind(organization.0).push(" GROUP BY identity_id) c ON c.identity_id = i.id");
    }
    // What was found is looked up by id; the plus keeps the organization's indexes out of it.
    sql.push(if searching { " WHERE +i.organization_id = " } else { " WHERE i.organization_id = " });
    sql.bind(organization.0).push(" AND i.merged_into IS NULL");
    push_filters(sql, query);
}

fn needs_counts(query: &IdentityQuery) -> bool {
    matches!(query.sort, IdentitySort::ServicesCount | IdentitySort::AccountCount)
        || query.service_count_from.is_some()
        || query.service_count_to.is_some()
}

fn push_filters(sql: &mut Sql, query: &IdentityQuery) {
    push_one_of(sql, "i.management_type", query.management_types.iter().map(|kind| kind.as_str()));
    push_one_of(sql, "i.employee_type", query.types.iter().map(|kind| kind.as_str()));
    push_one_of(sql, "i.employee_status", query.statuses.iter().map(|status| status.as_str()));
    push_one_of(sql, "i.company", query.companies.iter().map(String::as_str));
    push_one_of(sql, "i.department", query.departments.iter().map(String::as_str));
    push_one_of(sql, "i.location", query.locations.iter().map(String::as_str));
    push_one_of(sql, "i.id", query.ids.iter().map(|id| id.0));
    if !query.exclude.is_empty() {
        sql.push(" AND i.id NOT IN ").bind_list(query.exclude.iter().map(|id| id.0));
    }
    push_days(sql, "i.contract_start", query.contract_start);
    push_days(sql, "i.contract_end", query.contract_end);
    push_days(sql, "i.leave_start", query.leave_start);
    push_days(sql, "i.leave_end", query.leave_end);
    push_moments(sql, "i.created_at", query.created);
    push_moments(sql, "i.updated_at", query.updated);
    if let Some(least) = query.service_count_from {
        sql.push(" AND COALESCE(c.services, 0) >= ").bind(i64::from(least));
    }
    if let Some(most) = query.service_count_to {
        sql.push(" AND COALESCE(c.services, 0) <= ").bind(i64::from(most));
    }
    for (code, value) in &query.custom_fields {
        push_custom(sql, code, value);
    }
    if let Some(manager) = query.manager {
        sql.push(" AND i.manager_id = ").bind(manager.0);
    }
    if !query.services.is_empty() {
        sql.push(" AND i.id IN (SELECT a.identity_id FROM account a WHERE a.vanished_at IS NULL AND a.service_id IN ");
        sql.bind_list(query.services.iter().map(|id| id.0)).push(")");
    }
    push_whether(sql, query.in_master, "i.master_external_id IS NOT NULL");
    push_whether(
        sql,
        query.has_account,
        "EXISTS (SELECT 1 FROM account a WHERE a.identity_id = i.id AND a.vanished_at IS NULL)",
    );
    // Devices are not kept yet: nobody has one.
    push_whether(sql, query.has_device, "1 = 0");
    if query.active_internal_only {
        sql.push(" AND i.employee_status = 'active' AND i.management_type IN ('managed', 'system')");
    }
    if !query.alerts.is_empty() {
        push_alerts(sql, &query.alerts);
    }
}

fn push_one_of<V: Into<sea_orm::Value>>(sql: &mut Sql, column: &str, values: impl ExactSizeIterator<Item = V>) {
    if values.len() > 0 {
        sql.push(&format!(" AND {column} IN ")).bind_list(values);
    }
}

fn push_whether(sql: &mut Sql, wanted: Option<bool>, condition: &str) {
    match wanted {
        Some(true) => sql.push(&format!(" AND {condition}")),
        Some(false) => sql.push(&format!(" AND NOT ({condition})")),
        None => sql,
    };
}

fn push_days(sql: &mut Sql, column: &str, range: DateRange) {
    if let Some(from) = range.from {
        sql.push(&format!(" AND {column} >= ")).bind(from);
    }
    if let Some(to) = range.to {
        sql.push(&format!(" AND {column} <= ")).bind(to);
    }
}

/// Days are those of UTC.
fn push_moments(sql: &mut Sql, column: &str, range: DateRange) {
    let midnight = |day: NaiveDate| -> DateTime<Utc> { day.and_time(NaiveTime::MIN).and_utc() };
    if let Some(from) = range.from {
        sql.push(&format!(" AND {column} >= ")).bind(midnight(from));
    }
    if let Some(next) = range.to.and_then(|day| day.succ_opt()) {
        sql.push(&format!(" AND {column} < ")).bind(midnight(next));
    }
}

/// Ranges of days, in the notation of dates, otherwise the whole value.
fn push_custom(sql: &mut Sql, code: &str, value: &str) {
    sql.push(" AND CAST(i.custom_fields ->> ").bind(code.to_owned()).push(" AS text)");
    match DateRange::parse(value).filter(|_| value.contains(':')) {
        Some(range) => {
            let first = range.from.unwrap_or(NaiveDate::MIN).to_string();
            let last = range.to.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
            sql.push(" BETWEEN ")
                .bind(if range.from.is_some() { first } else { String::new() })
                .push(" AND ")
                .bind(last);
        }
        None => {
            sql.push(" = ").bind(value.to_owned());
        }
    }
}

fn push_alerts(sql: &mut Sql, alerts: &[AlertType]) {
    sql.push(" AND EXISTS (SELECT 1 FROM account a JOIN alert x ON x.account_id = a.id WHERE a.identity_id = i.id AND x.type IN ");
    sql.bind_list(alerts.iter().map(|alert| alert.as_str())).push(")");
}

fn push_after(sql: &mut Sql, key: &SortKey, descending: bool, after: Position) -> Result<(), Refusal> {
    let comparison = if descending { "<" } else { ">" };
    sql.push(&format!(" AND ({}, i.id) {comparison} (", key.expression));
    match after.key {
        Key::Number(number) if key.is_number => sql.bind(number),
        Key::Text(text) if !key.is_number => sql.bind(text),
        _ => return Err(keyset::decode::<Position>("").err().unwrap_or_else(|| Refusal::fields(Vec::new()))),
    };
    sql.push(", ").bind(after.id).push(")");
    Ok(())
}

/// What a list is sorted by, as an expression that is never null and that both databases order alike.
struct SortKey {
    expression: String,
    is_number: bool,
}

impl SortKey {
    fn of(sort: IdentitySort, backend: DatabaseBackend) -> Self {
        use IdentitySort as S;
        let expression = match sort {
            S::ServicesCount => return Self::number("COALESCE(c.services, 0)"),
            S::AccountCount => return Self::number("COALESCE(c.accounts, 0)"),
            // Devices and costs are not kept yet: all are equal.
            S::DevicesCount | S::CostUsd | S::CostJpy => return Self::number("CAST(0 AS bigint)"),
            S::Name => return Self::text("i.name_key".to_owned()),
            S::Company => return Self::text("i.company".to_owned()),
            S::Department => return Self::text("i.department".to_owned()),
            S::Location => return Self::text("i.location".to_owned()),
            S::JobTitle => return Self::text("i.job_title".to_owned()),
            S::Type => "i.employee_type",
            S::Status => "i.employee_status",
            S::EmployeeId => "COALESCE(i.employee_number, '')",
            S::ContractStart => "COALESCE(CAST(i.contract_start AS text), '')",
            S::ContractEnd => "COALESCE(CAST(i.contract_end AS text), '')",
            S::SuspensionStart => "COALESCE(CAST(i.leave_start AS text), '')",
            S::SuspensionEnd => "COALESCE(CAST(i.leave_end AS text), '')",
            S::CreatedAt => "CAST(i.created_at AS text)",
            S::UpdatedAt => "CAST(i.updated_at AS text)",
        };
        Self::text(match backend {
            DatabaseBackend::Postgres => format!("({expression} COLLATE \"C\")"),
            _ => expression.to_owned(),
        })
    }

    const fn text(expression: String) -> Self {
        Self { expression, is_number: false }
    }

    fn number(expression: &str) -> Self {
        Self { expression: expression.to_owned(), is_number: true }
    }
}

/// The different texts of a field, in order, with how many entries have each.
pub(super) async fn names(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    list: NameList,
) -> Outcome<Vec<NameCount>> {
    let column = list.as_str();
    let mut sql =
        Sql::new(&format!("SELECT {column} AS name, COUNT(*) AS entries FROM identity WHERE organization_id = "));
    sql.bind(organization.0);
    sql.push(&format!(" AND merged_into IS NULL AND {column} <> '' GROUP BY {column} ORDER BY {column}"));
    let rows = tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(LISTING)?;
    rows.iter()
        .map(|row| {
            let count: i64 = row.try_get("", "entries").context(LISTING)?;
            Ok(NameCount { name: row.try_get("", "name").context(LISTING)?, count: count.unsigned_abs() })
        })
        .collect()
}
