//! What reading accounts through a manifest costs over reading the same answer as plain JSON: at most 2 µs for a field.
//! And what the shipped catalogue costs: at most 100 ms and 20 MiB when all of it is read, which no start of the program waits for.
//!
//! The marks come first, measured in a fresh process and in pairs, then Criterion's own figures.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on says why and ends")]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group};
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
/// Pages read both ways, in turn: what disturbs the machine disturbs both, and their median tells.
const PAIRS: usize = 101;

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

/// The same answer of a service, read in two ways.
struct Reading {
    runtime: Runtime,
    url: String,
    client: reqwest::Client,
    engine: ConnectorEngine,
    connection: Connection,
}

impl Reading {
    fn prepare() -> Self {
        let page: Value = (1..=ACCOUNTS).map(account).collect();
        let address = serve(page.to_string());
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
        Self { runtime: Runtime::new().unwrap(), url, client: reqwest::Client::new(), engine, connection }
    }

    fn plain_json(&self) {
        self.runtime.block_on(async {
            let body = self.client.get(&self.url).send().await.unwrap().bytes().await.unwrap();
            let page: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(page.as_array().unwrap().len() as u64, ACCOUNTS);
        });
    }

    fn through_a_manifest(&self) {
        self.runtime.block_on(async {
            let mut pages = self.engine.accounts(&self.connection, None);
            let page = pages.next().await.unwrap().unwrap();
            assert_eq!(page.accounts.len() as u64, ACCOUNTS);
        });
    }

    /// Against the mark, beside plain JSON.
    fn judge(&self) {
        let mut pairs: Vec<(Duration, Duration)> =
            (0..PAIRS).map(|_| (time(|| self.plain_json()), time(|| self.through_a_manifest()))).collect();
        pairs.sort_by_key(|(plain, manifest)| manifest.saturating_sub(*plain));
        let (plain, manifest) = pairs[PAIRS / 2];
        let fields = f64::from(u32::try_from(ACCOUNTS * FIELDS).unwrap());
        let each = |time: Duration| time.as_secs_f64() * 1e6 / fields;
        mark("a field through a manifest, beyond plain JSON", each(manifest.saturating_sub(plain)), 2.0, "µs");
        let ratio = manifest.as_secs_f64() / plain.as_secs_f64();
        println!(
            "  (plain JSON {:.3} µs a field, through a manifest {:.3}: ratio {ratio:.2})",
            each(plain),
            each(manifest)
        );
    }
}

fn reading(criterion: &mut Criterion) {
    let reading = Reading::prepare();
    reading.judge();
    let mut group = criterion.benchmark_group("a page of 1,000 accounts, for each of 12 fields");
    group.throughput(Throughput::Elements(ACCOUNTS * FIELDS));
    group.bench_function("plain JSON", |bencher| bencher.iter(|| reading.plain_json()));
    group.bench_function("through a manifest", |bencher| bencher.iter(|| reading.through_a_manifest()));
    group.finish();
}

/// The first reading of the process: nothing is warm, and the memory that it takes is not yet anybody's.
fn judge_catalogue() {
    let before = memory("VmRSS:");
    let started = Instant::now();
    let catalogue = ManifestCatalogue::shipped();
    mark("what the start waits for of the catalogue", milliseconds(started.elapsed()), 100.0, "ms");
    let manifests = catalogue.manifests().count();
    mark(&format!("all {manifests} manifests read"), milliseconds(started.elapsed()), 100.0, "ms");
    assert_eq!(catalogue.services().len(), manifests);
    mark("memory for it, at most", memory("VmHWM:") - before, 20.0, "MiB");
}

fn catalogue(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("the shipped catalogue");
    group.bench_function("at the start", |bencher| bencher.iter(ManifestCatalogue::shipped));
    group.bench_function("all manifests", |bencher| {
        bencher.iter(|| assert!(ManifestCatalogue::shipped().manifests().count() > 200));
    });
    group.bench_function("as the list of services", |bencher| {
        bencher.iter(|| assert!(ManifestCatalogue::shipped().services().len() > 200));
    });
    group.finish();
}

fn time(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Of this process in MiB, by the name that Linux gives it; nothing where there is no Linux.
fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kibibytes = status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB")?.parse().ok());
    kibibytes.unwrap_or(f64::NAN) / 1024.0
}

fn mark(work: &str, measured: f64, limit: f64, unit: &str) {
    let verdict = if measured <= limit { "reached" } else { "missed" };
    println!("{work:<48} {measured:>8.3} {unit:<4} limit {limit:>6.1}  {verdict}");
}

criterion_group!(benches, catalogue, reading);

fn main() {
    judge_catalogue();
    benches();
    Criterion::default().configure_from_args().final_summary();
}
