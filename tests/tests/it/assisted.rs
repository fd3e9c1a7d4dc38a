//! Members that a person's own browser reads: no credential is stored, and the sync is one like any other.

use daicho_tests::{
    daicho::{ADMIN_PASSWORD, Api, Daicho, assert_finished, id},
    http,
    session::Session,
};
use encoding_rs::SHIFT_JIS;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

on_both_databases!(
    members_are_handed_over_page_by_page,
    the_file_of_an_export_is_handed_over_whole,
    recording_an_export_begins_with_what_its_file_says,
    what_members_own_pages_tell_is_looked_up_where_the_recipe_says,
    a_list_that_shrinks_is_held,
    what_cannot_be_read_is_named_and_nothing_is_applied,
    a_browser_that_was_closed_makes_way,
    a_workspace_changes_to_a_persons_own_browser,
    an_extension_mends_a_recipe_but_leads_no_connector_elsewhere,
);

/// Recorded without a sign-in: the service lets people in by single sign-on only.
const CLUB: &str = r#"
manifest: 1
name: Club
fields: {site_url: {label: Site, default: "http://127.0.0.1:9"}}
base_url: "{{ site_url }}"
robot:
  recipe:
    members:
      - go_to: /members
    table:
      columns: {Name: [Name, 氏名], Email: E-mail, Role: Role}
      next: {go_to: "/members?page={{ page.number }}"}
    account: {id: $.Email, email: $.Email, display_name: $.Name, roles: $.Role}
"#;

/// The API as the extension uses it, with the key that its pairing gave it.
async fn extension(daicho: &Daicho) -> Api {
    let api = daicho.api();
    let admin = Session::sign_in(&api, &daicho.admin_email, ADMIN_PASSWORD).await;
    let offered = admin.send(Method::POST, "/extension-pairings", Some(json!({}))).await.expect(201);
    let pairing = json!({"code": offered["code"], "name": "Chrome"});
    let paired = api.answer(http::client().post(format!("{}/extension-pairings", api.base)).json(&pairing)).await;
    Api { key: Some(paired.expect(201)["key"].as_str().expect("a key").to_owned()), ..api }
}

/// The extension of an organization with a workspace of the club.
async fn club(daicho: &Daicho) -> (Api, Value) {
    let extension = extension(daicho).await;
    extension.post("/connectors", json!({"slug": "club", "manifest": CLUB})).await.expect(201);
    let draft = json!({"serviceUniqueName": "club", "workspaceName": "Club", "auth": {"method": "assisted"}});
    let workspace = daicho.api().post("/workspaces", draft).await.expect(201);
    (extension, workspace)
}

fn member(number: u32) -> Value {
    json!({"Name": format!("Member {number}"), "Email": format!("member{number}@example.com"), "Role": "Member"})
}

async fn begin(extension: &Api, workspace: &Value) -> Value {
    let path = format!("/workspaces/{}/assisted-syncs", id(&workspace["id"]));
    extension.post(&path, json!({})).await.expect(201)["requestId"].clone()
}

async fn send(extension: &Api, request: &Value, page: u32, rows: Vec<Value>) -> daicho_tests::daicho::Answer {
    extension.post(&format!("/assisted-syncs/{}/pages", id(request)), json!({"page": page, "rows": rows})).await
}

async fn finish(extension: &Api, request: &Value) -> Value {
    extension.post(&format!("/assisted-syncs/{}/finish", id(request)), json!({})).await.expect(202);
    extension.wait_for_request(request).await
}

async fn handed_over(extension: &Api, workspace: &Value, members: std::ops::Range<u32>) -> Value {
    let request = begin(extension, workspace).await;
    send(extension, &request, 1, members.map(member).collect()).await.expect(204);
    finish(extension, &request).await
}

