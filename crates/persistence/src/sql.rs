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

    pub(crate) fn statement(self, backend: DatabaseBackend) -> Statement {
        Statement::from_sql_and_values(backend, self.text, self.values)
    }
}
