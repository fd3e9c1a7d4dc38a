//! Acting on accounts of a real WordPress, and what services and people do in between.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use daicho_tests::{
    daicho::{Api, Daicho, assert_finished, id},
    http,
    vendor_mock::Reply,
    wordpress::{Wordpress, WordpressUser},
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::scim_service::ScimService;

#[tokio::test]
async fn accounts_of_a_real_wordpress_are_created_suspended_and_deleted() {
    let daicho = Daicho::start().await;
    let site = Wordpress::start().await;
    let (author, editor) = (WordpressUser::numbered(2), WordpressUser::numbered(1));
    site.add(&[author.clone(), editor.clone()]);
    let api = daicho.api();
    let values = json!({
        "site_url": site.url, "username": site.administrator, "application_password": site.application_password,
    });
    let workspace =
        api.connect_with("wordpress-self-host-api", "application_password", values, json!({})).await.expect(201);
    assert_finished(&api.first_sync(&workspace["id"]).await);

    a_person_gets_an_account(&api, &site, &workspace).await;
    the_integrated_user_is_left_alone(&api, &site, &workspace).await;
    an_author_leaves_and_the_posts_stay(&api, &site, &workspace, &author, &editor).await;
}

async fn a_person_gets_an_account(api: &Api, site: &Wordpress, workspace: &Value) {
    let person = json!({"employeeStatus": "active", "employeeType": "full_time_employee", "firstName": "花子",
        "lastName": "佐藤", "displayName": "佐藤 花子", "primaryEmail": "hanako@example.com"});
    let person = api.post("/identity", person).await.expect(201);
    let meta = api.get(&format!("/workspaces/{}/provisioning-meta?lang=ja", id(&workspace["id"]))).await.expect(200);
    assert_eq!(meta["supported"], true, "{meta:#}");
    let names: Vec<_> = meta["fields"].as_array().expect("fields").iter().map(|field| &field["name"]).collect();
    assert!(names.contains(&&json!("email")) && names.contains(&&json!("username")), "{meta:#}");

    let path = format!("/workspaces/{}/accounts", id(&workspace["id"]));
    let body = json!({"peopleId": person["peopleId"], "data": {"username": "hanako", "role": "author"}});
    let plan = api.post(&format!("{path}?dryRun=true"), body.clone()).await.expect(200);
    assert_eq!(plan["requests"][0]["method"], "POST", "{plan:#}");
    assert!(users(site).await.iter().all(|user| user["email"] != "hanako@example.com"), "a dry run did something");
    let request = api.post(&path, body).await.expect(202)["requestId"].clone();
    assert_finished(&api.wait_for_request(&request).await);

    let accounts = api.all(&format!("/people/{}/accounts", id(&person["peopleId"]))).await;
    assert_eq!(accounts[0]["email"], "hanako@example.com", "{accounts:#?}");
    assert!(users(site).await.iter().any(|user| user["email"] == "hanako@example.com" && user["roles"][0] == "author"));
    let synced = api.sync(&workspace["id"]).await;
    assert_finished(&synced);
    let log = api.get("/integration-logs?kinds=create").await.expect(200);
    assert_eq!((&log["items"][0]["status"], &log["items"][0]["trigger"]), (&json!("finished"), &json!("api")));
}

async fn the_integrated_user_is_left_alone(api: &Api, site: &Wordpress, workspace: &Value) {
    let before = site.requests();
    for kind in ["delete", "deactivate"] {
        let account = format!("{}#{}", id(&workspace["id"]), site.administrator_email);
        let editor = format!("{}#{}", id(&workspace["id"]), WordpressUser::numbered(1).email);
        let transfer = if kind == "delete" { json!({"to": editor}) } else { Value::Null };
        let body = json!({"account": {"type": kind, "id": account, "dataTransfer": transfer}});
        for (language, message) in
            [("en", "This account cannot be deleted."), ("ja", "このアカウントは削除できません。")]
        {
            let request = api.request(Method::DELETE, "/accounts").header("Accept-Language", language).json(&body);
            let refused = api.answer(request).await.expect(409);
            assert_eq!(refused["errorId"], "integrated_user");
            assert_eq!(refused["errorDetails"]["message"], message);
        }
    }
    assert_eq!(site.requests(), before, "a request reached WordPress");
}

