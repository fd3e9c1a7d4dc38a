//! Search in lists: what people type against the folded `search` column of a table.
//!
//! The migration's `create_search_index` makes the index that this reads.

use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::search::{fold, is_indexable};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};
use serde_json::Value;

use crate::failure::Context;
use crate::sql::Sql;

/// More matches than this are not looked at: whoever asked has to say more.
pub(crate) const MOST_MATCHES: u64 = 10_000;
/// So many at most in a table that may have millions, where each is looked up among rows that lie far apart.
const MOST_LOOKED_UP: u64 = 2_000;

/// A table with the columns `id`, `organization_id`, `search` (folded) and a folded column in byte order that short
/// queries are compared to from its beginning.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Searched {
    pub(crate) table: &'static str,
    pub(crate) prefix_column: &'static str,
}

/// What a search came upon in a large table.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    /// Ids as a JSON list.
    Rows { ids: Value, all: bool },
    /// More than are looked up, of which none may be missing: the list is walked, and each row asked.
    Everywhere(Query),
}

/// What somebody searches for. Every word has to be found, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    words: Vec<String>,
}

impl Query {
    /// `None` when there is nothing to search for.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Looks for the rows that match, in a table that may have millions: [`MOST_LOOKED_UP`] unless `every` one is wanted.
    pub(crate) async fn find(
        self,
        transaction: &DatabaseTransaction,
        searched: Searched,
        organization: OrganizationId,
        every: bool,
    ) -> Result<Found, StoreError> {
        let backend = transaction.get_database_backend();
        let collect = if backend == DatabaseBackend::Postgres { "jsonb_agg" } else { "json_group_array" };
        let mut sql = Sql::new(&format!("SELECT {collect}(found.id) FROM ("));
        self.push_matching_ids(&mut sql, backend, searched, organization, MOST_LOOKED_UP + 1);
        sql.push(") found");
        let row = transaction.query_one_raw(sql.statement(backend)).await.context("search")?;
        let ids: Option<Value> = row.map_or(Ok(None), |row| row.try_get_by_index(0)).context("search")?;
        // PostgreSQL collects nothing to null.
        let mut ids = if let Some(Value::Array(ids)) = ids { ids } else { Vec::new() };
        let all = ids.len() as u64 <= MOST_LOOKED_UP;
        if every && !all {
            return Ok(Found::Everywhere(self));
        }
        if !all {
            ids.pop();
        }
        Ok(Found::Rows { ids: Value::Array(ids), all })
    }

    /// Writes a query for the ids of the rows that match, [`MOST_MATCHES`] unless `every` one is wanted, to be used as
    /// `WITH found AS MATERIALIZED (…)`: kept apart, so that no planner walks the whole table in the list's order instead.
    pub(crate) fn push_ids(
        &self,
        sql: &mut Sql,
        backend: DatabaseBackend,
        searched: Searched,
        organization: OrganizationId,
        every: bool,
    ) {
        let at_most = if every { i64::MAX.unsigned_abs() } else { MOST_MATCHES + 1 };
        self.push_matching_ids(sql, backend, searched, organization, at_most);
    }

    fn push_matching_ids(
        &self,
        sql: &mut Sql,
        backend: DatabaseBackend,
        searched: Searched,
        organization: OrganizationId,
        at_most: u64,
    ) {
        let (long, short): (Vec<&String>, Vec<&String>) = self.words.iter().partition(|word| is_indexable(word));
        let table = searched.table;
        sql.push("SELECT r.id FROM ");
        if backend == DatabaseBackend::Sqlite && !long.is_empty() {
            sql.push(&format!("{table}_search s CROSS JOIN {table} r ON r.id = s.rowid WHERE {table}_search MATCH "));
            sql.bind(phrases(&long)).push(" AND ");
        } else {
            sql.push(&format!("{table} r WHERE "));
            for word in &long {
                sql.push("r.search LIKE ").bind(contains(word)).push(" ESCAPE '\\' AND ");
            }
        }
        for word in short {
            if long.is_empty() {
                let column = searched.prefix_column;
                sql.push(&format!("r.{column} >= ")).bind(word.clone());
                sql.push(&format!(" AND r.{column} < ")).bind(after(word)).push(" AND ");
            } else {
                sql.push("r.search LIKE ").bind(contains(word)).push(" ESCAPE '\\' AND ");
            }
        }
        sql.push("r.organization_id = ").bind(organization.0).push(&format!(" LIMIT {at_most}"));
    }

    /// Writes the condition that a row of `alias` matches, in words that no index answers: the list's order is to be walked.
    pub(crate) fn push_condition(&self, sql: &mut Sql, backend: DatabaseBackend, searched: Searched, alias: &str) {
        let place = if backend == DatabaseBackend::Postgres { "strpos" } else { "instr" };
        let only_short = self.words.iter().all(|word| !is_indexable(word));
        for (count, word) in self.words.iter().enumerate() {
            sql.push(if count == 0 { "" } else { " AND " });
            if only_short {
                let column = searched.prefix_column;
                sql.push(&format!("{place}({alias}.{column}, ")).bind(word.clone()).push(") = 1");
            } else {
                sql.push(&format!("{place}({alias}.search, ")).bind(word.clone()).push(") > 0");
            }
        }
    }
}

impl Found {
    /// Writes `found AS (…), ` to a `WITH` when there are rows to look up.
    pub(crate) fn push_rows(&self, sql: &mut Sql, backend: DatabaseBackend) {
        if let Self::Rows { ids, .. } = self {
            let each = if backend == DatabaseBackend::Postgres { "jsonb_array_elements_text" } else { "json_each" };
            sql.push("found AS MATERIALIZED (SELECT CAST(each.value AS bigint) AS id FROM ");
            sql.push(&format!("{each}(")).bind(ids.clone()).push(") AS each), ");
        }
    }
}

/// FTS5 syntax: each word a quoted phrase, all of them required.
fn phrases(words: &[&String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
    quoted.join(" AND ")
}

fn contains(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// The first text, in byte order, behind all that begin with `prefix`.
pub(crate) fn after(prefix: &str) -> String {
    let mut characters: Vec<char> = prefix.chars().collect();
    while let Some(last) = characters.pop() {
        if let Some(next) = (u32::from(last) + 1..=u32::from(char::MAX)).find_map(char::from_u32) {
            characters.push(next);
            return characters.into_iter().collect();
        }
    }
    char::MAX.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_nothing_searched() {
        assert_eq!(Query::parse(" 　"), None);
    }

    #[test]
    fn full_width_words_are_folded_and_separated() {
        assert_eq!(Query::parse("田中　ＡＢＣ").unwrap().words, ["田田中中", "abc"]);
    }

    #[test]
    fn the_end_of_a_prefix_range_is_the_next_character() {
        assert_eq!(after("ab"), "ac");
        assert_eq!(after("a\u{10FFFF}"), "b");
    }
}
