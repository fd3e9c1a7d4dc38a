//! Many accounts from a spreadsheet: looked over first, then each asked for once.

use std::time::Duration;

use daicho_tests::{
    daicho::{Answer, Api, Daicho, assert_finished, id},
    polling::eventually,
};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::scim_service::ScimService;

const NOT_AN_ADDRESS: &str = "taro@example.com のようなメールアドレスを1件入力してください。";

on_both_databases!(a_spreadsheet_of_accounts_is_previewed_corrected_and_asked_for_once);

async fn a_spreadsheet_of_accounts_is_previewed_corrected_and_asked_for_once(daicho: Daicho) {
    let service = ScimService::with_users(3);
    let api = daicho.api();
    let workspace = service.connect(&api).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    let person = json!({"employeeStatus": "active", "employeeType": "full_time_employee", "firstName": "花子",
        "lastName": "佐藤", "displayName": "佐藤 花子", "primaryEmail": "hanako@example.com"});
    api.post("/identity", person).await.expect(201);

    an_account_is_not_asked_for_without_an_address(&api, &service, &workspace).await;
    let header = the_template_has_the_labels_of_the_form(&api, &workspace).await;
    a_file_with_errors_does_nothing(&api, &service, &workspace, &header).await;
    a_correct_file_makes_each_account_once(&api, &service, &workspace, &header).await;
}

async fn an_account_is_not_asked_for_without_an_address(api: &Api, service: &ScimService, workspace: &Value) {
    for path in ["accounts?dryRun=true", "accounts"] {
        let request = api.request(reqwest::Method::POST, &format!("/workspaces/{}/{path}", id(workspace)));
        let body = json!({"data": {"email": "bob(at)example.com"}});
        let refused = api.answer(request.header("Accept-Language", "ja").json(&body)).await.expect(400);
        let problem = &refused["errorDetails"]["fields"][0];
        assert_eq!(problem["field"], "data.email", "{refused:#}");
        assert_eq!(problem["message"], NOT_AN_ADDRESS);
    }
    assert_eq!(service.writes(), 0);
}

async fn the_template_has_the_labels_of_the_form(api: &Api, workspace: &Value) -> String {
    let path = format!("/workspaces/{}/provisioning-meta", id(workspace));
    let meta = api.get(&format!("{path}?lang=ja")).await.expect(200);
    let template = api.get(&format!("{path}/template?lang=ja")).await.expect(200);
    let template = template.as_str().expect("a CSV text").to_owned();
    let header = template.strip_prefix('\u{feff}').expect("a byte order mark").trim_end().to_owned();
    let labels: Vec<_> = meta["fields"].as_array().expect("fields").iter().map(|field| &field["label"]).collect();
    let titles: Vec<_> = header.split(',').map(|title| json!(title.trim_end_matches(" *"))).collect();
    assert_eq!(titles.iter().collect::<Vec<_>>(), labels);
    header
}

/// Sends a file in the encoding that a Japanese Excel saves.
async fn send(api: &Api, workspace: &Value, text: &str, dry_run: bool, key: Option<&str>) -> Answer {
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let file = Part::bytes(bytes.into_owned()).file_name("accounts.csv").mime_str("text/csv").expect("a file");
    let form = Form::new().part("file", file).text("dryRun", dry_run.to_string());
    let request = api.request(reqwest::Method::POST, &format!("/workspaces/{}/accounts/bulk", id(workspace)));
    let request = request.header("Accept-Language", "ja").multipart(form);
    api.answer(match key {
        Some(key) => request.header("Idempotency-Key", key),
        None => request,
    })
    .await
}

async fn a_file_with_errors_does_nothing(api: &Api, service: &ScimService, workspace: &Value, header: &str) {
    let file = format!(
        "{header}\nhanako@example.com,,,,\nbob(at)example.com,,,,\n,kei,,,\nuser1@example.com,,,,\nHanako@example.com,,,,\n"
    );
    let preview = send(api, workspace, &file, true, None).await.expect(200);
    let places = |errors: &Value| -> Vec<(u64, bool)> {
        let errors = errors.as_array().expect("errors").iter();
        errors.map(|error| (error["line"].as_u64().expect("a line"), error["column"].as_str() != Some(""))).collect()
    };
    assert_eq!(places(&preview["errors"]), [(3, true), (4, true), (5, true), (6, true)], "{preview:#}");
    let address = &preview["errors"][0];
    assert_eq!((&address["column"], &address["value"]), (&json!("メールアドレス *"), &json!("bob(at)example.com")));
    assert_eq!(address["message"], NOT_AN_ADDRESS);
    assert_eq!(preview["errors"][2]["message"], "サービスにはすでにこのアカウントが存在します。");
    assert_eq!(preview["rows"][0]["person"]["displayName"], "佐藤 花子", "{preview:#}");
    assert_eq!(preview["rows"][0]["data"]["last_name"], "佐藤", "what the line leaves out comes from the directory");

    let refused = send(api, workspace, &file, false, None).await.expect(422);
    assert_eq!(refused["errorId"], "import_rejected");
    assert_eq!(places(&refused["errorDetails"]["errors"]), [(3, true), (4, true), (5, true), (6, true)], "{refused:#}");
    assert_eq!((service.writes(), api.all("/operations").await.len()), (0, 0));
}

async fn a_correct_file_makes_each_account_once(api: &Api, service: &ScimService, workspace: &Value, header: &str) {
    let lines: Vec<String> = (0..20).map(|number| format!("new{number}@example.com,,,,新人{number}\n")).collect();
    let lines = lines.concat();
    let file = format!("{header}\nhanako@example.com,,,,\n{lines}");
    let preview = send(api, workspace, &file, true, None).await.expect(200);
    assert_eq!(preview["summary"], json!({"accounts": 21, "errors": 0}), "{preview:#}");
    assert_eq!(service.writes(), 0);

    let asked = send(api, workspace, &file, false, Some("one file")).await.expect(202);
    let again = send(api, workspace, &file, false, Some("one file")).await.expect(202);
    assert_eq!(asked, again, "sent twice, it is asked for once");
    for request in asked["requestIds"].as_array().expect("requests") {
        assert_finished(&api.wait_for_request(request).await);
    }
    assert_eq!(service.ledger().created.len(), 21);
    assert!(service.ledger().created.values().all(|times| *times == 1), "{:?}", service.ledger().created);
    let listed = eventually("the new accounts in the list", Duration::from_secs(20), async || {
        let accounts = api.all(&format!("/accounts?workspaceIds={}", id(workspace))).await;
        (accounts.len() == 24).then_some(accounts)
    })
    .await;
    let hanako = listed.iter().find(|account| account["email"] == "hanako@example.com").expect("the account");
    assert_eq!(hanako["person"]["displayName"], "佐藤 花子", "{hanako:#}");

    let without_key = send(api, workspace, &file, false, None).await.expect(422);
    assert_eq!(without_key["errorDetails"]["summary"]["errors"], 21, "{without_key:#}");
    assert_eq!(service.writes(), 21);
}
