use schemars::JsonSchema;
use serde::Deserialize;

use super::recipe::Recipe;
use super::text::Text;

/// What is known of the service's pages, for signing in there by ID and password.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Robot {
    pub login_url: Option<String>,
    /// What the sign-in page asks for.
    pub fields: Vec<String>,
    pub second_factor: Option<Text>,
    pub sso: Option<Text>,
    /// Where the list of members is.
    pub members: Option<Text>,
    /// The headings of that list.
    pub columns: Vec<String>,
    /// The format in which the list can be exported: `csv`, `xlsx`.
    pub export: Option<String>,
    pub notes: Option<Text>,
    /// What to do on those pages; with it a way with `auth: id_password` reads the members.
    pub recipe: Option<Box<Recipe>>,
}
