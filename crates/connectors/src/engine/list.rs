//! Listing accounts: list after list, page after page, the next page fetched while the one before is being read.

use std::collections::HashMap;
use std::sync::Arc;

use daicho_domain::account::ReportedAccount;
use daicho_domain::integration::{AccountPage, Checkpoint, ConnectorFault};
use futures::stream::{self, StreamExt, TryStreamExt};
use serde_json::Value as Json;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::compose::invalid;
use super::details::Details;
use super::lookups;
use super::position::Position;
use super::read_account::{Beside, ItemReader, Tables};
use super::scope::{Local, from_json, scope};
use super::session::Session;
use super::walk::{Listing, Mark, Walk, of_request};
use crate::manifest::{AccountFields, AccountList, ForEach, OneOrMany, Pick, Template};

/// Pages under way at a time: fetched, but not yet done with by whoever asked for them. After a crash no more than these are
/// fetched again. Their requests for details share the service's slots.
pub(super) const PAGES_AT_ONCE: usize = 2;

/// A page, with the place that it takes until its reader asks for the next one.
pub(super) type Delivery = (Result<AccountPage, ConnectorFault>, Option<OwnedSemaphorePermit>);

/// Sends all pages, or the first fault, into the channel; stops when nobody listens any more.
pub(super) async fn send_pages(session: Arc<Session>, resume: Option<Checkpoint>, pages: mpsc::Sender<Delivery>) {
    let lister = match Lister::new(&session, resume).await {
        Ok(lister) => lister,
        Err(fault) => {
            let _ = pages.send((Err(fault), None)).await;
            return;
        }
    };
    let places = Arc::new(Semaphore::new(PAGES_AT_ONCE));
    let raw = stream::try_unfold(lister, |mut lister| {
        let places = Arc::clone(&places);
        async move {
            let place = places.acquire_owned().await.ok();
            let page = lister.next_page().await?;
            Ok(page.map(|page| ((page, place), lister)))
        }
    });
    let read = raw
        .map_ok(|(page, place)| {
            let session = Arc::clone(&session);
            async move { Ok((read_page(session, page).await?, place)) }
        })
        .try_buffered(PAGES_AT_ONCE);
    let mut read = std::pin::pin!(read);
    while let Some(page) = read.next().await {
        let failed = page.is_err();
        let delivery = page.map_or_else(|fault| (Err(fault), None), |(page, place)| (Ok(page), place));
        if pages.send(delivery).await.is_err() || failed {
            return;
        }
    }
}

/// How the accounts of one list are read.
pub(super) struct Reading {
    pub fields: AccountFields,
    pub details: Details,
    pub tables: Tables,
    pub matches: HashMap<String, Pick>,
}

struct RawPage {
    items: Vec<Json>,
    local: Local,
    reading: Arc<Reading>,
    next: Option<Position>,
    total: Option<u64>,
    asked: String,
}

/// One value of `for_each`, and where its list stands.
struct Current {
    list: usize,
    each: usize,
    locals: Vec<Local>,
    walk: Walk,
    reading: Arc<Reading>,
}

struct Lister {
    session: Arc<Session>,
    names: Vec<String>,
    tables: Tables,
    /// Lists that turned out not to exist.
    absent: Vec<String>,
    current: Option<Current>,
}

impl Lister {
    async fn new(session: &Arc<Session>, resume: Option<Checkpoint>) -> Result<Self, ConnectorFault> {
        let names: Vec<String> = session.manifest.accounts.keys().cloned().collect();
        let position = resume.map(Position::of).transpose()?;
        let mut lister =
            Self { session: Arc::clone(session), names, tables: Tables::new(), absent: Vec::new(), current: None };
        let (list, each, mark) = match position {
            None => (0, 0, Mark::First),
            Some(position) => {
                lister.absent = position.absent;
                let list = lister.names.iter().position(|name| *name == position.list);
                (list.ok_or_else(|| invalid("the list to go on with is gone"))?, position.each, position.mark)
            }
        };
        lister.session.signed_in().await?;
        lister.current = lister.open(list, each, mark).await?;
        Ok(lister)
    }

    fn list(&self, index: usize) -> Option<(&str, &AccountList)> {
        let name = self.names.get(index)?;
        Some((name, self.session.manifest.accounts.get(name)?))
    }

    /// Whether this list is to be read at all.
    fn is_wanted(&self, list: &AccountList) -> Result<bool, ConnectorFault> {
        if !list.offered_by(&self.session.way_name)
            || list.unless.as_ref().is_some_and(|other| !self.absent.contains(other))
        {
            return Ok(false);
        }
        match &list.when {
            Some(when) => holds(when, &self.session, &Local::default()),
            None => Ok(true),
        }
    }

    /// The first list from `index` on that has something to be read.
    async fn open(&mut self, index: usize, each: usize, mark: Mark) -> Result<Option<Current>, ConnectorFault> {
        let (mut index, mut each, mut mark) = (index, each, mark);
        loop {
            let Some((name, list)) = self.list(index) else { return Ok(None) };
            let (name, list) = (name.to_owned(), list.clone());
            if self.is_wanted(&list)? {
                let locals = each_local(&self.session, list.for_each.as_ref(), &Local::default()).await?;
                if each < locals.len() {
                    let reading = self.reading(&list).await?;
                    tracing::debug!(service = self.session.edition, list = name, "list");
                    return Ok(Some(Current { list: index, each, locals, walk: Walk::from(mark), reading }));
                }
            }
            (index, each, mark) = (index + 1, 0, Mark::First);
        }
    }

