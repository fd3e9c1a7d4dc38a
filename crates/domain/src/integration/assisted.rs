//! Syncs whose rows are read in a person's own, signed-in browser: no credential is stored.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::Utc;
use serde::Serialize;
use serde_json::json;
use url::Url;

use super::browser::{DownloadedFile, Row, Wanted, WantedRows, refused_file};
use super::connector::{Checkpoint, Connection, RequestRecord};
use super::fault::{ConnectorFault, FaultKind};
use super::run::{LogEntry, RunKind, RunStatus, Staged};
use super::store::{Credentials, RunState, StagedPage, SyncStore, SyncTask, WorkspaceStore};
use super::sync::{Requests, connection_of};
use super::workspace::{Workspace, WorkspaceKind};
use crate::access::Actor;
use crate::account::ReportedAccount;
use crate::error::{ErrorCode, Outcome, Refusal};
use crate::ids::{OrganizationId, RequestId};

/// Of one list of members, like the robot's.
const MOST_PAGES: u64 = 2_000;
const MOST_MEMBERS: u64 = 100_000;
/// Of one page as it is handed over.
const MOST_ROWS: usize = 1_000;
const MOST_COLUMNS: usize = 100;
/// Characters of one cell.
const LONGEST_CELL: usize = 4_000;
const LONGEST_REASON: usize = 500;

/// How a person's browser reads the members of a service, once that person has signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct AssistedRecipe {
    /// Where the service is.
    pub address: Url,
    /// From there to the members.
    pub steps: Vec<PageStep>,
    pub members: AssistedMembers,
}

/// What tells the members at the end of the steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(tag = "by", content = "with", rename_all = "snake_case")]
pub enum AssistedMembers {
    Table(AssistedTable),
    /// What is pressed for the file.
    File(Vec<Wanted>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct AssistedTable {
    pub rows: WantedRows,
    /// How the next page comes; one page holds everybody when absent.
    pub next: Option<NextRows>,
    /// What the page of each member tells beside its row; nothing has to be looked up when empty.
    pub detail: Vec<DetailPart>,
}

/// One thing that a member's own page tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct DetailPart {
    /// What it is called in the row that is handed over.
    pub name: String,
    /// A CSS selector.
    pub css: String,
}

/// One thing to do on the service's pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(tag = "do", content = "with", rename_all = "snake_case")]
pub enum PageStep {
    GoTo(Url),
    Press(Vec<Wanted>),
    Choose(ChosenOption),
    WaitFor(Vec<Wanted>),
    /// Pressed when it is there.
    Dismiss(Vec<Wanted>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ChosenOption {
    pub field: Vec<Wanted>,
    pub option: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(tag = "by", content = "with", rename_all = "snake_case")]
pub enum NextRows {
    /// Until it is not there any more, or cannot be pressed.
    Press(Vec<Wanted>),
    /// The addresses of the second page and those after it, until one has nobody new.
    GoTo(Vec<Url>),
    /// More comes when the last row is scrolled into view.
    Scroll,
}

/// The port to recipes, for rows that somebody else reads.
#[async_trait]
pub trait PageReader: Send + Sync {
    async fn recipe(&self, connection: &Connection) -> Result<AssistedRecipe, ConnectorFault>;

    /// The accounts that the rows tell of, in their order. A row without an id is a fault that names it.
    async fn accounts(&self, connection: &Connection, rows: Vec<Row>) -> Result<Vec<ReportedAccount>, ConnectorFault>;

    /// The address of each member's own page, in the order of the rows.
    async fn detail_addresses(&self, connection: &Connection, rows: Vec<Row>) -> Result<Vec<Url>, ConnectorFault>;

    /// The accounts of the file that the page gave.
    async fn accounts_of_file(
        &self,
        connection: &Connection,
        file: DownloadedFile,
    ) -> Result<Vec<ReportedAccount>, ConnectorFault>;
}

#[derive(Clone)]
pub struct AssistedSyncs {
    pub reader: Arc<dyn PageReader>,
    pub workspaces: Arc<dyn WorkspaceStore>,
    pub syncs: Arc<dyn SyncStore>,
    pub credentials: Arc<dyn Credentials>,
}

impl std::fmt::Debug for AssistedSyncs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AssistedSyncs").finish_non_exhaustive()
    }
}

impl AssistedSyncs {
    pub async fn recipe(&self, workspace: &Workspace) -> Outcome<AssistedRecipe> {
        if workspace.kind != WorkspaceKind::Assisted {
            return Err(Refusal::about(ErrorCode::ServiceNotConnectable, &workspace.name).into());
        }
        Ok(self.reader.recipe(&self.connection(workspace)).await?)
    }

    /// Opens a run that waits for the browser's pages. It takes the place of one that its browser never ended.
    pub async fn begin(&self, workspace: &Workspace, actor: &Actor) -> Outcome<RequestId> {
        self.syncs.open_assisted(workspace, actor).await
    }

    /// Stages a page. One that was staged already is passed over, so that a page may be sent again.
    pub async fn stage(
        &self,
        organization: OrganizationId,
        entry: &LogEntry,
        page: u64,
        rows: Vec<Row>,
    ) -> Outcome<()> {
        let task = self.task(organization, entry).await?;
        if page <= task.progress.pages {
            return Ok(());
        }
        check_page(&task, page, &rows)?;
        let read = format!("page {page}, {} rows", rows.len());
        let accounts = self.reader.accounts(&self.connection(&task.workspace), rows).await.map_err(|mut fault| {
            fault.detail = format!("page {page}, {}", fault.detail);
            fault
        })?;
        self.keep(task, page, accounts, read).await
    }

