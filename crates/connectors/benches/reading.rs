//! What reading accounts through a manifest costs over reading the same answer as plain JSON: at most 2 µs for a field.
//! And how long the whole catalogue takes to be read when the program starts: at most 100 ms.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on says why and ends")]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use daicho_connectors::transport::{OpenNetworks, SystemResolver, TransportSettings};
use daicho_connectors::{ConnectorEngine, EngineConfig, ManifestCatalogue, manifest};
use daicho_domain::catalogue::Catalogue;
use daicho_domain::integration::{
    Connection, Connector, ConnectorName, RequestObserver, RequestRecord, UnstoredCredentials,
};
use futures::StreamExt;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

const ACCOUNTS: u64 = 1_000;
const FIELDS: u64 = 12;

const MANIFEST: &str = r#"
manifest: 1
name: Service
base_url: https://service.example.com
ways: {key: {auth: bearer}}
accounts:
  users:
    request: GET /users
    fields:
      id: $.id
      kind: {from: $.type, map: {Bot: system}}
      email: "$.emails[?@.primary == true].value"
      username: $.login
      display_name: "{{ item.name.family }} {{ item.name.given }}"
      employee_number: $.number
      status: {from: $.active, map: {"true": active, "false": suspended}}
      roles: $.roles[*].name
      role_class: {from: $.admin, map: {"true": admin}}
      two_factor: $.mfa
      last_activity: $.seen_at
      created_at: $.created_at
"#;

fn account(number: u64) -> Value {
    json!({
        "id": number, "type": "User", "login": format!("user{number}"), "number": format!("E{number:05}"),
        "emails": [
            {"value": format!("user{number}@home.example"), "primary": false},
            {"value": format!("user{number}@example.com"), "primary": true},
        ],
        "name": {"family": "山田", "given": "太郎"}, "active": !number.is_multiple_of(7), "admin": number.is_multiple_of(50),
        "roles": [{"id": 1, "name": "member"}, {"id": 2, "name": "editor"}], "mfa": true,
        "seen_at": "2026-11-01T08:30:00Z", "created_at": "2020-04-01T00:00:00Z",
        "avatar_url": format!("https://example.com/images/{number}.png"),
    })
}

/// Serves the same page to everybody; gives its address.
fn serve(page: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ";
        for mut stream in listener.incoming().flatten() {
            let mut request = [0_u8; 4096];
            let _ = stream.read(&mut request);
            let _ = write!(stream, "{head}{}\r\n\r\n{page}", page.len());
        }
    });
    address
}

struct Unobserved;

impl RequestObserver for Unobserved {
    fn record(&self, _: RequestRecord) {}
}

fn reading(criterion: &mut Criterion) {
    let page: Value = (1..=ACCOUNTS).map(account).collect();
    let address = serve(page.to_string());
    let runtime = Runtime::new().unwrap();
    let manifest = manifest::load(MANIFEST, &BTreeMap::new()).unwrap();
    let open_networks = OpenNetworks::new(vec!["127.0.0.0/8".parse().unwrap()]);
    let transport = TransportSettings { open_networks, ..TransportSettings::default() };
    let engine = ConnectorEngine::with(
        Arc::new(ManifestCatalogue::of(vec![("service".to_owned(), manifest)])),
        EngineConfig { transport, ..EngineConfig::default() },
        Arc::new(SystemResolver),
    )
    .unwrap();
    let values = [("token".to_owned(), "secret".to_owned())].into_iter().collect();
    let connection = Connection {
        service: ConnectorName::Shipped("service".to_owned()),
        method: "key".to_owned(),
        base_url: Some(address.parse().unwrap()),
        credentials: Arc::new(UnstoredCredentials::new(values)),
        observer: Arc::new(Unobserved),
        fast: false,
    };
    let url = format!("{address}/users");
    let client = reqwest::Client::new();

    let mut group = criterion.benchmark_group("a page of 1,000 accounts, for each of 12 fields");
    group.throughput(Throughput::Elements(ACCOUNTS * FIELDS));
    group.bench_function("plain JSON", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let body = client.get(&url).send().await.unwrap().bytes().await.unwrap();
                let page: Value = serde_json::from_slice(&body).unwrap();
                assert_eq!(page.as_array().unwrap().len() as u64, ACCOUNTS);
            });
        });
    });
    group.bench_function("through a manifest", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let mut pages = engine.accounts(&connection, None);
                let page = pages.next().await.unwrap().unwrap();
                assert_eq!(page.accounts.len() as u64, ACCOUNTS);
            });
        });
    });
    group.finish();
}

fn catalogue(criterion: &mut Criterion) {
    criterion.bench_function("the shipped catalogue", |bencher| {
        bencher.iter(|| assert!(ManifestCatalogue::shipped().services().len() > 200));
    });
}

criterion_group!(benches, reading, catalogue);
criterion_main!(benches);
