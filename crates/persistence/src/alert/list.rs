use chrono::{DateTime, Utc};
use daicho_domain::alert::{Alert, AlertQuery};
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{AlertId, ChannelId, OrganizationId};
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::search::fold;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use super::{push_mute, row};
use crate::failure::Context;
use crate::keyset;
use crate::search::{Query, Searched};
use crate::sql::Sql;

const DOING: &str = "list alerts";
const SEARCHED: Searched = Searched { table: "account", prefix_column: "name_key" };
/// Counting stops here.
const MOST_COUNTED: i64 = 10_000;

pub(super) async fn list(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    query: &AlertQuery,
    page: &PageRequest,
) -> Outcome<Page<Alert>> {
    let backend = transaction.get_database_backend();
    let list = List { organization, query, backend, now: Utc::now() };
    let before = page.cursor.as_deref().map(keyset::decode::<i64>).transpose()?;
    let rows = transaction.query_all_raw(list.page(before, page.limit).statement(backend)).await.context(DOING)?;
    let mut items = rows.iter().map(row::alert).collect::<Result<Vec<_>, _>>()?;
    let more = items.len() > page.limit as usize;
    items.truncate(page.limit as usize);
    let next_cursor = items.last().filter(|_| more).map(|last| keyset::encode(&last.id.0));
    let counted = transaction.query_one_raw(list.count().statement(backend)).await.context(DOING)?;
    let total: i64 = counted.map_or(Ok(0), |row| row.try_get_by_index(0)).context(DOING)?;
    Ok(Page { items, next_cursor, total: (total <= MOST_COUNTED).then_some(total.unsigned_abs()) })
}

pub(super) async fn find(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: AlertId,
) -> Result<Option<Alert>, StoreError> {
    let mut sql = Sql::new("WITH page AS (SELECT x.id, ");
    push_mute(&mut sql, Utc::now());
    sql.push(" AS mute_id FROM alert x WHERE x.organization_id = ").bind(organization.0);
    sql.push(" AND x.id = ").bind(id.0);
    push_rows(&mut sql, "DESC");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    row.as_ref().map(row::alert).transpose()
}

/// The alerts that wait for a channel behind the given one, the oldest first.
pub(crate) async fn alerts_behind(
    transaction: &DatabaseTransaction,
    channel: ChannelId,
    last: i64,
    at_most: u32,
) -> Result<Vec<Alert>, StoreError> {
    let mut sql =
        Sql::new("WITH page AS (SELECT p.alert_id AS id, CAST(NULL AS bigint) AS mute_id FROM notification_pending p");
    sql.push(" WHERE p.channel_id = ").bind(channel.0).push(" AND p.alert_id > ").bind(last);
    sql.push(" ORDER BY p.alert_id LIMIT ").bind(i64::from(at_most));
    push_rows(&mut sql, "ASC");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(row::alert).collect()
}

/// Closes `WITH page AS (…` and reads everything about its alerts.
fn push_rows(sql: &mut Sql, direction: &str) {
    sql.push(&format!(
        ") SELECT {} FROM page JOIN alert x ON x.id = page.id {} LEFT JOIN alert_mute m ON m.id = page.mute_id \
         ORDER BY x.id {direction}",
        row::COLUMNS,
        row::JOINS
    ));
}

struct List<'a> {
    organization: OrganizationId,
    query: &'a AlertQuery,
    backend: DatabaseBackend,
    now: DateTime<Utc>,
}

impl List<'_> {
    /// First the page's ids, then everything about them.
    fn page(&self, before: Option<i64>, limit: u32) -> Sql {
        let mut sql = Sql::new("WITH ");
        self.push_found(&mut sql);
        sql.push("page AS MATERIALIZED (SELECT x.id, ");
        push_mute(&mut sql, self.now);
        sql.push(" AS mute_id");
        self.push_matching(&mut sql);
        if let Some(before) = before {
            sql.push(" AND x.id < ").bind(before);
        }
        sql.push(" ORDER BY x.id DESC LIMIT ").bind(i64::from(limit) + 1);
        push_rows(&mut sql, "DESC");
        sql
    }

    fn count(&self) -> Sql {
        let mut sql = Sql::new("WITH ");
        self.push_found(&mut sql);
        sql.push("counted AS (SELECT 1 AS one");
        self.push_matching(&mut sql);
        sql.push(&format!(" LIMIT {}) SELECT COUNT(*) FROM counted", MOST_COUNTED + 1));
        sql
    }

    fn search(&self) -> Option<Query> {
        self.query.keyword.as_deref().and_then(Query::parse)
    }

    fn push_found(&self, sql: &mut Sql) {
        if let Some(search) = self.search() {
            sql.push("found AS MATERIALIZED (");
            search.push_ids(sql, self.backend, SEARCHED, self.organization, self.query.every_match);
            sql.push("), ");
        }
    }

    fn push_matching(&self, sql: &mut Sql) {
        let query = self.query;
        sql.push(" FROM alert x");
        if query.service_name.is_some() || query.keyword.is_some() {
            sql.push(" JOIN workspace w ON w.id = x.workspace_id");
        }
        if query.person.is_some() || query.user_identifier.is_some() {
            sql.push(" JOIN account a ON a.id = x.account_id");
        }
        sql.push(" WHERE x.organization_id = ").bind(self.organization.0);
        push_any(sql, "x.service_id", query.services.iter().map(|id| id.0));
        push_any(sql, "x.workspace_id", query.workspaces.iter().map(|id| id.0));
        if let Some(kinds) = query.wanted_kinds() {
            sql.push(" AND x.type IN ").bind_list(kinds.iter().map(|kind| kind.as_str()));
        }
        if let Some(person) = query.person {
            sql.push(" AND a.identity_id = ").bind(person.0);
        }
        if let Some(name) = &query.service_name {
            sql.push(" AND (w.service_slug = ").bind(name.to_lowercase()).push(" OR w.service_key LIKE ");
            sql.bind(contains(name)).push(" ESCAPE '!')");
        }
        if let Some(identifier) = &query.user_identifier {
            push_identifier(sql, identifier);
        }
        if self.search().is_some() {
            let keyword = contains(query.keyword.as_deref().unwrap_or_default().trim());
            sql.push(" AND (x.account_id IN (SELECT id FROM found) OR w.name_key LIKE ").bind(keyword.clone());
            sql.push(" ESCAPE '!' OR w.service_key LIKE ").bind(keyword).push(" ESCAPE '!')");
        }
        if let Some(muted) = query.muted {
            sql.push(" AND ");
            push_mute(sql, self.now);
            sql.push(if muted { " IS NOT NULL" } else { " IS NULL" });
        }
    }
}

fn push_any<V: Into<sea_orm::Value>>(sql: &mut Sql, column: &str, values: impl ExactSizeIterator<Item = V>) {
    if values.len() > 0 {
        sql.push(&format!(" AND {column} IN ")).bind_list(values);
    }
}

fn push_identifier(sql: &mut Sql, identifier: &str) {
    let (owner, name) = match identifier.split_once('#') {
        Some((owner, name)) => (owner.parse::<i64>().ok(), name),
        None => (None, identifier),
    };
    sql.push(" AND (a.external_id = ").bind(name.to_owned()).push(" OR a.email = ").bind(name.to_lowercase()).push(")");
    if let Some(owner) = owner {
        sql.push(" AND (x.workspace_id = ").bind(owner).push(" OR x.service_id = ").bind(owner).push(")");
    }
}

fn contains(text: &str) -> String {
    format!("%{}%", fold(text).replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}