async fn an_author_leaves_and_the_posts_stay(
    api: &Api,
    site: &Wordpress,
    workspace: &Value,
    author: &WordpressUser,
    editor: &WordpressUser,
) {
    let known = users(site).await;
    let number =
        |user: &WordpressUser| known.iter().find(|known| known["email"] == user.email).expect("a user")["id"].clone();
    let post = json!({"title": "Left behind", "status": "publish", "author": number(author)});
    let post = ask(site, Method::POST, "/posts", Some(post)).await;

    let account = format!("{}#{}", id(&workspace["id"]), author.email);
    let suspend = json!({"account": {"type": "deactivate", "id": account}});
    let request = api.send(Method::DELETE, "/accounts", Some(suspend)).await.expect(202)["requestId"].clone();
    assert_finished(&api.wait_for_request(&request).await);
    assert_eq!(
        ask(site, Method::GET, &format!("/users/{}?context=edit", number(author)), None).await["roles"],
        json!([])
    );

    let nobody = json!({"account": {"type": "delete", "id": account}});
    let plan = api.send(Method::DELETE, "/accounts?dryRun=true", Some(nobody.clone())).await.expect(200);
    assert_eq!((&plan["allowed"], &plan["handOver"]["required"]), (&json!(false), &json!(true)), "{plan:#}");
    let refused = api.send(Method::DELETE, "/accounts", Some(nobody)).await.expect(400);
    assert_eq!(refused["errorId"], "successor_missing");
    assert_eq!(refused["errorDetails"]["fields"][0]["field"], "account.dataTransfer.to");

    let successor = format!("{}#{}", id(&workspace["id"]), editor.email);
    let delete = json!({"account": {"type": "delete", "id": account, "dataTransfer": {"to": successor}}});
    let plan = api.send(Method::DELETE, "/accounts?dryRun=true", Some(delete.clone())).await.expect(200);
    assert_eq!(plan["requests"][0]["query"]["reassign"], number(editor).to_string(), "{plan:#}");
    let request = api.send(Method::DELETE, "/accounts", Some(delete)).await.expect(202)["requestId"].clone();
    assert_finished(&api.wait_for_request(&request).await);
    assert!(users(site).await.iter().all(|user| user["email"] != author.email));
    let post = ask(site, Method::GET, &format!("/posts/{}", post["id"]), None).await;
    assert_eq!((&post["title"]["rendered"], &post["author"]), (&json!("Left behind"), &number(editor)));
    let operation = api.get(&format!("/operations/{}", id(&request))).await.expect(200);
    assert_eq!((&operation["state"], &operation["before"]["email"]), (&json!("succeeded"), &json!(author.email)));
}

async fn users(site: &Wordpress) -> Vec<Value> {
    ask(site, Method::GET, "/users?context=edit&per_page=100", None).await.as_array().cloned().expect("users")
}

async fn ask(site: &Wordpress, method: Method, path: &str, body: Option<Value>) -> Value {
    let request = http::client().request(method, format!("{}/wp-json/wp/v2{path}", site.url));
    let request = request.basic_auth(site.administrator, Some(&site.application_password));
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    request.send().await.expect("an answer of WordPress").json().await.expect("JSON of WordPress")
}

/// A workspace of a SCIM service, synced.
async fn connected(daicho: &Daicho, service: &ScimService) -> (Api, Value) {
    let api = daicho.api();
    let workspace = service.connect(&api).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    (api, workspace)
}

async fn delete(api: &Api, workspace: &Value, user: usize) -> daicho_tests::daicho::Answer {
    let body = json!({"account": {"type": "delete", "id": format!("{}#{user}", id(workspace))}});
    api.send(Method::DELETE, "/accounts", Some(body)).await
}

#[tokio::test]
async fn a_service_that_fails_twice_is_asked_again_after_reading_it() {
    let daicho = Daicho::start().await;
    let failures = AtomicUsize::new(0);
    let service = ScimService::with_faults(
        3,
        Duration::ZERO,
        Box::new(move |request| {
            let fails = request.method == "DELETE" && failures.fetch_add(1, Ordering::Relaxed) < 2;
            fails.then(|| Reply::status(500))
        }),
    );
    let (api, workspace) = connected(&daicho, &service).await;
    let request = delete(&api, &workspace, 1).await.expect(202)["requestId"].clone();
    assert_finished(&api.wait_for_request(&request).await);
    assert_eq!(service.writes(), 3);
    assert_eq!(service.emails(), ["user0@example.com", "user2@example.com"]);
}

#[tokio::test]
async fn an_account_that_vanished_meanwhile_counts_as_deleted() {
    let daicho = Daicho::start().await;
    let service = ScimService::with_users(3);
    let (api, workspace) = connected(&daicho, &service).await;
    service.remove("1");
    let request = delete(&api, &workspace, 1).await.expect(202)["requestId"].clone();
    assert_finished(&api.wait_for_request(&request).await);
    let operation = api.get(&format!("/operations/{}", id(&request))).await.expect(200);
    assert_eq!(operation["alreadyGone"], true);
    assert_eq!(delete(&api, &workspace, 1).await.expect(409)["errorId"], "account_gone");
}

