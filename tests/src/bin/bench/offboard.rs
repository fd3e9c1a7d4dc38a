//! P11: a person with an account in each of a hundred slow services, offboarded in one go.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use daicho_tests::{
    daicho::{Daicho, assert_finished, id},
    polling::eventually,
    vendor_mock::{Received, Reply, VendorMock},
};
use serde_json::{Value, json};

use crate::report::Report;

const SERVICES: usize = 100;
const LATENCY: Duration = Duration::from_millis(200);
const LEAVER: &str = "leaver@example.com";
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) async fn measure(report: &mut Report) {
    let service = services();
    let daicho = Daicho::start().await;
    let api = daicho.api();
    for number in 0..SERVICES {
        let values = json!({"base_url": format!("{}/{number}", service.url), "token": "a-token"});
        let workspace = api.connect_with("scim", "bearer_token", values, json!({})).await.expect(201);
        assert_finished(&api.first_sync(&workspace["id"]).await);
    }
    let person = json!({"employeeStatus": "retired", "employeeType": "full_time_employee", "firstName": "Lea",
        "lastName": "Ver", "displayName": "Lea Ver", "primaryEmail": LEAVER});
    let person = api.post("/identity", person).await.expect(201)["peopleId"].clone();
    let offboarding = api.post("/offboardings", json!({"peopleId": person})).await.expect(201);
    let path = format!("/offboardings/{}", id(&offboarding["id"]));
    api.post(&format!("{path}/run"), json!({})).await.expect(200);
    let done = eventually("the end of the offboarding", PATIENCE, async || {
        let offboarding = api.get(&path).await.expect(200);
        (offboarding["state"] != "running").then_some(offboarding)
    })
    .await;
    assert_eq!((&done["state"], &done["progress"]["done"]), (&json!("done"), &json!(SERVICES)), "{done:#}");
    let deleted = service.received().iter().filter(|request| request.method == "DELETE").count();
    assert_eq!(deleted, SERVICES);
    let time = |text: &Value| -> DateTime<Utc> { text.as_str().expect("a time").parse().expect("RFC 3339") };
    let started = time(&done["startedAt"]);
    let steps = done["steps"].as_array().expect("steps");
    let closed = steps.iter().map(|step| time(&step["doneAt"])).max().expect("a step");
    report.at_most("P11", "100 accounts in 100 services closed", (closed - started).as_seconds_f64(), "s", 1.0, None);
    let proved = (time(&done["finishedAt"]) - started).as_seconds_f64();
    report.at_most("P11", "and each service read again", proved, "s", 1.5, None);
}

/// A hundred services behind one address, each with the leaver alone.
fn services() -> VendorMock {
    let gone: Mutex<BTreeSet<String>> = Mutex::default();
    VendorMock::start(move |request| {
        let number = request.path.split('/').nth(1).unwrap_or_default().to_owned();
        let mut gone = gone.lock().unwrap_or_else(PoisonError::into_inner);
        answer(request, number, &mut gone).after(LATENCY)
    })
}

fn answer(request: &Received, number: String, gone: &mut BTreeSet<String>) -> Reply {
    if request.method == "DELETE" {
        return Reply::status(if gone.insert(number) { 204 } else { 404 });
    }
    let user = json!({"id": "1", "userName": LEAVER, "active": true, "emails": [{"value": LEAVER, "primary": true}]});
    let users: Vec<Value> = (!gone.contains(&number)).then_some(user).into_iter().collect();
    Reply::json(&json!({"totalResults": users.len(), "startIndex": 1, "itemsPerPage": users.len(), "Resources": users}))
}
