//! The port to a browser: what a person would do with a page, for services without an API.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::net::SocketAddr;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use super::fault::{ConnectorFault, FaultKind};
use super::picture::Picture;
use crate::error::{Failure, Refusal};

/// What a run may use up.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The only way out: every connection of the tab and of whatever it opens goes through this proxy.
    pub proxy: SocketAddr,
    /// Bytes of one file.
    pub download_limit: u64,
    /// Texts that no picture may show.
    pub secrets: Vec<SecretString>,
}

/// An element as a person or, where nobody can see it, a program finds it. Names are compared without regard to case and
/// spaces; several names are the same one in several languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// Something to fill in, by its label, placeholder or name.
    Field(Vec<String>),
    Button(Vec<String>),
    Link(Vec<String>),
    /// Anything that shows this text.
    Text(Vec<String>),
    /// By its ARIA role and its name.
    Role {
        role: String,
        name: Vec<String>,
    },
    Css(String),
    /// The same within the row that was pointed at.
    #[schema(no_recursion)]
    InRow(Box<Wanted>),
}

impl Wanted {
    pub fn is_in_row(&self) -> bool {
        matches!(self, Self::InRow(_))
    }
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, names) = match self {
            Self::Field(names) => ("the field", names),
            Self::Button(names) => ("the button", names),
            Self::Link(names) => ("the link", names),
            Self::Text(names) => ("the text", names),
            Self::Role { role, name } => return write!(f, "the {role} {}", quoted(name)),
            Self::Css(selector) => return write!(f, "the element `{selector}`"),
            Self::InRow(wanted) => return write!(f, "{wanted} in the account's row"),
        };
        write!(f, "{kind} {}", quoted(names))
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(" / ")
}

/// A column of a table, and what is read of its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WantedColumn {
    pub name: String,
    /// What its heading may say; read from the whole row when empty.
    pub headings: Vec<String>,
    /// A CSS selector inside the cell or row; the whole of it when absent.
    pub part: Option<String>,
    /// An attribute instead of the text.
    pub attribute: Option<String>,
    pub optional: bool,
}

/// The rows that are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WantedRows {
    /// CSS selectors of the table, in order; the visible one that has the most of the columns when empty.
    pub table: Vec<String>,
    /// A CSS selector of the rows, for lists that are no table.
    pub rows: Option<String>,
    pub columns: Vec<WantedColumn>,
}

pub type Row = BTreeMap<String, String>;

/// What was found of the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "found", content = "what")]
pub enum FoundRows {
    Rows(Vec<Row>),
    NoTable,
    NoColumn { column: String, headings: Vec<String> },
}

/// What can be seen of a page without knowing it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sight {
    pub url: String,
    /// The status that the page was answered with; 0 when it is not known.
    pub status: u16,
    pub title: String,
    /// The beginning of the visible text.
    pub text: String,
    /// What the page says in its alerts and beside its fields.
    pub alerts: String,
    pub password_field: bool,
    /// A field for a one-time code.
    pub code_field: bool,
    pub captcha: bool,
}

/// Bytes of the largest file of members.
pub const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// A file that the page gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl DownloadedFile {
    /// Refuses what no list of members is.
    pub fn check_size(&self) -> Result<(), Refusal> {
        const MEGABYTES: u64 = LARGEST_FILE / 1024 / 1024;
        if self.bytes.len() as u64 <= LARGEST_FILE {
            return Ok(());
        }
        let (en, ja) = (format!("At most {MEGABYTES} MB."), format!("{MEGABYTES} MBまでです。"));
        Err(Refusal::field("file", en, ja))
    }
}

/// A file that cannot be read is refused to whoever hands it over; other faults are the service's.
pub fn refused_file(fault: ConnectorFault) -> Failure {
    if fault.kind != FaultKind::UnexpectedAnswer {
        return fault.into();
    }
    let (en, ja) = (format!("Cannot be read: {}.", fault.detail), format!("読み取れません: {}", fault.detail));
    Refusal::field("file", en, ja).into()
}

/// The headings of a file of members, and the cells of its first rows in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MemberFileHead {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A browser process, or the means to start one.
#[async_trait]
pub trait Browser: Send + Sync + Debug {
    /// Opens an empty tab that shares nothing with any other.
    async fn open(&self, visit: Visit) -> Result<Box<dyn Tab>, ConnectorFault>;
}

/// One tab. Whatever it holds is gone when it is dropped.
#[async_trait]
pub trait Tab: Send + Sync {
    async fn go_to(&self, url: &Url) -> Result<(), ConnectorFault>;

    /// Waits until one of the groups can be seen, and tells which. In a group, the first that is there counts.
    async fn see(&self, groups: &[Vec<Wanted>], patience: Duration) -> Result<Option<usize>, ConnectorFault>;

    /// Replaces what the field holds. Whether there was such a field.
    async fn fill(&self, field: &[Wanted], text: &SecretString, patience: Duration) -> Result<bool, ConnectorFault>;

    /// Whether there was something to be pressed.
    async fn press(&self, what: &[Wanted], patience: Duration) -> Result<bool, ConnectorFault>;

    /// As [`Self::press`]; what the browser asks thereupon is answered with yes.
    async fn confirm(&self, what: &[Wanted], patience: Duration) -> Result<bool, ConnectorFault>;

    /// Whether the field has one of these options: the same one in several languages.
    async fn choose(&self, field: &[Wanted], options: &[String], patience: Duration) -> Result<bool, ConnectorFault>;

    /// Waits until the last press has led to another page, and that one is whole. Whether it has.
    async fn moved(&self, patience: Duration) -> Result<bool, ConnectorFault>;

    /// Whether something that the page asked for is on its way.
    fn is_waiting(&self) -> bool;

    /// Waits until nothing that the page asked for is on its way any more. Whether it came to that.
    async fn quiet(&self, patience: Duration) -> Result<bool, ConnectorFault>;

    async fn rows(&self, wanted: &WantedRows) -> Result<FoundRows, ConnectorFault>;

    /// Moves the pointer to a row that [`Self::rows`] gave: what is wanted in the row is looked for in this one from now on.
    /// Whether the row is still there.
    async fn point_at(&self, wanted: &WantedRows, row: &Row) -> Result<bool, ConnectorFault>;

    /// The texts at CSS selectors, each under its name; empty where there is nothing.
    async fn parts(&self, parts: &[(String, String)]) -> Result<Row, ConnectorFault>;

    /// Brings the last of the rows into view, so that the page loads more.
    async fn scroll(&self, wanted: &WantedRows) -> Result<(), ConnectorFault>;

    /// Presses and takes the file that comes of it; `None` when there was nothing to be pressed.
    async fn download(&self, what: &[Wanted], patience: Duration) -> Result<Option<DownloadedFile>, ConnectorFault>;

    async fn look(&self) -> Result<Sight, ConnectorFault>;

    /// What the page looks like, with everything that is filled in masked.
    async fn picture(&self) -> Result<Picture, ConnectorFault>;

    /// Ends when nothing of the tab is left.
    async fn close(self: Box<Self>);
}
