//! What does the same work beside Daicho in the same run.

use std::{path::Path, process::Command, sync::Arc, time::Instant};

use daicho_connectors::{
    ConnectorEngine, EngineConfig, ManifestCatalogue,
    transport::{OpenNetworks, SystemResolver, TransportSettings},
};
use daicho_domain::integration::{
    Connection, Connector, ConnectorName, RequestObserver, RequestRecord, UnstoredCredentials,
};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};

/// Seconds that a plain HTTP client needs for the member list over GraphQL, one page after the other.
pub(crate) async fn bare_list(url: &str) -> f64 {
    let client = reqwest::Client::new();
    let started = Instant::now();
    let mut after = Value::Null;
    loop {
        let query = json!({"query": "query($after: String) { … }", "variables": {"after": after}});
        let answer = client.post(format!("{url}/graphql")).json(&query).send().await.expect("an answer");
        let page: Value = answer.json().await.expect("JSON");
        let info = &page["data"]["organization"]["membersWithRole"]["pageInfo"];
        if info["hasNextPage"] != true {
            return started.elapsed().as_secs_f64();
        }
        after = info["endCursor"].clone();
    }
}

/// Seconds that a plain HTTP client needs for the member list and one call per member, 16 at a time.
pub(crate) async fn bare_per_member(url: &str, members: usize) -> f64 {
    let client = reqwest::Client::new();
    let started = Instant::now();
    for page in 1..=members.div_ceil(100) {
        let url = format!("{url}/orgs/acme/members?per_page=100&page={page}");
        let list: Vec<Value> = client.get(url).send().await.expect("an answer").json().await.expect("JSON");
        assert!(!list.is_empty());
    }
    stream::iter(0..members)
        .for_each_concurrent(16, |number| {
            let request = client.get(format!("{url}/users/member-{number:07}"));
            async move {
                let _: Value = request.send().await.expect("an answer").json().await.expect("JSON");
            }
        })
        .await;
    started.elapsed().as_secs_f64()
}

/// Seconds that Daicho's connector needs to fetch and read the member list, with nobody who keeps what it read.
pub(crate) async fn connector_alone(url: &str, members: usize) -> f64 {
    let loopback = OpenNetworks::new(vec!["127.0.0.0/8".parse().expect("a network")]);
    let transport = TransportSettings { open_networks: loopback, ..TransportSettings::default() };
    let config = EngineConfig { transport, ..EngineConfig::default() };
    let catalogue = Arc::new(ManifestCatalogue::shipped());
    let engine = ConnectorEngine::with(catalogue, config, Arc::new(SystemResolver)).expect("an engine");
    let values = [("token", "token"), ("org", "acme")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let connection = Connection {
        service: ConnectorName::Shipped("github".to_owned()),
        method: "personal_access_token".to_owned(),
        base_url: Some(url.parse().expect("an address")),
        credentials: Arc::new(UnstoredCredentials::new(values.into_iter().collect())),
        observer: Arc::new(Unobserved),
        fast: false,
    };
    let started = Instant::now();
    let read = engine.accounts(&connection, None).try_fold(0, async |read, page| Ok(read + page.accounts.len())).await;
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(read.expect("the member list"), members);
    seconds
}

struct Unobserved;

impl RequestObserver for Unobserved {
    fn record(&self, _: RequestRecord) {}
}

/// Seconds of the whole process of Airbyte's low-code CDK, if it is installed.
pub(crate) fn airbyte(python: &Path, script: &Path, url: &str, shape: &str, records: usize) -> Option<f64> {
    if !python.exists() {
        return None;
    }
    let started = Instant::now();
    let output = Command::new(python).arg(script).args([url, shape, "8"]).output().expect("python");
    let seconds = started.elapsed().as_secs_f64();
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    assert_eq!(
        printed["records"],
        records,
        "airbyte-cdk read something else: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(seconds)
}