async fn members_are_handed_over_page_by_page(daicho: Daicho) {
    let (extension, workspace) = club(&daicho).await;
    let api = daicho.api();
    assert_eq!((&workspace["kind"], &workspace["status"]), (&json!("assisted"), &json!("never")));
    let path = format!("/workspaces/{}", id(&workspace["id"]));
    let recipe = extension.get(&format!("{path}/assisted-recipe")).await.expect(200);
    assert_eq!(recipe["steps"], json!([{"do": "go_to", "with": "http://127.0.0.1:9/members"}]));
    assert_eq!(
        recipe["members"]["with"]["rows"]["columns"][0],
        json!({"name": "Name", "headings": ["Name", "氏名"], "part": null,
        "attribute": null, "optional": false})
    );
    assert_eq!(recipe["members"]["with"]["next"]["with"][0], "http://127.0.0.1:9/members?page=2");

    let request = begin(&extension, &workspace).await;
    assert_eq!(send(&extension, &request, 2, vec![member(1)]).await.expect(400)["errorId"], "validation_exception");
    send(&extension, &request, 1, (1..=20).map(member).collect()).await.expect(204);
    send(&extension, &request, 1, (1..=20).map(member).collect()).await.expect(204);
    send(&extension, &request, 2, (21..=33).map(member).collect()).await.expect(204);
    let ended = finish(&extension, &request).await;
    assert_finished(&ended);

    let accounts = api.all(&format!("/services/{}/accounts", id(&workspace["serviceId"]))).await;
    assert_eq!(accounts.len(), 33);
    let entry = api.get(&format!("/integration-logs/{}", id(&request))).await.expect(200);
    assert_eq!(entry["actor"], "admin@example.com (Chrome)", "{entry:#}");
    assert_eq!(entry["counts"]["added"], 33);
    assert!(
        entry["steps"]
            .as_array()
            .is_some_and(|steps| steps.iter().any(|step| step["request"]["path"] == "page 2, 13 rows"))
    );
    let shown = api.get(&path).await.expect(200);
    assert_eq!((&shown["status"], &shown["accountCount"]), (&json!("synced"), &json!(33)));
    assert!(shown["nextSynchronizationAt"].is_string(), "nobody is reminded");
    assert_eq!(api.post(&format!("{path}/sync"), json!({})).await.expect(422)["errorId"], "assisted_sync_needed");
    send(&extension, &request, 3, vec![member(40)]).await.expect(409);
}

/// A service that shows no list, and exports one.
const ARCHIVE: &str = r#"
manifest: 1
name: Archive
fields: {site_url: {label: Site, default: "http://127.0.0.1:9"}}
base_url: "{{ site_url }}"
robot:
  recipe:
    members:
      - go_to: /members
    download: {press: {button: [Export, CSV出力]}, columns: [氏名, メールアドレス]}
    account: {id: $.メールアドレス, email: $.メールアドレス, display_name: $.氏名}
"#;

async fn the_file_of_an_export_is_handed_over_whole(daicho: Daicho) {
    let extension = extension(&daicho).await;
    extension.post("/connectors", json!({"slug": "archive", "manifest": ARCHIVE})).await.expect(201);
    let draft = json!({"serviceUniqueName": "archive", "workspaceName": "Archive", "auth": {"method": "assisted"}});
    let workspace = daicho.api().post("/workspaces", draft).await.expect(201);
    let path = format!("/workspaces/{}", id(&workspace["id"]));
    let recipe = extension.get(&format!("{path}/assisted-recipe")).await.expect(200);
    assert_eq!(recipe["members"], json!({"by": "file", "with": [{"button": ["Export", "CSV出力"]}]}));

    let request = begin(&extension, &workspace).await;
    let send = async |text: &str| {
        let bytes = SHIFT_JIS.encode(text).0.into_owned();
        let form = Form::new().part("file", Part::bytes(bytes).file_name("メンバー.csv"));
        extension.upload(&format!("/assisted-syncs/{}/file", id(&request)), form).await
    };
    let refused = send("<!doctype html><title>サインイン</title>").await.expect(400);
    assert!(refused.to_string().contains("web page"), "{refused:#}");
    let refused = send("氏名,住所\r\n山田 太郎,東京都\r\n").await.expect(422);
    assert!(refused.to_string().contains("メールアドレス"), "{refused:#}");
    let members = (1..=1_500).map(|number| format!("山田 太郎{number},person{number}@example.com\r\n"));
    let file = format!("氏名,メールアドレス\r\n{}", members.collect::<String>());
    send(&file).await.expect(204);
    send(&file).await.expect(204);
    assert_finished(&finish(&extension, &request).await);

    let shown = daicho.api().get(&path).await.expect(200);
    assert_eq!((&shown["status"], &shown["accountCount"]), (&json!("synced"), &json!(1_500)));
    let entry = daicho.api().get(&format!("/integration-logs/{}", id(&request))).await.expect(200);
    assert!(entry.to_string().contains("the file メンバー.csv, 1500 members"), "{entry:#}");
    send(&file).await.expect(409);
}

