//! Which of the manifest's requests a request is.

use std::collections::BTreeMap;
use std::sync::Arc;

use daicho_domain::integration::ChangeKind;
use minijinja::Value;
use serde_json::Value as Json;

use crate::engine::addresses::Addresses;
use crate::engine::scope::{Known, Local, scope};
use crate::manifest::{Auth, Body, Fill, ForEach, Manifest, Part, Request, Template};

/// What differs from request to request.
const OPEN: [&str; 5] = ["input.", "item.", "each", "page.", "read."];

/// What a request is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    Check(usize),
    List(String),
    Lookup(String),
    Detail(String),
    /// The items that something else is done for.
    Items(Box<Purpose>),
    Step(ChangeKind, usize),
    Choices(String),
    LogIn(usize),
    Token,
    Consent,
}

/// A request as it arrived.
pub(super) struct Arrived {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub form: Vec<(String, String)>,
    pub json: Json,
    pub text: String,
    pub headers: Vec<(String, String)>,
}

impl Arrived {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A request of the manifest, as something to compare with.
pub(super) struct Route<'a> {
    pub purpose: Purpose,
    request: Option<&'a Request>,
    method: &'a str,
    address: &'a Template,
}

/// What a matching request carried, by the expression that had put it there.
pub(super) type Captures = BTreeMap<String, String>;

pub(super) struct Router<'a> {
    pub known: &'a Arc<Known>,
    pub addresses: &'a Addresses,
}

pub(super) fn routes<'a>(manifest: &'a Manifest, way: &str) -> Vec<Route<'a>> {
    let mut routes = Vec::new();
    let mut add = |purpose: Purpose, request: &'a Request| {
        routes.push(Route {
            purpose,
            request: Some(request),
            method: request.call.method.as_str(),
            address: &request.call.address,
        });
    };
    for (position, check) in manifest.verify.iter().enumerate() {
        if check.id.is_some() || check.name.is_some() || check.domains.is_some() || check.integrated_account.is_some() {
            add(Purpose::Check(position), &check.request);
        }
    }
    for (name, list) in manifest.accounts.iter().filter(|(_, list)| list.offered_by(way)) {
        add(Purpose::List(name.clone()), &list.request);
        if let Some(ForEach::Items(source)) = &list.for_each {
            add(Purpose::Items(Box::new(Purpose::List(name.clone()))), &source.request);
        }
    }
    for (name, lookup) in manifest.lookups.iter().filter(|(_, lookup)| lookup.offered_by(way)) {
        add(Purpose::Lookup(name.clone()), &lookup.request);
        if let Some(ForEach::Items(source)) = &lookup.for_each {
            add(Purpose::Items(Box::new(Purpose::Lookup(name.clone()))), &source.request);
        }
    }
    for (name, detail) in &manifest.details {
        add(Purpose::Detail(name.clone()), &detail.request);
        if let Some(ForEach::Items(source)) = &detail.for_each {
            add(Purpose::Items(Box::new(Purpose::Detail(name.clone()))), &source.request);
        }
    }
    for (name, choices) in &manifest.choices {
        add(Purpose::Choices(name.clone()), &choices.request);
        if let Some(ForEach::Items(source)) = &choices.for_each {
            add(Purpose::Items(Box::new(Purpose::Choices(name.clone()))), &source.request);
        }
    }
    for kind in ChangeKind::ALL {
        let Some(operation) = manifest.operations.of(*kind) else { continue };
        let only = operation.request.iter().map(|request| (request, None));
        let steps = operation.steps.iter().map(|step| (&step.request, step.for_each.as_ref()));
        for (position, (request, for_each)) in only.chain(steps).enumerate() {
            add(Purpose::Step(*kind, position), request);
            if let Some(ForEach::Items(source)) = for_each {
                add(Purpose::Items(Box::new(Purpose::Step(*kind, position))), &source.request);
            }
        }
    }
    for (position, check) in manifest.verify.iter().enumerate() {
        add(Purpose::Check(position), &check.request);
    }
    let Some(way) = manifest.ways.get(way) else { return routes };
    let mut token = |purpose: Purpose, address: &'a Template, method: &'static str| {
        routes.push(Route { purpose, request: None, method, address });
    };
    match &way.auth {
        Auth::Oauth2(oauth) => {
            token(Purpose::Token, &oauth.token_url, "POST");
            token(Purpose::Consent, &oauth.authorize_url, "GET");
        }
        Auth::ClientCredentials(client) => token(Purpose::Token, &client.token_url, "POST"),
        Auth::JwtBearer(jwt) => {
            if let Some(url) = &jwt.token_url {
                token(Purpose::Token, url, "POST");
            }
        }
        Auth::Login(login) => {
            for (position, step) in login.steps.iter().enumerate() {
                routes.push(Route {
                    purpose: Purpose::LogIn(position),
                    request: Some(&step.request),
                    method: step.request.call.method.as_str(),
                    address: &step.request.call.address,
                });
            }
        }
        Auth::Bearer | Auth::Basic(_) | Auth::Send(_) | Auth::AwsSignature(_) | Auth::Oauth1(_) => {}
    }
    routes
}

