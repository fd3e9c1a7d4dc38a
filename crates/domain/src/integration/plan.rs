//! What a change would send, and what may be chosen for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Choice;

/// The choices of one input as the service offers them now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputChoices {
    pub input: String,
    pub choices: Vec<Choice>,
}

/// A request as it would be sent, or a step of a recipe as it would be done (what, and on what in `url`), with secrets masked. What an earlier answer decides stands in angle marks: `‹read.key›`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlannedRequest {
    pub method: String,
    /// Without the query; for a step the address or the element.
    pub url: String,
    /// Text by name, or a list of texts where a name repeats.
    pub query: serde_json::Map<String, serde_json::Value>,
    pub headers: BTreeMap<String, String>,
    /// The document of a JSON body, the fields of a form, or the text of any other; for a step what is typed or chosen.
    pub body: Option<serde_json::Value>,
    /// Sent once for each item of what the request before it reads.
    pub repeats: bool,
    /// Sent only if what earlier answers say calls for it; done only where the page asks for it.
    pub conditional: bool,
}
