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
async fn the_filters_and_expansions_of_the_original_are_understood() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_accounts(&app).await;
    let key = &organization.key;
    key.post("/identity", json!({"primaryEmail": "ann@example.com", "employeeType": "board_member"})).await.expect(201);
    let path = format!("/services/{service}/accounts");
    for (query, expected) in [
        ("", &["bob@partner.example", "ann@example.com"][..]),
        ("employeeTypes=board_member", &["ann@example.com"]),
        ("employeeStatuses=active&employeeStatuses=on_leave", &["ann@example.com"]),
        ("employeeStatuses=retired", &[]),
        ("types=guest&types=unknown", &["bob@partner.example"]),
        ("twoFa=false&roles=other&statuses=active", &["bob@partner.example"]),
        ("includeDeleted=true&sortBy=lastActivity&sortOrder=DESC", &["bob@partner.example", "ann@example.com"]),
        ("serviceRoles=admin", &["ann@example.com"]),
        ("onlyInactive=true", &[]),
    ] {
        let list = key.get(&format!("{path}?{query}")).await.expect(200);
        assert_eq!(emails(&list), expected, "{query}");
    }
    let of_workspace = key.get(&format!("{path}?workspaceIds={workspace}&workspaceId={workspace}")).await.expect(200);
    assert_eq!(emails(&of_workspace).len(), 2);

    let expanded = key.get(&format!("{path}?expandIdentities=true&includeAccountMemo=true")).await.expect(200);
    assert_eq!(expanded["items"][1]["identity"]["employeeType"], "board_member");
    assert_eq!(expanded["items"][0].get("identity"), None, "nobody owns it");
    let identities = key.get("/identity?expands=accounts&expands=devices").await.expect(200);
    assert_eq!(identities["items"][0]["accounts"][0]["email"], "ann@example.com");
    let one = key.get(&format!("/identity/{}?expands=accounts", identities["items"][0]["id"].as_str().unwrap())).await;
    assert_eq!(one.expect(200)["accounts"][0]["workspaceId"], workspace);

    for (sort, order) in [("engagementScore", "DESC"), ("lastMonthSpending", "ASC"), ("alertsCount", "ASC")] {
        let services = key.get(&format!("/services?sortBy={sort}&sortOrder={order}")).await.expect(200);
        assert_eq!(services["items"][0]["id"], service);
    }
}

#[actix_web::test]
async fn memos_can_be_left_out() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_accounts(&app).await;
    let memo = Some(json!({"memo": "shared desk"}).to_string());
    let path = format!("/services/{service}/accounts/memos/{workspace}%23ann@example.com");
    organization.key.send(Method::PUT, &path, memo).await.expect(200);
    for (query, shown) in [("", json!("shared desk")), ("?includeAccountMemo=false", Value::Null)] {
        let list = organization.key.get(&format!("/services/{service}/accounts{query}")).await.expect(200);
        assert_eq!(list["items"][1]["memo"], shown);
    }
}

#[actix_web::test]
async fn workspaces_are_filtered_by_what_people_judged_about_them() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_accounts(&app).await;
    let key = &organization.key;
    let path = format!("/workspaces/{workspace}/workspace-meta");
    let nothing = key.get(&path).await.expect(200);
    assert_eq!((&nothing["businessImpactLevel"], &nothing["piiEnabled"]), (&Value::Null, &Value::Null));
    let judged = json!({"businessImpactLevel": "high", "piiEnabled": true});
    key.send(Method::PUT, &path, Some(judged.to_string())).await.expect(200);
    assert_eq!(key.get(&path).await.expect(200)["businessImpactLevel"], "high");
    for (query, expected) in [
        (format!("ids={workspace}&ids=999&serviceId={service}"), 1),
        ("ids=999".to_owned(), 0),
        ("isSpendingMaster=true".to_owned(), 0),
        ("isSpendingMaster=false".to_owned(), 1),
        ("workspaceMeta=%7B%22piiEnabled%22%3Atrue%7D".to_owned(), 1),
        ("workspaceMeta=%7B%22piiEnabled%22%3Afalse%7D".to_owned(), 0),
        ("workspaceMeta=%5Bobject+Object%5D".to_owned(), 1),
    ] {
        let list = key.get(&format!("/workspaces?{query}")).await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().len(), expected, "{query}");
    }
}

#[actix_web::test]
async fn a_request_is_shown_by_either_call_and_in_either_language() {
    let app = TestApp::start().await;
    let (organization, ..) = with_accounts(&app).await;
    let key = &organization.key;
    let listed = key.get("/requests?limit=1&lang=ja").await.expect(200);
    let id = listed["items"][0]["id"].clone();
    assert_eq!((&listed["items"][0]["kind"], &listed["items"][0]["status"]), (&json!("import"), &json!("finished")));
    let looked_up = key.post("/requests?lang=en", json!({"requestId": id})).await.expect(200);
    assert_eq!(looked_up, key.get(&format!("/requests/{}", id.as_str().unwrap())).await.expect(200));
    assert_eq!(key.post("/requests", json!({"requestId": "00000000-0000-7000-8000-000000000000"})).await.status, 404);
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
async fn a_file_has_every_match_of_a_search_and_a_list_two_thousand() {
    let app = TestApp::start().await;
    let (organization, _, workspace) = with_accounts(&app).await;
    let lines: Vec<_> = (0..2_010).map(|number| format!("member{number}@example.com,Member {number}")).collect();
    let list = format!("E-mail,Display name\n{}", lines.join("\n"));
    let path = format!("/workspaces/{workspace}/accounts/import");
    organization.admin.upload(&path, list.as_bytes(), &[("dryRun", "false")]).await.expect(200);

    let listed = organization.member.get("/accounts?keyword=member").await.expect(200);
    assert_eq!(listed["meta"]["totalCount"], Value::Null);
    let file = organization.member.get("/accounts/export.csv?keyword=member&columns=email").await.expect(200);
    assert_eq!(file.as_str().unwrap().lines().count(), 1 + 2_010);
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
