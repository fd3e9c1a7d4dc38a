//! How long the engine itself takes, against a loopback service that costs little: run with `--release --run-ignored only`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use daicho_domain::integration::Connector;
use futures::StreamExt;
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

use crate::support::{connection, engine, engine_for, token};

/// A keep-alive server on threads of its own, answering by path and query after the given delay.
fn service(
    delay: Duration,
    answer: impl Fn(&str) -> (String, Option<String>) + Send + Sync + 'static,
) -> (String, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let (counted, answer) = (Arc::clone(&count), Arc::new(answer));
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                stream.set_nodelay(true).unwrap();
                let (counted, answer) = (Arc::clone(&counted), Arc::clone(&answer));
                tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(
                    TokioIo::new(stream),
                    service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                        let (counted, answer) = (Arc::clone(&counted), Arc::clone(&answer));
                        async move {
                            counted.fetch_add(1, Ordering::Relaxed);
                            if !delay.is_zero() {
                                tokio::time::sleep(delay).await;
                            }
                            let (body, link) = answer(request.uri().path_and_query().unwrap().as_str());
                            let mut response = hyper::Response::builder().header("content-type", "application/json");
                            if let Some(link) = link {
                                response = response.header("link", link);
                            }
                            Ok::<_, std::convert::Infallible>(
                                response.body(Full::new(bytes::Bytes::from(body))).unwrap(),
                            )
                        }
                    }),
                ));
            }
        });
    });
    (format!("http://{}", told.recv().unwrap()), count)
}

fn number(path: &str, name: &str) -> Option<usize> {
    path.split(['?', '&']).find_map(|part| part.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
}

/// Members of a GitHub organization, 100 a page; one request for each beside it.
fn members(total: usize) -> impl Fn(&str) -> (String, Option<String>) + Send + Sync {
    move |path| {
        if let Some(login) = path.strip_prefix("/users/") {
            return (
                format!(
                    r#"{{"login":"{login}","name":"Name of {login}","email":"{login}@example.com","created_at":"2020-01-01T00:00:00Z"}}"#
                ),
                None,
            );
        }
        let page = number(path, "page").unwrap_or(1);
        let items: Vec<String> = ((page - 1) * 100..(page * 100).min(total))
            .map(|n| format!(r#"{{"login":"user{n}","id":{n},"node_id":"MDQ6VXNlcjE=","avatar_url":"https://example.com/images/{n}.gif","type":"User","email":"user{n}@example.com","site_admin":false}}"#))
            .collect();
        let link =
            (page * 100 < total).then(|| format!("</orgs/acme/members?per_page=100&page={}>; rel=\"next\"", page + 1));
        (format!("[{}]", items.join(",")), link)
    }
}

const LIST: &str = "
manifest: 1
name: Service
base_url: https://service.example.com
ways: {key: {auth: bearer}}
account: {id: $.id, username: $.login, email: $.email, kind: {from: $.type, map: {Bot: system}}, roles: member, two_factor: true, display_name: '{{ item.login }} x'}
accounts:
  users: {request: {call: GET /orgs/acme/members, query: {per_page: 100}}, paging: link_header}
";

async fn measure(manifest: &str, url: &str) -> (usize, Duration) {
    let engine = engine_for(manifest);
    let (connection, _) = connection("service", "key", url, token("secret"));
    let begun = Instant::now();
    let mut stream = engine.accounts(&connection, None);
    let mut accounts = 0;
    while let Some(page) = stream.next().await {
        accounts += page.unwrap().accounts.len();
    }
    (accounts, begun.elapsed())
}

fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().split(' ').next()?.parse().ok()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn the_marks_of_the_engine() {
    let details = LIST.replace("email: $.email", "email: {of: profile, from: $.email}")
        + "details: {profile: {request: 'GET /users/{{ item.login }}'}}\n";
    let (url, count) = service(Duration::ZERO, members(10_000));
    let (accounts, took) = measure(LIST, &url).await;
    println!(
        "P1 10,000 members in pages: {accounts} accounts, {} requests, {took:?}",
        count.swap(0, Ordering::Relaxed)
    );
    let (accounts, took) = measure(&details, &url).await;
    println!("P2 one request each: {accounts} accounts, {} requests, {took:?}", count.swap(0, Ordering::Relaxed));
    let (slow, count) = service(Duration::from_millis(20), members(2_000));
    let (accounts, took) = measure(&details, &slow).await;
    println!("P3 20 ms latency: {accounts} accounts, {} requests, {took:?}", count.load(Ordering::Relaxed));
    for total in [50_000, 500_000] {
        let (url, _) = service(Duration::ZERO, members(total));
        let before = resident_kib();
        let (accounts, took) = measure(LIST, &url).await;
        println!("P4/P5 {accounts} accounts: {took:?}, resident {before} KiB before, {} KiB after", resident_kib());
    }
    let begun = Instant::now();
    let catalogue = daicho_connectors::ManifestCatalogue::shipped();
    println!("catalogue of {} manifests read in {:?}", catalogue.manifests().count(), begun.elapsed());
    drop(engine(catalogue));
}
