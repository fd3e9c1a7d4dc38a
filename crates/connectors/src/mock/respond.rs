//! From a request to what the service would answer.

use daicho_domain::account::ReportedAccount;
use daicho_domain::integration::{ChangeKind, FaultKind};
use hyper::HeaderMap;
use hyper::header::AUTHORIZATION;
use serde_json::{Value as Json, json};

use super::answer::{Reply, put, refusal};
use super::plant::{plant, plant_items, plant_pick};
use super::routes::{Arrived, Captures, Purpose, Router, routes};
use super::{State, World, world};
use crate::engine::scope::{Local, scope};
use crate::manifest::{AnswerFormat, Auth, ForEach, Login, LoginSource, Paging, Path, Request, Send, Source};

pub(super) fn respond(state: &State, arrived: &Arrived, headers: &HeaderMap, query: &str) -> Reply {
    state.world().requests += 1;
    let manifest = &state.manifest;
    let known_routes = routes(manifest, &state.way);
    let router = Router { known: &state.known, addresses: &state.addresses };
    let fits = router.best(&known_routes, arrived);
    let Some((route, captures)) = fits.first() else { return Reply::not_found() };
    // Several lists may read the same address.
    let beside: Vec<&Purpose> = fits.iter().skip(1).map(|(route, _)| &route.purpose).collect();
    let format = format_of(state, &route.purpose);
    match &route.purpose {
        Purpose::Token => return token(state, arrived, headers),
        Purpose::Consent => return consent(arrived),
        Purpose::LogIn(step) => return log_in(state, *step, arrived),
        _ => {}
    }
    if !is_signed_in(state, arrived, headers) {
        return refusal(&manifest.errors, FaultKind::CredentialsRejected, format);
    }
    if let Some(kind) = state.world().refusals.pop_front() {
        return refusal(&manifest.errors, kind, format);
    }
    match &route.purpose {
        Purpose::Check(position) => check(state, *position, format),
        Purpose::List(name) => list(state, name, &beside, &Asked { arrived, captures, query }),
        Purpose::Lookup(name) => lookup(state, name, &Asked { arrived, captures, query }),
        Purpose::Detail(name) => detail(state, name, captures, format),
        Purpose::Items(of) => items(state, of),
        Purpose::Choices(name) => choices(state, name, &Asked { arrived, captures, query }),
        Purpose::Step(kind, step) => operate(state, *kind, *step, captures, format),
        Purpose::Token | Purpose::Consent | Purpose::LogIn(_) => Reply::not_found(),
    }
}

fn request_of<'a>(state: &'a State, purpose: &Purpose) -> Option<&'a Request> {
    let manifest = &state.manifest;
    match purpose {
        Purpose::Check(position) => manifest.verify.get(*position).map(|check| &check.request),
        Purpose::List(name) => manifest.accounts.get(name).map(|list| &list.request),
        Purpose::Lookup(name) => manifest.lookups.get(name).map(|lookup| &lookup.request),
        Purpose::Detail(name) => manifest.details.get(name).map(|detail| &detail.request),
        Purpose::Choices(name) => manifest.choices.get(name).map(|choices| &choices.request),
        Purpose::Step(kind, step) => {
            let operation = manifest.operations.of(*kind)?;
            operation.request.as_ref().or_else(|| operation.steps.get(*step).map(|step| &step.request))
        }
        Purpose::Items(_) | Purpose::Token | Purpose::Consent | Purpose::LogIn(_) => None,
    }
}

fn format_of(state: &State, purpose: &Purpose) -> AnswerFormat {
    request_of(state, purpose).map(|request| request.answer).unwrap_or_default()
}

