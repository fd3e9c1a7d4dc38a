//! Channels, their deliveries, and lists that are sent again and again.

use serde_json::{Value, json};

use crate::support::TestApp;

#[actix_web::test]
async fn a_channel_is_added_changed_and_removed_and_tells_no_secret() {
    let app = TestApp::start().await;
    let organization = app.organization("Example", "example.com").await;
    let admin = &organization.admin;
    let webhook = json!({"kind": "webhook", "name": "Audit", "url": "https://hooks.example.com/in?key=hidden"});
    let added = admin.post("/notification-channels", webhook).await.expect(201);
    assert!(added["secret"].as_str().unwrap().starts_with("whsec_"));
    assert_eq!(added["target"], json!({"url": "hooks.example.com", "channel": null, "addresses": []}));
    assert_eq!(
        (&added["mode"], &added["state"], &added["enabled"]),
        (&json!("at_once"), &json!("working"), &json!(true))
    );

    let path = format!("/notification-channels/{}", added["id"]);
    let shown = admin.get(&path).await.expect(200);
    assert_eq!(shown.get("secret"), None);
    let change = json!({"name": "Audit trail", "alertTypes": ["held_sync"], "mode": "digest", "enabled": false});
    let changed = admin.patch(&path, change).await.expect(200);
    assert_eq!((&changed["name"], &changed["alertTypes"]), (&json!("Audit trail"), &json!(["held_sync"])));
    assert_eq!(changed["target"]["url"], "hooks.example.com");
    let list = admin.get("/notification-channels").await.expect(200);
    assert!(!list.to_string().contains("hidden"), "{list:#}");
    admin.delete(&path).await.expect(204);
    admin.get(&path).await.refused(404, "not_found");
}

#[actix_web::test]
async fn what_is_missing_of_a_channel_is_named() {
    let app = TestApp::start().await;
    let organization = app.organization("Example", "example.com").await;
    for (body, field) in [
        (json!({"kind": "webhook", "name": "A", "url": "nowhere"}), "url"),
        (json!({"kind": "slack_webhook", "name": "A"}), "url"),
        (json!({"kind": "slack_app", "name": "A", "channel": "C1"}), "token"),
        (json!({"kind": "slack_app", "name": "A", "token": "xoxb-1"}), "channel"),
        (json!({"kind": "email", "name": "A"}), "addresses"),
        (json!({"kind": "email", "name": "A", "addresses": ["nobody"]}), "addresses[0]"),
        (json!({"kind": "email", "name": " ", "addresses": ["it@example.com"]}), "name"),
        (json!({"kind": "pigeon", "name": "A"}), "kind"),
    ] {
        let refused =
            organization.admin.post("/notification-channels", body).await.refused(400, "validation_exception");
        assert_eq!(refused["errorDetails"]["fields"][0]["field"], field, "{refused:#}");
    }
    organization.member.get("/notification-channels").await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_test_message_is_on_its_way_and_can_be_sent_again() {
    let app = TestApp::start().await;
    let organization = app.organization("Example", "example.com").await;
    let admin = &organization.admin;
    let mail = json!({"kind": "email", "name": "IT", "addresses": ["IT@Example.com"]});
    let channel = admin.post("/notification-channels", mail).await.expect(201);
    assert_eq!(channel["target"]["addresses"], json!(["it@example.com"]));
    let path = format!("/notification-channels/{}", channel["id"]);
    let test = admin.post(&format!("{path}/test"), json!({})).await.expect(202);
    assert_eq!((&test["event"], &test["state"], &test["alerts"]), (&json!("test"), &json!("waiting"), &Value::Null));
    let list = admin.get(&format!("{path}/deliveries")).await.expect(200);
    assert_eq!(list["items"], json!([test]));
    let again = admin.post(&format!("{path}/deliveries/{}/redeliver", test["id"]), json!({})).await.expect(202);
    assert_eq!(again["messageId"], test["messageId"]);
    admin.post(&format!("{path}/deliveries/999999/redeliver"), json!({})).await.refused(404, "not_found");
    let other = app.organization("Other", "other.example").await.admin;
    other.post(&format!("{path}/test"), json!({})).await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_list_is_sent_by_mail_or_webhook_with_a_query_that_the_list_understands() {
    let app = TestApp::start().await;
    let organization = app.organization("Example", "example.com").await;
    let admin = &organization.admin;
    let channel = async |body| admin.post("/notification-channels", body).await.expect(201)["id"].clone();
    let mail = channel(json!({"kind": "email", "name": "IT", "addresses": ["it@example.com"]})).await;
    let slack = channel(json!({"kind": "slack_app", "name": "Bot", "token": "xoxb-1", "channel": "C1"})).await;
    let export = |list: &str, query: &str, channel: &Value| json!({"list": list, "query": query, "format": "xlsx", "every": "week", "channelId": channel});
    let path = "/scheduled-exports";
    let added = admin.post(path, export("accounts", "?types=retired&columns=email", &mail)).await.expect(201);
    assert_eq!(
        (&added["query"], &added["createdBy"]),
        (&json!("types=retired&columns=email"), &json!("admin@example.com"))
    );
    for list in ["alerts", "logs", "people"] {
        admin.post(path, export(list, "", &mail)).await.expect(201);
    }
    assert_eq!(admin.get(path).await.expect(200)["items"].as_array().unwrap().len(), 4);
    admin.post(path, export("accounts", "types=lost", &mail)).await.refused(400, "validation_exception");
    admin.post(path, export("accounts", "", &slack)).await.refused(400, "validation_exception");
    admin.post(path, export("accounts", "", &json!(999_999))).await.refused(404, "not_found");
    admin.delete(&format!("{path}/{}", added["id"])).await.expect(204);
    admin.delete(&format!("{path}/{}", added["id"])).await.refused(404, "not_found");
}

#[actix_web::test]
async fn the_log_is_a_file_too() {
    let app = TestApp::start().await;
    let organization = app.organization("Example", "example.com").await;
    let admin = organization.admin.speaking("en");
    let app = json!({"serviceName": "Time clock", "workspaceName": "Main", "customWorkspaceType": "manual_import"});
    let workspace = admin.post("/workspaces/custom", app).await.expect(201)["workspace"]["id"].clone();
    let accounts = json!({"create": [{"email": "ann@example.com"}]});
    admin.post(&format!("/workspaces/{workspace}/accounts/custom"), accounts).await.expect(200);
    let file = admin.get("/integration-logs/export.csv?columns=kind,status,service,added,actor").await.expect(200);
    assert_eq!(file, "\u{feff}Kind,Result,Service,Added,Asked by\nImport,Finished,Time clock,1,admin@example.com\n");
    let none = admin.get("/integration-logs/export.csv?kinds=sync&columns=kind").await.expect(200);
    assert_eq!(none, "\u{feff}Kind\n");
}
