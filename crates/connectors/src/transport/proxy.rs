//! The way out of a browser: a proxy on loopback that lets through what any other request may reach, and nothing else.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use url::{Host, Url};

use super::networks::OpenNetworks;
use super::resolver::{GuardedResolver, Resolver};

const LONGEST_HEAD: usize = 32 * 1024;
const MOST_HEADERS: usize = 100;
const MOST_CONNECTIONS: usize = 128;
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// One proxy for one run; its connections end with it.
///
/// The name is looked up here, the address checked, and the connection made to that very address: pages cannot get around
/// it by another answer of the name server.
#[derive(Debug)]
pub struct FilteringProxy {
    address: SocketAddr,
    gate: Arc<Gate>,
    accepting: JoinHandle<()>,
}

impl Drop for FilteringProxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// What the connections of a proxy share.
struct Gate {
    /// Through tunnels, which are encrypted.
    tunnels: GuardedResolver,
    /// In the clear: opened networks only.
    plain: GuardedResolver,
    refused: Mutex<Vec<String>>,
    bytes_left: AtomicU64,
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gate").field("bytes_left", &self.bytes_left).finish_non_exhaustive()
    }
}

impl FilteringProxy {
    /// Listens on a free port of loopback; `most_bytes` may come through it, in both directions together.
    pub async fn start(
        networks: &OpenNetworks,
        resolver: &Arc<dyn Resolver>,
        most_bytes: u64,
    ) -> std::io::Result<Self> {
        let guard =
            |only_opened| GuardedResolver { resolver: Arc::clone(resolver), networks: networks.clone(), only_opened };
        let gate = Arc::new(Gate {
            tunnels: guard(false),
            plain: guard(true),
            refused: Mutex::default(),
            bytes_left: AtomicU64::new(most_bytes),
        });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let accepting = tokio::spawn(accept(listener, Arc::clone(&gate)));
        Ok(Self { address, gate, accepting })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The hosts that something wanted to reach and may not.
    pub fn refused(&self) -> Vec<String> {
        self.gate.refused.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether so much came through that nothing more may.
    pub fn is_used_up(&self) -> bool {
        self.gate.bytes_left.load(Ordering::Relaxed) == 0
    }
}

async fn accept(listener: TcpListener, gate: Arc<Gate>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Some(_) = connections.join_next() => {}
            accepted = listener.accept(), if connections.len() < MOST_CONNECTIONS => {
                let Ok((browser, _)) = accepted else { continue };
                let gate = Arc::clone(&gate);
                connections.spawn(async move { gate.serve(browser).await });
            }
        }
    }
}

/// What the browser asks for.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    host: String,
    port: u16,
    /// What the server is sent first; nothing for a tunnel.
    head: Option<Vec<u8>>,
    /// Bytes behind the head.
    rest: Vec<u8>,
}

impl Gate {
    async fn serve(&self, mut browser: TcpStream) {
        let Ok(Some(asked)) = tokio::time::timeout(HEAD_TIMEOUT, read_asked(&mut browser)).await else {
            let _ = browser.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
            return;
        };
        let Some(mut server) = self.connect(&asked).await else {
            let _ =
                browser.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").await;
            return;
        };
        let begun = match &asked.head {
            Some(head) => server.write_all(head).await,
            None => browser.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await,
        };
        if begun.is_err() || server.write_all(&asked.rest).await.is_err() {
            return;
        }
        let (from_browser, to_browser) = browser.split();
        let (from_server, to_server) = server.split();
        let _ = tokio::join!(self.pump(from_browser, to_server), self.pump(from_server, to_browser));
    }

    async fn connect(&self, asked: &Asked) -> Option<TcpStream> {
        let guard = if asked.head.is_some() { &self.plain } else { &self.tunnels };
        let addresses = match guard.permitted(&asked.host).await {
            Ok(addresses) => addresses,
            Err(error) => {
                tracing::debug!(host = asked.host, %error, "a browser was kept from a host");
                self.note_refused(&asked.host);
                return None;
            }
        };
        for address in addresses {
            let connecting = TcpStream::connect((address, asked.port));
            if let Ok(Ok(server)) = tokio::time::timeout(CONNECT_TIMEOUT, connecting).await {
                let _ = server.set_nodelay(true);
                return Some(server);
            }
        }
        None
    }

    fn note_refused(&self, host: &str) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        if refused.len() < MOST_CONNECTIONS && !refused.iter().any(|known| known == host) {
            refused.push(host.to_owned());
        }
    }

    /// Hands bytes on until one side ends, or no more may come through.
    async fn pump(&self, mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin) {
        let mut block = vec![0_u8; 16 * 1024];
        while let Ok(read) = from.read(&mut block).await {
            if read == 0 || !self.spend(read as u64) || to.write_all(&block[..read]).await.is_err() {
                break;
            }
        }
        let _ = to.shutdown().await;
    }

    fn spend(&self, bytes: u64) -> bool {
        let left =
            self.bytes_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(bytes)));
        left.is_ok_and(|left| left >= bytes)
    }
}

