//! P9: account lists in an organization of a million accounts, over HTTP at a steady rate.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use daicho_tests::{daicho::Daicho, http, postgres::Postgres};
use serde_json::json;
use tokio::{sync::Semaphore, task::JoinSet, time::interval};

use crate::{
    github::{GitHub, Shape},
    report::{Reference, Report},
};

const ACCOUNTS: usize = 1_000_000;
const RATE: u64 = 200;
const SECONDS: u64 = 10;

/// What an administrator asks of the list; `keyword` uses the search index.
const LISTS: &[&str] = &[
    "/accounts?limit=50",
    "/accounts?limit=50&sortBy=email&sortOrder=DESC",
    "/accounts?limit=50&sortBy=lastActivity",
    "/accounts?limit=50&twoFa=false",
    "/accounts?limit=50&roles=admin",
    "/accounts?limit=50&types=external",
    "/accounts?limit=50&types=external&twoFa=false&sortBy=createdAt",
    "/accounts?limit=50&statuses=active&sortBy=userName",
];
const SEARCHES: &[&str] = &[
    "/accounts?limit=50&keyword=%E7%94%B0%E4%B8%AD",
    "/accounts?limit=50&keyword=%E5%B1%B1%E6%9C%AC%20%E5%81%A5%E5%A4%AA",
    "/accounts?limit=50&keyword=Schmidt",
    "/accounts?limit=50&keyword=member-0099",
    "/accounts?limit=50&keyword=nguy%E1%BB%85n",
    "/accounts?limit=50&keyword=no%20such%20person",
];

pub(crate) async fn measure(report: &mut Report) {
    measure_on(report, "SQLite", None).await;
    if std::env::var_os("DAICHO_TEST_DATABASE_URL").is_some() {
        let database = Postgres::shared().await.database();
        measure_on(report, "PostgreSQL", Some(database)).await;
    }
}

async fn measure_on(report: &mut Report, name: &str, database: Option<String>) {
    let github = GitHub::start(Shape { members: ACCOUNTS, latency: Duration::ZERO, graphql: true });
    let daicho = Arc::new(Daicho::start_on(database).await);
    let credentials = json!({"token": "token", "org": "acme"});
    let workspace = daicho.api().connect("github", &github.url, "personal_access_token", credentials).await.expect(201);
    daicho.api().first_sync(&workspace["id"]).await;

    for (kind, paths, limit) in [("lists and filters", LISTS, 10.0), ("search", SEARCHES, 60.0)] {
        for path in paths {
            daicho.api().get(path).await.expect(200);
        }
        let latencies = at_steady_rate(&daicho, paths).await;
        let p50 = percentile(&latencies, 50);
        let reference = Some(Reference { name: "p50", measured: p50 });
        let work = format!("{kind}, {ACCOUNTS} accounts, {name}, p99 at {RATE}/s");
        report.at_most("P9", work, percentile(&latencies, 99), "ms", limit, reference);
    }
}

/// Sends requests at the rate, each at its time whether or not earlier ones were answered; gives milliseconds, sorted.
async fn at_steady_rate(daicho: &Arc<Daicho>, paths: &'static [&'static str]) -> Vec<f64> {
    let mut clock = interval(Duration::from_micros(1_000_000 / RATE));
    let client = http::client();
    let open = Arc::new(Semaphore::new(500));
    let mut requests = JoinSet::new();
    for number in 0..(RATE * SECONDS) {
        clock.tick().await;
        let permit = Arc::clone(&open).acquire_owned().await.expect("an open semaphore");
        let path = paths[usize::try_from(number).expect("a small number") % paths.len()];
        let url = format!("{}/organizations/{}{path}", daicho.api_url(), daicho.organization);
        let request = client.get(url).bearer_auth(&daicho.api_key);
        requests.spawn(async move {
            let started = Instant::now();
            let answer = request.send().await.expect("an answer");
            assert!(answer.status().is_success(), "{path} answered {}", answer.status());
            answer.bytes().await.expect("a body");
            drop(permit);
            started.elapsed().as_secs_f64() * 1_000.0
        });
    }
    let mut latencies = requests.join_all().await;
    latencies.sort_by(f64::total_cmp);
    latencies
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}
