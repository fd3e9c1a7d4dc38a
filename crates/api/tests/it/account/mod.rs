//! Accounts kept by hand, from the form to the lists.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{TestApp, TestOrganization};

async fn with_accounts(app: &TestApp) -> (TestOrganization, i64, i64) {
    let organization = app.organization("Example", "example.com").await;
    let made = organization
        .admin
        .post(
            "/workspaces/custom",
            json!({"serviceName": "Time clock", "workspaceName": "Main", "customWorkspaceType": "manual_import"}),
        )
        .await
        .expect(201);
    let (service, workspace) = (made["service"]["id"].as_i64().unwrap(), made["workspace"]["id"].as_i64().unwrap());
    let accounts = json!({
        "create": [
            {"email": "Ann@example.com", "displayName": "Ann", "roles": ["admin"], "twoFa": true},
            {"email": "bob@partner.example", "displayName": "=Bob", "twoFa": false}
        ],
        "update": [],
        "delete": []
    });
    let saved = organization.key.post(&format!("/workspaces/{workspace}/accounts/custom"), accounts).await.expect(200);
    assert_eq!(saved["counts"]["added"], 2);
    (organization, service, workspace)
}

fn emails(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|account| account["email"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn accounts_kept_by_hand_are_classified_and_listed_like_any_other() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_accounts(&app).await;
    let list =
        organization.member.get(&format!("/services/{service}/accounts?roles=other&types=employee")).await.expect(200);
    assert_eq!(emails(&list), ["ann@example.com"]);
    assert_eq!(list["meta"]["totalCount"], 1);
    let ann = &list["items"][0];
    assert_eq!(ann["id"], format!("{workspace}#ann@example.com"));
    assert_eq!((&ann["type"], &ann["userType"]), (&json!("employee"), &json!("employee")));
    let guests = organization.member.get("/accounts?types=guest").await.expect(200);
    assert_eq!(emails(&guests), ["bob@partner.example"]);

    let changed = json!({"create": [], "update": [{"email": "ann@example.com", "displayName": "Ann Lee"}],
        "delete": [{"email": "bob@partner.example"}]});
    let saved = organization.key.post(&format!("/workspaces/{workspace}/accounts/custom"), changed).await.expect(200);
    assert_eq!((&saved["counts"]["changed"], &saved["counts"]["removed"]), (&json!(1), &json!(1)));
    let left = organization.member.get("/accounts").await.expect(200);
    assert_eq!((&left["items"][0]["displayName"], &left["items"][0]["roles"]), (&json!("Ann Lee"), &json!(["admin"])));
    let log = organization.member.get("/integration-logs?kinds=import").await.expect(200);
    assert_eq!(log["items"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn a_memo_is_written_by_the_originals_account_id() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_accounts(&app).await;
    let path = format!("/services/{service}/accounts/memos/{workspace}%23ann@example.com");
    let memo = Some(json!({"memo": "shared desk"}).to_string());
    let written = organization.admin.send(Method::PUT, &path, memo).await.expect(200);
    assert_eq!(written["memo"], "shared desk");
    let account = written["accountId"].as_i64().unwrap();
    organization.admin.delete(&path).await.expect(204);
    let shown = organization.admin.get(&format!("/accounts/{account}")).await.expect(200);
    assert_eq!(shown["memo"], Value::Null);
    let history = organization.admin.get(&format!("/accounts/{account}/history")).await.expect(200);
    assert_eq!(history["items"][0]["kind"], "appeared");
}

#[actix_web::test]
async fn whose_an_account_is_can_be_decided_and_taken_back() {
    let app = TestApp::start().await;
    let (organization, ..) = with_accounts(&app).await;
    let admin = &organization.admin;
    let person = admin
        .post(
            "/identity",
            json!({"employeeStatus": "active", "employeeType": "full_time_employee", "firstName": "Ann", "lastName": "Lee",
                "primaryEmail": "ann@example.com"}),
        )
        .await
        .expect(201);
    let people = person["peopleId"].as_i64().unwrap();
    let list = admin.get(&format!("/people/{people}/accounts")).await.expect(200);
    let account = &list["items"][0];
    assert_eq!(account["match"]["rule"], "email");
    let path = format!("/accounts/{}/person", account["accountId"]);
    let nobodys = admin.send(Method::PUT, &path, Some(json!({"peopleId": null}).to_string())).await.expect(200);
    assert_eq!((&nobodys["person"], &nobodys["match"]["pinned"]), (&Value::Null, &json!(true)));
    let back = admin.delete(&path).await.expect(200);
    assert_eq!(back["person"]["peopleId"], people);
    let refused = admin.send(Method::PUT, &path, Some(json!({"peopleId": 999_999}).to_string())).await;
    refused.refused(404, "not_found");
}

#[actix_web::test]
async fn the_export_holds_the_chosen_columns_and_no_formula() {
    let app = TestApp::start().await;
    let (organization, ..) = with_accounts(&app).await;
    let file = organization.admin.get("/accounts/export.csv?columns=displayName&columns=twoFa").await.expect(200);
    assert_eq!(file, "\u{feff}Display name,Two-factor\n'=Bob,Off\nAnn,On\n");
    organization.admin.get("/accounts/export.csv?columns=shoeSize").await.refused(400, "validation_exception");
}

#[actix_web::test]
async fn services_and_home_sum_the_accounts_up() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_accounts(&app).await;
    let services = organization.member.get("/services?").await.expect(200);
    let one = &services["items"][0];
    assert_eq!((&one["id"], &one["accountCount"]), (&json!(service), &json!(2)));
    assert_eq!(one["accountsByType"], json!({"employee": 1, "external": 1}));
    assert_eq!(one["workspaces"][0]["id"], workspace);
    let home = organization.member.get("/home").await.expect(200);
    assert_eq!(home["numbers"]["accounts"], 2);
    assert_eq!(home["numbers"]["twoFactorShare"], 0.5);
    assert_eq!(home["checklist"]["firstService"], true);
}

#[actix_web::test]
async fn another_organization_sees_none_of_it() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_accounts(&app).await;
    let account = organization.admin.get("/accounts").await.expect(200)["items"][0]["accountId"].clone();
    let other = app.organization("Other", "other.example").await.admin;
    assert_eq!(other.get("/accounts").await.expect(200)["items"], json!([]));
    other.get(&format!("/accounts/{account}")).await.refused(404, "not_found");
    other.get(&format!("/services/{service}/accounts")).await.refused(404, "not_found");
    other.get(&format!("/workspaces/{workspace}")).await.refused(404, "not_found");
}