    async fn reading(&mut self, list: &AccountList) -> Result<Arc<Reading>, ConnectorFault> {
        let manifest = Arc::clone(&self.session.manifest);
        let fields = list.fields.over(&manifest.account);
        let asked = fields.reads_from();
        let wanted: Vec<&String> = manifest.lookups.keys().filter(|name| asked.contains(name)).collect();
        lookups::fetch(&self.session, &wanted, &mut self.tables).await?;
        let matches = lookups::matches(&manifest);
        let details: Vec<String> = match &list.details {
            Some(names) => names.clone(),
            None => manifest.details.keys().filter(|name| asked.contains(name)).cloned().collect(),
        };
        let details = Details::new(if self.session.connection.fast { Vec::new() } else { details });
        Ok(Arc::new(Reading { fields, details, tables: self.tables.clone(), matches }))
    }

    async fn next_page(&mut self) -> Result<Option<RawPage>, ConnectorFault> {
        let Some(mut current) = self.current.take() else { return Ok(None) };
        let Some((name, list)) = self.list(current.list) else { return Ok(None) };
        let (name, list) = (name.to_owned(), list.clone());
        let local = current.locals.get(current.each).cloned().unwrap_or_default();
        let listing = Listing {
            request: &list.request,
            paging: &list.paging,
            items: list.items.as_ref(),
            total: list.total.as_ref(),
            empty_when: &list.empty_when,
        };
        let page = current.walk.step(&self.session, listing, &local).await?;
        if page.absent {
            self.absent.push(name);
        }
        let reading = Arc::clone(&current.reading);
        let only_list = self.names.len() == 1 && current.locals.len() == 1;
        self.current = if current.walk.next.is_some() {
            Some(current)
        } else if current.each + 1 < current.locals.len() {
            Some(Current { each: current.each + 1, walk: Walk::from(Mark::First), ..current })
        } else {
            self.open(current.list + 1, 0, Mark::First).await?
        };
        // A total speaks of its own list only.
        let total =
            page.total.filter(|_| only_list || self.current.as_ref().is_none_or(|next| next.list == self.names.len()));
        let next = self.position();
        Ok(Some(RawPage { items: page.items, local, reading, next, total, asked: page.asked }))
    }

    fn position(&self) -> Option<Position> {
        let current = self.current.as_ref()?;
        Some(Position {
            list: self.names.get(current.list)?.clone(),
            each: current.each,
            mark: current.walk.next.clone()?,
            absent: self.absent.clone(),
        })
    }
}

/// The values of `for_each` as `each`; one without a value when there is none.
pub(super) async fn each_local(
    session: &Arc<Session>,
    for_each: Option<&ForEach>,
    local: &Local,
) -> Result<Vec<Local>, ConnectorFault> {
    let values: Vec<Json> = match for_each {
        None => return Ok(vec![local.clone()]),
        Some(ForEach::Constants(fills)) => {
            let signed = session.signed_in().await?;
            let names = scope(&signed.known, local);
            let filled: Result<Vec<_>, _> = fills.iter().map(|fill| super::compose::filled(fill, &names)).collect();
            filled.map_err(invalid)?.into_iter().flatten().collect()
        }
        Some(ForEach::Items(source)) => {
            let listing = Listing {
                request: &source.request,
                paging: &source.paging,
                items: source.items.as_ref(),
                total: None,
                empty_when: &source.empty_when,
            };
            let items = Walk::collect(session, listing, local).await?;
            match source.chunk {
                Some(size) => items.chunks(size.max(1)).map(|chunk| Json::Array(chunk.to_vec())).collect(),
                None => items,
            }
        }
    };
    Ok(values.iter().map(|value| local.clone().with("each", from_json(value))).collect())
}

/// Whether a condition gives something other than `false`, `0`, empty or nothing.
pub(super) fn holds(condition: &Template, session: &Session, local: &Local) -> Result<bool, ConnectorFault> {
    let signed = session.signed_in_now();
    let value = condition.value(&scope(&signed.known, local)).map_err(invalid)?;
    Ok(value.is_some_and(|value| {
        value.as_str().map_or_else(|| value.is_true(), |text| !matches!(text.trim(), "" | "false" | "0"))
    }))
}

async fn read_page(session: Arc<Session>, page: RawPage) -> Result<AccountPage, ConnectorFault> {
    let RawPage { items, local, reading, next, total, asked } = page;
    let details = reading.details.of_all(&session, &items, &local).await?;
    let signed = session.signed_in_now();
    let none = HashMap::new();
    let accounts: Result<Vec<ReportedAccount>, ConnectorFault> = items
        .iter()
        .enumerate()
        .map(|(position, item)| {
            let details = details.get(position).unwrap_or(&none);
            let beside = Beside {
                known: &signed.known,
                local: &local,
                tables: &reading.tables,
                matches: &reading.matches,
                details,
            };
            ItemReader::new(item, &beside).account(&reading.fields).map_err(|fault| of_request(&asked, fault))
        })
        .collect();
    let next = next.map(|position| position.checkpoint()).transpose()?;
    Ok(AccountPage { accounts: accounts?, next, total })
}

/// Nothing is taken for an empty list.
pub(super) const NEVER_EMPTY: OneOrMany<u16> = OneOrMany(Vec::new());