async fn what_members_own_pages_tell_is_looked_up_where_the_recipe_says(daicho: Daicho) {
    let extension = extension(&daicho).await;
    let manifest = CLUB.replace(
        "    account: {",
        "    detail: {go_to: \"/members/{{ item.Email }}\", read: {Number: .number}}\n    account: {employee_number: $.Number, ",
    );
    extension.post("/connectors", json!({"slug": "club", "manifest": manifest})).await.expect(201);
    let draft = json!({"serviceUniqueName": "club", "workspaceName": "Club", "auth": {"method": "assisted"}});
    let workspace = daicho.api().post("/workspaces", draft).await.expect(201);
    let recipe = extension.get(&format!("/workspaces/{}/assisted-recipe", id(&workspace["id"]))).await.expect(200);
    assert_eq!(recipe["members"]["with"]["detail"], json!([{"name": "Number", "css": ".number"}]));

    let request = begin(&extension, &workspace).await;
    let path = format!("/assisted-syncs/{}/details", id(&request));
    let found = extension.post(&path, json!({"rows": [member(1), {"Email": "o/b@example.com"}]})).await.expect(200);
    let expected =
        ["http://127.0.0.1:9/members/member1%40example.com", "http://127.0.0.1:9/members/o%2Fb%40example.com"];
    assert_eq!(found["addresses"], json!(expected));
    let mut row = member(1);
    row["Number"] = json!("E-7");
    send(&extension, &request, 1, vec![row]).await.expect(204);
    assert_finished(&finish(&extension, &request).await);
    let accounts = daicho.api().all(&format!("/services/{}/accounts", workspace["serviceId"])).await;
    assert!(accounts[0].to_string().contains("E-7"), "{:#}", accounts[0]);

    let many = (0..1_001).map(member).collect::<Vec<_>>();
    extension.post(&path, json!({"rows": many})).await.expect(409);
}

async fn recording_an_export_begins_with_what_its_file_says(daicho: Daicho) {
    let extension = extension(&daicho).await;
    let send = async |bytes: Vec<u8>| {
        let form = Form::new().part("file", Part::bytes(bytes).file_name("メンバー.csv"));
        extension.upload("/connectors/file-head", form).await
    };
    let members = (1..=9).map(|number| format!("山田 太郎{number},person{number}@example.com,\r\n"));
    let text = format!("氏名,メールアドレス,\r\n{}", members.collect::<String>());
    let head = send(SHIFT_JIS.encode(&text).0.into_owned()).await.expect(200);
    assert_eq!(head["headings"], json!(["氏名", "メールアドレス", "3"]));
    assert_eq!(head["rows"].as_array().map(Vec::len), Some(5), "{head:#}");
    assert_eq!(head["rows"][4], json!(["山田 太郎5", "person5@example.com", ""]));

    let refused = send(b"<!doctype html><title>Sign in</title>".to_vec()).await.expect(400);
    assert_eq!(refused["errorDetails"]["fields"][0]["field"], "file", "{refused:#}");
    assert!(refused.to_string().contains("web page"), "{refused:#}");
    let refused = send(vec![b'a'; 32 * 1024 * 1024 + 1]).await.expect(400);
    assert_eq!(refused["errorDetails"]["fields"][0]["field"], "file", "{refused:#}");
}

async fn a_list_that_shrinks_is_held(daicho: Daicho) {
    let (extension, workspace) = club(&daicho).await;
    assert_finished(&handed_over(&extension, &workspace, 1..101).await);
    let held = handed_over(&extension, &workspace, 1..3).await;
    assert_eq!(held["status"], "held", "{held:#}");
    let api = daicho.api();
    assert_eq!(api.get(&format!("/workspaces/{}", id(&workspace["id"]))).await.expect(200)["accountCount"], 100);
    assert_finished(&handed_over(&extension, &workspace, 1..102).await);
    assert_eq!(api.get(&format!("/workspaces/{}", id(&workspace["id"]))).await.expect(200)["accountCount"], 101);
}

