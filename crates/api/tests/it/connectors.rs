//! An administrator's own manifest, from the first line to a list of accounts, and services that are missed.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::Method;
use daicho_connectors::{manifest, mock};
use daicho_domain::account::ReportedAccount;
use serde_json::{Value, json};

use crate::support::TestApp;

const INTRANET: &str = "\
manifest: 1
name: Intranet
base_url: https://intranet.example.com
ways:
  key: {auth: bearer}
verify: {request: GET /me, name: $.company}
accounts:
  users:
    request: GET /users
    items: $.users[*]
    fields: {id: $.id, email: $.mail}
operations:
  delete: {request: \"DELETE /users/{{ input.id }}\"}
";

fn person(number: u32) -> ReportedAccount {
    let email = Some(format!("person{number}@example.com"));
    ReportedAccount { email, ..ReportedAccount::new(number.to_string()) }
}

fn trial(operation: &str, base_url: &str, token: &str) -> Value {
    json!({
        "manifest": INTRANET,
        "operation": operation,
        "auth": {"method": "key", "values": {"token": token}},
        "settings": {"baseUrl": base_url},
        "input": {"id": "1001"}
    })
}

#[actix_web::test]
async fn a_manifest_is_linted_kept_in_versions_and_removed() {
    let app = TestApp::start().await;
    let admin = app.organization("Example", "example.com").await.admin;
    let broken = INTRANET.replace("$.users[*]", "$.users[").replace("accounts:", "acounts:");
    let linted = admin.post("/connectors/lint", json!({"manifest": broken})).await.expect(200);
    assert_eq!(linted["problems"][0]["line"], 7, "{linted:#}");
    assert_eq!(
        admin.post("/connectors/lint", json!({"manifest": INTRANET})).await.expect(200),
        json!({"problems": []})
    );

    let refused = admin.post("/connectors", json!({"slug": "intranet", "manifest": broken})).await;
    refused.refused(400, "validation_exception");
    admin
        .post("/connectors", json!({"slug": "In House", "manifest": INTRANET}))
        .await
        .refused(400, "validation_exception");
    let made = admin.post("/connectors", json!({"slug": "intranet", "manifest": INTRANET})).await.expect(201);
    assert_eq!((&made["version"], &made["problems"]), (&json!(1), &json!([])));
    admin.post("/connectors", json!({"slug": "intranet", "manifest": INTRANET})).await.refused(409, "conflict");

    let second = INTRANET.replace("name: Intranet", "name: Portal");
    let changed = admin
        .send(Method::PUT, "/connectors/intranet", Some(json!({"manifest": second}).to_string()))
        .await
        .expect(200);
    assert_eq!(changed["version"], 2);
    assert_eq!(changed["versions"][0]["createdBy"], "admin@example.com");
    let shown = admin.get("/connectors/intranet").await.expect(200);
    assert!(shown["manifest"].as_str().unwrap().contains("Portal"));
    assert_eq!(admin.get("/connectors").await.expect(200)["items"].as_array().unwrap().len(), 1);

    assert_eq!(admin.delete("/connectors/intranet").await.status, 204);
    admin.get("/connectors/intranet").await.refused(404, "not_found");
}

#[actix_web::test]
async fn nobody_elses_manifests_are_seen() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let other = app.organization("Other", "other.example").await;
    example.admin.post("/connectors", json!({"slug": "intranet", "manifest": INTRANET})).await.expect(201);
    other.admin.get("/connectors/intranet").await.refused(404, "not_found");
    let body = Some(json!({"manifest": INTRANET}).to_string());
    other.admin.send(Method::PUT, "/connectors/intranet", body).await.refused(404, "not_found");
    other.admin.delete("/connectors/intranet").await.refused(404, "not_found");
    assert_eq!(other.admin.get("/connectors").await.expect(200)["items"], json!([]));
}

