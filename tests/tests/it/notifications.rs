//! Alerts reach Slack, mailboxes and programs, through the real server.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use daicho_persistence::{Database, DatabaseSettings, Tenancy};
use daicho_tests::daicho::{Api, Daicho, id};
use daicho_tests::mail_server::{Certificate, MailServer};
use daicho_tests::polling::eventually;
use daicho_tests::vendor_mock::{Received, Reply, VendorMock};
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use sha2::Sha256;

/// The first repetition comes after five seconds.
const SOON: Duration = Duration::from_secs(30);

/// An app kept by hand with the account of somebody who left: an alert.
async fn raise_an_alert(api: &Api, name: &str) {
    let workspace = json!({"serviceName": name, "workspaceName": "Main", "customWorkspaceType": "manual_import"});
    let made = api.post("/workspaces/custom", workspace).await.expect(201);
    let person = json!({
        "employeeStatus": "retired", "employeeType": "full_time_employee", "firstName": "Ann", "lastName": "Lee",
        "primaryEmail": format!("{}@example.com", name.to_lowercase()),
    });
    api.post("/identity", person).await.expect(201);
    let accounts = json!({"create": [{"email": format!("{name}@example.com"), "displayName": "Ann"}]});
    let path = format!("/workspaces/{}/accounts/custom", id(&made["workspace"]["id"]));
    api.post(&path, accounts).await.expect(200);
}

/// Recomputes the signature as a receiver does.
fn assert_signed(request: &Received, secret: &str) {
    let header = |name| request.header(name).unwrap_or_else(|| panic!("{name} is missing"));
    let key = STANDARD.decode(secret.strip_prefix("whsec_").expect("the prefix")).expect("base64");
    let mut hmac = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
    hmac.update(format!("{}.{}.{}", header("webhook-id"), header("webhook-timestamp"), request.body).as_bytes());
    assert_eq!(header("webhook-signature"), format!("v1,{}", STANDARD.encode(hmac.finalize().into_bytes())));
}

#[tokio::test]
async fn a_signed_webhook_that_fails_at_first_is_tried_again_and_can_be_sent_again() {
    let daicho = Daicho::start().await;
    let api = daicho.api();
    let calls = Arc::new(AtomicUsize::new(0));
    let receiver = VendorMock::start(move |_| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::status(503),
        _ => Reply::status(204),
    });
    let channel = json!({"kind": "webhook", "name": "Audit", "url": format!("{}/hook?key=hidden", receiver.url)});
    let channel = api.post("/notification-channels", channel).await.expect(201);
    let secret = channel["secret"].as_str().expect("shown once").to_owned();
    assert_eq!(channel["target"]["url"], "127.0.0.1");
    raise_an_alert(&api, "Clock").await;

    let path = format!("/notification-channels/{}", id(&channel["id"]));
    let failing = eventually("the first attempt fails", SOON, async || {
        Some(api.get(&path).await.expect(200)).filter(|channel| channel["state"] == "failing")
    })
    .await;
    assert!(failing["lastError"].as_str().expect("an error").contains("503"), "{failing:#}");
    assert!(!failing.to_string().contains("hidden"), "{failing:#}");
    eventually("the second attempt is taken", SOON, async || (receiver.received().len() == 2).then_some(())).await;
    let requests = receiver.received();
    for request in &requests {
        assert_signed(request, &secret);
    }
    assert_eq!(requests[0].header("webhook-id"), requests[1].header("webhook-id"));
    let body: Value = serde_json::from_str(&requests[1].body).expect("JSON");
    assert_eq!((&body["type"], &body["data"]["total"]), (&json!("alerts.raised"), &json!(1)));
    assert_eq!(body["data"]["alerts"][0]["type"], "retired_account");
    assert!(body["data"]["alerts"][0]["link"].as_str().expect("a link").starts_with(&daicho.url()));

    let delivered = eventually("it is noted", SOON, async || {
        let delivery = api.get(&format!("{path}/deliveries")).await.expect(200)["items"][0].clone();
        Some(delivery).filter(|delivery| delivery["state"] == "delivered")
    })
    .await;
    assert_eq!(delivered["attempts"], 2);
    assert_eq!(api.get(&path).await.expect(200)["state"], "working");
    api.post(&format!("{path}/deliveries/{}/redeliver", id(&delivered["id"])), json!({})).await.expect(202);
    eventually("it comes again", SOON, async || (receiver.received().len() == 3).then_some(())).await;
    assert_eq!(receiver.received()[2].header("webhook-id"), delivered["messageId"].as_str());
}

/// The messages, without what was asked of the channels.
fn told(slack: &VendorMock) -> Vec<Received> {
    slack.received().into_iter().filter(|request| request.method == "POST").collect()
}

