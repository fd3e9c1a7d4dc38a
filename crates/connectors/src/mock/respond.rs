//! From a request to what the service would answer.

use daicho_domain::integration::FaultKind;
use hyper::HeaderMap;
use hyper::header::AUTHORIZATION;
use serde_json::{Value as Json, json};

use super::answer::{Reply, put, refusal};
use super::change::{change, subject};
use super::plant::{plant, plant_items, plant_pick};
use super::routes::{Arrived, Captures, Purpose, Router, asked_of_each, routes};
use super::{State, World};
use crate::engine::scope::{Local, scope};
use crate::manifest::{
    AnswerFormat, Auth, ForEach, Login, LoginSource, Paging, Path, Request, Send, Source, TokenBody,
};

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
        Purpose::LogIn(step) => return log_in(state, *step, headers),
        _ => {}
    }
    if !is_signed_in(state, arrived, headers) {
        return refusal(&manifest.errors, FaultKind::CredentialsRejected, format);
    }
    if let Some(kind) = state.world().refusals.pop_front() {
        return refusal(&manifest.errors, kind, format);
    }
    if let Some((_, captures)) = fits.iter().find(|(route, _)| matches!(route.purpose, Purpose::Items(_))) {
        let mut world = state.world();
        world.at_hand = subject(&world, captures);
    }
    match &route.purpose {
        Purpose::Check(position) => check(state, *position, &beside, format),
        Purpose::List(name) => list(state, name, &beside, &Asked { arrived, captures, query }),
        Purpose::Lookup(name) => lookup(state, name, &Asked { arrived, captures, query }),
        Purpose::Detail(name) => detail(state, name, &beside, captures, format),
        Purpose::Items(of) => items(state, of),
        Purpose::Choices(name) => choices(state, name, &Asked { arrived, captures, query }),
        Purpose::Step(kind, step) => change(state, *kind, *step, captures, format),
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
    let in_form = |name: &str| arrived.form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let in_json = |name: &str| arrived.json.get(name).and_then(Json::as_str);
    let wanted = match state.manifest.ways.get(&state.way).map(|way| &way.auth) {
        Some(Auth::Oauth2(way)) => way.token_body,
        _ => TokenBody::Form,
    };
    let form = |name: &str| if wanted == TokenBody::Json { in_json(name) } else { in_form(name) };
    let value = |name: &str| state.values.get(name).map(String::as_str).unwrap_or_default();
    let basic = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let is_client = form("client_secret") == Some(value("client_secret"))
        || basic == Some(basic_header(value("client_id"), value("client_secret")).as_str());
    let mut world = state.world();
    world.token_requests += 1;
    if form("assertion").is_none() && !is_client {
        return refused("invalid_client");
    }
    if form("grant_type").is_none() {
        return refused("unsupported_grant_type");
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

fn log_in(state: &State, position: usize, headers: &HeaderMap) -> Reply {
    let Some(Auth::Login(Login { steps, .. })) = state.manifest.ways.get(&state.way).map(|way| &way.auth) else {
        return Reply::not_found();
    };
    let Some(step) = steps.get(position) else { return Reply::not_found() };
    let mut world = state.world();
    world.token_requests += 1;
    // The route matched only if what was typed in agrees with the credentials; headers are looked at here.
    let names = scope(&state.known, &Local::default());
    let agrees = step.request.headers.iter().all(|(name, template)| {
        let wanted = template.value(&names).ok().flatten().map(|value| value.to_string());
        wanted.is_none_or(|wanted| headers.get(name.as_str()).and_then(|given| given.to_str().ok()) == Some(&wanted))
    });
    if !agrees {
        return refusal(&state.manifest.errors, FaultKind::CredentialsRejected, step.request.answer);
    }
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

fn check(state: &State, position: usize, beside: &[&Purpose], format: AnswerFormat) -> Reply {
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
    // What is gone through for something else may come from the same address.
    for purpose in beside {
        if let Purpose::Items(of) = purpose
            && let Some(ForEach::Items(source)) = for_each_of(state, of)
            && let Some(items) = source.items.as_ref().filter(|items| items.as_str() != "$")
        {
            plant_items(&mut document, items, vec![parent(state)], Vec::new());
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
    // Other lists that are read from the same answer.
    let beside_lists = beside.iter().filter_map(|purpose| {
        let Purpose::List(other) = purpose else { return None };
        let path = state.manifest.accounts.get(other)?.items.as_ref()?;
        Some((path, shown.clone().filter(|shown| shown.list == *other).map(|shown| shown.item.clone()).collect()))
    });
    let wrapped = Wrapped {
        paging: &list.paging,
        items: list.items.as_ref(),
        total: list.total.as_ref(),
        beside: beside_lists.collect(),
    };
    page(state, items, others, &wrapped, list.request.answer, asked)
}

fn lookup(state: &State, name: &str, asked: &Asked<'_>) -> Reply {
    let Some(lookup) = state.manifest.lookups.get(name) else { return Reply::not_found() };
    let rows: Vec<Json> = state.world().people.iter().filter_map(|(_, shown)| shown.rows.get(name).cloned()).collect();
    let wrapped = Wrapped { paging: &lookup.paging, items: lookup.items.as_ref(), total: None, beside: Vec::new() };
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
    let wrapped = Wrapped { paging: &choices.paging, items: choices.items.as_ref(), total: None, beside: Vec::new() };
    page(state, items.collect(), Vec::new(), &wrapped, choices.request.answer, asked)
}

fn detail(state: &State, name: &str, beside: &[&Purpose], captures: &Captures, format: AnswerFormat) -> Reply {
    let world = state.world();
    let asked: Vec<&String> =
        captures.iter().filter(|(source, _)| source.starts_with("item.")).map(|(_, value)| value).collect();
    let found = world.people.iter().find(|(_, shown)| asked.iter().all(|value| holds(&shown.item, value)));
    match found {
        Some((_, shown)) => {
            let mut document = shown.details.get(name).cloned().unwrap_or_else(|| json!({}));
            for purpose in beside {
                also_gone_through(state, purpose, &mut document);
            }
            Reply::of(200, &document, format)
        }
        None => refusal(&state.manifest.errors, FaultKind::NotFound, format),
    }
}

/// One thing to go through.
fn items(state: &State, of: &Purpose) -> Reply {
    let Some(ForEach::Items(source)) = for_each_of(state, of) else { return Reply::not_found() };
    // Where the items are plain values, so is this one.
    let is_plain = source.items.as_ref().is_some_and(|path| !path.as_str().ends_with(']'));
    let items = vec![if is_plain { Json::from("mock-parent") } else { parent(state) }];
    let mut document = if source.items.is_some() { json!({}) } else { Json::Array(items.clone()) };
    if let Some(path) = &source.items {
        plant_items(&mut document, path, items, Vec::new());
    }
    Reply::of(200, &document, source.request.answer)
}

fn for_each_of<'a>(state: &'a State, of: &Purpose) -> Option<&'a ForEach> {
    match of {
        Purpose::List(name) => state.manifest.accounts.get(name).and_then(|list| list.for_each.as_ref()),
        Purpose::Lookup(name) => state.manifest.lookups.get(name).and_then(|lookup| lookup.for_each.as_ref()),
        Purpose::Detail(name) => state.manifest.details.get(name).and_then(|detail| detail.for_each.as_ref()),
        Purpose::Choices(name) => state.manifest.choices.get(name).and_then(|choices| choices.for_each.as_ref()),
        Purpose::Step(kind, step) => {
            let operation = state.manifest.operations.of(*kind);
            operation.and_then(|operation| operation.steps.get(*step)).and_then(|step| step.for_each.as_ref())
        }
        _ => None,
    }
}

/// The same answer may be what something is done for each of.
fn also_gone_through(state: &State, purpose: &Purpose, document: &mut Json) {
    let Purpose::Items(of) = purpose else { return };
    let Some(ForEach::Items(source)) = for_each_of(state, of) else { return };
    let Some(items) = source.items.as_ref().filter(|items| items.first(document).is_some()) else { return };
    for name in asked_of_each(&state.manifest, &state.way) {
        if let Ok(path) = Path::parse(&format!("{}.{name}", items.as_str())) {
            plant(document, &path, &["mock-parent".into()]);
        }
    }
}

/// Something to go through, with every member that any request asks of it.
fn parent(state: &State) -> Json {
    let mut one = json!({"id": "mock-parent", "name": "mock-parent"});
    for name in asked_of_each(&state.manifest, &state.way) {
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
    /// What stands at other places of the first page.
    beside: Vec<(&'a Path, Vec<Json>)>,
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
        Paging::Cursor(cursor) => {
            let given = cursor.param.as_ref().and_then(|param| arrived.parameter(param));
            let captured = |fits: &dyn Fn(&str) -> bool| {
                captures.iter().find(|(source, _)| fits(source)).map(|(_, value)| value.as_str())
            };
            let given = given.or_else(|| captured(&|source| source == "page.cursor"));
            let given = given.or_else(|| captured(&|source| source.starts_with("page.cursor or")));
            given.map_or(0, |mark| place_of(mark, &items))
        }
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
            // A mark that is a value of the last item is there by itself.
            let is_own = matches!(&cursor.at, Source::Body(path) if path.as_str().contains("[-1]"));
            if has_more && !is_own {
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
    if start == 0 {
        for (path, items) in &wrapped.beside {
            plant_items(&mut document, path, items.clone(), Vec::new());
        }
    }
    let mut reply = Reply::of(200, &document, format);
    reply.headers = headers;
    reply
}

/// Where a page begins that a mark asks for: the mock's own, or a value of the last item of the page before.
fn place_of(mark: &str, items: &[Json]) -> usize {
    match mark.strip_prefix("mock-").and_then(|text| text.parse().ok()) {
        Some(place) => place,
        None => items.iter().position(|item| holds(item, mark)).map_or(0, |last| last + 1),
    }
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
