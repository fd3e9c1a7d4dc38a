//! One connection at work: its values, its sign-in, and every request it makes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::Utc;
use daicho_domain::integration::{
    Connection, ConnectorFault, CredentialValues, CredentialVersion, FaultKind, RequestRecord, VersionedCredentials,
};
use minijinja::Value;
use reqwest::header::{COOKIE, HeaderMap};
use serde_json::Map;
use url::Url;

use super::Machinery;
use super::addresses::{Addresses, host_of};
use super::compose::{self, invalid, put_header};
use super::judge::{Answer, Failure, judge};
use super::scope::{Known, Local, scope};
use crate::catalogue::Edition;
use crate::manifest::{Auth, Manifest, Request, Send, Way};
use crate::sign_in::{ACCESS_TOKEN, AwsKeys, EXPIRES_AT, OAuth1Keys, Token, sign, sign_oauth1};
use crate::transport::{Limiter, Outgoing, Received, Wait};

/// How a page is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Turned {
    pub param: Option<(String, String)>,
    /// The whole address, as the service gave it.
    pub url: Option<Url>,
}

/// The connection's values at one moment, with the token if its way has one.
pub(super) struct SignedIn {
    pub version: CredentialVersion,
    pub values: CredentialValues,
    pub known: Arc<Known>,
    pub addresses: Addresses,
    pub token: Option<Arc<Token>>,
    /// Whatever must not be seen in a log.
    secrets: Vec<String>,
}

impl SignedIn {
    fn is_fresh(&self) -> bool {
        self.token.as_ref().is_none_or(|token| token.is_fresh())
    }

    /// The text with every secret in it replaced.
    pub(super) fn masked(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "•••"))
    }
}

pub(super) struct Session {
    pub manifest: Arc<Manifest>,
    /// Of the edition: what is learned with one manifest is not used with another.
    pub edition: String,
    pub way_name: String,
    pub connection: Connection,
    pub machinery: Arc<Machinery>,
    pub limiter: Arc<Limiter>,
    current: Mutex<Arc<SignedIn>>,
}

impl Session {
    pub(super) async fn open(
        machinery: Arc<Machinery>,
        edition: Edition,
        connection: Connection,
    ) -> Result<Arc<Self>, ConnectorFault> {
        let Edition { name: edition, manifest } = edition;
        let way_name = connection.method.clone();
        if !manifest.ways.contains_key(&way_name) {
            return Err(invalid(format!("{} has no way of connecting called `{way_name}`", connection.service.slug())));
        }
        let credentials = read_credentials(&connection).await?;
        let signed = signed_in(&manifest, &way_name, &connection, credentials, None)?;
        let limiter = machinery.limiters.of(&edition, signed.addresses.base(), &manifest.limits);
        let current = Mutex::new(Arc::new(signed));
        Ok(Arc::new(Self { manifest, edition, way_name, connection, machinery, limiter, current }))
    }

    /// A request as logs and faults name it.
    pub(super) fn shown(&self, request: &Request, url: &Url) -> String {
        format!("{} {}", request.call.method, shown_path(url, &self.signed_in_now()))
    }

    /// Whether this connection goes over the service's pages instead of its API.
    pub(super) fn is_walked(&self) -> bool {
        self.manifest.is_walked(&self.way_name)
    }

    pub(super) fn way(&self) -> Result<&Way, ConnectorFault> {
        self.manifest.ways.get(&self.way_name).ok_or_else(|| invalid("the way of connecting is gone"))
    }

