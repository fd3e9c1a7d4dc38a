//! One request on the wire: address checked, redirects followed by the same rules, the answer read within limits.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use daicho_domain::integration::{ConnectorFault, FaultKind};
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{Method, StatusCode};
use url::{Host, Url};

use super::body::read_body;
use super::networks::OpenNetworks;
use super::proxy::FilteringProxy;
use super::resolver::{BlockedAddress, GuardedResolver, Resolver};

const MOST_REDIRECTS: usize = 5;

#[derive(Debug, Clone)]
pub struct TransportSettings {
    pub open_networks: OpenNetworks,
    /// For connecting.
    pub connect_timeout: Duration,
    /// For the whole of one answer.
    pub answer_timeout: Duration,
    /// Bytes of an answer after decompression.
    pub answer_limit: usize,
}

impl Default for TransportSettings {
    fn default() -> Self {
        Self {
            open_networks: OpenNetworks::default(),
            connect_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_mins(1),
            answer_limit: 32 * 1024 * 1024,
        }
    }
}

/// A request ready to be sent.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Option<Bytes>,
}

#[derive(Debug)]
pub struct Received {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// Where the answer came from, after redirects.
    pub url: Url,
}

pub struct Transport {
    https: reqwest::Client,
    /// Reaches opened networks only.
    plain: reqwest::Client,
    settings: TransportSettings,
    resolver: Arc<dyn Resolver>,
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transport").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Transport {
    /// # Errors
    /// When the system has no usable TLS roots.
    pub fn new(settings: TransportSettings, resolver: Arc<dyn Resolver>) -> Result<Self, reqwest::Error> {
        // A provider that is already there serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = |only_opened: bool, resolver: Arc<dyn Resolver>| {
            reqwest::Client::builder()
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                .connect_timeout(settings.connect_timeout)
                .timeout(settings.answer_timeout)
                .pool_max_idle_per_host(64)
                .tcp_nodelay(true)
                .user_agent(concat!("Daicho/", env!("CARGO_PKG_VERSION")))
                .https_only(!only_opened)
                .dns_resolver(Arc::new(GuardedResolver {
                    resolver,
                    networks: settings.open_networks.clone(),
                    only_opened,
                }))
                .build()
        };
        let (https, plain) = (client(false, Arc::clone(&resolver))?, client(true, Arc::clone(&resolver))?);
        Ok(Self { https, plain, settings, resolver })
    }

    /// The way out for a browser, by the same rules.
    pub async fn proxy(&self, most_bytes: u64) -> std::io::Result<FilteringProxy> {
        FilteringProxy::start(&self.settings.open_networks, &self.resolver, most_bytes).await
    }

    pub async fn send(&self, outgoing: &Outgoing) -> Result<Received, ConnectorFault> {
        let mut url = outgoing.url.clone();
        let mut headers = outgoing.headers.clone();
        for _ in 0..=MOST_REDIRECTS {
            let client = self.client_for(&url)?;
            let mut request = client.request(outgoing.method.clone(), url.clone()).headers(headers.clone());
            if let Some(body) = &outgoing.body {
                request = request.body(body.clone());
            }
            let answer = request.send().await.map_err(|error| fault_of(&error, &url))?;
            let Some(next) = redirect_of(&answer, &url) else {
                let (status, headers) = (answer.status(), answer.headers().clone());
                let body = read_body(answer, self.settings.answer_limit).await?;
                return Ok(Received { status, headers, body, url });
            };
            if outgoing.method != Method::GET {
                return Err(ConnectorFault::new(
                    FaultKind::UnexpectedAnswer,
                    format!("{} {} was redirected to {}", outgoing.method, url.path(), origin_of(&next)),
                ));
            }
            if next.origin() != url.origin() {
                // What signs us in at one place is nobody else's business.
                headers.clear();
            }
            url = next;
        }
        Err(ConnectorFault::new(FaultKind::UnexpectedAnswer, format!("more than {MOST_REDIRECTS} redirects")))
    }

    /// The client that may speak to this address, if any.
    fn client_for(&self, url: &Url) -> Result<&reqwest::Client, ConnectorFault> {
        let blocked = |why: &str| ConnectorFault::new(FaultKind::AddressBlocked, format!("{}: {why}", origin_of(url)));
        if !url.username().is_empty() || url.password().is_some() {
            return Err(blocked("an address must not carry a user name or password"));
        }
        let plain = match url.scheme() {
            "https" => false,
            "http" if !self.settings.open_networks.is_empty() => true,
            "http" => return Err(blocked("only https is permitted")),
            _ => return Err(blocked("neither https nor http")),
        };
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
            Some(Host::Domain(_)) => None,
            None => return Err(blocked("no host")),
        };
        let networks = &self.settings.open_networks;
        if let Some(address) = literal {
            let permitted = if plain { networks.contains(address) } else { networks.permits(address) };
            if !permitted {
                return Err(blocked("requests may not reach this address"));
            }
        }
        Ok(if plain { &self.plain } else { &self.https })
    }
}

fn redirect_of(answer: &reqwest::Response, from: &Url) -> Option<Url> {
    let moved = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let target = answer.headers().get(LOCATION).filter(|_| moved)?;
    from.join(target.to_str().ok()?).ok()
}

fn origin_of(url: &Url) -> String {
    url.origin().ascii_serialization()
}

fn fault_of(error: &reqwest::Error, url: &Url) -> ConnectorFault {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        if let Some(blocked) = deeper.downcast_ref::<BlockedAddress>() {
            return ConnectorFault::new(FaultKind::AddressBlocked, blocked.to_string());
        }
        cause = deeper;
    }
    let host = url.host_str().unwrap_or_default();
    let detail = if error.is_timeout() {
        format!("{host} did not answer in time")
    } else if error.is_connect() {
        format!("{host} cannot be reached: {cause}")
    } else {
        format!("{host} broke off: {cause}")
    };
    let fault = ConnectorFault::new(FaultKind::Unavailable, detail);
    tracing::debug!(%error, "a request failed");
    fault
}
