//! The one table of errors. The API's answers, the OpenAPI document and the SPA's texts are made from it.

use crate::organization::Language;

mod table;

pub use table::ErrorCode;

/// By its stable name. One that this version does not know was written by another version.
impl serde::Serialize for ErrorCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> serde::Deserialize<'de> for ErrorCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Ok(Self::ALL.iter().copied().find(|code| code.id() == id).unwrap_or(Self::InternalServerError))
    }
}

/// A name that an enumeration does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown name `{found}`; allowed are {}", allowed.join(", "))]
pub struct UnknownName {
    pub found: String,
    pub allowed: &'static [&'static str],
}

/// The store could not do its work. Never the fault of whoever asked.
#[derive(Debug, thiserror::Error)]
#[error("{context}: {source}")]
pub struct StoreError {
    pub context: &'static str,
    /// It had too much to do: the same will work a little later.
    pub overloaded: bool,
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

impl StoreError {
    pub fn new(context: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { context, overloaded: false, source: source.into() }
    }

    pub fn overloaded(context: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { overloaded: true, ..Self::new(context, source) }
    }
}

/// What is wrong with one field of a request, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    pub field: String,
    #[serde(flatten)]
    pub message: crate::catalogue::Bilingual,
}

impl FieldProblem {
    pub fn new(field: impl Into<String>, en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self { field: field.into(), message: crate::catalogue::Bilingual { en: en.into(), ja: ja.into() } }
    }
}

/// A refusal with its reason, for the person or program that asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {}", .about.as_deref().unwrap_or_default())]
pub struct Refusal {
    pub code: ErrorCode,
    /// To which thing it happened, in its own words: a name, an id, a line.
    pub about: Option<String>,
    pub fields: Vec<FieldProblem>,
}

impl Refusal {
    pub fn new(code: ErrorCode) -> Self {
        Self { code, about: None, fields: Vec::new() }
    }

    pub fn about(code: ErrorCode, thing: impl Into<String>) -> Self {
        Self { code, about: Some(thing.into()), fields: Vec::new() }
    }

    pub fn fields(fields: Vec<FieldProblem>) -> Self {
        Self { code: ErrorCode::ValidationException, about: None, fields }
    }

    pub fn field(field: impl Into<String>, en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self::fields(vec![FieldProblem::new(field, en, ja)])
    }

    pub fn message(&self, language: Language) -> &'static str {
        self.code.text(language)
    }
}

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Service(#[from] crate::integration::ConnectorFault),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(Refusal::new(code))
    }
}

pub type Outcome<T> = Result<T, Failure>;
