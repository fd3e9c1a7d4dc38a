//! What would be sent: the requests of a manifest made up like real ones, with secrets masked, and not sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use daicho_domain::integration::{
    AccountChange, Connection, ConnectorFault, CredentialValues, PlannedRequest, UnstoredCredentials,
};
use serde_json::{Map, Value as Json};

use super::Machinery;
use super::compose::{filled, invalid};
use super::list::holds;
use super::operate::{inputs, operation_of};
use super::scope::{Local, from_json, scope};
use super::session::{Session, Turned, read_credentials};
use super::unknown::{self, MASK, unknown};
use super::verify::first_list;
use super::walk::{Mark, turn};
use crate::catalogue::Edition;
use crate::manifest::{Auth, Body, ForEach, Lookup, Manifest, Operation, Paging, Request, Step};
use crate::sign_in::{ACCESS_TOKEN, Token};
use crate::transport::Outgoing;

/// A session that signs in with masks instead of secrets. Fields that were not entered stand for themselves.
pub(super) async fn session(
    machinery: Arc<Machinery>,
    edition: Edition,
    connection: Connection,
) -> Result<Arc<Session>, ConnectorFault> {
    let held = read_credentials(&connection).await?.values;
    let values = masked(&edition.manifest, &connection.method, &held);
    let token = signed_in(&edition.manifest, &connection.method, &values);
    let connection = Connection { credentials: Arc::new(UnstoredCredentials::new(values)), ..connection };
    let credentials = read_credentials(&connection).await?;
    let session = Session::open(machinery, edition, connection).await?;
    session.adopt(credentials, Some(Arc::new(token)))?;
    Ok(session)
}

fn masked(manifest: &Manifest, way: &str, held: &CredentialValues) -> CredentialValues {
    let mut values = CredentialValues::default();
    let Some(way) = manifest.ways.get(way) else { return values };
    let kept = kept_names(&way.auth);
    for (name, field) in way.all_fields(&manifest.fields) {
        let entered = held.expose(&name).filter(|value| !value.trim().is_empty());
        match entered {
            Some(_) if field.is_secret(&name) => values.insert(name, MASK),
            Some(value) => values.insert(name, value),
            None if field.optional || field.default.is_some() => {}
            None if field.is_secret(&name) => values.insert(name, MASK),
            None => values.insert(name.clone(), field.example.clone().unwrap_or_else(|| unknown::text(&name))),
        }
    }
    for name in held.fields().filter(|name| kept.contains(name)) {
        values.insert(name, held.expose(name).unwrap_or_default());
    }
    values
}