    /// Where the browser looks up what these rows do not tell.
    pub async fn detail_addresses(
        &self,
        organization: OrganizationId,
        entry: &LogEntry,
        rows: Vec<Row>,
    ) -> Outcome<Vec<Url>> {
        let task = self.task(organization, entry).await?;
        check_rows(&rows)?;
        Ok(self.reader.detail_addresses(&self.connection(&task.workspace), rows).await?)
    }

    /// Stages everybody whom the file tells of. A file that was staged already is passed over.
    pub async fn stage_file(
        &self,
        organization: OrganizationId,
        entry: &LogEntry,
        file: DownloadedFile,
    ) -> Outcome<()> {
        let task = self.task(organization, entry).await?;
        if task.progress.pages > 0 {
            return Ok(());
        }
        file.check_size()?;
        let (connection, name) = (self.connection(&task.workspace), file.name.clone());
        let accounts = self.reader.accounts_of_file(&connection, file).await.map_err(refused_file)?;
        if accounts.len() as u64 > MOST_MEMBERS {
            let (en, ja) = (format!("At most {MOST_MEMBERS} members."), format!("{MOST_MEMBERS}人までです。"));
            return Err(Refusal::field("file", en, ja).into());
        }
        let read = format!("the file {name}, {} members", accounts.len());
        self.keep(task, 1, accounts, read).await
    }

    async fn keep(&self, mut task: SyncTask, page: u64, accounts: Vec<ReportedAccount>, read: String) -> Outcome<()> {
        task.progress.pages = page;
        task.progress.accounts += accounts.len() as u64;
        task.progress.requests += 1;
        let staged = StagedPage {
            accounts,
            staged: Staged::UpTo(Checkpoint(json!({"page": page}))),
            progress: task.progress,
            requests: vec![record_of(read)],
        };
        match self.syncs.stage_page(&task, staged).await? {
            RunState::Wanted => Ok(()),
            RunState::Gone => Err(ErrorCode::AssistedSyncStopped.into()),
        }
    }

    /// Everybody is staged: a worker compares and writes, as after any other sync.
    pub async fn finish(&self, organization: OrganizationId, entry: &LogEntry) -> Outcome<RequestId> {
        let task = self.task(organization, entry).await?;
        match self.syncs.hand_over(&task).await? {
            RunState::Wanted => Ok(entry.request),
            RunState::Gone => Err(ErrorCode::AssistedSyncStopped.into()),
        }
    }

    /// The browser cannot go on: nothing is applied, and the log says why.
    pub async fn fail(&self, organization: OrganizationId, entry: &LogEntry, why: &str) -> Outcome<()> {
        let task = self.task(organization, entry).await?;
        let detail: String = why.chars().take(LONGEST_REASON).collect();
        Ok(self.syncs.fail(&task, &ConnectorFault::new(FaultKind::PageChanged, detail), Vec::new()).await?)
    }

    /// The run while its browser may still send pages.
    async fn task(&self, organization: OrganizationId, entry: &LogEntry) -> Outcome<SyncTask> {
        if entry.kind != RunKind::Sync || entry.status != RunStatus::Running {
            return Err(ErrorCode::AssistedSyncStopped.into());
        }
        let workspace = self.workspaces.find(organization, entry.workspace).await?;
        if workspace.is_none_or(|workspace| workspace.kind != WorkspaceKind::Assisted) {
            return Err(Refusal::about(ErrorCode::ServiceNotConnectable, &entry.workspace_name).into());
        }
        let task = self.syncs.begin(organization, entry.request).await?.ok_or(ErrorCode::AssistedSyncStopped)?;
        match task.staged {
            Some(Staged::Everything { .. }) => Err(ErrorCode::AssistedSyncStopped.into()),
            Some(Staged::UpTo(_)) | None => Ok(task),
        }
    }

    fn connection(&self, workspace: &Workspace) -> Connection {
        connection_of(workspace, self.credentials.as_ref(), Arc::new(Requests::default()))
    }
}

fn check_page(task: &SyncTask, page: u64, rows: &[Row]) -> Result<(), Refusal> {
    let next = task.progress.pages + 1;
    if page != next {
        let (en, ja) = (format!("The next page is {next}."), format!("次のページは {next} です。"));
        return Err(Refusal::field("page", en, ja));
    }
    let members = task.progress.accounts + rows.len() as u64;
    if page > MOST_PAGES || members > MOST_MEMBERS {
        return Err(too_many_rows());
    }
    check_rows(rows)
}

fn too_many_rows() -> Refusal {
    Refusal::field(
        "rows",
        format!("At most {MOST_ROWS} rows a page, {MOST_PAGES} pages and {MOST_MEMBERS} members."),
        format!("1ページ{MOST_ROWS}行、{MOST_PAGES}ページ、{MOST_MEMBERS}人までです。"),
    )
}

fn check_rows(rows: &[Row]) -> Result<(), Refusal> {
    if rows.len() > MOST_ROWS {
        return Err(too_many_rows());
    }
    let is_too_large =
        |row: &Row| row.len() > MOST_COLUMNS || row.values().any(|cell| cell.chars().count() > LONGEST_CELL);
    match rows.iter().position(is_too_large) {
        Some(place) => Err(Refusal::field(
            format!("rows[{place}]"),
            format!("At most {MOST_COLUMNS} columns, and {LONGEST_CELL} characters in each."),
            format!("{MOST_COLUMNS}列、各{LONGEST_CELL}文字までです。"),
        )),
        None => Ok(()),
    }
}

fn record_of(read: String) -> RequestRecord {
    RequestRecord {
        at: Utc::now(),
        method: "READ".to_owned(),
        path: read,
        status: None,
        milliseconds: 0,
        attempt: 1,
        note: None,
        picture: None,
    }
}
