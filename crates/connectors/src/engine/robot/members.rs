//! Reading the members where the recipe says that they are: page after page of a table, or a file.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use daicho_domain::account::ReportedAccount;
use daicho_domain::integration::{ConnectorFault, FaultKind, FoundRows, Row, WantedColumn, WantedRows};
use minijinja::Value;
use serde_json::Value as Json;

use super::file;
use super::walk::{PATIENCE, Walk};
use crate::engine::read_account::{Beside, ItemReader, Tables};
use crate::engine::scope::{Local, from_json};
use crate::engine::session::Session;
use crate::manifest::{MemberFile, MemberTable, NextPage, Recipe};

const MOST_PAGES: u64 = 2_000;
const MOST_MEMBERS: usize = 100_000;
/// A table that is empty may only not be filled yet.
const LONGEST_FILLING: Duration = Duration::from_secs(3);
const LOOK_AGAIN: Duration = Duration::from_millis(150);
/// The same on a page that waits for nothing.
const LOOK_SOON: Duration = Duration::from_millis(25);
/// A session may end in the middle of a long list.
const MOST_SIGN_INS: usize = 3;

pub(super) struct Members<'a> {
    session: &'a Arc<Session>,
    recipe: &'a Recipe,
    /// The rows of the page at hand, to notice when they change.
    rows: Vec<Row>,
    page: u64,
    /// By the service's id: nobody is handed on twice, however often pages are read.
    known: HashSet<String>,
    sign_ins: usize,
    done: bool,
}

/// What came of turning the page.
enum Turned {
    Page(Vec<Row>),
    End,
    /// The service wants a sign-in again.
    Expired,
}

impl<'a> Members<'a> {
    pub(super) fn new(session: &'a Arc<Session>, recipe: &'a Recipe) -> Self {
        Self { session, recipe, rows: Vec::new(), page: 1, known: HashSet::new(), sign_ins: 1, done: false }
    }

    /// Those on the page where the walk stands; `None` when there is nowhere to read.
    pub(super) async fn first_page(&mut self, walk: &mut Walk) -> Result<Option<Vec<ReportedAccount>>, ConnectorFault> {
        let began = Instant::now();
        let (rows, what) = match (&self.recipe.table, &self.recipe.download) {
            (Some(table), _) => match self.shown(walk, table, None).await? {
                Turned::Page(rows) => (rows, "READ"),
                Turned::End | Turned::Expired => (Vec::new(), "READ"),
            },
            (None, Some(file)) => {
                self.done = true;
                (self.downloaded(walk, file).await?, "DOWNLOAD")
            }
            (None, None) => return Ok(None),
        };
        walk.record(what, &format!("{} rows", rows.len()), began, None).await;
        self.rows.clone_from(&rows);
        self.accounts(walk, rows).await.map(Some)
    }

    /// Those on the next page that nobody has seen yet.
    pub(super) async fn next_page(&mut self, walk: &mut Walk) -> Result<Option<Vec<ReportedAccount>>, ConnectorFault> {
        let Some(table) = self.recipe.table.as_ref().filter(|_| !self.done) else { return Ok(None) };
        let began = Instant::now();
        match self.turn(walk, table).await? {
            Turned::End => {
                self.done = true;
                Ok(None)
            }
            Turned::Expired => self.begin_again(walk).await,
            Turned::Page(rows) => {
                self.page += 1;
                if self.page > MOST_PAGES {
                    return Err(too_much(&format!("more than {MOST_PAGES} pages")));
                }
                walk.record("READ", &format!("page {}, {} rows", self.page, rows.len()), began, None).await;
                self.rows.clone_from(&rows);
                self.accounts(walk, rows).await.map(Some)
            }
        }
    }