/// Whether the request carries what the way of connecting puts on it.
fn is_signed_in(state: &State, arrived: &Arrived, headers: &HeaderMap) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let value = |name: &str| state.values.get(name).map(String::as_str).unwrap_or_default();
    let Some(way) = state.manifest.ways.get(&state.way) else { return false };
    let send = match &way.auth {
        Auth::Bearer => return header("authorization") == format!("Bearer {}", value("token")),
        Auth::Basic(basic) => {
            let names = scope(&state.known, &Local::default());
            let part = |template: &Option<crate::manifest::Template>, usual: &str| {
                template.as_ref().map_or_else(|| value(usual).to_owned(), |template| template.lenient_text(&names))
            };
            return header("authorization")
                == basic_header(&part(&basic.username, "username"), &part(&basic.password, "password"));
        }
        Auth::AwsSignature(_) => {
            return header("authorization").contains(&format!("Credential={}/", value("access_key_id")));
        }
        Auth::Oauth1(_) => {
            let signed = header("authorization");
            let names = |field: &str, name: &str| signed.contains(&format!("{name}=\"{}\"", value(field)));
            return names("consumer_key", "oauth_consumer_key") && names("token", "oauth_token");
        }
        Auth::Send(send) => return carries(state, send, arrived, headers),
        Auth::Oauth2(way) => way.send.as_ref(),
        Auth::ClientCredentials(way) => way.send.as_ref(),
        Auth::JwtBearer(way) => way.send.as_ref(),
        Auth::Login(way) => way.send.as_ref(),
    };
    let tokens = state.world().tokens.clone();
    let presented = headers
        .values()
        .filter_map(|value| value.to_str().ok())
        .chain(arrived.query.iter().map(|(_, value)| value.as_str()))
        .collect::<Vec<_>>();
    let _ = send;
    tokens.iter().any(|token| presented.iter().any(|text| text.split([' ', '=', ';']).any(|word| word == token)))
}

fn basic_header(username: &str, password: &str) -> String {
    use base64::Engine as _;
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{username}:{password}")))
}

fn carries(state: &State, send: &Send, arrived: &Arrived, headers: &HeaderMap) -> bool {
    let names = scope(&state.known, &Local::default());
    let header = send.headers.iter().all(|(name, template)| {
        headers.get(name.as_str()).and_then(|value| value.to_str().ok()) == Some(template.lenient_text(&names).as_str())
    });
    let query =
        send.query.iter().all(|(name, template)| arrived.parameter(name) == Some(&template.lenient_text(&names)));
    let body = send.body.iter().all(|(name, template)| {
        let wanted = template.lenient_text(&names);
        let in_form = arrived.form.iter().any(|(known, value)| known == name && *value == wanted);
        let in_json = [arrived.json.get(name), arrived.json.pointer(&format!("/variables/{name}"))];
        in_form || in_json.into_iter().flatten().any(|value| value.as_str() == Some(&wanted))
    });
    header && query && body
}

fn new_token(world: &mut World) -> String {
    world.issued += 1;
    let token = format!("mock-access-{}", world.issued);
    world.tokens.insert(token.clone());
    token
}

fn token(state: &State, arrived: &Arrived, headers: &HeaderMap) -> Reply {
    let refused = |error: &str| Reply::of(400, &json!({"error": error}), AnswerFormat::Json);
    let form = |name: &str| arrived.form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let value = |name: &str| state.values.get(name).map(String::as_str).unwrap_or_default();
    let basic = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let is_client = form("client_secret") == Some(value("client_secret"))
        || basic == Some(basic_header(value("client_id"), value("client_secret")).as_str());
    let mut world = state.world();
    world.token_requests += 1;
    if form("assertion").is_none() && !is_client {
        return refused("invalid_client");
    }
    if form("grant_type") == Some("refresh_token") && form("refresh_token") != Some(world.refresh_token.as_str()) {
        return refused("invalid_grant");
    }
    let token = new_token(&mut world);
    let mut document = json!({"access_token": token, "token_type": "Bearer", "expires_in": 3600});
    if matches!(form("grant_type"), Some("refresh_token" | "authorization_code")) {
        world.refresh_token = format!("mock-refresh-{}", world.issued);
        document["refresh_token"] = Json::from(world.refresh_token.as_str());
    }
    if let Some(Auth::Oauth2(way)) = state.manifest.ways.get(&state.way).map(|way| &way.auth) {
        if let Some(path) = &way.token {
            plant(&mut document, path, &[token.into()]);
        }
        for path in way.keep.values() {
            plant(&mut document, path, &[state.origin.as_str().into()]);
        }
    }
    Reply::of(200, &document, AnswerFormat::Json)
}

