//! Going through a list page by page.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use daicho_domain::integration::{ConnectorFault, FaultKind};
use minijinja::Value;
use reqwest::header::{HeaderMap, LINK};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use url::Url;

use super::judge::Answer;
use super::scope::Local;
use super::session::{Session, Turned};
use crate::manifest::{OneOrMany, Paging, Path, Request, Source};

const MOST_PAGES: u64 = 100_000;
const MOST_EMPTY_PAGES: u32 = 100;

/// Which page comes next.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mark {
    First,
    Page(u64),
    Offset(u64),
    Cursor(String),
    Url(String),
}

/// What is walked through.
#[derive(Clone, Copy)]
pub(super) struct Listing<'a> {
    pub request: &'a Request,
    pub paging: &'a Paging,
    pub items: Option<&'a Path>,
    pub total: Option<&'a Source>,
    pub empty_when: &'a OneOrMany<u16>,
}

pub(super) struct Page {
    pub items: Vec<Json>,
    pub total: Option<u64>,
    /// The service says that there is no such list.
    pub absent: bool,
    /// The request that brought it, for whoever finds something wrong with the items.
    pub asked: String,
}

/// A place in a list, with what is needed to notice that it does not advance.
pub(super) struct Walk {
    /// `None` when the list is at its end.
    pub next: Option<Mark>,
    seen: HashSet<u64>,
    last_page: Option<u64>,
    pages: u64,
    empty_pages: u32,
}

impl Walk {
    pub(super) fn from(mark: Mark) -> Self {
        Self { next: Some(mark), seen: HashSet::new(), last_page: None, pages: 0, empty_pages: 0 }
    }

    /// Fetches the next page. Not to be called at the end of the list.
    pub(super) async fn step(
        &mut self,
        session: &Arc<Session>,
        listing: Listing<'_>,
        local: &Local,
    ) -> Result<Page, ConnectorFault> {
        let mark = self.next.take().unwrap_or(Mark::First);
        let (turned, page) = turn(listing.paging, &mark)?;
        let local = local.clone().with("page", page);
        let answer = match session.ask(listing.request, &local, &turned, true).await {
            Ok(answer) => answer,
            Err(failure) if failure.has_status(listing.empty_when) => {
                return Ok(Page { items: Vec::new(), total: None, absent: true, asked: String::new() });
            }
            Err(failure) => return Err(failure.fault),
        };
        let Answer { headers, document, url } = answer;
        let asked = session.shown(listing.request, &url);
        let found = self.read(session, listing, &mark, &headers, document, &url);
        let (items, total) = found.map_err(|fault| of_request(&asked, fault))?;
        Ok(Page { items, total, absent: false, asked })
    }

    fn read(
        &mut self,
        session: &Session,
        listing: Listing<'_>,
        mark: &Mark,
        headers: &HeaderMap,
        document: Json,
        url: &Url,
    ) -> Result<(Vec<Json>, Option<u64>), ConnectorFault> {
        let total = listing.total.and_then(|source| source_number(source, headers, &document));
        let follow = Follow::read(listing.paging, headers, &document);
        let items = items_of(listing.items, document)?;
        let next = follow.next(session, listing.paging, mark, items.len() as u64, total, url)?;
        self.watch(&items, next.as_ref())?;
        self.next = next;
        Ok((items, total))
    }

    /// Notices lists that never end.
    fn watch(&mut self, items: &[Json], next: Option<&Mark>) -> Result<(), ConnectorFault> {
        self.pages += 1;
        let unexpected = |why: &str| Err(ConnectorFault::new(FaultKind::UnexpectedAnswer, why));
        if self.pages > MOST_PAGES {
            return unexpected("the list does not end");
        }
        self.empty_pages = if items.is_empty() { self.empty_pages + 1 } else { 0 };
        if self.empty_pages > MOST_EMPTY_PAGES {
            return unexpected("the list goes on with empty pages only");
        }
        if let (Some(first), Some(last)) = (items.first(), items.last()) {
            let page = hashed(&(first.to_string(), last.to_string(), items.len()));
            if self.last_page.replace(page) == Some(page) {
                return unexpected("the same page came twice: the list does not advance");
            }
        }
        if let Some(mark) = next
            && !self.seen.insert(hashed(mark))
        {
            return unexpected("the service gives the same mark for the next page again: the list does not advance");
        }
        Ok(())
    }

