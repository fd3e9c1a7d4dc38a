//! Employee lists as CSV: read whatever a spreadsheet wrote, say what it would change, and what is wrong by line and column.

mod column;
mod encoding;
mod file;
mod line;
mod plan;
mod text;
mod values;

pub use column::Column;
pub(crate) use column::bare;
pub use encoding::FileEncoding;
pub use file::EmployeeFile;
pub(crate) use file::MOST_ERRORS;
pub use line::ImportLine;
pub use plan::{ImportAction, ImportReport, ImportRow, ImportSummary, PlannedLine, plan_line};
pub(crate) use text::{CsvText, twice, unguarded};
pub use values::{employee_status_label, employee_type_label};

use crate::catalogue::Bilingual;

/// What is wrong at one place of the file, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct ImportError {
    /// Counted from 1, the header being line 1.
    pub line: u64,
    /// The header of the column, as the file spells it; empty when the whole line is meant.
    pub column: String,
    pub value: String,
    pub message: Bilingual,
}

impl ImportError {
    pub fn new(line: u64, column: &str, value: &str, en: impl Into<String>, ja: impl Into<String>) -> Self {
        let value = value.chars().take(100).collect();
        Self { line, column: column.to_owned(), value, message: Bilingual { en: en.into(), ja: ja.into() } }
    }
}