impl Router<'_> {
    /// The routes that fit best, those with the most that had to agree, in the order of the manifest.
    pub(super) fn best<'r, 'a>(&self, routes: &'r [Route<'a>], arrived: &Arrived) -> Vec<(&'r Route<'a>, Captures)> {
        let mut best = Vec::new();
        let mut most = 0;
        for route in routes {
            let mut fit = Fit { router: self, captures: Captures::new(), agreed: 0 };
            if !fit.route(route, arrived) || fit.agreed < most {
                continue;
            }
            if fit.agreed > most {
                best.clear();
                most = fit.agreed;
            }
            best.push((route, fit.captures));
        }
        // Of those, what carries more is meant: a list of one account's things before the list of all.
        best.sort_by_key(|(_, captures)| std::cmp::Reverse(captures.len()));
        best
    }
}

/// One comparison under way.
struct Fit<'a> {
    router: &'a Router<'a>,
    captures: Captures,
    agreed: usize,
}

impl Fit<'_> {
    fn route(&mut self, route: &Route<'_>, arrived: &Arrived) -> bool {
        if route.method != arrived.method || !self.address(route.address, arrived) {
            return false;
        }
        let Some(request) = route.request else { return true };
        for (name, template) in &request.headers {
            let given = arrived.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            if let Some((_, given)) = given.filter(|_| template.as_str().contains("page.")) {
                self.template(template, Some(&Json::from(given.as_str())));
            }
        }
        let query = request.query.iter().all(|(name, fill)| self.pair(name, fill, &arrived.query));
        let body = match &request.body {
            None => true,
            Some(Body::Json(fill)) => self.document(fill, Some(&arrived.json)),
            Some(Body::Form(fills)) => fills.iter().all(|(name, fill)| self.pair(name, fill, &arrived.form)),
            Some(Body::Multipart(fills)) => fills.iter().all(|(name, fill)| self.pair(name, fill, &arrived.form)),
            Some(Body::Xml(template)) => self.text(template, &arrived.text),
            Some(Body::Graphql { query, variables }) => {
                let same = arrived.json.get("query").and_then(Json::as_str) == Some(query);
                self.agreed += 1;
                same && variables
                    .iter()
                    .all(|(name, fill)| self.document(fill, arrived.json.pointer(&format!("/variables/{name}"))))
            }
        };
        query && body
    }

    /// A text with everything that the template says, in its order.
    fn text(&mut self, template: &Template, given: &str) -> bool {
        let mut rest = given;
        let mut open: Option<&str> = None;
        for part in template.parts() {
            match part {
                Part::Expression(source) => open = Some(source),
                Part::Literal(literal) => {
                    let Some((before, after)) = rest.split_once(literal) else { return false };
                    if let Some(source) = open.take().filter(|source| self.known(source).is_none()) {
                        let value = quick_xml::escape::unescape(before).unwrap_or_default();
                        self.captures.insert(source.to_owned(), written(source, &value));
                    }
                    self.agreed += 1;
                    rest = after;
                }
            }
        }
        if let Some(source) = open.filter(|source| self.known(source).is_none()) {
            self.captures.insert(source.to_owned(), written(source, rest));
        }
        true
    }

    /// An address that one expression gives whole, by the page that is asked for.
    fn turning_address(&mut self, address: &Template, arrived: &Arrived) -> bool {
        let cursors = [Value::from(()), Value::from("mock")];
        let mut addresses = cursors.into_iter().filter_map(|cursor| {
            let page = Value::from_pairs([("cursor", cursor)]);
            let names = scope(self.router.known, &Local::default().with("page", page));
            address.value(&names).ok().flatten().map(|value| value.to_string())
        });
        let fits = addresses.any(|text| self.path_of(&text).is_some_and(|path| path == arrived.path));
        self.agreed += usize::from(fits);
        fits
    }

    fn address(&mut self, address: &Template, arrived: &Arrived) -> bool {
        if matches!(address.parts().next(), Some(Part::Expression(source)) if source.contains("page.")) {
            return self.turning_address(address, arrived);
        }
        // What the connection knows is filled in; the rest is a pattern.
        let mut pattern: Vec<(bool, String)> = Vec::new();
        for part in address.parts() {
            match part {
                Part::Literal(text) => pattern.push((true, text.to_owned())),
                Part::Expression(source) => match self.known(source) {
                    Some(value) => pattern.push((true, value)),
                    None => pattern.push((false, source.to_owned())),
                },
            }
        }
        let text: String = pattern
            .iter()
            .map(|(literal, text)| if *literal { text.clone() } else { format!("\u{1}{text}\u{2}") })
            .collect();
        let Some(target) = self.path_of(&text) else { return false };
        let (target_path, target_query) =
            target.split_once('?').map_or((target.as_str(), ""), |(path, query)| (path, query));
        for (name, value) in url::form_urlencoded::parse(target_query.as_bytes()) {
            let is_open = value.starts_with('\u{1}');
            match arrived.parameter(&name) {
                Some(given) if is_open => {
                    self.captures.insert(value.trim_matches(['\u{1}', '\u{2}']).to_owned(), given.to_owned());
                }
                Some(given) if given == value => self.agreed += 1,
                _ => return false,
            }
        }
        let (wanted, given): (Vec<&str>, Vec<&str>) =
            (target_path.split('/').collect(), arrived.path.split('/').collect());
        wanted.len() == given.len() && wanted.iter().zip(given).all(|(wanted, given)| self.segment(wanted, given))
    }

    /// The path of an address; its open parts are between marks.
    fn path_of(&self, text: &str) -> Option<String> {
        if text.starts_with('/') {
            let base = url::Url::parse(self.router.addresses.base()).ok()?;
            return Some(format!("{}{text}", base.path().trim_end_matches('/')));
        }
        let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
        Some(rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned()))
    }

    fn segment(&mut self, wanted: &str, given: &str) -> bool {
        let Some((before, rest)) = wanted.split_once('\u{1}') else {
            self.agreed += usize::from(wanted == given && !wanted.is_empty());
            return wanted == given;
        };
        let Some((source, after)) = rest.split_once('\u{2}') else { return false };
        let Some(value) = given.strip_prefix(before).and_then(|value| value.strip_suffix(after)) else { return false };
        if value.is_empty() {
            return false;
        }
        let decoded = url::form_urlencoded::parse(format!("v={}", value.replace('+', "%2B")).as_bytes())
            .next()
            .map_or_else(String::new, |(_, value)| value.into_owned());
        self.captures.insert(source.to_owned(), decoded);
        true
    }

    /// The value of an expression that asks only for what the connection knows.
    fn known(&self, source: &str) -> Option<String> {
        let is_name = source.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if is_name {
            return self.router.known.get(source).map(Value::to_string);
        }
        if OPEN.iter().any(|open| source.contains(open)) {
            return None;
        }
        let template = Template::parse(&format!("{{{{ {source} }}}}")).ok()?;
        let value = template.value(&scope(self.router.known, &Local::default())).ok()??;
        Some(value.to_string())
    }

    fn pair(&mut self, name: &str, fill: &Fill, given: &[(String, String)]) -> bool {
        let given: Vec<&String> = given.iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
        match fill {
            Fill::List(_) => true,
            fill => self.document(fill, given.first().map(|value| Json::from(value.as_str())).as_ref()),
        }
    }

    fn document(&mut self, fill: &Fill, given: Option<&Json>) -> bool {
        match fill {
            Fill::Constant(wanted) => {
                let same = given.is_some_and(|given| plain(given) == plain(wanted));
                self.agreed += usize::from(same);
                same
            }
            Fill::Template(template) => self.template(template, given),
            Fill::List(fills) => {
                let given = given.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
                self.agreed += usize::from(fills.len() == given.len());
                fills.is_empty() == given.is_empty()
                    && fills.iter().enumerate().all(|(position, fill)| self.document(fill, given.get(position)))
            }
            Fill::Map(fills) => {
                fills.iter().all(|(name, fill)| self.document(fill, given.and_then(|given| given.get(name))))
            }
        }
    }

    fn template(&mut self, template: &Template, given: Option<&Json>) -> bool {
        let parts: Vec<Part<'_>> = template.parts().collect();
        if let [Part::Expression(source)] = parts.as_slice() {
            if let Some(value) = self.known(source) {
                return given.is_none_or(|given| plain(given) == value);
            }
            if let Some(given) = given.filter(|given| !given.is_null()) {
                self.captures.insert((*source).to_owned(), plain(given));
            }
            return true;
        }
        match given {
            Some(Json::String(given)) => self.text(template, given),
            _ => true,
        }
    }
}

