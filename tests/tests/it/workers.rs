//! Several processes work on one PostgreSQL, and one of them dies: nothing twice, nothing lost, and the service's limit
//! holds for all of them together.

use std::{collections::BTreeSet, time::Duration};

use daicho_tests::{
    daicho::{Daicho, assert_finished, id},
    polling::eventually,
    postgres::Postgres,
    vendor_mock::{Received, Reply, VendorMock},
};
use serde_json::{Value, json};

const WORKERS: usize = 3;
const WORKSPACES: usize = 6;
const PAGES: usize = 10;
const PAGE: usize = 20;
const PER_SECOND: usize = 10;

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
    let daicho = Daicho::start_on(Some(Postgres::shared().await.database())).await;
    let (api, library) = (daicho.api(), VendorMock::start(answer));
    api.post("/connectors", json!({"slug": "library", "manifest": LIBRARY})).await.expect(201);
    let mut others: Vec<_> = (1..WORKERS).map(|_| daicho.add_worker()).collect();
    eventually("all workers know of each other", Duration::from_mins(1), async || {
        (others.iter().all(|worker| worker.output().contains("workers=3"))).then_some(())
    })
    .await;

    let mut workspaces = Vec::new();
    for branch in 0..WORKSPACES {
        let credentials = json!({"token": "key", "branch": branch.to_string()});
        workspaces.push(api.connect("library", &library.url, "key", credentials).await.expect(201)["id"].clone());
    }
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
