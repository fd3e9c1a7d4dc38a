//! Services that answer badly: each sync completes or ends in its named error, and nothing is half applied.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use daicho_tests::{
    daicho::{Daicho, id},
    vendor_mock::{Received, Reply, VendorMock},
};
use serde_json::{Value, json};

use crate::gitlab::{self, Group, link_to_page, lists_members, member_lists, page_number};

const GROUP: Group = Group { members: 60, page: 10 };

/// More than the server needs for any of these answers, and far less than an answer without end.
const MEMORY: u64 = 200 * 1024 * 1024;

/// A GitLab that answers well but for its lists of members; `fault` says what happens to which of them, counted from
/// zero.
fn faulty(fault: impl Fn(usize, &Received) -> Option<Reply> + Send + Sync + 'static) -> VendorMock {
    let lists = AtomicUsize::new(0);
    VendorMock::start(move |request| {
        let fault = lists_members(request).then(|| fault(lists.fetch_add(1, Ordering::Relaxed), request)).flatten();
        fault.unwrap_or_else(|| GROUP.answer(request))
    })
}

/// Connects, syncs and gives the request as it ended.
async fn sync_with(daicho: &Daicho, service: &VendorMock) -> Value {
    let api = daicho.api();
    let workspace = gitlab::connect(&api, service).await.expect(201)["id"].clone();
    let ended = api.first_sync(&workspace).await;
    let state = api.get(&format!("/workspaces/{}", id(&workspace))).await.expect(200);
    match ended["status"].as_str() {
        Some("finished") => assert_eq!(state["accountCount"], GROUP.members),
        Some("failed") => {
            assert_eq!(state["accountCount"], 0, "something of a failed sync was applied");
            assert_eq!(state["status"], "failed");
        }
        _ => panic!("the sync ended as {ended:#}"),
    }
    assert!(daicho.peak_memory() < MEMORY, "the server held {} bytes", daicho.peak_memory());
    ended
}

fn error_of(request: &Value) -> &str {
    request["error"]["errorId"].as_str().unwrap_or_else(|| panic!("no error in {request:#}"))
}

#[tokio::test]
async fn a_service_that_asks_to_wait_gets_no_request_before_its_time() {
    let daicho = Daicho::start().await;
    let service = faulty(|number, _| (number == 3).then(|| Reply::status(429).with_header("Retry-After", "2")));

    let ended = sync_with(&daicho, &service).await;

    assert_eq!(ended["status"], "finished");
    let lists = member_lists(&service);
    let refused = lists.iter().position(|list| page_number(list) == 4).expect("the refused request");
    let waited = lists[refused + 1].at - lists[refused].at;
    assert!(waited >= Duration::from_secs(2), "asked again after {waited:?}");
}

#[tokio::test]
async fn passing_server_errors_are_tried_again() {
    let daicho = Daicho::start().await;
    let service = faulty(|number, _| matches!(number, 1 | 2).then(|| Reply::status(500)));

    assert_eq!(sync_with(&daicho, &service).await["status"], "finished");
}

#[tokio::test]
async fn an_answer_that_breaks_off_once_is_fetched_again() {
    let daicho = Daicho::start().await;
    let service = faulty(|number, _| (number == 2).then(|| Reply::half_of(&json!([{"id": 1, "username": "one"}]))));

    assert_eq!(sync_with(&daicho, &service).await["status"], "finished");
}

#[tokio::test]
async fn a_page_for_people_is_an_unexpected_answer() {
    let daicho = Daicho::start().await;
    let service = faulty(|number, _| (number >= 2).then(|| Reply::html("<!doctype html><title>Maintenance</title>")));

    assert_eq!(error_of(&sync_with(&daicho, &service).await), "unexpected_answer");
}

#[tokio::test]
async fn the_same_cursor_for_ever_ends_the_sync() {
    let daicho = Daicho::start().await;
    let service = faulty(|_, request| {
        let page = json!([{"id": 1, "username": "one", "state": "active"}]);
        Some(Reply::json(&page).with_header("Link", &link_to_page(request, page_number(request))))
    });

    assert_eq!(error_of(&sync_with(&daicho, &service).await), "unexpected_answer");
    assert!(member_lists(&service).len() < 20, "the service was asked {} times", member_lists(&service).len());
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let daicho = Daicho::start().await;
    let item = r#"{"id": 1, "username": "one", "state": "active"},"#;
    let service = faulty(move |number, _| (number >= 1).then(|| Reply::endless("[", item)));

    let began = Instant::now();
    assert_eq!(error_of(&sync_with(&daicho, &service).await), "unexpected_answer");
    assert!(began.elapsed() < Duration::from_mins(1));
}

#[tokio::test]
async fn credentials_that_the_service_rejects_are_named_and_not_stored() {
    let daicho = Daicho::start().await;
    let service = VendorMock::start(|_| Reply::json(&json!({"message": "401 Unauthorized"})).with_status(401));

    let refused = gitlab::connect(&daicho.api(), &service).await.expect(422);

    assert_eq!(refused["errorId"], "credentials_rejected");
    assert_eq!(daicho.api().all("/workspaces").await, Vec::<Value>::new());
}