#[tokio::test]
async fn values_and_people_that_do_not_fit_are_refused_with_their_field() {
    let daicho = Daicho::start().await;
    let service = ScimService::with_users(1);
    let (api, workspace) = connected(&daicho, &service).await;
    let path = format!("/workspaces/{}/accounts", id(&workspace));
    let nobody = json!({"employeeStatus": "active", "employeeType": "full_time_employee", "firstName": "Kei",
        "lastName": "Mori", "displayName": "Kei Mori"});
    let nobody = api.post("/identity", nobody).await.expect(201);
    let refused = api.post(&path, json!({"peopleId": nobody["peopleId"]})).await.expect(400);
    let field = &refused["errorDetails"]["fields"][0];
    assert_eq!(field["field"], "data.email");
    assert!(field["message"].as_str().is_some_and(|message| message.contains("Kei Mori")), "{field:#}");
    let refused = api.post(&path, json!({"data": {"email": "a@example.com", "colour": "blue"}})).await.expect(400);
    assert_eq!(refused["errorDetails"]["fields"][0]["field"], "data.colour");
    let refused = api.post(&path, json!({"data": {"email": "user0@example.com"}})).await.expect(409);
    assert_eq!(refused["errorId"], "already_exists");
    assert_eq!(service.writes(), 0);
}

#[tokio::test]
async fn a_deletion_in_its_grace_period_suspends_and_can_be_undone() {
    let daicho = Daicho::start().await;
    let service = ScimService::with_users(3);
    let (api, workspace) = connected(&daicho, &service).await;
    api.patch("", json!({"settings": {"deletionGraceHours": 24}})).await.expect(200);
    let request = delete(&api, &workspace, 1).await.expect(202)["requestId"].clone();
    let account = async || {
        let accounts = api.all(&format!("/accounts?workspaceIds={}", id(&workspace))).await;
        accounts.into_iter().find(|account| account["email"] == "user1@example.com").expect("the account")
    };
    let becomes = async |status: &str| {
        daicho_tests::polling::eventually(status, Duration::from_secs(20), async || {
            (account().await["status"] == status).then_some(())
        })
        .await;
    };
    becomes("suspended").await;
    let operation = api.get(&format!("/operations/{}", id(&request))).await.expect(200);
    assert_eq!(operation["state"], "scheduled");
    assert_eq!(delete(&api, &workspace, 1).await.expect(409)["errorId"], "operation_in_progress");
    api.post(&format!("/operations/{}/cancel", id(&request)), json!({})).await.expect(204);
    becomes("active").await;
    assert_eq!(service.emails().len(), 3);
}

#[tokio::test]
async fn two_people_who_delete_the_same_account_at_once_delete_it_once() {
    let daicho = Daicho::start().await;
    let service = ScimService::with_faults(3, Duration::from_millis(300), Box::new(|_| None));
    let (api, workspace) = connected(&daicho, &service).await;
    let (first, second) = tokio::join!(delete(&api, &workspace, 1), delete(&api, &workspace, 1));
    let (accepted, refused) = if first.status == 202 { (first, second) } else { (second, first) };
    let request = accepted.expect(202)["requestId"].clone();
    let refused = refused.expect(409);
    assert_eq!(refused["errorId"], "operation_in_progress");
    assert_eq!(refused["errorDetails"]["about"], request, "the other one is named");
    assert_finished(&api.wait_for_request(&request).await);
    assert_eq!(service.ledger().deleted.values().collect::<Vec<_>>(), [&1]);
}

#[tokio::test]
async fn values_that_the_service_refuses_are_told_in_its_own_words() {
    let daicho = Daicho::start().await;
    let reason = json!({"status": "400", "scimType": "invalidValue", "detail": "displayName: at most 20 characters"});
    let service = ScimService::with_faults(
        1,
        Duration::ZERO,
        Box::new(move |request| (request.method == "POST").then(|| Reply::json(&reason).with_status(400))),
    );
    let (api, workspace) = connected(&daicho, &service).await;
    let body = json!({"data": {"email": "new@example.com", "display_name": "A name that is much too long"}});
    let path = format!("/workspaces/{}/accounts", id(&workspace));
    let request = api.post(&path, body).await.expect(202)["requestId"].clone();
    let failed = api.wait_for_request(&request).await;
    assert_eq!((&failed["status"], &failed["error"]["errorId"]), (&json!("failed"), &json!("refused_by_service")));
    let detail = failed["error"]["detail"].as_str().expect("a detail");
    assert!(detail.contains("displayName: at most 20 characters"), "{failed:#}");
    assert_eq!(service.writes(), 1, "a refusal is not asked for again");
}
