//! Services that misbehave: each ends in its named error, with bounded memory, or is waited for as it asked.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use daicho_connectors::transport::{SystemResolver, TransportSettings};
use daicho_connectors::{ConnectorEngine, EngineConfig, ManifestCatalogue};
use daicho_domain::account::ReportedAccount;
use daicho_domain::integration::{Connector, ConnectorFault, FaultKind};

use crate::server::{Answer, json, serve};
use crate::support::{connection, engine_for, listed, loopback, pages, settings, token};

const CURSOR: &str = "
manifest: 1
name: Service
base_url: https://service.example.com
ways: {key: {auth: {send: {query: {api_key: '{{ token }}'}}}, fields: {token: {}}}}
accounts:
  users:
    request: GET /users
    paging: {cursor: {at: $.next, param: cursor}}
    items: $.users[*]
    fields: {id: $.id, email: $.email}
";

async fn fault_of(answer: impl Fn(&str, usize) -> Answer + Send + Sync + 'static) -> ConnectorFault {
    let server = serve(answer).await;
    let (connection, _) = connection("service", "key", &server.url(), token("canary-secret"));
    let fault = listed(&strict_engine(), &connection).await.unwrap_err();
    assert!(!fault.detail.contains("canary"), "{fault}");
    fault
}

/// Small limits and little patience, so that stories about endless answers are short.
fn strict_engine() -> ConnectorEngine {
    let transport = TransportSettings {
        open_networks: loopback(),
        answer_timeout: Duration::from_millis(600),
        answer_limit: 1024 * 1024,
        ..TransportSettings::default()
    };
    let manifest = daicho_connectors::manifest::load(CURSOR, &std::collections::BTreeMap::new()).unwrap();
    let catalogue = ManifestCatalogue::of(vec![("service".to_owned(), manifest)]);
    let config = EngineConfig { transport, ..settings() };
    ConnectorEngine::with(Arc::new(catalogue), config, Arc::new(SystemResolver)).unwrap()
}

