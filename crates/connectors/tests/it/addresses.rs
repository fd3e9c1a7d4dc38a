//! Where requests may go, and that nothing gets around it.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use daicho_connectors::transport::{
    OpenNetworks, Outgoing, Received, Resolver, SystemResolver, Transport, TransportSettings,
};
use daicho_domain::integration::{ConnectorFault, FaultKind};

use crate::server::{json, serve_at};

/// Hosts as somebody with bad intentions may write them.
const FORBIDDEN: &[&str] = &[
    "127.0.0.1",
    "127.1",
    "127.0.0.1.",
    "0x7f000001",
    "0x7f.0.0.1",
    "2130706433",
    "0177.0.0.1",
    "017700000001",
    "127.255.255.254",
    "0.0.0.0",
    "0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.255",
    "169.254.169.254",
    "169.254.170.2",
    "0xa9fea9fe",
    "2852039166",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "192.175.48.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "１２７.0.0.1",
    "127。0。0。1",
    "[::]",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:169.254.169.254]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::1]",
    "[100::1]",
    "[100:0:0:1::1]",
    "[2001::1]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "[2001:10::1]",
    "[2001:20::1]",
    "[2001:db8::1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::]",
    "[2620:4f:8000::1]",
    "[3fff::1]",
    "[5f00::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "metadata.google.internal",
    "rebound.example",
    "inner.example",
];

/// Names as an attacker's name server answers them.
struct Names;

#[async_trait]
impl Resolver for Names {
    async fn addresses(&self, host: &str) -> std::io::Result<Vec<IpAddr>> {
        let address = match host.trim_end_matches('.') {
            "metadata.google.internal" => "169.254.169.254",
            "rebound.example" | "localhost" => "127.0.0.1",
            "inner.example" => "::ffff:10.0.0.8",
            _ => return SystemResolver.addresses(host).await,
        };
        Ok(vec![address.parse().unwrap()])
    }
}

async fn ask(transport: &Transport, url: &str) -> Result<Received, ConnectorFault> {
    let outgoing = Outgoing {
        method: reqwest::Method::GET,
        url: url.parse().unwrap(),
        headers: reqwest::header::HeaderMap::new(),
        body: None,
    };
    transport.send(&outgoing).await
}

fn transport(open: &[&str], resolver: impl Resolver + 'static) -> Transport {
    let resolver: Arc<dyn Resolver> = Arc::new(resolver);
    let open_networks = OpenNetworks::new(open.iter().map(|network| network.parse().unwrap()).collect());
    Transport::new(TransportSettings { open_networks, ..TransportSettings::default() }, resolver).unwrap()
}

#[tokio::test]
async fn special_addresses_are_blocked_however_they_are_written() {
    assert!(FORBIDDEN.len() >= 60);
    let closed = transport(&[], Names);
    let mut reached = Vec::new();
    for host in FORBIDDEN {
        for scheme in ["https", "http"] {
            match ask(&closed, &format!("{scheme}://{host}/")).await {
                Err(fault) if fault.kind == FaultKind::AddressBlocked => {}
                other => reached.push(format!("{scheme}://{host}: {:?}", other.map(|received| received.status))),
            }
        }
    }
    assert!(reached.is_empty(), "{}", reached.join("\n"));
}

#[tokio::test]
async fn names_and_passwords_in_addresses_and_other_schemes_are_blocked() {
    let open = transport(&["127.0.0.0/8"], SystemResolver);
    for url in [
        "https://user@example.com/",
        "https://user:pass@127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
    ] {
        let fault = ask(&open, url).await.unwrap_err();
        assert_eq!(fault.kind, FaultKind::AddressBlocked, "{url}: {fault}");
    }
}

#[test]
fn public_addresses_are_permitted() {
    let networks = OpenNetworks::default();
    for address in [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "2606:4700::1111",
        "2a00:1450::1",
        "2400:cb00::1",
    ] {
        assert!(networks.permits(address.parse().unwrap()), "{address}");
    }
}

#[tokio::test]
async fn an_opened_network_is_reached_by_plain_http_and_nothing_beside_it() {
    let server = serve_at("127.0.0.2", |_, _| json("200 OK", "", "{}")).await;
    let open = transport(&["127.0.0.2/32"], SystemResolver);
    let reached = ask(&open, &format!("http://127.0.0.2:{}/", server.port)).await.unwrap();
    assert_eq!(reached.status, 200);
    let fault = ask(&open, &format!("http://127.0.0.1:{}/", server.port)).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::AddressBlocked);
    // Plain http to a public address stays blocked.
    assert_eq!(ask(&open, "http://1.1.1.1/").await.unwrap_err().kind, FaultKind::AddressBlocked);
}

#[tokio::test]
async fn a_redirect_obeys_the_same_rules() {
    let inner = serve_at("127.0.0.1", |_, _| json("200 OK", "", "{}")).await;
    let target = inner.url();
    let outer = serve_at("127.0.0.2", move |line, _| match line {
        "GET /again" => json("302 Found", "location: /again\r\n", ""),
        "GET /metadata" => json("302 Found", "location: http://169.254.169.254/latest\r\n", ""),
        _ => json("302 Found", &format!("location: {target}/\r\n"), ""),
    })
    .await;
    let open = transport(&["127.0.0.2/32"], SystemResolver);
    for path in ["", "metadata"] {
        let fault = ask(&open, &format!("http://127.0.0.2:{}/{path}", outer.port)).await.unwrap_err();
        assert_eq!(fault.kind, FaultKind::AddressBlocked, "{fault}");
    }
    assert_eq!(inner.count(), 0);
    let before = outer.count();
    let fault = ask(&open, &format!("http://127.0.0.2:{}/again", outer.port)).await.unwrap_err();
    assert_eq!((fault.kind, outer.count() - before), (FaultKind::UnexpectedAnswer, 6), "{fault}");
}

/// Answers with the opened address first and with another one from then on.
struct Rebinding(AtomicUsize);

#[async_trait]
impl Resolver for Rebinding {
    async fn addresses(&self, _: &str) -> std::io::Result<Vec<IpAddr>> {
        let address = if self.0.fetch_add(1, Ordering::SeqCst) == 0 { "127.0.0.2" } else { "127.0.0.1" };
        Ok(vec![address.parse().unwrap()])
    }
}

#[tokio::test]
async fn a_name_that_changes_its_address_is_checked_each_time_it_is_used() {
    let outer = serve_at("127.0.0.2", |_, _| json("200 OK", "", "{}")).await;
    let url = format!("http://changing.example:{}/", outer.port);
    let open = transport(&["127.0.0.2/32"], Rebinding(AtomicUsize::new(0)));
    assert_eq!(ask(&open, &url).await.unwrap().status, 200);
    let fault = ask(&open, &url).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::AddressBlocked, "{fault}");
    assert_eq!(outer.count(), 1);
}
