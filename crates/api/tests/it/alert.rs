//! Alerts as clients of the public API use them.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Client, TestApp, TestOrganization};

/// Ann, who left, with two accounts, and somebody whom nobody knows.
async fn with_alerts(app: &TestApp) -> (TestOrganization, i64, i64) {
    let organization = app.organization("Example", "example.com").await;
    let admin = &organization.admin;
    let workspace =
        json!({"serviceName": "Time clock", "workspaceName": "Main", "customWorkspaceType": "manual_import"});
    let made = admin.post("/workspaces/custom", workspace).await.expect(201);
    let (service, workspace) = (made["service"]["id"].as_i64().unwrap(), made["workspace"]["id"].as_i64().unwrap());
    let accounts = json!({"create": [
        {"email": "ann@example.com", "displayName": "Ann"}, {"email": "ann@partner.example", "displayName": "Ann outside"},
    ]});
    admin.post(&format!("/workspaces/{workspace}/accounts/custom"), accounts).await.expect(200);
    let ann = json!({
        "employeeStatus": "retired", "employeeType": "full_time_employee", "firstName": "Ann", "lastName": "Lee",
        "primaryEmail": "ann@example.com", "secondaryEmails": ["ann@partner.example"],
    });
    admin.post("/identity", ann).await.expect(201);
    (organization, service, workspace)
}

#[actix_web::test]
async fn files_name_a_service_in_the_readers_language() {
    let app = TestApp::start().await;
    let (organization, ..) = with_alerts(&app).await;
    let admin = &organization.admin;
    let akerun = admin.get("/catalogue/akerun").await.expect(200)["id"].clone();
    let workspace = json!({"serviceId": akerun, "workspaceName": "Door", "customWorkspaceType": "manual_import"});
    let workspace = admin.post("/workspaces/custom", workspace).await.expect(201)["workspace"]["id"].clone();
    let accounts = json!({"create": [{"email": "ann@example.com", "displayName": "Ann"}]});
    admin.post(&format!("/workspaces/{workspace}/accounts/custom"), accounts).await.expect(200);
    for (language, name) in [("en", "Akerun (Akerun Access Control System)"), ("ja", "Akerun入退室管理システム")]
    {
        for list in ["accounts", "alerts", "integration-logs"] {
            let file = admin.speaking(language).get(&format!("/{list}/export.csv?columns=service")).await.expect(200);
            let file = file.as_str().unwrap();
            assert!(file.contains(&format!("\n{name}\n")) && file.contains("\nTime clock\n"), "{list}: {file}");
        }
    }
}

async fn delete(client: &Client, path: &str, body: Value) -> Value {
    client.send(Method::DELETE, path, Some(body.to_string())).await.expect(200)
}

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|alert| alert["account"]["displayName"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn alerts_are_listed_with_what_they_are_about() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_alerts(&app).await;
    let list = organization.key.speaking("en").get("/alerts?").await.expect(200);
    assert_eq!(list["meta"], json!({"nextCursor": null, "totalCount": 2, "itemsPerPage": 20}));
    let newest = &list["items"][0];
    assert_eq!((&newest["type"], &newest["level"]), (&json!("retired_account"), &json!("warning")));
    assert_eq!(newest["service"]["id"], service);
    assert_eq!(newest["workspace"], json!({"id": workspace, "name": "Main"}));
    assert_eq!(newest["account"]["id"], format!("{workspace}#ann@partner.example"));
    assert_eq!((&newest["person"]["displayName"], &newest["person"]["status"]), (&json!("Ann Lee"), &json!("retired")));
    assert_eq!((&newest["muted"], &newest["mute"]), (&json!(false), &Value::Null));
    assert!(newest["resolvedBy"].as_str().unwrap().starts_with("Delete the account"));

    let people = newest["person"]["peopleId"].as_i64().unwrap();
    for (query, expected) in [
        (format!("serviceId={service}&type=retired_account&level=warning&muted=false"), vec!["Ann outside", "Ann"]),
        (format!("userIdentifier={workspace}%23ann@example.com"), vec!["Ann"]),
        (format!("peopleId={people}&keyword=outside"), vec!["Ann outside"]),
        ("serviceName=Time+clock&limit=1".to_owned(), vec!["Ann outside"]),
        ("level=caution".to_owned(), vec![]),
        ("muted=true".to_owned(), vec![]),
        (format!("workspaceId={}", workspace + 1), vec![]),
    ] {
        let found = organization.member.get(&format!("/alerts?{query}")).await.expect(200);
        assert_eq!(names(&found), expected, "{query}");
    }
    let one = organization.member.get(&format!("/alerts/{}", newest["id"])).await.expect(200);
    assert_eq!(one["account"]["accountId"], newest["account"]["accountId"]);
    organization.member.get("/alerts/999999").await.refused(404, "not_found");
    organization.key.get("/alerts?limit=101").await.refused(400, "validation_exception");
    organization.key.get("/alerts?type=lost_account").await.refused(400, "validation_exception");
}

