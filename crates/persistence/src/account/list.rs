use daicho_domain::account::{Account, AccountQuery};
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::OrganizationId;
use daicho_domain::list::{Page, PageRequest, SortOrder};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use super::sort::{Key, KeyValue, keys, needs};
use super::{filter, row};
use crate::failure::Context;
use crate::keyset;
use crate::search::{Found, Query, Searched};
use crate::sql::Sql;

const DOING: &str = "list accounts";
const SEARCHED: Searched = Searched { table: "account", prefix_column: "name_key" };
/// Counting stops here; whoever sees more has to filter.
const MOST_COUNTED: i64 = 1_000;

pub(super) async fn list(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    query: &AccountQuery,
    page: &PageRequest,
) -> Outcome<Page<Account>> {
    let found = match query.keyword.as_deref().and_then(Query::parse) {
        Some(search) => Some(search.find(transaction, SEARCHED, organization, query.every_match).await?),
        None => None,
    };
    let backend = transaction.get_database_backend();
    let list = List { backend, organization, query, found, keys: keys(query.sort) };
    let rows = transaction.query_all_raw(list.page(page)?.statement(list.backend)).await.context(DOING)?;
    let limit = page.limit as usize;
    let next_cursor = if rows.len() > limit {
        let last = &rows[limit - 1];
        let values: Vec<KeyValue> = list
            .keys
            .iter()
            .enumerate()
            .map(|(place, key)| key.read(last, &format!("key_{place}")))
            .collect::<Result<_, _>>()?;
        Some(keyset::encode(&values))
    } else {
        None
    };
    let items = rows.iter().take(limit).map(row::account).collect::<Result<_, _>>()?;
    let total = list.total(transaction, page).await?;
    Ok(Page { items, next_cursor, total })
}

struct List<'a> {
    backend: DatabaseBackend,
    organization: OrganizationId,
    query: &'a AccountQuery,
    found: Option<Found>,
    keys: Vec<Key>,
}

impl List<'_> {
    /// First the page's ids by one index, then everything about them: no planner joins what it does not show.
    fn page(&self, page: &PageRequest) -> Outcome<Sql> {
        let mut sql = Sql::new("WITH ");
        self.push_found(&mut sql);
        sql.push("page AS MATERIALIZED (SELECT a.id");
        for (place, key) in self.keys.iter().enumerate() {
            sql.push(", ");
            key.push(&mut sql, self.backend);
            sql.push(&format!(" AS key_{place}"));
        }
        self.push_matching(&mut sql);
        if let Some(cursor) = &page.cursor {
            self.push_behind(&mut sql, keyset::decode(cursor)?);
        }
        self.push_order(&mut sql, |key, sql| key.push(sql, self.backend));
        sql.push(" LIMIT ").bind(i64::from(page.limit) + 1);
        sql.push(&format!(") SELECT {}", row::COLUMNS));
        for place in 0..self.keys.len() {
            sql.push(&format!(", page.key_{place}"));
        }
        sql.push(&format!(" FROM page JOIN account a ON a.id = page.id {}", row::JOINS));
        let mut place = 0;
        self.push_order(&mut sql, |_, sql| {
            sql.push(&format!("page.key_{place}"));
            place += 1;
        });
        Ok(sql)
    }

    fn push_found(&self, sql: &mut Sql) {
        if let Some(found) = &self.found {
            found.push_rows(sql, self.backend);
        }
    }

    fn push_matching(&self, sql: &mut Sql) {
        let (by_workspace, by_person) = needs(self.query.sort);
        let looked_up = matches!(self.found, Some(Found::Rows { .. }));
        sql.push(if looked_up {
            " FROM found CROSS JOIN account a"
        } else if by_workspace {
            " FROM workspace w CROSS JOIN account a"
        } else {
            " FROM account a"
        });
        if by_workspace && looked_up {
            sql.push(" JOIN workspace w ON w.id = a.workspace_id");
        }
        if by_person || filter::needs_person(self.query) {
            sql.push(" LEFT JOIN identity i ON i.id = a.identity_id");
        }
        sql.push(" WHERE ");
        if looked_up {
            sql.push("a.id = found.id AND ");
        } else if by_workspace {
            sql.push("w.organization_id = ").bind(self.organization.0).push(" AND a.workspace_id = w.id AND ");
        }
        filter::push(sql, self.organization, self.query);
        if let Some(Found::Everywhere(search)) = &self.found {
            sql.push(" AND ");
            search.push_condition(sql, self.backend, SEARCHED, "a");
        }
    }

    fn push_behind(&self, sql: &mut Sql, values: Vec<KeyValue>) {
        sql.push(" AND (");
        for (place, key) in self.keys.iter().enumerate() {
            sql.push(if place == 0 { "" } else { ", " });
            key.push(sql, self.backend);
        }
        sql.push(if self.query.order == SortOrder::Ascending { ") > (" } else { ") < (" });
        for (place, value) in values.into_iter().enumerate() {
            sql.push(if place == 0 { "" } else { ", " });
            value.bind(sql, self.backend);
        }
        sql.push(")");
    }

    fn push_order(&self, sql: &mut Sql, mut push: impl FnMut(Key, &mut Sql)) {
        for (place, key) in self.keys.iter().enumerate() {
            sql.push(if place == 0 { " ORDER BY " } else { ", " });
            push(*key, sql);
            if self.query.order == SortOrder::Descending {
                sql.push(" DESC");
            }
        }
    }

    /// Whether no match has been left out.
    const fn knows_all(&self) -> bool {
        matches!(self.found, None | Some(Found::Rows { all: true, .. }))
    }

    async fn total(&self, transaction: &DatabaseTransaction, page: &PageRequest) -> Result<Option<u64>, StoreError> {
        let mut sql;
        if filter::is_tallied(self.query) {
            sql = Sql::new("SELECT CAST(COALESCE(SUM(accounts), 0) AS bigint) FROM account_tally WHERE ");
            filter::push_tallied(&mut sql, self.organization, self.query);
        } else if page.cursor.is_none() && self.knows_all() {
            sql = Sql::new("WITH ");
            self.push_found(&mut sql);
            sql.push("counted AS (SELECT 1 AS one");
            self.push_matching(&mut sql);
            sql.push(&format!(" LIMIT {}) SELECT COUNT(*) FROM counted", MOST_COUNTED + 1));
        } else {
            return Ok(None);
        }
        let row = transaction.query_one_raw(sql.statement(self.backend)).await.context(DOING)?;
        let total: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0)).context(DOING)?;
        let known = filter::is_tallied(self.query) || total <= MOST_COUNTED;
        Ok(known.then_some(total.unsigned_abs()))
    }
}
