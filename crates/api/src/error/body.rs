use daicho_domain::error::{Failure, FieldProblem};
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::ApiError;

/// Every answer with a status of 400 or more.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErrorBody {
    /// Stable name of the error.
    pub error_id: &'static str,
    pub error_details: ErrorDetails,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErrorDetails {
    /// What happened.
    pub message: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// To which thing it happened, or what the service said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub about: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub fields: Vec<FieldMessage>,
    /// Found in the server's log; only with status 500.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub incident: Option<String>,
    #[serde(flatten)]
    #[schema(ignore)]
    more: serde_json::Map<String, serde_json::Value>,
}

/// What is wrong with one field of the request, and what would be right.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldMessage {
    pub field: String,
    pub message: String,
}

impl ErrorBody {
    pub(super) fn new(error: &ApiError, incident: Option<String>, language: Language) -> Self {
        let code = error.code();
        let (about, fields) = match &error.failure {
            Failure::Refused(refusal) => (refusal.about.clone(), messages(&refusal.fields, language)),
            Failure::Service(fault) => (Some(fault.detail.clone()), Vec::new()),
            Failure::Store(_) => (None, Vec::new()),
        };
        let details = ErrorDetails {
            message: code.text(language),
            remedy: code.remedy(language),
            about,
            fields,
            incident,
            more: error.more.clone(),
        };
        Self { error_id: code.id(), error_details: details }
    }
}

fn messages(problems: &[FieldProblem], language: Language) -> Vec<FieldMessage> {
    let message = |problem: &FieldProblem| FieldMessage {
        field: problem.field.clone(),
        message: problem.message.in_language(language).to_owned(),
    };
    problems.iter().map(message).collect()
}
