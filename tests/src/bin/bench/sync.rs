//! P1–P5 and P8: what a sync costs in time, requests and memory.

use std::{path::Path, time::Duration};

use chrono::{DateTime, Utc};
use daicho_tests::{daicho::Daicho, places};
use serde_json::{Value, json};

use crate::{
    github::{GitHub, Shape},
    peers,
    report::{Reference, Report},
};

const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// One connected organization and what its syncs took.
struct Run {
    daicho: Daicho,
    workspace: Value,
    /// From the start of the first sync to its commit.
    first: f64,
    requests: u64,
}

/// Connects a mock organization and waits for its first sync.
async fn connected(github: &GitHub, members: usize) -> Run {
    let daicho = Daicho::start().await;
    github.requests_since();
    let credentials = json!({"token": "token", "org": "acme"});
    let workspace = daicho.api().connect("github", &github.url, "personal_access_token", credentials).await.expect(201);
    let request = daicho.api().first_request(&workspace["id"]).await;
    daicho.api().wait_for_request(&request).await;
    let requests = github.requests_since();
    let first = seconds_of(&daicho, &request).await;
    let known = daicho.api().get(&format!("/workspaces/{}", workspace["id"])).await.expect(200);
    assert_eq!(known["accountCount"], members, "the sync brought something else: {known:#}");
    Run { daicho, workspace, first, requests }
}

/// How long a sync took by its entry in the integration log.
pub(crate) async fn seconds_of(daicho: &Daicho, request: &Value) -> f64 {
    let path = format!("/integration-logs/{}", request.as_str().expect("the id of a request"));
    let entry = daicho.api().get(&path).await.expect(200);
    let time = |name: &str| -> DateTime<Utc> { entry[name].as_str().expect("a time").parse().expect("RFC 3339") };
    (time("finishedAt") - time("startedAt")).as_seconds_f64()
}

pub(crate) async fn measure(report: &mut Report) {
    let python = places::target().join("testbench/venv-bench/bin/python");
    let airbyte = places::project().join("tests/bench/airbyte.py");

    list_of_ten_thousand(report, &python, &airbyte).await;
    one_call_per_member(report, &python, &airbyte).await;
    with_latency(report).await;
    memory_and_growth(report).await;
}

async fn list_of_ten_thousand(report: &mut Report, python: &Path, airbyte: &Path) {
    let members = 10_000;
    let github = GitHub::start(Shape { members, latency: Duration::ZERO, graphql: true });
    let run = connected(&github, members).await;
    let bare = peers::bare_list(&github.url).await;
    let reference = Some(Reference { name: "bare client", measured: bare });
    report.at_most("P1", "sync of 10,000 members", run.first, "s", 0.6, reference);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    report.at_most("P1", "requests for it", run.requests as f64, "requests", 250.0, None);
    if let Some(measured) = peers::airbyte(python, airbyte, &github.url, "list", members) {
        let reference = Some(Reference { name: "airbyte-cdk, list only", measured });
        report.at_most("P1", "the same beside a peer", run.first, "s", 0.6, reference);
    }

    let path = format!("/workspaces/{}/sync", run.workspace["id"]);
    let request = run.daicho.api().post(&path, json!({})).await.expect(202)["requestId"].clone();
    run.daicho.api().wait_for_request(&request).await;
    let second = seconds_of(&run.daicho, &request).await;
    let entry = run.daicho.api().get(&format!("/integration-logs/{}", request.as_str().unwrap_or_default())).await;
    let counts = &entry.expect(200)["counts"];
    assert_eq!((&counts["added"], &counts["changed"], &counts["removed"]), (&json!(0), &json!(0), &json!(0)));
    let fetch = peers::connector_alone(&github.url, members).await;
    let share = (second - fetch).max(0.0) / (run.first - fetch).max(0.001);
    let reference = Some(Reference { name: "the fetch alone, s", measured: fetch });
    report.at_most(
        "P8",
        format!("second sync ({second:.3} s), nothing changed, beyond the fetch"),
        share,
        "of first",
        0.3,
        reference,
    );
}

async fn one_call_per_member(report: &mut Report, python: &Path, airbyte: &Path) {
    let members = 10_000;
    let github = GitHub::start(Shape { members, latency: Duration::ZERO, graphql: false });
    let run = connected(&github, members).await;
    let bare = peers::bare_per_member(&github.url, members).await;
    let reference = Some(Reference { name: "bare client", measured: bare });
    report.at_most("P2", format!("one call per member, {} requests", run.requests), run.first, "s", 1.5, reference);
    if let Some(measured) = peers::airbyte(python, airbyte, &github.url, "per-member", members) {
        let reference = Some(Reference { name: "airbyte-cdk, one call per member", measured });
        report.at_most("P2", "the same beside a peer", run.first, "s", 1.5, reference);
    }
}

async fn with_latency(report: &mut Report) {
    let members = 2_000;
    let github = GitHub::start(Shape { members, latency: Duration::from_millis(20), graphql: false });
    let run = connected(&github, members).await;
    let bare = peers::bare_per_member(&github.url, members).await;
    let reference = Some(Reference { name: "bare client", measured: bare });
    report.at_most("P3", "2,000 members at 20 ms, one call each", run.first, "s", 2.8, reference);
}

async fn memory_and_growth(report: &mut Report) {
    let mut took = Vec::new();
    for members in [10_000, 50_000, 500_000] {
        let github = GitHub::start(Shape { members, latency: Duration::ZERO, graphql: true });
        let run = connected(&github, members).await;
        #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
        let peak = run.daicho.peak_memory() as f64 / MEBIBYTE;
        report.at_most("P4", format!("peak memory at {members} accounts"), peak, "MiB", 56.0, None);
        took.push(run.first);
    }
    report.at_most("P5", "500,000 accounts beside 50,000", took[2] / took[1], "times", 11.0, None);
}