#[actix_web::test]
async fn each_request_is_shown_beside_what_was_read_from_it() {
    let app = TestApp::start().await;
    let admin = app.organization("Example", "example.com").await.admin;
    let service = Arc::new(manifest::load(INTRANET, &BTreeMap::new()).unwrap());
    let service = mock::start(service, vec![person(1001), person(1002)]).await.unwrap();
    let (address, token) = (service.base_url.as_str(), service.credentials.expose("token").unwrap());

    let verified = admin.post("/connectors/try", trial("verify", address, token)).await.expect(200);
    assert_eq!(verified["tenant"]["name"], "Mock tenant", "{verified:#}");
    let listed = admin.post("/connectors/try", trial("list", address, token)).await.expect(200);
    assert_eq!(listed["accounts"].as_array().unwrap().len(), 2, "{listed:#}");
    let step = &listed["steps"][0];
    assert_eq!((&step["method"], &step["url"], &step["status"]), (&json!("GET"), &json!("/users"), &json!(200)));
    assert!(step["answer"].as_str().unwrap().contains("person1001@example.com"));
    assert_eq!(step["read"][1]["email"], "person1002@example.com");
    let deleted = admin.post("/connectors/try", trial("delete", address, token)).await.expect(200);
    assert_eq!(deleted["outcome"]["already"], false, "{deleted:#}");

    let wrong = admin.post("/connectors/try", trial("list", address, "wrong-token")).await.expect(200);
    assert_eq!(wrong["error"]["kind"], "credentials_rejected");
    assert!(!wrong.to_string().contains("wrong-token"));
}

#[actix_web::test]
async fn a_manifest_reaches_no_forbidden_address() {
    let app = TestApp::start().await;
    let admin = app.organization("Example", "example.com").await.admin;
    for address in ["https://169.254.169.254/", "https://10.0.0.1/", "http://10.0.0.1/"] {
        let tried = admin.post("/connectors/try", trial("list", address, "secret-token")).await.expect(200);
        assert_eq!(tried["error"]["kind"], "address_blocked", "{address}: {tried:#}");
    }
}

#[actix_web::test]
async fn services_whose_pages_are_known_wait_to_be_recorded() {
    let app = TestApp::start().await;
    let admin = app.organization("Example", "example.com").await.admin;
    let waiting = admin.get("/catalogue?toBeRecorded=true").await.expect(200);
    let waiting = waiting["items"].as_array().unwrap();
    assert!(waiting.len() >= 20, "only {}", waiting.len());
    for service in waiting {
        assert_eq!(service["toBeRecorded"], true);
        assert_eq!(service["capabilities"]["list"], false, "{} is read already", service["slug"]);
        assert_eq!(service["robot"]["recipe"], false, "{} has a recipe", service["slug"]);
    }
    let others = admin.get("/catalogue?toBeRecorded=false").await.expect(200);
    let all = admin.get("/catalogue").await.expect(200);
    let count = |answer: &Value| answer["items"].as_array().unwrap().len();
    assert_eq!(count(&others) + waiting.len(), count(&all));
    assert_eq!(admin.get("/catalogue/github").await.expect(200)["toBeRecorded"], false);
}

#[actix_web::test]
async fn a_service_that_was_recorded_waits_no_longer_in_that_organization() {
    let app = TestApp::start().await;
    let admin = app.organization("Example", "example.com").await.admin;
    let other = app.organization("Other", "example.org").await.admin;
    let waiting = admin.get("/catalogue?toBeRecorded=true").await.expect(200);
    let slug = waiting["items"][0]["slug"].as_str().unwrap();
    let recorded = format!("{slug}-recorded");
    admin.post("/connectors", json!({"slug": recorded, "manifest": INTRANET})).await.expect(201);

    let path = format!("/catalogue/{slug}");
    let shown = admin.get(&path).await.expect(200);
    assert_eq!((&shown["toBeRecorded"], &shown["recordedAs"]), (&json!(false), &json!(recorded)));
    let left = admin.get("/catalogue?toBeRecorded=true").await.expect(200);
    assert!(left["items"].as_array().unwrap().iter().all(|service| service["slug"] != slug));
    let elsewhere = other.get(&path).await.expect(200);
    assert_eq!((&elsewhere["toBeRecorded"], &elsewhere["recordedAs"]), (&json!(true), &Value::Null));

    admin.delete(&format!("/connectors/{recorded}")).await.expect(204);
    assert_eq!(admin.get(&path).await.expect(200)["toBeRecorded"], true);
}

#[actix_web::test]
async fn a_missing_service_is_noted_and_exported() {
    let app = TestApp::start().await;
    let admin = app.organization("Example", "example.com").await.admin;
    admin.post("/service-requests", json!({"name": " "})).await.refused(400, "validation_exception");
    let wanted = json!({"name": "Cosense", "homepage": "https://scrapbox.io", "note": "=1+1"});
    admin.post("/service-requests", wanted).await.expect(201);
    let listed = admin.get("/service-requests").await.expect(200);
    assert_eq!(listed["items"][0]["createdBy"], "admin@example.com");
    let file = admin.get("/service-requests/export.csv").await.expect(200);
    let text = file.as_str().unwrap();
    assert!(text.contains("Cosense") && !text.contains(",=1+1"), "{text}");
}
