use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Bilingual;

/// What is known of a service's pages, for signing in there by ID and password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Robot {
    pub login_url: Option<String>,
    /// What the sign-in page asks for.
    pub fields: Vec<String>,
    pub second_factor: Option<Bilingual>,
    pub sso: Option<Bilingual>,
    /// Where the list of members is.
    pub members: Option<Bilingual>,
    /// The headings of that list.
    pub columns: Vec<String>,
    /// The format in which the list can be exported.
    pub export: Option<String>,
    pub notes: Option<Bilingual>,
    /// Whether it is known what to do on those pages.
    pub recipe: bool,
}
