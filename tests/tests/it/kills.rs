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

/// Kills of one story; `DAICHO_KILLS` asks for more.
const KILLS: usize = 8;
const OPERATIONS_A_KILL: usize = 3;
/// The server answers and works within this time: the kill comes somewhere in it.
const SOMEWHERE_IN: u64 = 150;

async fn killed_operations_are_done_exactly_once(mut daicho: Daicho) {
    let kills = std::env::var("DAICHO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let service = ScimService::with_faults(kills * OPERATIONS_A_KILL, Duration::from_millis(15), Box::new(|_| None));
    let api = daicho.api();
    let workspace = service.connect(&api).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);

    let mut asked = Vec::new();
    for kill in 0..kills {
        let (running, mut interrupted) = (api.clone(), Vec::new());
        for place in 0..OPERATIONS_A_KILL {
            let number = kill * OPERATIONS_A_KILL + place;
            let (method, path, body) = if place == 0 {
                let path = format!("/workspaces/{}/accounts", id(&workspace));
                (Method::POST, path, json!({"data": {"email": format!("new{number}@example.com")}}))
            } else {
                let account = format!("{}#{number}", id(&workspace));
                (Method::DELETE, "/accounts".to_owned(), json!({"account": {"type": "delete", "id": account}}))
            };
            interrupted.push(Asked { key: format!("operation-{number}"), method, path, body });
        }
        let asking = async {
            for each in &interrupted {
                each.ask(&running).await;
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
    let ledger = service.ledger();
    assert!(ledger.created.values().all(|times| *times == 1), "created: {:?}", ledger.created);
    assert!(ledger.deleted.values().all(|times| *times == 1), "deleted: {:?}", ledger.deleted);
    assert_eq!((ledger.created.len(), ledger.deleted.len()), (kills, kills * (OPERATIONS_A_KILL - 1)));
    println!("{kills} kills, {} operations: each done once", asked.len());
}

struct Asked {
    key: String,
    method: Method,
    path: String,
    body: Value,
}

impl Asked {
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