async fn read_asked(browser: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let mut block = [0_u8; 4096];
    loop {
        let read = browser.read(&mut block).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&block[..read]);
        match parse(&bytes) {
            Head::Whole(asked) => return Some(*asked),
            Head::Begun => {}
            Head::Unusable => return None,
        }
        if bytes.len() > LONGEST_HEAD {
            return None;
        }
    }
}

/// How much there is of what the browser asks for.
#[derive(Debug, PartialEq, Eq)]
enum Head {
    Begun,
    Whole(Box<Asked>),
    Unusable,
}

fn parse(bytes: &[u8]) -> Head {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(httparse::Status::Partial) => Head::Begun,
        Ok(httparse::Status::Complete(length)) => {
            let asked = asked(&request, bytes[length..].to_vec());
            asked.map_or(Head::Unusable, |asked| Head::Whole(Box::new(asked)))
        }
        Err(_) => Head::Unusable,
    }
}

fn asked(request: &httparse::Request<'_, '_>, rest: Vec<u8>) -> Option<Asked> {
    let (method, target) = (request.method?, request.path?);
    if method == "CONNECT" {
        let url = Url::parse(&format!("https://{target}")).ok()?;
        return Some(Asked { host: host_of(&url)?, port: url.port_or_known_default()?, head: None, rest });
    }
    let url = Url::parse(target).ok().filter(|url| url.scheme() == "http")?;
    let head = origin_form(method, &url, request.headers);
    Some(Asked { host: host_of(&url)?, port: url.port_or_known_default()?, head: Some(head), rest })
}

fn host_of(url: &Url) -> Option<String> {
    Some(match url.host()? {
        Host::Domain(name) => name.to_owned(),
        Host::Ipv4(address) => IpAddr::V4(address).to_string(),
        Host::Ipv6(address) => IpAddr::V6(address).to_string(),
    })
}

/// The head as the server itself expects it. A connection carries one request, so that none goes to another server unseen.
fn origin_form(method: &str, url: &Url, headers: &[httparse::Header<'_>]) -> Vec<u8> {
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut head = format!("{method} {}{query} HTTP/1.1\r\n", url.path()).into_bytes();
    let hop = |name: &str| {
        ["connection", "proxy-connection", "proxy-authorization", "keep-alive"]
            .iter()
            .any(|hop| name.eq_ignore_ascii_case(hop))
    };
    let upgrades = headers.iter().any(|header| header.name.eq_ignore_ascii_case("upgrade"));
    for header in headers.iter().filter(|header| !hop(header.name)) {
        head.extend_from_slice(header.name.as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(header.value);
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(if upgrades { b"Connection: Upgrade\r\n\r\n" } else { b"Connection: close\r\n\r\n" });
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(bytes: &[u8]) -> Asked {
        match parse(bytes) {
            Head::Whole(asked) => *asked,
            head => panic!("{head:?}"),
        }
    }

    #[test]
    fn a_request_in_the_clear_reaches_its_server_as_if_there_were_no_proxy() {
        let asked = whole(b"GET http://127.0.0.1:8080/users?page=2 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nProxy-Connection: keep-alive\r\n\r\n");
        assert_eq!((asked.host.as_str(), asked.port), ("127.0.0.1", 8080));
        let head = String::from_utf8(asked.head.unwrap()).unwrap();
        assert_eq!(head, "GET /users?page=2 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n\r\n");
    }

    #[test]
    fn a_tunnel_names_host_and_port() {
        let asked = whole(b"CONNECT [2606:4700::1]:8443 HTTP/1.1\r\n\r\nhello");
        assert_eq!(asked, Asked { host: "2606:4700::1".into(), port: 8443, head: None, rest: b"hello".to_vec() });
        let usual = whole(b"CONNECT example.com:443 HTTP/1.1\r\n\r\n");
        assert_eq!((usual.host.as_str(), usual.port), ("example.com", 443));
    }

    #[test]
    fn what_is_neither_is_refused_and_half_a_head_waited_for() {
        assert_eq!(parse(b"GET /users HTTP/1.1\r\n\r\n"), Head::Unusable);
        assert_eq!(parse(b"GET ftp://example.com/ HTTP/1.1\r\n\r\n"), Head::Unusable);
        assert_eq!(parse(b"GET http://example.com/ HT"), Head::Begun);
    }
}