/// Grants access at once.
fn consent(arrived: &Arrived) -> Reply {
    let mut reply = Reply::of(302, &Json::Null, AnswerFormat::Json);
    let target = arrived.parameter("redirect_uri").and_then(|target| url::Url::parse(target).ok());
    if let Some(mut target) = target {
        target
            .query_pairs_mut()
            .append_pair("code", "mock-code")
            .append_pair("state", arrived.parameter("state").unwrap_or_default());
        reply.headers.push(("Location".to_owned(), target.into()));
    }
    reply
}

fn log_in(state: &State, position: usize, arrived: &Arrived) -> Reply {
    let Some(Auth::Login(Login { steps, .. })) = state.manifest.ways.get(&state.way).map(|way| &way.auth) else {
        return Reply::not_found();
    };
    let Some(step) = steps.get(position) else { return Reply::not_found() };
    let mut world = state.world();
    world.token_requests += 1;
    // The route matched only if what was typed in agrees with the credentials.
    let _ = arrived;
    let token = new_token(&mut world);
    let mut document = Json::Object(serde_json::Map::new());
    let mut headers = Vec::new();
    for source in step.read.values() {
        match source {
            LoginSource::Answer(source) => put(source, token.as_str().into(), &mut document, &mut headers),
            LoginSource::Cookie(name) => {
                headers.push(("Set-Cookie".to_owned(), format!("{name}={token}; Path=/; HttpOnly")));
            }
        }
    }
    let mut reply = Reply::of(200, &document, step.request.answer);
    reply.headers = headers;
    reply
}

fn check(state: &State, position: usize, format: AnswerFormat) -> Reply {
    let Some(check) = state.manifest.verify.get(position) else { return Reply::not_found() };
    let mut document = Json::Object(serde_json::Map::new());
    let values = [
        (&check.id, "mock-tenant"),
        (&check.name, "Mock tenant"),
        (&check.domains, "mock.example.com"),
        (&check.integrated_account, "mock-integrated"),
    ];
    for (pick, value) in values {
        if let Some(pick) = pick {
            plant_pick(&mut document, pick, &[value.into()]);
        }
    }
    Reply::of(200, &document, format)
}

/// A request for a page.
struct Asked<'a> {
    arrived: &'a Arrived,
    captures: &'a Captures,
    query: &'a str,
}

fn list(state: &State, name: &str, beside: &[&Purpose], asked: &Asked<'_>) -> Reply {
    let Some(list) = state.manifest.accounts.get(name) else { return Reply::not_found() };
    let each = asked.captures.iter().find(|(source, _)| source.starts_with("each")).map(|(_, value)| value.clone());
    let belongs = |each_of: &Option<Json>| match (each_of, &each) {
        (Some(Json::Object(members)), Some(each)) => members.values().any(|value| text(value) == *each),
        (Some(value), Some(each)) => text(value) == *each,
        _ => true,
    };
    let world = state.world();
    let shown = world.people.iter().map(|(_, shown)| shown);
    let items: Vec<Json> = shown
        .clone()
        .filter(|shown| shown.list == name && belongs(&shown.each))
        .map(|shown| shown.item.clone())
        .collect();
    let others: Vec<Json> = beside
        .iter()
        .filter_map(|purpose| if let Purpose::Lookup(name) = purpose { Some(name) } else { None })
        .flat_map(|name| shown.clone().filter_map(|shown| shown.rows.get(name).cloned()))
        .collect();
    let wrapped = Wrapped { paging: &list.paging, items: list.items.as_ref(), total: list.total.as_ref() };
    page(state, items, others, &wrapped, list.request.answer, asked)
}