/// The value that an expression had written: a part of a JSON text, or the text itself.
fn written(source: &str, text: &str) -> String {
    let inside = source.ends_with("| json").then(|| serde_json::from_str(text).ok()).flatten();
    inside.as_ref().map_or_else(|| text.to_owned(), plain)
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What the connection knows, from the credentials that the mock hands out.
pub(super) fn known(values: &BTreeMap<String, String>) -> Arc<Known> {
    Arc::new(values.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect())
}

/// The members that any request asks of what it is made for each of.
pub(super) fn asked_of_each(manifest: &Manifest, way: &str) -> Vec<String> {
    let mut asked = Vec::new();
    for request in routes(manifest, way).iter().filter_map(|route| route.request) {
        request.templates(&mut |template| asked.extend(template.names()));
    }
    asked.iter().filter_map(|name| name.strip_prefix("each.")).map(str::to_owned).collect()
}

/// Whether a request needs a number under this name.
pub(super) fn is_number(manifest: &Manifest, name: &str) -> bool {
    let number = format!("{name} | int");
    let mut found = false;
    for request in manifest.ways.keys().flat_map(|way| routes(manifest, way)).filter_map(|route| route.request) {
        request.templates(&mut |template| found |= template.as_str().contains(&number));
    }
    found
}