    /// The whole list at once.
    pub(super) async fn collect(
        session: &Arc<Session>,
        listing: Listing<'_>,
        local: &Local,
    ) -> Result<Vec<Json>, ConnectorFault> {
        let mut walk = Self::from(Mark::First);
        let mut items = Vec::new();
        while walk.next.is_some() {
            items.extend(walk.step(session, listing, local).await?.items);
        }
        Ok(items)
    }
}

/// A fault that was found in an answer, with the request that the answer was for.
pub(super) fn of_request(asked: &str, mut fault: ConnectorFault) -> ConnectorFault {
    fault.detail = format!("{asked}: {}", fault.detail);
    fault
}

fn hashed(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How the page is asked for, and `page` for templates.
pub(super) fn turn(paging: &Paging, mark: &Mark) -> Result<(Turned, Value), ConnectorFault> {
    let param =
        |name: &Option<String>, value: String| Turned { param: name.clone().map(|name| (name, value)), url: None };
    let first = |first: u64, mark: &Mark| match mark {
        Mark::Page(number) | Mark::Offset(number) => *number,
        _ => first,
    };
    Ok(match (paging, mark) {
        (Paging::Page(page), mark) => {
            let number = first(page.first, mark);
            (param(&page.param, number.to_string()), Value::from_pairs([("number", Value::from(number))]))
        }
        (Paging::Offset(offset), mark) => {
            let number = first(offset.first, mark);
            (param(&offset.param, number.to_string()), Value::from_pairs([("offset", Value::from(number))]))
        }
        (Paging::Cursor(cursor), Mark::Cursor(text)) => {
            (param(&cursor.param, text.clone()), Value::from_pairs([("cursor", Value::from(text.as_str()))]))
        }
        (Paging::Cursor(_), _) => (Turned::default(), Value::from_pairs([("cursor", Value::from(()))])),
        (_, Mark::Url(text)) => {
            let url = Url::parse(text).map_err(|error| {
                ConnectorFault::new(FaultKind::UnexpectedAnswer, format!("the next page's address: {error}"))
            })?;
            (Turned { param: None, url: Some(url) }, Value::from(()))
        }
        _ => (Turned::default(), Value::from(())),
    })
}

/// What the answer says about going on, read before its items are taken out.
struct Follow {
    mark: Option<String>,
    pages: Option<u64>,
    more: Option<bool>,
}

impl Follow {
    fn read(paging: &Paging, headers: &HeaderMap, document: &Json) -> Self {
        let (mark, pages, more) = match paging {
            Paging::None => (None, None, None),
            Paging::LinkHeader => (next_link(headers), None, None),
            Paging::NextUrl(next) => (next.at.first(document).and_then(nonempty_text), None, None),
            Paging::Cursor(cursor) => (source_text(&cursor.at, headers, document), None, cursor.more.as_ref()),
            Paging::Page(page) => (
                None,
                page.pages.as_ref().and_then(|source| source_number(source, headers, document)),
                page.more.as_ref(),
            ),
            Paging::Offset(offset) => (None, None, offset.more.as_ref()),
        };
        Self { mark, pages, more: more.map(|path| path.first(document).is_some_and(is_true)) }
    }

    fn next(
        self,
        session: &Session,
        paging: &Paging,
        mark: &Mark,
        count: u64,
        total: Option<u64>,
        asked: &Url,
    ) -> Result<Option<Mark>, ConnectorFault> {
        let goes_on = |size: Option<u64>| self.more.unwrap_or(count > 0 && size.is_none_or(|size| count >= size));
        Ok(match paging {
            Paging::None => None,
            Paging::LinkHeader | Paging::NextUrl(_) => match self.mark {
                Some(given) => Some(Mark::Url(session.signed_in_now().addresses.next(asked, &given)?.into())),
                None => None,
            },
            Paging::Cursor(_) => match (self.more, self.mark) {
                (Some(false), _) | (None, None) => None,
                (_, Some(cursor)) => Some(Mark::Cursor(cursor)),
                (Some(true), None) => {
                    return Err(ConnectorFault::new(
                        FaultKind::UnexpectedAnswer,
                        "there is more, but no mark for the next page",
                    ));
                }
            },
            Paging::Page(page) => {
                let number = if let Mark::Page(number) = mark { *number } else { page.first };
                let on = match self.pages {
                    Some(pages) => number + 1 < pages + page.first,
                    None => goes_on(page.size),
                };
                on.then_some(Mark::Page(number + 1))
            }
            Paging::Offset(offset) => {
                let start = if let Mark::Offset(start) = mark { *start } else { offset.first };
                let after = start + count;
                let on = match (self.more, total) {
                    (None, Some(total)) => count > 0 && after - offset.first < total,
                    _ => goes_on(offset.size) && count > 0,
                };
                on.then_some(Mark::Offset(after))
            }
        })
    }
}

fn items_of(path: Option<&Path>, document: Json) -> Result<Vec<Json>, ConnectorFault> {
    let Some(path) = path else {
        return match document {
            Json::Array(items) => Ok(items),
            Json::Null => Ok(Vec::new()),
            _ => Err(ConnectorFault::new(FaultKind::UnexpectedAnswer, "the answer is not a list")),
        };
    };
    if document.is_string() || document.is_number() || document.is_boolean() {
        return Err(ConnectorFault::new(
            FaultKind::UnexpectedAnswer,
            format!("the answer has nothing at {}", path.as_str()),
        ));
    }
    Ok(path.take_all(document))
}

fn is_true(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(value) => *value,
        Json::Number(number) => number.as_f64() != Some(0.0),
        Json::String(text) => !(text.is_empty() || text == "false" || text == "0"),
        Json::Array(list) => !list.is_empty(),
        Json::Object(_) => true,
    }
}