    /// Turns the pages from where the walk stands until one has the member that is meant, and points at its row.
    pub(super) async fn point_at(
        &mut self,
        walk: &mut Walk,
        is_meant: impl Fn(&ReportedAccount) -> bool,
    ) -> Result<Option<ReportedAccount>, ConnectorFault> {
        let Some(table) = &self.recipe.table else { return Ok(None) };
        let began = Instant::now();
        let mut turned = self.shown(walk, table, None).await?;
        loop {
            let rows = match turned {
                Turned::Page(rows) => rows,
                Turned::End if self.known.is_empty() => return Err(walk.changed("the list shows no members").await),
                Turned::End => return Ok(None),
                Turned::Expired => {
                    return Err(ConnectorFault::new(FaultKind::Unavailable, "the service has ended the session"));
                }
            };
            for row in &rows {
                let account = self.read(&item(row.clone()))?;
                if is_meant(&account) && walk.tab.point_at(&wanted(table), row).await? {
                    walk.record("FIND", &format!("the account's row, page {}", self.page), began, None).await;
                    return Ok(Some(account));
                }
                self.known.insert(account.external_id);
            }
            self.rows = rows;
            turned = self.turn(walk, table).await?;
            self.page += 1;
            if self.page > MOST_PAGES {
                return Err(too_much(&format!("more than {MOST_PAGES} pages")));
            }
        }
    }

    /// Signs in once more and reads from the beginning: only those not seen yet are handed on.
    async fn begin_again(&mut self, walk: &mut Walk) -> Result<Option<Vec<ReportedAccount>>, ConnectorFault> {
        self.sign_ins += 1;
        if self.sign_ins > MOST_SIGN_INS {
            return Err(walk.changed("the service ends the session again and again").await);
        }
        walk.sign_in(self.recipe).await?;
        walk.reach_the_members(self.recipe).await?;
        self.page = 1;
        self.first_page(walk).await
    }

    async fn turn(&mut self, walk: &mut Walk, table: &MemberTable) -> Result<Turned, ConnectorFault> {
        match &table.next {
            NextPage::None => Ok(Turned::End),
            NextPage::Press(elements) => {
                if walk.tab.press(&elements.0, Duration::ZERO).await? {
                    let before = self.rows.clone();
                    return self.shown(walk, table, Some(&before)).await;
                }
                // Neither a next page nor a control for it: unless it is the sign-in page that has none.
                Ok(if walk.has_expired().await? { Turned::Expired } else { Turned::End })
            }
            NextPage::GoTo(address) => {
                let number = Value::from_pairs([("number", Value::from(self.page + 1))]);
                let url = walk.address(address, &Local::default().with("page", number))?;
                walk.go_to(&url).await?;
                if walk.status().await? == 404 {
                    return Ok(Turned::End);
                }
                Ok(match self.shown(walk, table, None).await? {
                    Turned::Page(rows) if rows.is_empty() || rows == self.rows => Turned::End,
                    turned => turned,
                })
            }
            NextPage::Scroll => {
                walk.tab.scroll(&wanted(table)).await?;
                self.scrolled(walk, table).await
            }
        }
    }

    /// The rows as the page shows them, once they are all there and other than before.
    async fn shown(&self, walk: &Walk, table: &MemberTable, before: Option<&[Row]>) -> Result<Turned, ConnectorFault> {
        let wanted = wanted(table);
        let began = Instant::now();
        let mut last: Option<Vec<Row>> = None;
        loop {
            let found = walk.tab.rows(&wanted).await?;
            let waited = began.elapsed();
            let is_as_before =
                matches!(&found, FoundRows::Rows(rows) if before.is_some_and(|before| before == rows.as_slice()));
            match found {
                _ if is_as_before && waited >= PATIENCE => {
                    return Err(walk.changed("the next page shows the same members").await);
                }
                _ if is_as_before => {}
                FoundRows::Rows(rows) if rows.is_empty() && waited < LONGEST_FILLING => {}
                // A page that is still being filled has other rows at the next look.
                FoundRows::Rows(rows) if last.as_ref() == Some(&rows) => return Ok(Turned::Page(rows)),
                FoundRows::Rows(rows) => last = Some(rows),
                missing if waited >= PATIENCE => return Err(walk.changed(&told(&missing)).await),
                _ if walk.has_expired().await? => return Ok(Turned::Expired),
                _ => {}
            }
            tokio::time::sleep(if walk.tab.is_waiting() { LOOK_AGAIN } else { LOOK_SOON }).await;
        }
    }

