//! A server that is killed again and again while it changes accounts: nothing is done twice, nothing is lost.

use std::time::Duration;

use daicho_tests::{
    daicho::{Api, Daicho, assert_finished, id},
    http,
};
use rand::RngExt;
use reqwest::Method;
use serde_json::{Value, json};

use crate::scim_service::ScimService;

on_both_databases!(killed_operations_are_done_exactly_once);

/// Kills of both stories together; `DAICHO_KILLS` asks for another number.
const KILLS: usize = 200;
const OPERATIONS_A_KILL: usize = 3;
/// The server answers and works within this time: the kill comes somewhere in it.
const SOMEWHERE_IN: u64 = 150;
/// As in a company: what a killed worker was about holds up its own workspace alone until its leases end.
const SERVICES: usize = 10;

async fn killed_operations_are_done_exactly_once(mut daicho: Daicho) {
    let kills = std::env::var("DAICHO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS) / 2;
    let api = daicho.api();
    let mut places = Vec::with_capacity(SERVICES);
    for _ in 0..SERVICES {
        let users = kills.div_ceil(SERVICES) * OPERATIONS_A_KILL;
        let service = ScimService::with_faults(users, Duration::from_millis(15), Box::new(|_| None));
        let workspace = service.connect(&api).await.expect(201)["id"].clone();
        assert_finished(&api.first_sync(&workspace).await);
        places.push((service, workspace));
    }

    let mut asked = Vec::new();
    for kill in 0..kills {
        let (_, workspace) = &places[kill % SERVICES];
        let interrupted: Vec<Asked> = (0..OPERATIONS_A_KILL).map(|place| Asked::new(workspace, kill, place)).collect();
        let asking = async {
            for each in &interrupted {
                each.ask(&api).await;
            }
            std::future::pending::<()>().await;
        };
        let moment = Duration::from_millis(rand::rng().random_range(0..SOMEWHERE_IN));
        let _ = tokio::time::timeout(moment, asking).await;
        daicho.kill_nine();
        daicho.restart().await;
        asked.extend(interrupted);
    }

    // Whoever got no answer asks again with the same key.
    for each in &asked {
        let request = each.ask(&api).await.unwrap_or_else(|| panic!("{} was not accepted", each.key));
        let ended = api.wait_for_request(&request).await;
        assert_finished(&ended);
    }
    let (mut created, mut deleted) = (0, 0);
    for (service, _) in &places {
        let ledger = service.ledger();
        assert!(ledger.created.values().all(|times| *times == 1), "created: {:?}", ledger.created);
        assert!(ledger.deleted.values().all(|times| *times == 1), "deleted: {:?}", ledger.deleted);
        created += ledger.created.len();
        deleted += ledger.deleted.len();
    }
    assert_eq!((created, deleted), (kills, kills * (OPERATIONS_A_KILL - 1)));
    println!("{kills} kills, {} operations: each done once", asked.len());
}

struct Asked {
    key: String,
    method: Method,
    path: String,
    body: Value,
}

impl Asked {
    /// A creation, then deletions of accounts that are there.
    fn new(workspace: &Value, kill: usize, place: usize) -> Self {
        let (number, workspace) = (kill / SERVICES * OPERATIONS_A_KILL + place, id(workspace));
        let key = format!("{workspace} {number}");
        if place == 0 {
            let path = format!("/workspaces/{workspace}/accounts");
            let body = json!({"data": {"email": format!("new{number}@example.com")}});
            return Self { key, method: Method::POST, path, body };
        }
        let body = json!({"account": {"type": "delete", "id": format!("{workspace}#{number}")}});
        Self { key, method: Method::DELETE, path: "/accounts".to_owned(), body }
    }

    /// The request's id, unless the server died over it.
    async fn ask(&self, api: &Api) -> Option<Value> {
        let request =
            api.request(self.method.clone(), &self.path).header("Idempotency-Key", &self.key).json(&self.body);
        let answer = http::client().execute(request.build().ok()?).await.ok()?;
        let accepted = answer.status().as_u16() == 202;
        let body: Value = answer.json().await.ok()?;
        accepted.then(|| body["requestId"].clone())
    }
}
