use daicho_domain::directory::import::ImportError;
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

/// What is wrong at one place of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileError {
    /// Counted from 1, the header being line 1.
    line: u64,
    /// The header of the column as the file spells it; empty when the whole line is meant.
    column: String,
    value: String,
    /// What would be right.
    message: String,
}

impl FileError {
    pub(crate) fn new(error: ImportError, language: Language) -> Self {
        let message = error.message.in_language(language).to_owned();
        Self { line: error.line, column: error.column, value: error.value, message }
    }

    pub(crate) fn all(errors: Vec<ImportError>, language: Language) -> Vec<Self> {
        errors.into_iter().map(|error| Self::new(error, language)).collect()
    }
}