/// What the sign-in gives beside its token.
fn kept_names(auth: &Auth) -> Vec<&str> {
    match auth {
        Auth::Oauth2(way) => way.keep.keys().map(String::as_str).collect(),
        Auth::Login(way) => way.steps.iter().flat_map(|step| step.read.keys()).map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

fn signed_in(manifest: &Manifest, way: &str, values: &CredentialValues) -> Token {
    let mut given = BTreeMap::from([(ACCESS_TOKEN.to_owned(), MASK.to_owned())]);
    if let Some(way) = manifest.ways.get(way) {
        for name in kept_names(&way.auth) {
            let is_secret = name.contains("token") || name.contains("session");
            let known = values.expose(name).map(str::to_owned);
            let stands_for = || if is_secret { MASK.to_owned() } else { unknown::text(name) };
            given.insert(name.to_owned(), known.unwrap_or_else(stands_for));
        }
    }
    Token { values: given, cookies: None, expires_at: None }
}

/// The requests of one change, in order.
pub(super) fn change(session: &Arc<Session>, change: &AccountChange) -> Result<Vec<PlannedRequest>, ConnectorFault> {
    let operation = operation_of(session, change.kind)?;
    let input = inputs(operation, &with_masks(operation, change))?;
    let local = Local::default().with("input", input).with("read", unknown("read"));
    let mut planned = Vec::new();
    for step in operation.all_steps() {
        planned.extend(of_step(session, &step, &local)?);
    }
    Ok(planned)
}

pub(super) fn with_masks(operation: &Operation, change: &AccountChange) -> AccountChange {
    let mut change = change.clone();
    for (name, value) in &mut change.input {
        if operation.input.get(name).is_some_and(|field| field.is_secret(name)) {
            MASK.clone_into(value);
        }
    }
    change
}

fn of_step(session: &Arc<Session>, step: &Step, local: &Local) -> Result<Vec<PlannedRequest>, ConnectorFault> {
    let depends = step.when.as_ref().is_some_and(|when| when.names().iter().any(|name| name.starts_with("read")));
    if let Some(when) = step.when.as_ref().filter(|_| !depends)
        && !holds(when, session, local)?
    {
        return Ok(Vec::new());
    }
    let mut planned = each(session, step.for_each.as_ref(), &step.request, None, local)?;
    if let Some(before) = &step.reads_first {
        let local = match &step.for_each {
            Some(_) => local.clone().with("each", unknown("each")),
            None => local.clone(),
        };
        let first = one(session, &before.request, &local, &Turned::default())?;
        let at = planned.len().saturating_sub(1);
        planned.insert(at, PlannedRequest { repeats: step.for_each.is_some(), ..first });
    }
    if let Some(last) = planned.last_mut() {
        last.conditional = depends;
    }
    Ok(planned)
}

/// The requests that read the tenant when credentials are tried.
pub(super) fn verify(session: &Arc<Session>) -> Result<Vec<PlannedRequest>, ConnectorFault> {
    let way = &session.way_name;
    let checks =
        session.manifest.verify.iter().filter(|check| check.ways.as_ref().is_none_or(|ways| ways.contains(way)));
    let checks: Vec<&Request> = checks.map(|check| &check.request).collect();
    if checks.is_empty() {
        return first_list(session)?.map_or(Ok(Vec::new()), |list| {
            each(session, list.for_each.as_ref(), &list.request, Some(&list.paging), &Local::default())
        });
    }
    checks.into_iter().map(|request| one(session, request, &Local::default(), &Turned::default())).collect()
}

/// The requests of a sync: of each list its first and its second page, then lookups and details.
pub(super) fn list(session: &Arc<Session>) -> Result<Vec<PlannedRequest>, ConnectorFault> {
    let manifest = Arc::clone(&session.manifest);
    let local = Local::default();
    let mut planned = Vec::new();
    let mut asked = Vec::new();
    for list in manifest.accounts.values() {
        if list.offered_by(&session.way_name)
            && list.when.as_ref().map_or(Ok(true), |when| holds(when, session, &local))?
        {
            planned.extend(each(session, list.for_each.as_ref(), &list.request, Some(&list.paging), &local)?);
            asked.extend(list.fields.over(&manifest.account).reads_from());
        }
    }
    let is_read = |name: &String, lookup: &Lookup| asked.contains(name) && lookup.offered_by(&session.way_name);
    for (_, lookup) in manifest.lookups.iter().filter(|(name, lookup)| is_read(name, lookup)) {
        planned.extend(each(session, lookup.for_each.as_ref(), &lookup.request, Some(&lookup.paging), &local)?);
    }
    for (_, detail) in manifest.details.iter().filter(|(name, _)| asked.contains(name)) {
        let local = local.clone().with("item", unknown("item")).with("each", unknown("each"));
        let mut request = one(session, &detail.request, &local, &Turned::default())?;
        request.repeats = true;
        planned.push(request);
    }
    Ok(planned)
}

/// The requests that read what the inputs choose from.
pub(super) fn choices(session: &Arc<Session>) -> Result<Vec<PlannedRequest>, ConnectorFault> {
    let manifest = Arc::clone(&session.manifest);
    let planned = manifest
        .choices
        .values()
        .map(|list| each(session, list.for_each.as_ref(), &list.request, Some(&list.paging), &Local::default()));
    planned.collect::<Result<Vec<_>, _>>().map(|lists| lists.into_iter().flatten().collect())
}

fn each(
    session: &Arc<Session>,
    for_each: Option<&ForEach>,
    request: &Request,
    paging: Option<&Paging>,
    local: &Local,
) -> Result<Vec<PlannedRequest>, ConnectorFault> {
    let mut planned = Vec::new();
    match for_each {
        None => planned.extend(pages(session, request, paging, local)?),
        Some(ForEach::Constants(fills)) => {
            let signed = session.signed_in_now();
            for fill in fills {
                let Some(value) = filled(fill, &scope(&signed.known, local)).map_err(invalid)? else { continue };
                planned.extend(pages(session, request, paging, &local.clone().with("each", from_json(&value)))?);
            }
        }
        Some(ForEach::Items(source)) => {
            planned.extend(pages(session, &source.request, Some(&source.paging), local)?);
            let local = local.clone().with("each", unknown("each"));
            let repeated = pages(session, request, paging, &local)?;
            planned.extend(repeated.into_iter().map(|request| PlannedRequest { repeats: true, ..request }));
        }
    }
    Ok(planned)
}

fn pages(
    session: &Arc<Session>,
    request: &Request,
    paging: Option<&Paging>,
    local: &Local,
) -> Result<Vec<PlannedRequest>, ConnectorFault> {
    let Some(paging) = paging else { return Ok(vec![one(session, request, local, &Turned::default())?]) };
    let mut planned = Vec::new();
    for mark in [Some(Mark::First), second(paging)].into_iter().flatten() {
        let (turned, page) = turn(paging, &mark)?;
        let mut request = one(session, request, &local.clone().with("page", page), &turned)?;
        request.repeats = mark != Mark::First;
        planned.push(request);
    }
    Ok(planned)
}

/// The page after the first, where the service does not give its address.
fn second(paging: &Paging) -> Option<Mark> {
    match paging {
        Paging::Page(page) => Some(Mark::Page(page.first + 1)),
        Paging::Offset(offset) => Some(Mark::Offset(offset.first + offset.size.unwrap_or(100))),
        Paging::Cursor(_) => Some(Mark::Cursor(unknown::text("page.cursor"))),
        Paging::None | Paging::LinkHeader | Paging::NextUrl(_) => None,
    }
}

fn one(session: &Session, request: &Request, local: &Local, turned: &Turned) -> Result<PlannedRequest, ConnectorFault> {
    let outgoing = session.compose(&session.signed_in_now(), request, local, turned)?;
    Ok(shown(&outgoing, request.body.as_ref()))
}

fn shown(outgoing: &Outgoing, body: Option<&Body>) -> PlannedRequest {
    let mut url = outgoing.url.clone();
    url.set_query(None);
    let headers = outgoing.headers.iter().map(|(name, value)| {
        let text = String::from_utf8_lossy(value.as_bytes());
        let text = match name.as_str() {
            "authorization" => format!("{} {MASK}", text.split(' ').next().unwrap_or_default()),
            "cookie" => MASK.to_owned(),
            _ => text.into_owned(),
        };
        (name.to_string(), text)
    });
    let bytes = outgoing.body.as_deref().unwrap_or_default();
    let text = || Json::from(String::from_utf8_lossy(bytes));
    let body = body.map(|body| match body {
        Body::Json(_) | Body::Graphql { .. } => serde_json::from_slice(bytes).unwrap_or_else(|_| text()),
        Body::Form(_) => Json::Object(grouped(url::form_urlencoded::parse(bytes))),
        Body::Xml(_) | Body::Multipart(_) => text(),
    });
    PlannedRequest {
        method: outgoing.method.to_string(),
        url: unknown::readable(url.as_str()),
        query: grouped(outgoing.url.query_pairs()),
        headers: headers.collect(),
        body,
        repeats: false,
        conditional: false,
    }
}

/// Values by name; a name that repeats has a list.
fn grouped<T: AsRef<str>>(pairs: impl Iterator<Item = (T, T)>) -> Map<String, Json> {
    let mut members = Map::new();
    for (name, value) in pairs {
        let value = Json::from(value.as_ref());
        match members.get_mut(name.as_ref()) {
            None => {
                members.insert(name.as_ref().to_owned(), value);
            }
            Some(Json::Array(list)) => list.push(value),
            Some(first) => *first = Json::Array(vec![first.take(), value]),
        }
    }
    members
}
