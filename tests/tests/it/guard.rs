//! A broken service must not look like a mass leaving.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use daicho_tests::{
    daicho::{Daicho, id},
    vendor_mock::VendorMock,
};
use serde_json::json;

use crate::gitlab::{self, Group};

on_both_databases!(a_sync_that_would_remove_most_accounts_is_held_until_confirmed);

async fn a_sync_that_would_remove_most_accounts_is_held_until_confirmed(daicho: Daicho) {
    let members = Arc::new(AtomicUsize::new(230));
    let service = VendorMock::start({
        let members = Arc::clone(&members);
        move |request| Group { members: members.load(Ordering::Relaxed), page: 100 }.answer(request)
    });
    let api = daicho.api();
    let workspace = gitlab::connect_and_sync(&api, &service).await;
    let path = format!("/workspaces/{}", id(&workspace));

    members.store(3, Ordering::Relaxed);
    let held = api.sync(&workspace).await;

    assert_eq!(held["status"], "held", "{held:#}");
    let state = api.get(&path).await.expect(200);
    assert_eq!((&state["status"], &state["accountCount"]), (&json!("held"), &json!(230)));

    let confirmed = api.post(&format!("/requests/{}/confirm", id(&held["id"])), json!({})).await;
    assert!(matches!(confirmed.status, 200 | 202 | 204), "{confirmed:?}");
    assert_eq!(api.wait_for_request(&held["id"]).await["status"], "finished");
    let state = api.get(&path).await.expect(200);
    assert_eq!((&state["status"], &state["accountCount"]), (&json!("synced"), &json!(3)));
}