#[tokio::test]
async fn slack_gets_blocks_with_links_and_the_app_a_button_that_only_opens_the_dialog() {
    let slack = VendorMock::start(|request| {
        Reply::json(&match &*request.path {
            "/api/chat.postMessage" => json!({"ok": true}),
            "/api/conversations.list" if request.header("authorization") != Some("Bearer xoxb-1") => {
                json!({"ok": false, "error": "invalid_auth"})
            }
            "/api/conversations.list" if request.parameter("cursor") == Some("") => json!({
                "ok": true, "channels": [{"id": "C2", "name": "security", "is_private": true}],
                "response_metadata": {"next_cursor": "second"},
            }),
            "/api/conversations.list" => json!({"ok": true, "channels": [{"id": "C0123", "name": "it"}]}),
            _ => json!("ok"),
        })
    });
    let api_address = format!("{}/api/", slack.url);
    let daicho = Daicho::start_with(None, &[("DAICHO_SLACK_API", &api_address)]).await;
    let api = daicho.api();
    let channels = "/notification-channels/slack-channels";
    let offered = api.post(channels, json!({"token": "xoxb-1"})).await.expect(200);
    assert_eq!(offered["items"][0], json!({"id": "C0123", "name": "it", "isPrivate": false}));
    assert_eq!(offered["items"][1]["isPrivate"], true);
    let refused = api.post(channels, json!({"token": "wrong"})).await;
    assert_eq!(refused.expect(422)["errorId"], "credentials_rejected");
    let webhook = json!({"kind": "slack_webhook", "name": "Ops", "url": format!("{}/services/T0/B0/x", slack.url)});
    api.post("/notification-channels", webhook).await.expect(201);
    let app = json!({"kind": "slack_app", "name": "Bot", "token": "xoxb-1", "channel": "C0123", "alertTypes": ["retired_account"]});
    api.post("/notification-channels", app).await.expect(201);
    let deaf =
        json!({"kind": "slack_app", "name": "Deaf", "token": "xoxb-1", "channel": "C9", "alertTypes": ["held_sync"]});
    api.post("/notification-channels", deaf).await.expect(201);
    raise_an_alert(&api, "Clock").await;
    eventually("both are told", SOON, async || (told(&slack).len() == 2).then_some(())).await;

    let requests = told(&slack);
    let by_app = requests.iter().find(|request| request.path == "/api/chat.postMessage").expect("the app's");
    assert_eq!(by_app.header("authorization"), Some("Bearer xoxb-1"));
    let body: Value = serde_json::from_str(&by_app.body).expect("JSON");
    assert_eq!(body["channel"], "C0123");
    let dialog = body["blocks"].as_array().expect("blocks").iter().find(|block| block["type"] == "actions");
    let dialog = dialog.expect("buttons")["elements"][1]["url"].as_str().expect("a link").to_owned();
    assert!(dialog.starts_with(&daicho.url()) && dialog.contains("action=delete"), "{dialog}");
    let by_webhook = requests.iter().find(|request| request.path == "/services/T0/B0/x").expect("the webhook's");
    assert!(by_webhook.body.contains("mrkdwn") && !by_webhook.body.contains("\"actions\""), "{}", by_webhook.body);
}

#[tokio::test]
async fn mail_goes_out_with_lists_and_comes_later_when_the_server_is_busy() {
    let mail = MailServer::start();
    let settings = [("DAICHO_SMTP_URL", &*mail.url), ("DAICHO_MAIL_FROM", "Daicho <daicho@example.com>")];
    let daicho = Daicho::start_with(None, &settings).await;
    let api = daicho.api();
    let channel = json!({"kind": "email", "name": "IT", "addresses": ["it@example.com", "audit@example.com"]});
    let channel = api.post("/notification-channels", channel).await.expect(201);
    mail.refuse(1);
    raise_an_alert(&api, "Clock").await;
    let first = eventually("a mail", SOON, async || mail.mails().first().cloned()).await;
    assert_eq!(
        (first.from.as_str(), &*first.to),
        ("daicho@example.com", &["it@example.com", "audit@example.com"].map(str::to_owned)[..])
    );
    assert!(first.text.contains("Subject: 1 new alert at"), "{}", first.text);
    assert!(first.text.contains("Retired account: Ann"), "{}", first.text);

    let test = api.post(&format!("/notification-channels/{}/test", id(&channel["id"])), json!({})).await.expect(202);
    assert_eq!(test["event"], "test");
    eventually("the test", SOON, async || (mail.mails().len() == 2).then_some(())).await;
}

#[tokio::test]
async fn mail_goes_to_a_server_whose_certificate_the_system_trusts_and_to_no_other() {
    let certificate = Certificate::new();
    let mail = MailServer::with_certificate(&certificate);
    let trusted = certificate.path().display().to_string();
    for (roots, arrives) in [(&*trusted, true), ("/dev/null", false)] {
        let from = ("DAICHO_MAIL_FROM", "daicho@example.com");
        let settings = [("DAICHO_SMTP_URL", &*mail.url), from, ("SSL_CERT_FILE", roots)];
        let daicho = Daicho::start_with(None, &settings).await;
        let api = daicho.api();
        let channel = json!({"kind": "email", "name": "IT", "addresses": ["it@example.com"]});
        let channel = api.post("/notification-channels", channel).await.expect(201);
        let path = format!("/notification-channels/{}", id(&channel["id"]));
        api.post(&format!("{path}/test"), json!({})).await.expect(202);
        let tried = eventually("the attempt", SOON, async || {
            let delivery = api.get(&format!("{path}/deliveries")).await.expect(200)["items"][0].clone();
            (delivery["attempts"] == 1).then_some(delivery)
        })
        .await;
        assert_eq!(tried["state"] == "delivered", arrives, "{tried:#}");
        assert_eq!(mail.mails().len(), 1);
    }
}