#[actix_web::test]
async fn sums_services_and_home_count_what_is_not_muted() {
    let app = TestApp::start().await;
    let (organization, service, workspace) = with_alerts(&app).await;
    let mute = json!({"accountIds": [format!("{workspace}#ann@example.com")], "alertType": "retired_account"});
    assert_eq!(organization.key.post("/alerts/accounts/mute", mute).await.expect(200), json!({"count": 1}));
    let summary = organization.member.get("/alerts/summary").await.expect(200);
    assert_eq!(summary["byType"], json!([{"type": "retired_account", "level": "warning", "count": 2, "muted": 1}]));
    assert_eq!(
        (&summary["byService"][0]["service"]["id"], &summary["byService"][0]["count"]),
        (&json!(service), &json!(2))
    );
    let worst = &summary["byPerson"][0];
    assert_eq!((&worst["person"]["displayName"], &worst["count"]), (&json!("Ann Lee"), &json!(1)));
    let services = organization.member.get("/services?sortBy=alertsCount&sortOrder=DESC").await.expect(200);
    assert_eq!(services["items"][0]["alertsCount"], 1);
    let home = organization.member.get("/home").await.expect(200);
    assert_eq!(
        (&home["attention"][0]["kind"], &home["attention"][0]["count"]),
        (&json!("retired_accounts"), &json!(1))
    );
    for (status, count) in [("muted", 1), ("unmuted", 1)] {
        let path = format!("/services/{service}/accounts?alertType=retired_account&alertStatus={status}");
        assert_eq!(organization.member.get(&path).await.expect(200)["items"].as_array().unwrap().len(), count);
    }
    let people = organization.member.get("/identity?alertTypes=retired_account").await.expect(200);
    assert_eq!(people["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn accounts_are_muted_and_unmuted_by_the_calls_of_the_original() {
    let app = TestApp::start().await;
    let (organization, _, workspace) = with_alerts(&app).await;
    let key = &organization.key;
    let ids = json!([format!("{workspace}#ann@example.com")]);
    let until = json!({"accountIds": ids, "alertType": "retired_account", "until": "2999-01-31", "muteOtherAccounts": true, "reason": "handed over"});
    assert_eq!(key.post("/alerts/accounts/mute", until).await.expect(200), json!({"count": 2}));
    let muted = key.get("/alerts?muted=true").await.expect(200);
    assert_eq!(
        muted["items"][0]["mute"],
        json!({"by": "tests", "until": "2999-01-31T00:00:00Z", "reason": "handed over", "scope": "person"})
    );
    let mutes = key.get("/alerts/mutes?alertType=retired_account&scope=person").await.expect(200);
    assert_eq!((&mutes["meta"]["totalCount"], &mutes["items"][0]["alertType"]), (&json!(2), &json!("retired_account")));
    assert_eq!(mutes["items"][0]["account"]["displayName"], "Ann outside");
    let unmute = json!({"accountIds": ids, "alertType": "retired_account", "unmuteOtherAccounts": true});
    assert_eq!(delete(key, "/alerts/accounts/mute", unmute).await, json!({"count": 2}));
    assert_eq!(names(&key.get("/alerts?muted=true").await.expect(200)), [""; 0]);

    for (body, status, id) in [
        (json!({"accountIds": ["1#nobody"], "alertType": "retired_account"}), 404, "not_found"),
        (json!({"accountIds": ["nonsense"], "alertType": "retired_account"}), 404, "not_found"),
        (json!({"accountIds": [], "alertType": "retired_account"}), 400, "validation_exception"),
        (json!({"accountIds": ids, "alertType": "held_sync"}), 400, "validation_exception"),
        (json!({"accountIds": ids, "alertType": "retired_account", "until": "soon"}), 400, "validation_exception"),
    ] {
        key.post("/alerts/accounts/mute", body).await.refused(status, id);
    }
    organization.member.post("/alerts/accounts/mute", json!({})).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn services_and_files_are_muted_by_the_calls_of_the_original() {
    let app = TestApp::start().await;
    let (organization, service, _) = with_alerts(&app).await;
    let key = &organization.key;
    let body = json!({"serviceIds": [service], "alertType": "retired_account", "reason": "audited in March"});
    assert_eq!(key.post("/alerts/services/mute", body).await.expect(200), json!({"count": 1}));
    let mutes = key.get(&format!("/alerts/mutes?serviceId={service}")).await.expect(200);
    let mute = &mutes["items"][0];
    assert_eq!(
        (&mute["scope"], &mute["reason"], &mute["by"]),
        (&json!("type"), &json!("audited in March"), &json!("tests"))
    );
    assert_eq!(mute["service"], json!({"id": service, "uniqueName": "custom-time-clock", "name": "Time clock"}));
    assert_eq!(names(&key.get("/alerts?muted=false").await.expect(200)), [""; 0]);
    assert_eq!(delete(key, "/alerts/services/mute", json!({"serviceIds": [service]})).await, json!({"count": 1}));
    let many: Vec<i64> = (1..=51).collect();
    key.post("/alerts/services/mute", json!({"serviceIds": many})).await.refused(400, "validation_exception");

    let files = json!({"fileIds": ["f1", "f2"], "until": "2999-01-01T00:00:00+09:00"});
    assert_eq!(key.post("/alerts/files/mute", files).await.expect(200), json!({"count": 2}));
    assert_eq!(delete(key, "/alerts/files/mute", json!({"fileIds": ["f1"]})).await, json!({"count": 1}));
    assert_eq!(key.get("/alerts/mutes?alertType=public_files").await.expect(200)["items"][0]["fileId"], "f2");
}

#[actix_web::test]
async fn a_file_holds_the_chosen_columns_in_the_readers_language() {
    let app = TestApp::start().await;
    let (organization, ..) = with_alerts(&app).await;
    let path = "/alerts/export.csv?type=retired_account&columns=type,displayName&columns=muted";
    let file = organization.member.speaking("ja").get(path).await.expect(200);
    let expected = "\u{feff}種別,表示名,ミュート\n退職者アカウント,Ann outside,いいえ\n退職者アカウント,Ann,いいえ\n";
    assert_eq!(file, expected);
    assert!(organization.member.get("/alerts/export.xlsx").await.expect(200).as_str().unwrap().starts_with("PK"));
    organization.member.get("/alerts/export.csv?columns=shoeSize").await.refused(400, "validation_exception");
    organization.essential.get("/alerts/export.csv").await.refused(403, "forbidden");
}

#[actix_web::test]
async fn when_accounts_count_as_inactive_is_decided_by_the_admin() {
    let app = TestApp::start().await;
    let (organization, service, _) = with_alerts(&app).await;
    let admin = &organization.admin;
    assert_eq!(admin.get("/alert-settings").await.expect(200), json!({"inactivityDays": 45, "services": []}));
    let wanted = json!({"inactivityDays": 60, "services": [{"serviceId": service, "inactivityDays": 10}]});
    let put = async |body: &Value| admin.send(Method::PUT, "/alert-settings", Some(body.to_string())).await;
    assert_eq!(put(&wanted).await.expect(200), wanted);
    assert_eq!(organization.member.get("/alert-settings").await.expect(200), wanted);
    put(&json!({"inactivityDays": 0})).await.refused(400, "validation_exception");
}