fn lookup(state: &State, name: &str, asked: &Asked<'_>) -> Reply {
    let Some(lookup) = state.manifest.lookups.get(name) else { return Reply::not_found() };
    let rows: Vec<Json> = state.world().people.iter().filter_map(|(_, shown)| shown.rows.get(name).cloned()).collect();
    let wrapped = Wrapped { paging: &lookup.paging, items: lookup.items.as_ref(), total: None };
    page(state, rows, Vec::new(), &wrapped, lookup.request.answer, asked)
}

/// Three things to choose from.
fn choices(state: &State, name: &str, asked: &Asked<'_>) -> Reply {
    let Some(choices) = state.manifest.choices.get(name) else { return Reply::not_found() };
    let items = (1..=3).map(|number| {
        let mut item = Json::Object(serde_json::Map::new());
        if let Some(label) = &choices.label {
            plant_pick(&mut item, label, &[format!("Choice {number}").into()]);
        }
        plant_pick(&mut item, &choices.value, &[format!("choice-{number}").into()]);
        item
    });
    let wrapped = Wrapped { paging: &choices.paging, items: choices.items.as_ref(), total: None };
    page(state, items.collect(), Vec::new(), &wrapped, choices.request.answer, asked)
}

fn detail(state: &State, name: &str, captures: &Captures, format: AnswerFormat) -> Reply {
    let world = state.world();
    let asked: Vec<&String> =
        captures.iter().filter(|(source, _)| source.starts_with("item.")).map(|(_, value)| value).collect();
    let found = world.people.iter().find(|(_, shown)| asked.iter().all(|value| holds(&shown.item, value)));
    match found {
        Some((_, shown)) => Reply::of(200, &shown.details.get(name).cloned().unwrap_or_else(|| json!({})), format),
        None => refusal(&state.manifest.errors, FaultKind::NotFound, format),
    }
}

/// One thing to go through for lists and lookups; nothing for details and the steps of operations.
fn items(state: &State, of: &Purpose) -> Reply {
    let for_each = match of {
        Purpose::List(name) => state.manifest.accounts.get(name).and_then(|list| list.for_each.as_ref()),
        Purpose::Lookup(name) => state.manifest.lookups.get(name).and_then(|lookup| lookup.for_each.as_ref()),
        Purpose::Detail(name) => state.manifest.details.get(name).and_then(|detail| detail.for_each.as_ref()),
        Purpose::Choices(name) => state.manifest.choices.get(name).and_then(|choices| choices.for_each.as_ref()),
        Purpose::Step(kind, step) => {
            let operation = state.manifest.operations.of(*kind);
            operation.and_then(|operation| operation.steps.get(*step)).and_then(|step| step.for_each.as_ref())
        }
        _ => None,
    };
    let Some(ForEach::Items(source)) = for_each else { return Reply::not_found() };
    let items = if matches!(of, Purpose::Detail(_) | Purpose::Step(..)) { Vec::new() } else { vec![parent(state, of)] };
    let mut document = if source.items.is_some() { json!({}) } else { Json::Array(items.clone()) };
    if let Some(path) = &source.items {
        plant_items(&mut document, path, items, Vec::new());
    }
    Reply::of(200, &document, source.request.answer)
}

/// Something to go through, with every member that is asked of it.
fn parent(state: &State, of: &Purpose) -> Json {
    let mut asked = Vec::new();
    if let Some(request) = request_of(state, of) {
        request.templates(&mut |template| asked.extend(template.names()));
    }
    let mut one = json!({"id": "mock-parent", "name": "mock-parent"});
    for name in asked.iter().filter_map(|name| name.strip_prefix("each.")) {
        if let Ok(path) = Path::parse(&format!("$.{name}")) {
            plant(&mut one, &path, &["mock-parent".into()]);
        }
    }
    one
}

struct Wrapped<'a> {
    paging: &'a Paging,
    items: Option<&'a Path>,
    total: Option<&'a Source>,
}