async fn what_cannot_be_read_is_named_and_nothing_is_applied(daicho: Daicho) {
    let (extension, workspace) = club(&daicho).await;
    let request = begin(&extension, &workspace).await;
    send(&extension, &request, 1, vec![member(1)]).await.expect(204);
    let nameless = json!({"Name": "Nobody", "Email": ""});
    let refused = send(&extension, &request, 2, vec![member(2), nameless]).await.expect(502);
    assert!(refused.to_string().contains("page 2, row 2"), "{refused:#}");
    let endless = json!({"Name": "x".repeat(5_000), "Email": "long@example.com"});
    let refused = send(&extension, &request, 2, vec![endless]).await.expect(400);
    assert_eq!(refused["errorDetails"]["fields"][0]["field"], "rows[0]");
    let many = (0..1_001).map(member).collect();
    assert_eq!(send(&extension, &request, 2, many).await.expect(400)["errorDetails"]["fields"][0]["field"], "rows");

    let why = json!({"detail": "step 2 on /members: there is no column “E-mail”"});
    extension.post(&format!("/assisted-syncs/{}/fail", id(&request)), why).await.expect(204);
    let ended = extension.wait_for_request(&request).await;
    assert_eq!((&ended["status"], &ended["error"]["errorId"]), (&json!("failed"), &json!("page_changed")));
    assert!(ended["error"]["detail"].as_str().is_some_and(|detail| detail.contains("E-mail")), "{ended:#}");
    let shown = daicho.api().get(&format!("/workspaces/{}", id(&workspace["id"]))).await.expect(200);
    assert_eq!((&shown["status"], &shown["accountCount"]), (&json!("failed"), &json!(0)));
}

async fn a_browser_that_was_closed_makes_way(daicho: Daicho) {
    let (extension, workspace) = club(&daicho).await;
    let left_off = begin(&extension, &workspace).await;
    send(&extension, &left_off, 1, vec![member(7)]).await.expect(204);
    assert_finished(&handed_over(&extension, &workspace, 1..4).await);
    let ended = extension.wait_for_request(&left_off).await;
    assert_eq!((&ended["status"], &ended["error"]["errorId"]), (&json!("failed"), &json!("assisted_sync_stopped")));
    assert_eq!(send(&extension, &left_off, 2, vec![]).await.expect(409)["errorId"], "assisted_sync_stopped");
}

/// Single sign-on came after the service was connected: its accounts and their history stay.
async fn a_workspace_changes_to_a_persons_own_browser(daicho: Daicho) {
    let (extension, workspace) = club(&daicho).await;
    assert_finished(&handed_over(&extension, &workspace, 1..4).await);
    let path = format!("/workspaces/{}", id(&workspace["id"]));
    let again = daicho.api().put(&format!("{path}/auth"), json!({"auth": {"method": "assisted"}})).await.expect(200);
    assert_eq!((&again["kind"], &again["accountCount"]), (&json!("assisted"), &json!(3)));
    let ended = handed_over(&extension, &workspace, 1..4).await;
    assert_finished(&ended);
}

/// Passwords are typed where a connector leads: whoever holds an extension's key does not say where.
async fn an_extension_mends_a_recipe_but_leads_no_connector_elsewhere(daicho: Daicho) {
    let (extension, _) = club(&daicho).await;
    let path = "/connectors/club";
    let mended = CLUB.replace("go_to: /members\n", "go_to: /people\n");
    assert_eq!(extension.put(path, json!({"manifest": mended})).await.expect(200)["version"], 2);
    let elsewhere = [
        ("http://127.0.0.1:9", "https://elsewhere.test", "{{ site_url }} = https://elsewhere.test"),
        ("base_url: \"{{ site_url }}\"", "base_url: https://elsewhere.test", "https://elsewhere.test"),
        ("robot:\n", "hosts: [https://elsewhere.test]\nrobot:\n", "https://elsewhere.test"),
        ("/members?page", "{{ 'https://elsewhere.test' }}/?page", "{{ 'https://elsewhere.test' }}"),
    ];
    for (from, to, told) in elsewhere {
        let led_away = json!({"manifest": mended.replace(from, to)});
        let refused = extension.put(path, led_away).await.expect(403);
        assert_eq!(refused["errorId"], "connector_address_held", "{to}: {refused:#}");
        assert_eq!(refused["errorDetails"]["about"], told);
    }
    assert_eq!(extension.get(path).await.expect(200)["version"], 2);

    let moved = json!({"manifest": mended.replace("http://127.0.0.1:9", "https://club.example.com")});
    let admin = Session::sign_in(&daicho.api(), &daicho.admin_email, ADMIN_PASSWORD).await;
    let changed = admin.send(Method::PUT, path, Some(moved)).await.expect(200);
    assert_eq!(changed["version"], 3);
}
