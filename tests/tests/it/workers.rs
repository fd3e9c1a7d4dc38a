//! Several processes work on one PostgreSQL, and one of them dies: nothing twice, nothing lost, and the service's limit
//! holds for all of them together, as does the silence that it asks of one.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use daicho_tests::{
    daicho::{Api, Daicho, assert_finished, id},
    polling::eventually,
    postgres::Postgres,
    program::Program,
    vendor_mock::{Received, Reply, VendorMock},
};
use serde_json::{Value, json};

const WORKERS: usize = 3;
const WORKSPACES: usize = 6;
const PAGES: usize = 10;
const PAGE: usize = 20;
const PER_SECOND: usize = 10;
/// Seconds for which the service takes nothing, after this request.
const SILENCE: u64 = 8;
const ASKS_FOR_SILENCE_AT: usize = 20;

const LIBRARY: &str = r"
manifest: 1
name: Library
base_url: https://library.example.com
limits: {per_second: 10}
fields: {branch: {}}
ways:
  key: {auth: bearer}
verify: {request: GET /me, name: $.name}
accounts:
  readers:
    request: GET /branches/{{ branch }}/readers
    paging: {page: {param: page, first: 1}}
    items: $.readers[*]
    fields: {id: $.id, email: $.mail}
";

#[tokio::test]
async fn a_services_limit_holds_over_all_processes_and_a_dead_one_loses_nothing() {
    let (daicho, mut others) = several_workers().await;
    let (api, library) = (daicho.api(), VendorMock::start(answer));
    let workspaces = connect_branches(&api, &library).await;
    let half = WORKSPACES * PAGES / 2;
    eventually("half of the pages", Duration::from_mins(1), async || (library.received().len() > half).then_some(()))
        .await;
    others.remove(0).kill_nine();

    for workspace in &workspaces {
        assert_finished(&api.first_sync(workspace).await);
    }
    let service = api.get("/catalogue/library").await.expect(200)["id"].clone();
    let accounts = api.all(&format!("/services/{}/accounts", id(&service))).await;
    let emails: BTreeSet<&str> = accounts.iter().filter_map(|account| account["email"].as_str()).collect();
    assert_eq!((accounts.len(), emails.len()), (WORKSPACES * PAGES * PAGE, WORKSPACES * PAGES * PAGE));

    // A limit of so many a second lets so many through at once, and then as many each second.
    let received = library.received();
    let busiest = received.iter().map(|from| within_a_second_of(from, &received)).max();
    assert!(busiest <= Some(2 * PER_SECOND), "{busiest:?} requests within a second");
}

#[tokio::test]
async fn the_silence_that_a_service_asks_of_one_process_is_kept_by_all() {
    let (daicho, _others) = several_workers().await;
    let library = VendorMock::start(|request: &Received| {
        if request.number == ASKS_FOR_SILENCE_AT {
            return Reply::status(429).with_header("Retry-After", &SILENCE.to_string());
        }
        answer(request)
    });
    let workspaces = connect_branches(&daicho.api(), &library).await;
    for workspace in &workspaces {
        assert_finished(&daicho.api().first_sync(workspace).await);
    }

    let received = library.received();
    let asked_at = received[ASKS_FOR_SILENCE_AT].at;
    let seconds = |at: Instant| at.saturating_duration_since(asked_at).as_secs_f64();
    let after: Vec<f64> = received.iter().skip(ASKS_FOR_SILENCE_AT + 1).map(|request| seconds(request.at)).collect();
    assert!(!after.is_empty(), "nothing was left to ask for after the silence");
    // What was under way when the service said so may still arrive.
    let disturbing: Vec<&f64> = after.iter().filter(|seconds| (1.0..7.9).contains(*seconds)).collect();
    assert!(
        disturbing.is_empty(),
        "asked {disturbing:?} seconds after the service wanted {SILENCE} seconds of silence"
    );
}

/// The server and two further workers on one database, which know of each other.
async fn several_workers() -> (Daicho, Vec<Program>) {
    let daicho = Daicho::start_on(Some(Postgres::shared().await.database())).await;
    daicho.api().post("/connectors", json!({"slug": "library", "manifest": LIBRARY})).await.expect(201);
    let others: Vec<_> = (1..WORKERS).map(|_| daicho.add_worker()).collect();
    eventually("all workers know of each other", Duration::from_mins(1), async || {
        (others.iter().all(|worker| worker.output().contains("workers=3"))).then_some(())
    })
    .await;
    (daicho, others)
}

async fn connect_branches(api: &Api, library: &VendorMock) -> Vec<Value> {
    let mut workspaces = Vec::new();
    for branch in 0..WORKSPACES {
        let credentials = json!({"token": "key", "branch": branch.to_string()});
        workspaces.push(api.connect("library", &library.url, "key", credentials).await.expect(201)["id"].clone());
    }
    workspaces
}

fn within_a_second_of(from: &Received, received: &[Received]) -> usize {
    let second = from.at..from.at + Duration::from_secs(1);
    received.iter().filter(|other| second.contains(&other.at)).count()
}

fn answer(request: &Received) -> Reply {
    let Some(branch) = request.path.strip_prefix("/branches/").and_then(|rest| rest.strip_suffix("/readers")) else {
        return Reply::json(&json!({"name": "Library"}));
    };
    let page: usize = request.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let numbers = if page > PAGES { 0..0 } else { (page - 1) * PAGE..page * PAGE };
    let reader = |number| json!({"id": number, "mail": format!("reader{number}@branch{branch}.example.com")});
    Reply::json(&json!({"readers": numbers.map(reader).collect::<Vec<Value>>()}))
}