    /// More rows than before, or the end when none come.
    async fn scrolled(&self, walk: &Walk, table: &MemberTable) -> Result<Turned, ConnectorFault> {
        let wanted = wanted(table);
        let began = Instant::now();
        while began.elapsed() < LONGEST_FILLING {
            match walk.tab.rows(&wanted).await? {
                FoundRows::Rows(rows) if rows != self.rows && !rows.is_empty() => return Ok(Turned::Page(rows)),
                FoundRows::Rows(_) => {}
                _ if walk.has_expired().await? => return Ok(Turned::Expired),
                missing => return Err(walk.changed(&told(&missing)).await),
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(Turned::End)
    }

    async fn downloaded(&self, walk: &mut Walk, wanted: &MemberFile) -> Result<Vec<Row>, ConnectorFault> {
        walk.wait_for(&wanted.press).await?;
        let Some(file) = walk.tab.download(&wanted.press.0, PATIENCE).await? else {
            return Err(walk.changed(&format!("{} was not found", wanted.press)).await);
        };
        match file::members(&file, wanted) {
            Err(fault) if fault.kind == FaultKind::PageChanged => Err(walk.changed(&fault.detail).await),
            read => read,
        }
    }

    async fn accounts(&mut self, walk: &mut Walk, rows: Vec<Row>) -> Result<Vec<ReportedAccount>, ConnectorFault> {
        let mut accounts = Vec::with_capacity(rows.len());
        for row in rows {
            let item = self.with_detail(walk, row).await?;
            let account = self.read(&item)?;
            if self.known.insert(account.external_id.clone()) {
                accounts.push(account);
            }
        }
        if self.known.len() > MOST_MEMBERS {
            return Err(too_much(&format!("more than {MOST_MEMBERS} members")));
        }
        Ok(accounts)
    }

    fn read(&self, item: &Json) -> Result<ReportedAccount, ConnectorFault> {
        let signed = self.session.signed_in_now();
        let (local, tables, matches, details) = (Local::default(), Tables::new(), HashMap::new(), HashMap::new());
        let beside =
            Beside { known: &signed.known, local: &local, tables: &tables, matches: &matches, details: &details };
        ItemReader::new(item, &beside).account(&self.recipe.account)
    }

    /// The row, with what its own page tells.
    async fn with_detail(&self, walk: &mut Walk, row: Row) -> Result<Json, ConnectorFault> {
        let mut item = item(row);
        let Some(detail) = self.recipe.detail.as_ref().filter(|_| !self.session.connection.fast) else {
            return Ok(item);
        };
        let local = Local::default().with("item", from_json(&item));
        let list = walk.tab.look().await?.url;
        walk.go_to(&walk.address(&detail.go_to, &local)?).await?;
        let parts: Vec<(String, String)> =
            detail.read.iter().map(|(name, selector)| (name.clone(), selector.clone())).collect();
        for (name, value) in walk.tab.parts(&parts).await? {
            item[name] = Json::from(value);
        }
        if let Ok(list) = list.parse() {
            walk.go_to(&list).await?;
        }
        Ok(item)
    }
}

/// A row as paths and templates read it.
pub(in crate::engine) fn item(row: Row) -> Json {
    Json::Object(row.into_iter().map(|(name, value)| (name, Json::from(value))).collect())
}

/// The rows that a page of the recipe's table holds.
pub(in crate::engine) fn wanted(table: &MemberTable) -> WantedRows {
    let columns = table.columns.iter().map(|(name, column)| WantedColumn {
        name: name.clone(),
        headings: column.headings_of(name),
        part: column.part.clone(),
        attribute: column.attribute.clone(),
        optional: column.optional,
    });
    WantedRows { table: table.table.0.clone(), rows: table.rows.clone(), columns: columns.collect() }
}

fn told(found: &FoundRows) -> String {
    match found {
        FoundRows::NoColumn { column, headings } => file::no_column(column, headings),
        FoundRows::NoTable | FoundRows::Rows(_) => "no table of members was found".to_owned(),
    }
}

fn too_much(what: &str) -> ConnectorFault {
    ConnectorFault::new(FaultKind::UnexpectedAnswer, format!("the list of members has {what}"))
}