#[tokio::test]
async fn a_cursor_that_never_advances() {
    let fault =
        fault_of(|_, number| json("200 OK", "", &format!(r#"{{"users":[{{"id":{number}}}],"next":"same"}}"#))).await;
    assert_eq!(fault.kind, FaultKind::UnexpectedAnswer);
    assert!(fault.detail.contains("does not advance"), "{fault}");
}

#[tokio::test]
async fn cursors_that_go_round_in_a_circle() {
    let fault = fault_of(|_, number| {
        json("200 OK", "", &format!(r#"{{"users":[{{"id":{number}}}],"next":"c{}"}}"#, number % 3))
    })
    .await;
    assert!(fault.detail.contains("does not advance"), "{fault}");
}

#[tokio::test]
async fn the_same_page_under_every_mark() {
    let fault =
        fault_of(|_, number| json("200 OK", "", &format!(r#"{{"users":[{{"id":1}},{{"id":2}}],"next":"c{number}"}}"#)))
            .await;
    assert!(fault.detail.contains("the same page came twice"), "{fault}");
}

#[tokio::test]
async fn empty_pages_without_end() {
    let fault = fault_of(|_, number| json("200 OK", "", &format!(r#"{{"users":[],"next":"c{number}"}}"#))).await;
    assert!(fault.detail.contains("empty pages"), "{fault}");
}

#[tokio::test]
async fn a_web_page_with_status_200() {
    let page = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<html>Sign in</html>";
    let fault = fault_of(|_, _| Answer::Bytes(page.to_vec())).await;
    assert_eq!((fault.kind, fault.detail.contains("web page")), (FaultKind::UnexpectedAnswer, true), "{fault}");
}

#[tokio::test]
async fn invalid_utf8_deep_nesting_and_half_a_document() {
    let bytes = |body: &[u8]| {
        let mut answer = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        )
        .into_bytes();
        answer.extend_from_slice(body);
        answer
    };
    let invalid = bytes(b"{\"users\":[{\"id\":\"\xff\xfe\"}]}");
    let fault = fault_of(move |_, _| Answer::Bytes(invalid.clone())).await;
    assert!(fault.detail.contains("UTF-8"), "{fault}");
    let deep = bytes("[".repeat(100_000).as_bytes());
    let fault = fault_of(move |_, _| Answer::Bytes(deep.clone())).await;
    assert!(fault.detail.contains("not JSON"), "{fault}");
    let half = bytes(b"{\"users\":[{\"id\":1},");
    let fault = fault_of(move |_, _| Answer::Bytes(half.clone())).await;
    assert_eq!(fault.kind, FaultKind::UnexpectedAnswer, "{fault}");
}

#[tokio::test]
async fn accounts_without_an_id() {
    for id in ["null", "\"\"", "\"  \""] {
        let body = format!(r#"{{"users":[{{"id":{id},"email":"a@example.com"}}]}}"#);
        let fault = fault_of(move |_, _| json("200 OK", "", &body)).await;
        assert!(fault.detail.starts_with("GET /users?api_key=•••: an account without an id"), "{fault}");
    }
    let fault = fault_of(|_, _| json("200 OK", "", r#"{"users":[{"email":"a@example.com"}]}"#)).await;
    assert!(fault.detail.contains("without an id"), "{fault}");
}

#[tokio::test]
async fn fields_of_the_wrong_kind_name_the_request_the_field_and_its_place() {
    let fault = fault_of(|_, _| json("200 OK", "", r#"{"users":[{"id":1,"email":{"a":1}}]}"#)).await;
    assert_eq!(fault.kind, FaultKind::UnexpectedAnswer);
    let said = r#"GET /users?api_key=•••: the field email ($.email): {"a":1} is not a text"#;
    assert_eq!(fault.detail, said);
}

/// All accounts of one answer.
async fn read_of(body: &'static str) -> Vec<ReportedAccount> {
    let server = serve(move |_, _| json("200 OK", "", body)).await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    listed(&strict_engine(), &connection).await.unwrap()
}

#[tokio::test]
async fn what_is_missing_null_or_a_number_is_read_as_far_as_it_tells() {
    let read = read_of(
        r#"{"users":[{"id":"a"},{"id":2,"email":null},{"id":"3","email":""},{"id":4.5,"email":12},{"id":true}]}"#,
    )
    .await;
    let told: Vec<_> = read.iter().map(|account| (account.external_id.as_str(), account.email.as_deref())).collect();
    assert_eq!(told, [("a", None), ("2", None), ("3", None), ("4.5", None), ("true", None)]);
    for nobody in [r#"{"users":null}"#, r#"{"users":[]}"#, "{}"] {
        assert_eq!(read_of(nobody).await, Vec::new(), "{nobody}");
    }
}

#[tokio::test]
async fn an_id_stays_itself_when_it_changes_its_type_between_pages() {
    let server = serve(|_, number| match number {
        0 => json("200 OK", "", r#"{"users":[{"id":1},{"id":2}],"next":"c1"}"#),
        _ => json("200 OK", "", r#"{"users":[{"id":"2"},{"id":"3"}]}"#),
    })
    .await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let read = listed(&strict_engine(), &connection).await.unwrap();
    let ids: Vec<_> = read.iter().map(|account| account.external_id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "2", "3"], "whoever stores them takes the last of one id");
}

#[tokio::test]
async fn a_hundred_megabytes_in_one_page() {
    let limit = TransportSettings::default().answer_limit;
    assert!(limit < 100 * 1024 * 1024, "{limit} bytes");
    let server = serve(|_, _| {
        let mut page =
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"users\":[".to_vec();
        page.resize(100 * 1024 * 1024, b' ');
        Answer::Bytes(page)
    })
    .await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let fault = listed(&engine_for(CURSOR), &connection).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::UnexpectedAnswer);
    assert!(fault.detail.contains("GET /users") && fault.detail.contains("larger than"), "{fault}");
}

#[tokio::test]
async fn error_pages_of_a_proxy_mean_what_their_status_means() {
    for (status, kind) in [
        ("401 Unauthorized", FaultKind::CredentialsRejected),
        ("403 Forbidden", FaultKind::PermissionMissing),
        ("404 Not Found", FaultKind::NotFound),
        ("502 Bad Gateway", FaultKind::Unavailable),
    ] {
        let page =
            format!("HTTP/1.1 {status}\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<html>Sorry</html>");
        let fault = fault_of(move |_, _| Answer::Bytes(page.clone().into_bytes())).await;
        assert_eq!(fault.kind, kind, "{fault}");
        assert!(fault.detail.starts_with("GET /users?api_key=••• answered "), "{fault}");
    }
}

#[tokio::test]
async fn xml_with_entities_of_its_own_is_refused() {
    let manifest = CURSOR.replace("request: GET /users", "request: {call: GET /users, answer: xml}");
    let engine = engine_for(&manifest);
    for document in [
        r#"<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><users><id>&e;</id></users>"#,
        r#"<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><users><id>&b;</id></users>"#,
        "<users><id>&e;</id></users>",
    ] {
        let server = serve(move |_, _| json("200 OK", "", document)).await;
        let (connection, _) = connection("service", "key", &server.url(), token("secret"));
        let fault = listed(&engine, &connection).await.unwrap_err();
        assert_eq!(fault.kind, FaultKind::UnexpectedAnswer);
        assert!(fault.detail.contains("document type") || fault.detail.contains("entity"), "{fault}");
    }
}

#[tokio::test]
async fn a_body_without_end_and_one_announced_too_large() {
    let endless = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{".to_vec();
    let fault = fault_of(move |_, _| Answer::Flood(endless.clone())).await;
    assert_eq!((fault.kind, fault.detail.contains("larger than")), (FaultKind::UnexpectedAnswer, true), "{fault}");
    let announced = b"HTTP/1.1 200 OK\r\ncontent-length: 2147483648\r\n\r\n{".to_vec();
    let fault = fault_of(move |_, _| Answer::Bytes(announced.clone())).await;
    assert!(fault.detail.contains("larger than"), "{fault}");
}

#[tokio::test]
async fn a_small_answer_that_unpacks_to_a_large_one() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        encoder.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let packed = encoder.finish().unwrap();
    assert!(packed.len() < 200_000);
    let mut bomb = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        packed.len()
    )
    .into_bytes();
    bomb.extend_from_slice(&packed);
    let fault = fault_of(move |_, _| Answer::Bytes(bomb.clone())).await;
    assert!(fault.detail.contains("larger than"), "{fault}");
}

#[tokio::test]
async fn an_answer_that_trickles_in_for_ever() {
    let beginning = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{".to_vec();
    let fault = fault_of(move |_, _| Answer::Trickle(beginning.clone())).await;
    assert_eq!(fault.kind, FaultKind::Unavailable, "{fault}");
}

#[tokio::test]
async fn a_next_page_that_leads_to_somebody_else() {
    let manifest = CURSOR.replace("cursor: {at: $.next, param: cursor}", "next_url: {at: $.next}");
    let server =
        serve(|_, _| json("200 OK", "", r#"{"users":[{"id":1}],"next":"https://elsewhere.test/users"}"#)).await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let fault = listed(&engine_for(&manifest), &connection).await.unwrap_err();
    assert!(fault.detail.contains("leads away"), "{fault}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn no_request_before_retry_after() {
    let server = serve(|_, number| match number {
        0 => json("429 Too Many Requests", "retry-after: 1\r\n", "{}"),
        1 => json("503 Service Unavailable", "", "{}"),
        _ => json("200 OK", "", r#"{"users":[{"id":1}]}"#),
    })
    .await;
    let (connection, log) = connection("service", "key", &server.url(), token("canary-secret"));
    assert_eq!(listed(&engine_for(CURSOR), &connection).await.unwrap().len(), 1);
    let seen = server.seen.lock().unwrap().clone();
    assert!(seen[1].at - seen[0].at >= Duration::from_secs(1), "{:?}", seen[1].at - seen[0].at);
    let log = log.0.lock().unwrap();
    let told: Vec<_> = log.iter().map(|record| (record.status, record.attempt)).collect();
    assert_eq!(told, [(Some(429), 1), (Some(503), 2), (Some(200), 3)]);
    assert!(log.iter().all(|record| record.path == "/users?api_key=•••"), "{log:?}");
    assert!(seen[0].head.contains("api_key=canary-secret"));
}

#[tokio::test]
async fn a_long_wait_is_handed_back_with_its_time() {
    let server = serve(|_, _| json("429 Too Many Requests", "retry-after: 3600\r\n", "{}")).await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let engine = engine_for(CURSOR);
    let fault = listed(&engine, &connection).await.unwrap_err();
    let wait = fault.retry_at.unwrap() - chrono::Utc::now();
    assert_eq!(fault.kind, FaultKind::RateLimited);
    assert!((3590..=3600).contains(&wait.num_seconds()), "{wait}");
    // Asked again before the time, the engine does not even try.
    assert_eq!(engine.verify(&connection).await.unwrap_err().kind, FaultKind::RateLimited);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_service_that_stays_down_is_tried_five_times() {
    let server = serve(|_, _| json("500 Internal Server Error", "", "{}")).await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let fault = listed(&engine_for(CURSOR), &connection).await.unwrap_err();
    assert_eq!((fault.kind, server.count()), (FaultKind::Unavailable, 5), "{fault}");
}

#[tokio::test]
async fn a_resumed_listing_goes_on_exactly_behind_the_page() {
    let page = |line: &str, _: usize| {
        let number: u32 = line
            .split("cursor=c")
            .nth(1)
            .and_then(|rest| rest.split('&').next())
            .map_or(0, |text| text.parse().unwrap());
        let next = if number < 9 { format!(r#","next":"c{}""#, number + 1) } else { String::new() };
        json("200 OK", "", &format!(r#"{{"users":[{{"id":"{number}a"}},{{"id":"{number}b"}}]{next}}}"#))
    };
    let server = serve(page).await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let engine = engine_for(CURSOR);
    let all = pages(&engine, &connection, None).await.unwrap();
    assert_eq!((all.len(), all.last().unwrap().next.is_none()), (10, true));
    let asked = server.count();
    let rest = pages(&engine, &connection, all[3].next.clone()).await.unwrap();
    assert_eq!(rest[0].accounts, all[4].accounts);
    assert_eq!((rest.len(), server.count() - asked), (6, 6));
    assert!(server.lines()[asked].contains("cursor=c4"));
}

#[tokio::test]
async fn whoever_stops_listening_stops_the_requests() {
    use futures::StreamExt;
    let server =
        serve(|_, number| json("200 OK", "", &format!(r#"{{"users":[{{"id":{number}}}],"next":"c{number}"}}"#))).await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let mut stream = engine_for(CURSOR).accounts(&connection, None);
    stream.next().await.unwrap().unwrap();
    drop(stream);
    tokio::time::timeout(Duration::from_secs(5), async {
        let mut before = usize::MAX;
        while before != server.count() {
            before = server.count();
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    })
    .await
    .unwrap();
    assert!(server.count() < 12, "{}", server.count());
}

#[tokio::test]
async fn no_more_than_two_pages_are_under_way_at_a_time() {
    use futures::StreamExt;
    let server =
        serve(|_, number| json("200 OK", "", &format!(r#"{{"users":[{{"id":{number}}}],"next":"c{number}"}}"#))).await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let mut stream = engine_for(CURSOR).accounts(&connection, None);
    for done in 0..5 {
        stream.next().await.unwrap().unwrap();
        // This page is being stored; only the one after it may have been asked for.
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(server.count() <= done + 2, "{} requests when {done} pages were done with", server.count());
    }
}
