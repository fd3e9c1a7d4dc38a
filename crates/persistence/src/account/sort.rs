//! Orders of account lists, each a row of values that ends with the account's id.

use chrono::{DateTime, Utc};
use daicho_domain::account::AccountSort;
use daicho_domain::error::StoreError;
use sea_orm::{DatabaseBackend, QueryResult};
use serde::{Deserialize, Serialize};

use super::row::get;
use crate::sql::Sql;

/// None, no, yes; as the index has it.
pub(super) const SECOND_FACTOR: &str = "(CASE WHEN a.two_factor IS NULL THEN 0 WHEN a.two_factor THEN 2 ELSE 1 END)";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    /// Without a time first.
    Time,
}

/// One value of the order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    expression: &'static str,
    kind: Kind,
}

/// What stands in a cursor for one [`Key`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum KeyValue {
    Number(i64),
    Text(String),
    /// Milliseconds since 1970 in a list of one, to tell it from a number.
    Time([Option<i64>; 1]),
}

const fn text(expression: &'static str) -> Key {
    Key { expression, kind: Kind::Text }
}

const fn number(expression: &'static str) -> Key {
    Key { expression, kind: Kind::Number }
}

const fn time(column: &'static str) -> Key {
    Key { expression: column, kind: Kind::Time }
}

const NAME: Key = text("a.name_key");
const ID: Key = number("a.id");

pub(super) fn keys(sort: AccountSort) -> Vec<Key> {
    match sort {
        AccountSort::DisplayName => vec![NAME, ID],
        AccountSort::Email => vec![text("COALESCE(a.email, '')"), ID],
        AccountSort::UserName => vec![text("COALESCE(a.username, '')"), ID],
        AccountSort::Person => vec![text("COALESCE(i.name_key, '')"), ID],
        AccountSort::UserType => vec![text("a.user_type"), NAME, ID],
        AccountSort::Role => vec![text("a.role_class"), NAME, ID],
        AccountSort::Roles => vec![text("a.roles"), ID],
        AccountSort::Licenses => vec![text("a.licenses"), ID],
        AccountSort::TwoFa => vec![number(SECOND_FACTOR), NAME, ID],
        AccountSort::Status => vec![text("a.status"), NAME, ID],
        AccountSort::LastActivity => vec![time("a.last_activity"), ID],
        AccountSort::CreatedAt => vec![time("a.created_at"), ID],
        AccountSort::Workspace => vec![text("w.name_key"), number("w.id"), NAME, ID],
        AccountSort::Service => vec![text("w.service_key"), number("w.id"), NAME, ID],
        AccountSort::Memo => vec![text("COALESCE(a.memo, '')"), ID],
    }
}

/// Whether the order needs the workspace, and whether the person.
pub(super) const fn needs(sort: AccountSort) -> (bool, bool) {
    (matches!(sort, AccountSort::Workspace | AccountSort::Service), matches!(sort, AccountSort::Person))
}

impl Key {
    pub(super) fn push(self, sql: &mut Sql, backend: DatabaseBackend) {
        match (self.kind, backend) {
            (Kind::Time, DatabaseBackend::Postgres) => {
                sql.push(&format!("COALESCE({}, TIMESTAMPTZ '1970-01-01 00:00:00+00')", self.expression))
            }
            (Kind::Time, _) => sql.push(&format!("COALESCE({}, '')", self.expression)),
            (Kind::Text | Kind::Number, _) => sql.push(self.expression),
        };
    }

    /// Reads the value from the column of a result.
    pub(super) fn read(self, row: &QueryResult, column: &str) -> Result<KeyValue, StoreError> {
        Ok(match self.kind {
            Kind::Text => KeyValue::Text(get(row, column)?),
            Kind::Number => match get::<i64>(row, column) {
                Ok(value) => KeyValue::Number(value),
                Err(_) => KeyValue::Number(i64::from(get::<i32>(row, column)?)),
            },
            // Nothing is the empty text on SQLite, which is no time.
            Kind::Time => KeyValue::Time([get::<DateTime<Utc>>(row, column).ok().map(|time| time.timestamp_millis())]),
        })
    }
}

impl KeyValue {
    pub(super) fn bind(self, sql: &mut Sql, backend: DatabaseBackend) {
        match self {
            Self::Number(value) => sql.bind(value),
            Self::Text(value) => sql.bind(value),
            Self::Time([Some(value)]) => sql.bind(DateTime::from_timestamp_millis(value).unwrap_or_default()),
            Self::Time([None]) if backend == DatabaseBackend::Postgres => sql.bind(DateTime::<Utc>::default()),
            Self::Time([None]) => sql.bind(""),
        };
    }
}