    pub(super) fn signed_in_now(&self) -> Arc<SignedIn> {
        Arc::clone(&self.current.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The values with a token that is good for at least a minute.
    pub(super) async fn signed_in(self: &Arc<Self>) -> Result<Arc<SignedIn>, ConnectorFault> {
        let now = self.signed_in_now();
        let needs_token = self.way()?.auth.obtains_a_token();
        if needs_token && (now.token.is_none() || !now.is_fresh()) { self.renew(&now, false).await } else { Ok(now) }
    }

    /// Takes over credentials and token from now on.
    pub(super) fn adopt(
        &self,
        credentials: VersionedCredentials,
        token: Option<Arc<Token>>,
    ) -> Result<Arc<SignedIn>, ConnectorFault> {
        let signed = Arc::new(signed_in(&self.manifest, &self.way_name, &self.connection, credentials, token)?);
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&signed);
        Ok(signed)
    }

    /// Makes a request; a rejected token is renewed once. `repeatable` requests are sent again when it is not known whether they arrived.
    pub(super) async fn ask(
        self: &Arc<Self>,
        request: &Request,
        local: &Local,
        turned: &Turned,
        repeatable: bool,
    ) -> Result<Answer, Failure> {
        let signed = if request.signed_in { self.signed_in().await? } else { self.signed_in_now() };
        let first = self.ask_as(&signed, request, local, turned, repeatable).await;
        match first {
            Err(failure)
                if failure.fault.kind == FaultKind::CredentialsRejected
                    && request.signed_in
                    && signed.token.is_some() =>
            {
                match self.renew(&signed, true).await {
                    Ok(renewed) => self.ask_as(&renewed, request, local, turned, repeatable).await,
                    Err(fault) if fault.kind == FaultKind::InvalidInput => Err(failure),
                    Err(fault) => Err(fault.into()),
                }
            }
            other => other,
        }
    }

    /// As [`Self::ask`], with the values as they are now and no renewal.
    pub(super) async fn ask_as(
        &self,
        signed: &Arc<SignedIn>,
        request: &Request,
        local: &Local,
        turned: &Turned,
        repeatable: bool,
    ) -> Result<Answer, Failure> {
        let compose = || self.compose(signed, request, local, turned);
        let read = |received| judge(&self.manifest.errors, request, received);
        self.patiently(signed, compose, read, repeatable).await
    }

    /// Sends until it succeeds or patience ends, within the limits, and reports every try.
    pub(super) async fn patiently<T>(
        &self,
        signed: &SignedIn,
        compose: impl Fn() -> Result<Outgoing, ConnectorFault> + std::marker::Send + Sync,
        read: impl Fn(Received) -> Result<T, Failure> + std::marker::Send + Sync,
        repeatable: bool,
    ) -> Result<T, Failure> {
        let mut waited = Duration::ZERO;
        let mut attempt = 1;
        loop {
            if let Some(until) = self.limiter.silence() {
                let silence = ConnectorFault::new(FaultKind::RateLimited, "the service takes no more requests for now")
                    .not_before(until);
                match self.machinery.patience.after(&silence, 1, waited) {
                    Wait::GiveUp => return Err(silence.into()),
                    Wait::For(pause) => {
                        tokio::time::sleep(pause).await;
                        waited += pause;
                    }
                }
            }
            let turn = self.limiter.turn().await;
            if self.limiter.silence().is_some() {
                continue;
            }
            let outgoing = compose()?;
            let (at, begun) = (Utc::now(), Instant::now());
            let sent = self.machinery.transport.send(&outgoing).await;
            drop(turn);
            let took = begun.elapsed();
            let status = sent.as_ref().ok().map(|received| received.status.as_u16());
            let wanted = sent.as_ref().ok().filter(|_| self.connection.observer.wants_answers());
            let answer = wanted.map(|received| signed.masked(&String::from_utf8_lossy(&received.body)));
            let outcome = sent.map_err(Failure::from).and_then(&read);
            let shown = shown_path(&outgoing.url, signed);
            let note = outcome.as_ref().err().map(|failure| signed.masked(&failure.fault.detail));
            self.connection.observer.record(RequestRecord {
                at,
                method: outgoing.method.to_string(),
                path: shown.clone(),
                status,
                milliseconds: u32::try_from(took.as_millis()).unwrap_or(u32::MAX),
                attempt,
                note,
                picture: None,
            });
            if let Some(answer) = answer {
                self.connection.observer.answered(&answer);
            }
            let mut failure = match outcome {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let bare = failure.fault.clone();
            failure.fault.detail = signed.masked(&format!("{} {} {}", outgoing.method, shown, bare.detail));
            if let Some(until) = bare.retry_at {
                self.limiter.keep_silent_until(until);
            }
            // A refusal for the rate came before the request was looked at; a broken connection may have come after.
            let may_repeat = repeatable || bare.kind == FaultKind::RateLimited;
            match self.machinery.patience.after(&bare, attempt, waited) {
                Wait::For(pause) if may_repeat => {
                    tokio::time::sleep(pause).await;
                    waited += pause;
                    attempt += 1;
                }
                _ => return Err(failure),
            }
        }
    }

    pub(super) fn compose(
        &self,
        signed: &Arc<SignedIn>,
        request: &Request,
        local: &Local,
        turned: &Turned,
    ) -> Result<Outgoing, ConnectorFault> {
        let names = scope(&signed.known, local);
        let url = if let Some(url) = &turned.url {
            url.clone()
        } else {
            let address = request.call.address.render(&names, compose::percent_encoded).map_err(invalid)?;
            let mut url = signed.addresses.of(&address)?;
            let mut query = compose::pairs(&compose::filled_map(&request.query, &names).map_err(invalid)?);
            if let Some((name, value)) = &turned.param {
                query.retain(|(known, _)| known != name);
                query.push((name.clone(), value.clone()));
            }
            add_query(&mut url, query);
            url
        };
        let mut headers = HeaderMap::new();
        compose::put_headers(&mut headers, &self.manifest.headers, &names)?;
        compose::put_headers(&mut headers, &request.headers, &names)?;
        let mut outgoing = Outgoing { method: request.call.method.clone(), url, headers, body: None };
        let mut added = Map::new();
        if request.signed_in {
            self.put_sign_in(&mut outgoing, signed, local, &mut added)?;
        }
        let mut content_type = None;
        if let Some(body) = &request.body {
            let (bytes, usual) = compose::body(body, &names, added)?;
            outgoing.body = Some(bytes);
            content_type = Some(usual);
        }
        compose::usual_headers(&mut outgoing.headers, content_type.as_deref());
        if request.signed_in {
            self.sign(&mut outgoing, signed, &names)?;
        }
        Ok(outgoing)
    }

    /// Ways that sign the whole request do it last.
    fn sign(&self, outgoing: &mut Outgoing, signed: &SignedIn, names: &Value) -> Result<(), ConnectorFault> {
        let value = |name: &str| signed.values.expose(name).map(str::trim).filter(|value| !value.is_empty());
        match &self.way()?.auth {
            Auth::AwsSignature(way) => {
                let keys = AwsKeys {
                    access_key_id: value("access_key_id").unwrap_or_default(),
                    secret_access_key: value("secret_access_key").unwrap_or_default(),
                    session_token: value("session_token"),
                    service: &way.service,
                    region: &way.region.text(names).map_err(invalid)?,
                };
                sign(outgoing, &keys, Utc::now())
            }
            Auth::Oauth1(way) => {
                let keys = OAuth1Keys {
                    consumer_key: value("consumer_key").unwrap_or_default(),
                    consumer_secret: value("consumer_secret").unwrap_or_default(),
                    token: value("token").unwrap_or_default(),
                    token_secret: value("token_secret").unwrap_or_default(),
                    realm: way.realm.as_ref().map(|realm| realm.text(names).map_err(invalid)).transpose()?,
                    signature: way.signature,
                };
                let nonce = uuid::Uuid::new_v4().simple().to_string();
                sign_oauth1(outgoing, &keys, Utc::now().timestamp(), &nonce)
            }
            _ => Ok(()),
        }
    }

    fn put_sign_in(
        &self,
        outgoing: &mut Outgoing,
        signed: &Arc<SignedIn>,
        local: &Local,
        added: &mut Map<String, serde_json::Value>,
    ) -> Result<(), ConnectorFault> {
        let text = |name: &str| signed.values.expose(name).unwrap_or_default();
        let bearer = |outgoing: &mut Outgoing, token: &str| {
            put_header(&mut outgoing.headers, "authorization", &format!("Bearer {token}"))
        };
        let send = match &self.way()?.auth {
            Auth::AwsSignature(_) | Auth::Oauth1(_) | Auth::IdPassword => return Ok(()),
            Auth::Bearer => return bearer(outgoing, text("token")),
            Auth::Basic(basic) => {
                let names = scope(&signed.known, local);
                let part = |template: &Option<crate::manifest::Template>, usual: &str| match template {
                    Some(template) => template.text(&names).map_err(invalid),
                    None => Ok(text(usual).to_owned()),
                };
                let pair = format!("{}:{}", part(&basic.username, "username")?, part(&basic.password, "password")?);
                return put_header(&mut outgoing.headers, "authorization", &format!("Basic {}", STANDARD.encode(pair)));
            }
            Auth::Send(send) => Some(send),
            Auth::Oauth2(way) => way.send.as_ref(),
            Auth::ClientCredentials(way) => way.send.as_ref(),
            Auth::JwtBearer(way) => way.send.as_ref(),
            Auth::Login(way) => way.send.as_ref(),
        };
        if let Some(cookies) = signed.token.as_ref().and_then(|token| token.cookies.as_ref()) {
            put_header(&mut outgoing.headers, COOKIE.as_str(), cookies)?;
        }
        match send {
            Some(send) => put_send(outgoing, send, signed, local, added),
            None => match signed.token.as_ref().and_then(|token| token.values.get(ACCESS_TOKEN)) {
                Some(token) => bearer(outgoing, token),
                None => Ok(()),
            },
        }
    }
}

fn put_send(
    outgoing: &mut Outgoing,
    send: &Send,
    signed: &Arc<SignedIn>,
    local: &Local,
    added: &mut Map<String, serde_json::Value>,
) -> Result<(), ConnectorFault> {
    let path = outgoing
        .url
        .query()
        .map_or_else(|| outgoing.url.path().to_owned(), |query| format!("{}?{query}", outgoing.url.path()));
    let request = Value::from_pairs([
        ("method", Value::from(outgoing.method.as_str())),
        ("path", Value::from(path)),
        ("date", Value::from(httpdate::fmt_http_date(std::time::SystemTime::now()))),
    ]);
    let names = scope(&signed.known, &local.clone().with("request", request));
    compose::put_headers(&mut outgoing.headers, &send.headers, &names)?;
    let mut query = Vec::new();
    for (name, template) in &send.query {
        query.push((name.clone(), template.text(&names).map_err(invalid)?));
    }
    query.retain(|(name, _)| !outgoing.url.query_pairs().any(|(known, _)| known == name.as_str()));
    add_query(&mut outgoing.url, query);
    for (name, template) in &send.body {
        added.insert(name.clone(), template.text(&names).map_err(invalid)?.into());
    }
    Ok(())
}

fn add_query(url: &mut Url, pairs: Vec<(String, String)>) {
    if !pairs.is_empty() {
        url.query_pairs_mut().extend_pairs(pairs);
    }
}

/// Path with query, without secrets; as short as a log line should be.
fn shown_path(url: &Url, signed: &SignedIn) -> String {
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let path = signed.masked(&format!("{}{query}", url.path()));
    path.chars().take(500).collect()
}

pub(super) async fn read_credentials(connection: &Connection) -> Result<VersionedCredentials, ConnectorFault> {
    connection.credentials.read().await.map_err(|error| store_fault(&error))
}

pub(crate) fn store_fault(error: &dyn std::error::Error) -> ConnectorFault {
    ConnectorFault::new(FaultKind::Unavailable, format!("the credentials cannot be read or kept: {error}"))
}

/// Everything that follows from the credentials and the token.
fn signed_in(
    manifest: &Manifest,
    way_name: &str,
    connection: &Connection,
    credentials: VersionedCredentials,
    token: Option<Arc<Token>>,
) -> Result<SignedIn, ConnectorFault> {
    let VersionedCredentials { version, values } = credentials;
    let way = manifest.ways.get(way_name).ok_or_else(|| invalid("the way of connecting is gone"))?;
    let mut known = Known::new();
    let mut secrets = Vec::new();
    for (name, field) in way.all_fields(&manifest.fields) {
        let entered = values.expose(&name).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
        match entered.or_else(|| field.default.clone()) {
            Some(value) => {
                if field.is_secret(&name) {
                    secrets.push(value.clone());
                }
                known.insert(name, without_slash(&value));
            }
            None if field.optional => {
                known.insert(name, Value::from(()));
            }
            None => {}
        }
    }
    for name in values.fields().filter(|name| *name != ACCESS_TOKEN && *name != EXPIRES_AT) {
        if !known.contains_key(name)
            && let Some(value) = values.expose(name)
        {
            secrets.push(value.to_owned());
            known.insert(name.to_owned(), Value::from(value));
        }
    }
    for (name, value) in token.iter().flat_map(|token| &token.values) {
        // Beside tokens there are harmless words, such as the type of the token or the region.
        if name.contains("token") || value.len() >= 16 {
            secrets.push(value.clone());
        }
        known.insert(name.clone(), without_slash(value));
    }
    let known = Arc::new(known);
    let names = scope(&known, &Local::default());
    let own = match &manifest.base_url {
        Some(template) => match template.text(&names) {
            Ok(text) => text,
            // What gives the host may be left out when something stands in for it, or come with the sign-in.
            Err(_) if connection.base_url.is_some() || token.is_none() => template.lenient_text(&names),
            Err(problem) => return Err(invalid(problem)),
        },
        None => String::new(),
    };
    let hosts = manifest.hosts.iter().filter_map(|host| host_of(&host.lenient_text(&names))).collect();
    let addresses = Addresses::new(&own, connection.base_url.as_ref(), hosts);
    Ok(SignedIn { version, values, known, addresses, token, secrets: masks(secrets) })
}

/// An address as people paste it ends with a slash or not; manifests count on none.
pub(super) fn without_slash(value: &str) -> Value {
    if value.starts_with("http") { Value::from(value.trim_end_matches('/')) } else { Value::from(value) }
}

/// The secrets as they may appear in an address or a message. Very short ones would mask everything.
fn masks(secrets: Vec<String>) -> Vec<String> {
    let mut masks: Vec<String> = secrets
        .into_iter()
        .filter(|secret| secret.len() >= 4)
        .flat_map(|secret| {
            let form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
            let percent = compose::percent_encoded(&secret).into_owned();
            [form, percent, secret]
        })
        .collect();
    masks.sort_by_key(|mask| std::cmp::Reverse(mask.len()));
    masks.dedup();
    masks
}
