//! What every route owes its callers, walked over the whole OpenAPI document.

use actix_web::http::Method;
use serde_json::Value;

use crate::support::{Client, TestApp};

struct Operation {
    method: Method,
    path: String,
    permission: String,
}

/// The operations of an organization, with their further path parameters filled by `1`.
fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(daicho_api::openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(path) = path.strip_prefix("/api/v1/organizations/{organizationId}") else { continue };
        for (method, operation) in item.as_object().unwrap() {
            let permission = operation["security"][0]["apiKey"][0].as_str().unwrap().to_owned();
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            operations.push(Operation { method, path: filled(path), permission });
        }
    }
    operations
}

fn filled(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/")
}

async fn ask(client: &Client, operation: &Operation) -> (u16, Value) {
    let body = (operation.method != Method::GET).then(|| "{}".to_owned());
    let answer = client.send(operation.method.clone(), &operation.path, body).await;
    (answer.status, answer.body)
}

#[actix_web::test]
async fn without_a_session_or_key_every_route_answers_401() {
    let app = TestApp::start().await;
    let nobody = app.anonymous().within(1);
    for operation in operations() {
        let (status, body) = ask(&nobody, &operation).await;
        assert_eq!(
            (status, &body["errorId"]),
            (401, &"unauthorized".into()),
            "{} {}",
            operation.method,
            operation.path
        );
    }
}

#[actix_web::test]
async fn every_route_of_another_organization_answers_404() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let other = app.organization("Other", "other.example").await;
    for caller in [example.key.within(other.id), example.admin.within(other.id)] {
        for operation in operations() {
            let (status, body) = ask(&caller, &operation).await;
            assert_eq!(
                (status, &body["errorId"]),
                (404, &"not_found".into()),
                "{} {}",
                operation.method,
                operation.path
            );
        }
    }
}

#[actix_web::test]
async fn every_route_answers_403_to_roles_without_its_permission() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    for caller in [&example.member, &example.essential] {
        let session = caller.at_the_top().get("/session").await.expect(200);
        let permissions = session["permissions"].as_array().unwrap().clone();
        for operation in operations() {
            if permissions.contains(&operation.permission.clone().into()) {
                continue;
            }
            let (status, body) = ask(caller, &operation).await;
            assert_eq!(
                (status, &body["errorId"]),
                (403, &"forbidden".into()),
                "{} {}",
                operation.method,
                operation.path
            );
        }
    }
}

#[actix_web::test]
async fn a_row_of_another_organization_is_not_there() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let other = app.organization("Other", "other.example").await;
    let foreign = other.admin.get("/users").await.expect(200)["items"][0]["id"].clone();
    example.admin.delete(&format!("/users/{foreign}")).await.refused(404, "not_found");
    let foreign = other.admin.get("/api-keys").await.expect(200)["items"][0]["id"].clone();
    example.admin.delete(&format!("/api-keys/{foreign}")).await.refused(404, "not_found");
    other.key.get("").await.expect(200);
}