fn page(
    state: &State,
    items: Vec<Json>,
    others: Vec<Json>,
    wrapped: &Wrapped<'_>,
    format: AnswerFormat,
    asked: &Asked<'_>,
) -> Reply {
    let Asked { arrived, captures, query } = asked;
    let own = items.len();
    let items: Vec<Json> = items.into_iter().chain(others).collect();
    let total = items.len();
    let number = |param: &Option<String>, name: &str| {
        let given = param
            .as_ref()
            .and_then(|param| arrived.parameter(param))
            .or_else(|| captures.get(name).map(String::as_str));
        given.and_then(|text| text.trim_start_matches("mock-").parse::<usize>().ok())
    };
    let size = match wrapped.paging {
        Paging::None => total.max(1),
        Paging::Page(page) => page.size.map_or(state.page, |size| usize::try_from(size).unwrap_or(state.page)),
        Paging::Offset(offset) => offset.size.map_or(state.page, |size| usize::try_from(size).unwrap_or(state.page)),
        _ => state.page,
    };
    let marked = arrived.parameter("mock_offset").and_then(|text| text.parse().ok());
    let start = match wrapped.paging {
        Paging::None => 0,
        Paging::LinkHeader | Paging::NextUrl(_) => marked.unwrap_or(0),
        Paging::Cursor(cursor) => number(&cursor.param, "page.cursor").unwrap_or(0),
        Paging::Page(page) => {
            let first = usize::try_from(page.first).unwrap_or(1);
            number(&page.param, "page.number").unwrap_or(first).saturating_sub(first) * size
        }
        Paging::Offset(offset) => {
            let first = usize::try_from(offset.first).unwrap_or(0);
            number(&offset.param, "page.offset").unwrap_or(first).saturating_sub(first)
        }
    };
    let end = (start + size).min(total);
    let mut shown: Vec<Json> = items.into_iter().skip(start).take(size).collect();
    let others = shown.split_off(own.saturating_sub(start).min(shown.len()));
    let mut document = if wrapped.items.is_some() { Json::Object(serde_json::Map::new()) } else { Json::Null };
    let mut headers = Vec::new();
    let has_more = end < total;
    match wrapped.paging {
        Paging::None => {}
        Paging::LinkHeader => {
            if has_more {
                headers
                    .push(("Link".to_owned(), format!("<{}>; rel=\"next\"", next_address(state, arrived, query, end))));
            }
        }
        Paging::NextUrl(next) => {
            if has_more {
                plant(&mut document, &next.at, &[next_address(state, arrived, query, end).into()]);
            }
        }
        Paging::Cursor(cursor) => {
            if has_more {
                put(&cursor.at, format!("mock-{end}").into(), &mut document, &mut headers);
            }
            if let Some(more) = &cursor.more {
                plant(&mut document, more, &[has_more.into()]);
            }
        }
        Paging::Page(page) => {
            if let Some(pages) = &page.pages {
                put(pages, total.div_ceil(size).into(), &mut document, &mut headers);
            }
            if let Some(more) = &page.more {
                plant(&mut document, more, &[has_more.into()]);
            }
        }
        Paging::Offset(offset) => {
            if let Some(more) = &offset.more {
                plant(&mut document, more, &[has_more.into()]);
            }
        }
    }
    if let Some(source) = wrapped.total {
        put(source, total.into(), &mut document, &mut headers);
    }
    match wrapped.items {
        Some(path) => plant_items(&mut document, path, shown, others),
        None => document = shown.into_iter().chain(others).collect(),
    }
    let mut reply = Reply::of(200, &document, format);
    reply.headers = headers;
    reply
}

fn next_address(state: &State, arrived: &Arrived, query: &str, offset: usize) -> String {
    let kept: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("mock_offset=")).collect();
    let query =
        kept.into_iter().map(str::to_owned).chain([format!("mock_offset={offset}")]).collect::<Vec<_>>().join("&");
    format!("{}{}?{query}", state.origin, arrived.path)
}

fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn holds(document: &Json, wanted: &str) -> bool {
    match document {
        Json::Object(members) => members.values().any(|value| holds(value, wanted)),
        Json::Array(elements) => elements.iter().any(|value| holds(value, wanted)),
        Json::Null => false,
        other => text(other) == wanted,
    }
}

fn operate(state: &State, kind: ChangeKind, step: usize, captures: &Captures, format: AnswerFormat) -> Reply {
    let manifest = &state.manifest;
    let Some(operation) = manifest.operations.of(kind) else { return Reply::not_found() };
    let is_last = operation.request.is_some() || step + 1 == operation.steps.len();
    let request = operation.request.as_ref().or_else(|| operation.steps.get(step).map(|step| &step.request));
    let status = request.and_then(|request| request.success.first().copied()).unwrap_or(200);
    let mut world = state.world();
    let subject = if kind == ChangeKind::Create { None } else { subject(&world, captures) };
    let done = match (kind, subject) {
        (ChangeKind::Create, _) if is_last || operation.steps.len() <= 1 => create(state, &mut world, captures),
        (ChangeKind::Create, _) => Ok(None),
        (_, None) => Err(FaultKind::NotFound),
        (ChangeKind::Delete, Some(position)) => {
            if is_last {
                world.people.remove(position);
            }
            Ok(None)
        }
        (_, Some(position)) => {
            if let Some((account, shown)) = world.people.get_mut(position) {
                world::suspended(account, kind == ChangeKind::Suspend);
                if let Some(now) = world::show(manifest, account) {
                    *shown = now;
                }
            }
            Ok(Some(position))
        }
    };
    match done {
        Err(fault) => refusal(&manifest.errors, fault, format),
        Ok(position) => {
            let mut document = json!({});
            let item = position.and_then(|position| world.people.get(position)).map(|(_, shown)| shown.item.clone());
            if let (Some(path), Some(item), true) = (&operation.account, item, is_last) {
                plant(&mut document, path, &[item]);
            }
            Reply::of(status, &document, format)
        }
    }
}

/// Whom an operation is about: whoever has one of the values that came with it as id, e-mail or user name.
fn subject(world: &World, captures: &Captures) -> Option<usize> {
    let given: Vec<&String> =
        captures.iter().filter(|(source, _)| source.contains("input.")).map(|(_, value)| value).collect();
    let is = |account: &ReportedAccount| {
        given.iter().any(|value| {
            account.external_id == **value
                || account.email.as_deref() == Some(value.as_str())
                || account.username.as_deref() == Some(value.as_str())
        })
    };
    world.people.iter().position(|(account, _)| is(account))
}

fn create(state: &State, world: &mut World, captures: &Captures) -> Result<Option<usize>, FaultKind> {
    let input = |name: &str| {
        captures.iter().find(|(source, _)| source.contains(&format!("input.{name}"))).map(|(_, value)| value.clone())
    };
    let email = input("email");
    let is_taken = email.is_some() && world.people.iter().any(|(account, _)| account.email == email);
    if is_taken {
        return Err(FaultKind::AlreadyExists);
    }
    let number = 900_000 + world.people.len() + world.issued;
    let mut account = ReportedAccount::new(number.to_string());
    account.username =
        input("username").or_else(|| email.as_ref().and_then(|email| email.split('@').next().map(str::to_owned)));
    account.display_name = input("display_name").or_else(|| match (input("first_name"), input("last_name")) {
        (None, None) => None,
        (first, last) => Some([last, first].into_iter().flatten().collect::<Vec<_>>().join(" ")),
    });
    account.email = email;
    let invites = state.manifest.operations.create.as_ref().is_some_and(|operation| operation.invites);
    if invites {
        account.status = daicho_domain::account::AccountStatus::Invited;
    }
    let Some(shown) = world::show(&state.manifest, &account) else { return Ok(None) };
    world.people.push((account, shown));
    Ok(Some(world.people.len() - 1))
}
