//! Statements that are put together from parts, the same text for both databases.

use daicho_domain::ids::OrganizationId;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{DatabaseBackend, Statement, Value};

/// Holds a statement that names its rows by id to the organization. The plus keeps the column out of the choice of an index:
/// without statistics SQLite would rather walk all rows of the organization than look a thousand up by id.
pub(crate) fn belongs_to(organization: OrganizationId) -> SimpleExpr {
    Expr::cust(format!("+organization_id = {organization}"))
}

/// A statement in the making. Placeholders are `$1`, `$2` …, which both databases read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a placeholder for the value.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.text.push('$');
        self.text.push_str(&self.values.len().to_string());
        self
    }

    /// Adds `(a, b, c)`, or what no value is in when there are none.
    pub(crate) fn bind_list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        let mut separator = "(";
        for value in values {
            self.push(separator).bind(value);
            separator = ", ";
        }
        if separator == "(" { self.push("(NULL)") } else { self.push(")") }
    }

    /// SQLite takes `$1` for a name and compares it with all others: a thousand rows would take seconds. Placeholders stand in
    /// the order of their values, so that there they need no number.
    pub(crate) fn statement(self, backend: DatabaseBackend) -> Statement {
        let text = if backend == DatabaseBackend::Sqlite { without_numbers(&self.text) } else { self.text };
        Statement::from_sql_and_values(backend, text, self.values)
    }
}

fn without_numbers(text: &str) -> String {
    let mut parts = text.split('$');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|character: char| character.is_ascii_digit());
        plain.push(if rest.len() < part.len() { '?' } else { '$' });
        plain.push_str(rest);
    }
    plain
}
