//! P14: several processes sync a million accounts of many workspaces into one PostgreSQL, and one of them is killed.

use std::time::{Duration, Instant};

use daicho_domain::queue::JobKind;
use daicho_tests::{
    daicho::{Daicho, assert_finished},
    polling::eventually,
    postgres::Postgres,
};
use serde_json::json;

use crate::{
    github::{GitHub, Shape},
    report::{Reference, Report},
};

/// Beside the server, which works as well.
const WORKERS: usize = 2;
const WORKSPACES: usize = 200;
const MEMBERS: usize = 5_000;
const PATIENCE: Duration = Duration::from_mins(10);

pub(crate) async fn measure(report: &mut Report) {
    if std::env::var_os("DAICHO_TEST_DATABASE_URL").is_none() {
        println!("P14  needs PostgreSQL in DAICHO_TEST_DATABASE_URL");
        return;
    }
    let github = GitHub::start(Shape { members: MEMBERS, latency: Duration::ZERO, graphql: true });
    let daicho = Daicho::start_on(Some(Postgres::shared().await.database())).await;
    let api = daicho.api();
    let connect = async |number: usize| {
        let credentials = json!({"token": "token", "org": format!("acme-{number}")});
        api.connect("github", &github.url, "personal_access_token", credentials).await.expect(201)["id"].clone()
    };
    github.requests_since();
    let first = connect(0).await;
    assert_finished(&api.first_sync(&first).await);
    let requests_of_one = github.requests_since();

    let mut others: Vec<_> = (0..WORKERS).map(|_| daicho.add_worker()).collect();
    let started = Instant::now();
    let mut workspaces = vec![first];
    for number in 1..WORKSPACES {
        workspaces.push(connect(number).await);
    }
    let half = requests_of_one * WORKSPACES as u64 / 2;
    let mut requests = 0;
    eventually("half of the requests", PATIENCE, async || {
        requests += github.requests_since();
        (requests > half).then_some(())
    })
    .await;
    others.remove(0).kill_nine();
    for workspace in &workspaces {
        assert_finished(&api.first_sync(workspace).await);
        let known = api.get(&format!("/workspaces/{workspace}")).await.expect(200);
        assert_eq!(known["accountCount"], MEMBERS, "{known:#}");
    }
    let seconds = started.elapsed().as_secs_f64();
    requests += github.requests_since();

    let needed = requests_of_one * (WORKSPACES as u64 - 1);
    let accounts = api.get("/accounts?limit=1").await.expect(200)["meta"]["totalCount"].clone();
    assert_eq!(accounts, WORKSPACES * MEMBERS, "accounts in the ledger");
    // P6 grants two pages to each sync that was under way.
    let granted = 2 * JobKind::Sync.at_once();
    #[expect(clippy::cast_precision_loss, reason = "thousands")]
    let (again, least, granted) = (requests as f64 - needed as f64, needed as f64, granted as f64);
    let work = format!("requests again, {WORKSPACES} workspaces of {MEMBERS}, one of {} killed", WORKERS + 1);
    report.at_most("P14", work, again, "requests", granted, Some(Reference { name: "needed", measured: least }));
    println!("     {seconds:>7.1} s for it");
}