/// Lets the time of every scheduled list come.
async fn let_exports_be_due(daicho: &Daicho) {
    let settings = DatabaseSettings::new(daicho.database_url(), 1);
    let database = Database::connect(&settings).await.expect("the server's database");
    let transaction = database.write(Tenancy::Operator).await.expect("a transaction");
    transaction.execute_unprepared("UPDATE scheduled_export SET next_run = 0").await.expect("an update");
    transaction.commit().await.expect("a commit");
}

#[tokio::test]
async fn scheduled_lists_arrive_as_files_by_mail_and_by_webhook() {
    let mail = MailServer::start();
    let settings = [("DAICHO_SMTP_URL", &*mail.url), ("DAICHO_MAIL_FROM", "daicho@example.com")];
    let daicho = Daicho::start_with(None, &settings).await;
    let api = daicho.api();
    let receiver = VendorMock::start(|_| Reply::status(204));
    raise_an_alert(&api, "Clock").await;
    // Of a type that nothing here raises: these channels hear of their lists alone.
    let quiet = json!(["held_sync"]);
    let by_mail = json!({"kind": "email", "name": "IT", "addresses": ["it@example.com"], "alertTypes": quiet.clone()});
    let by_hook = json!({"kind": "webhook", "name": "Audit", "url": receiver.url, "alertTypes": quiet});
    let by_mail = api.post("/notification-channels", by_mail).await.expect(201)["id"].clone();
    let by_hook = api.post("/notification-channels", by_hook).await.expect(201);
    let export = |list: &str, query: &str, format: &str, channel: &Value| json!({"list": list, "query": query, "format": format, "every": "day", "channelId": channel});
    let people = export("people", "statuses=retired", "csv", &by_mail);
    let first = api.post("/scheduled-exports", people).await.expect(201);
    assert!(first["nextRunAt"].as_str() > Some(&chrono::Utc::now().to_rfc3339()), "{first:#}");
    api.post("/scheduled-exports", export("accounts", "", "xlsx", &by_hook["id"])).await.expect(201);
    let_exports_be_due(&daicho).await;

    let letter = eventually("the list by mail", SOON, async || mail.mails().first().cloned()).await;
    let attached = letter.text.split("Content-Disposition: attachment").nth(1).expect("an attachment");
    let (_, encoded) = attached.split_once("\n\n").expect("a body");
    let encoded: String = encoded.lines().take_while(|line| !line.starts_with("--")).collect();
    let file = String::from_utf8(STANDARD.decode(encoded).expect("base64")).expect("UTF-8");
    assert!(file.starts_with('\u{feff}') && file.contains("clock@example.com"), "{file}");

    let posted = eventually("the list by webhook", SOON, async || receiver.received().first().cloned()).await;
    assert_signed(&posted, by_hook["secret"].as_str().expect("a secret"));
    let body: Value = serde_json::from_str(&posted.body).expect("JSON");
    assert_eq!((&body["type"], &body["data"]["list"]), (&json!("export.ready"), &json!("accounts")));
    let file = STANDARD.decode(body["data"]["contentBase64"].as_str().expect("a file")).expect("base64");
    assert!(file.starts_with(b"PK"), "a workbook is a zip archive");
    let exports = api.get("/scheduled-exports").await.expect(200);
    let again = exports["items"]
        .as_array()
        .expect("exports")
        .iter()
        .all(|export| export["nextRunAt"].as_str() > Some(&chrono::Utc::now().to_rfc3339()));
    assert!(again, "the next time is set: {exports:#}");
}

#[tokio::test]
async fn a_channel_to_a_forbidden_address_fails_without_a_request_and_no_mail_server_is_said() {
    let daicho = Daicho::start().await;
    let api = daicho.api();
    let mail = json!({"kind": "email", "name": "IT", "addresses": ["it@example.com"]});
    assert_eq!(api.post("/notification-channels", mail).await.expect(418)["errorId"], "feature_not_available");
    let metadata = json!({"kind": "webhook", "name": "Metadata", "url": "https://169.254.169.254/latest"});
    let channel = api.post("/notification-channels", metadata).await.expect(201);
    let path = format!("/notification-channels/{}", id(&channel["id"]));
    api.post(&format!("{path}/test"), json!({})).await.expect(202);
    let delivery = eventually("it is given up", SOON, async || {
        let delivery = api.get(&format!("{path}/deliveries")).await.expect(200)["items"][0].clone();
        Some(delivery).filter(|delivery| delivery["state"] == "failed")
    })
    .await;
    assert!(delivery["error"].as_str().expect("an error").contains("may not reach"), "{delivery:#}");
}