fn nonempty_text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) if !text.is_empty() => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn source_text(source: &Source, headers: &HeaderMap, document: &Json) -> Option<String> {
    match source {
        Source::Body(path) => path.first(document).and_then(nonempty_text),
        Source::Header(name) => {
            let text = headers.get(name.as_str())?.to_str().ok()?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
    }
}

fn source_number(source: &Source, headers: &HeaderMap, document: &Json) -> Option<u64> {
    source_text(source, headers, document)?.parse().ok()
}

/// The target of `rel="next"` (RFC 8288).
fn next_link(headers: &HeaderMap) -> Option<String> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(|header| {
        let mut rest = header;
        while let Some(start) = rest.find('<') {
            let (target, after) = rest[start + 1..].split_once('>')?;
            let params = after.split('<').next().unwrap_or_default();
            let is_next = params.split(';').any(|param| {
                let param = param.trim().trim_end_matches(',').trim();
                param
                    .strip_prefix("rel=")
                    .is_some_and(|rel| rel.trim_matches('"').split(' ').any(|word| word.eq_ignore_ascii_case("next")))
            });
            if is_next {
                return Some(target.to_owned());
            }
            rest = after;
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderValue, LINK};

    use super::next_link;

    #[test]
    fn the_next_link_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(
            LINK,
            HeaderValue::from_static(
                "<https://x.test/?page=1>; rel=\"prev\", <https://x.test/?a=1,2&page=3>; rel=\"next\"",
            ),
        );
        assert_eq!(next_link(&headers).unwrap(), "https://x.test/?a=1,2&page=3");
        headers.insert(LINK, HeaderValue::from_static("<https://x.test/?page=1>; rel=\"last\""));
        assert_eq!(next_link(&headers), None);
    }
}
