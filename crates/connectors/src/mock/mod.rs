//! A loopback server that behaves as a manifest says its service does: for tests and for the demonstration.

mod answer;
mod change;
mod plant;
mod respond;
mod routes;
mod server;
mod world;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use daicho_domain::account::ReportedAccount;
use daicho_domain::integration::{CredentialValues, FaultKind};
use url::Url;

use crate::engine::addresses::{Addresses, host_of};
use crate::engine::scope::Local;
use crate::manifest::{Auth, Manifest};
use crate::sign_in::{ACCESS_TOKEN, REFRESH_TOKEN};
use routes::Captures;
use world::Shown;

/// Accounts on a page where the manifest does not say.
pub const USUAL_PAGE: usize = 50;

/// A service that is running. It stops when this is dropped.
#[derive(Debug)]
pub struct MockService {
    /// Stands in for the service's own address.
    pub base_url: Url,
    /// The way of connecting that the credentials are for.
    pub way: String,
    pub credentials: CredentialValues,
    state: Arc<State>,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for MockService {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl MockService {
    /// The accounts as they are now, in the order in which they were made.
    pub fn accounts(&self) -> Vec<ReportedAccount> {
        self.state.world().people.iter().map(|(account, _)| account.clone()).collect()
    }

    /// The next requests that are signed in are refused like this; what was to be refused before is forgotten.
    pub fn refuse(&self, kind: FaultKind, times: usize) {
        self.state.world().refusals = std::iter::repeat_n(kind, times).collect();
    }

    /// All tokens given out so far stop working.
    pub fn end_tokens(&self) {
        self.state.world().tokens.clear();
    }

    /// How many requests came, sign-in included.
    pub fn requests(&self) -> usize {
        self.state.world().requests
    }

    /// How many of them asked for a token.
    pub fn token_requests(&self) -> usize {
        self.state.world().token_requests
    }
}

struct State {
    manifest: Arc<Manifest>,
    way: String,
    values: BTreeMap<String, String>,
    known: Arc<crate::engine::scope::Known>,
    addresses: Addresses,
    origin: String,
    page: usize,
    world: Mutex<World>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl State {
    fn connected(&self) -> world::Connected<'_> {
        world::Connected { way: &self.way, known: &self.known }
    }

    fn world(&self) -> std::sync::MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What changes while the service runs.
struct World {
    people: Vec<(ReportedAccount, Shown)>,
    refusals: VecDeque<FaultKind>,
    /// What the accounts were made of that this service made.
    made: Vec<Captures>,
    /// Whose belongings were asked for last.
    at_hand: Option<usize>,
    tokens: BTreeSet<String>,
    refresh_token: String,
    issued: usize,
    requests: usize,
    token_requests: usize,
}

/// Starts a service with these accounts on a free loopback port. The first way that needs no page of the vendor is used.
///
/// # Errors
/// When no port can be opened.
pub async fn start(manifest: Arc<Manifest>, people: Vec<ReportedAccount>) -> std::io::Result<MockService> {
    let way = usual_way(&manifest);
    start_with(manifest, &way, people, USUAL_PAGE).await
}

/// The same for one way of connecting and a page size for lists that do not have one of their own.
pub async fn start_with(
    manifest: Arc<Manifest>,
    way: &str,
    people: Vec<ReportedAccount>,
    page: usize,
) -> std::io::Result<MockService> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let base_url = Url::parse(&origin).map_err(std::io::Error::other)?;
    let values = values_for(&manifest, way, &origin);
    let known = routes::known(&values);
    let own = manifest
        .base_url
        .as_ref()
        .map(|template| template.lenient_text(&crate::engine::scope::scope(&known, &Local::default())));
    let addresses = Addresses::new(&own.unwrap_or_default(), Some(&base_url), host_of(&origin).into_iter().collect());
    let connected = world::Connected { way, known: &known };
    let mut people: Vec<_> = people
        .into_iter()
        .filter_map(|account| world::show(&manifest, &connected, &account).map(|shown| (account, shown)))
        .collect();
    // The first accounts stand alone where there is only one.
    for ((account, shown), list) in people.iter_mut().zip(world::lists_of_one(&manifest, &connected)) {
        if let Some(alone) = world::show_in(&manifest, list, account) {
            *shown = alone;
        }
    }
    let (access, refresh) = ("mock-access-0".to_owned(), "mock-refresh-0".to_owned());
    let mut credentials: CredentialValues = values.clone().into_iter().collect();
    if matches!(manifest.ways.get(way).map(|way| &way.auth), Some(Auth::Oauth2(_) | Auth::JwtBearer(_))) {
        credentials.insert(ACCESS_TOKEN, access.clone());
        if matches!(manifest.ways.get(way).map(|way| &way.auth), Some(Auth::Oauth2(_))) {
            credentials.insert(REFRESH_TOKEN, refresh.clone());
        }
    }
    let world = World {
        people,
        refusals: VecDeque::new(),
        made: Vec::new(),
        at_hand: None,
        tokens: BTreeSet::from([access]),
        refresh_token: refresh,
        issued: 0,
        requests: 0,
        token_requests: 0,
    };
    let way = way.to_owned();
    let state = Arc::new(State {
        manifest,
        way: way.clone(),
        values,
        known,
        addresses,
        origin,
        page,
        world: Mutex::new(world),
    });
    let server = tokio::spawn(server::serve(listener, Arc::clone(&state)));
    Ok(MockService { base_url, way, credentials, state, server })
}

/// Whether a request of the manifest turns the value of this name, such as `input.role`, into a number.
pub fn needs_number(manifest: &Manifest, name: &str) -> bool {
    routes::is_number(manifest, name)
}

/// A way that works from values alone, if there is one.
fn usual_way(manifest: &Manifest) -> String {
    let by_values = manifest.ways.iter().find(|(_, way)| !matches!(way.auth, Auth::Oauth2(_) | Auth::JwtBearer(_)));
    by_values.or_else(|| manifest.ways.first()).map(|(name, _)| name.clone()).unwrap_or_default()
}

/// Values for every field of the way; addresses lead to the mock.
fn values_for(manifest: &Manifest, way: &str, origin: &str) -> BTreeMap<String, String> {
    let Some(way) = manifest.ways.get(way) else { return BTreeMap::new() };
    let fields = way.all_fields(&manifest.fields);
    fields
        .into_iter()
        .filter(|(_, field)| !field.optional)
        .map(|(name, field)| {
            let is_address = name.ends_with("url") || name.ends_with("endpoint");
            let value = match (is_address, field.default) {
                (true, _) => origin.to_owned(),
                (false, Some(default)) => default,
                (false, None) if routes::is_number(manifest, &name) => "1001".to_owned(),
                (false, None) => format!("mock-{}", name.replace('_', "-")),
            };
            (name, value)
        })
        .collect()
}
