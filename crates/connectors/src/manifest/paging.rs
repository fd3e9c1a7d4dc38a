//! How a list goes on after its first page.

use schemars::JsonSchema;
use serde::Deserialize;

use super::path::Path;

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Paging {
    /// The one answer holds everything.
    #[default]
    None,
    /// The `Link` header with `rel="next"`.
    LinkHeader,
    Page(PageNumber),
    Offset(Offset),
    Cursor(Cursor),
    /// The answer holds the address of the next page.
    NextUrl(NextUrl),
}

/// Counts pages. `{{ page.number }}` gives the number where a query parameter does not serve.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageNumber {
    /// The query parameter that takes the number.
    pub param: Option<String>,
    #[serde(default = "one")]
    pub first: u64,
    /// How many items a full page has: a shorter page is the last one. Without it an empty page ends the list.
    pub size: Option<u64>,
    /// Where the answer tells how many pages there are.
    pub pages: Option<Source>,
    /// Where the answer tells whether there are more: true, false, null or a next page.
    pub more: Option<Path>,
}

/// Counts items. `{{ page.offset }}` gives the offset where a query parameter does not serve.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offset {
    pub param: Option<String>,
    /// The offset of the first item: 0, or 1 as in SCIM.
    #[serde(default)]
    pub first: u64,
    /// How many items a full page has: a shorter page is the last one, unless `total` or `more` says otherwise.
    pub size: Option<u64>,
    pub more: Option<Path>,
}

/// The answer holds a mark for the next page. `{{ page.cursor }}` gives it where a query parameter does not serve.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    pub at: Source,
    pub param: Option<String>,
    /// Where the answer tells whether there are more. Without it the list ends when the cursor is absent or empty.
    pub more: Option<Path>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextUrl {
    pub at: Path,
}

fn one() -> u64 {
    1
}

/// A place in the answer: a path into the body, or `header:Name`.
#[derive(Debug, Clone)]
pub enum Source {
    Body(Path),
    Header(String),
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        match text.strip_prefix("header:") {
            Some(name) => Ok(Self::Header(name.trim().to_owned())),
            None => Path::parse(&text).map(Self::Body).map_err(serde::de::Error::custom),
        }
    }
}

impl JsonSchema for Source {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Source".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": r"^(\$|header:)", "description": "A path into the body, or `header:Name`."})
    }
}
