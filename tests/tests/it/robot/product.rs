//! The same through the product: connected by ID and password, synced by the worker, guarded and logged like any other.

use std::time::Duration;

use daicho_tests::browser;
use daicho_tests::daicho::{Api, Daicho, assert_finished, id};
use daicho_tests::polling::eventually;
use daicho_tests::vendor_mock::{Reply, VendorMock};
use daicho_tests::wordpress::{Wordpress, WordpressUser};
use reqwest::Method;
use serde_json::{Value, json};

use super::RECIPE;

const SERVICE: &str = "wordpress-self-host-api";

#[tokio::test]
async fn a_service_is_connected_by_id_and_password_synced_and_its_changed_page_shown() {
    let daicho = Daicho::start().await;
    let site = Wordpress::start().await;
    let users: Vec<_> = (1..45).map(WordpressUser::numbered).collect();
    site.add(&users);
    let api = daicho.api();
    let values = |password: &str| json!({"site_url": site.url, "id": site.administrator, "password": password});
    let draft = |password: &str| {
        json!({"serviceUniqueName": SERVICE, "workspaceName": "Site",
               "auth": {"method": "id_password", "values": values(password)}})
    };

    let refused = api.post("/workspaces/verify", draft("not the password")).await.expect(422);
    assert_eq!(refused["errorId"], "credentials_rejected");
    let steps = refused["errorDetails"]["requests"].as_array().expect("steps");
    assert!(steps.iter().all(|step| is_picture(&step["picture"])), "a step without a picture");
    assert!(is_picture(&refused["errorDetails"]["picture"]));
    assert_eq!(api.all("/workspaces").await, Vec::<Value>::new());

    let tried = api.post("/workspaces/verify", draft(site.password)).await.expect(200);
    assert!(tried["requests"].as_array().is_some_and(|steps| steps.len() >= 7), "{tried:#}");
    assert!(!tried.to_string().contains(site.password));

    let told = steps_told(&api, draft(site.password)).await;
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.len() >= 8 && names[..names.len() - 1].iter().all(|name| *name == "step"), "{names:?}");
    assert_eq!((names[names.len() - 1], &told[0].1["method"]), ("done", &json!("GO TO")));
    assert!(told[..names.len() - 1].iter().all(|(_, step)| is_picture(&step["picture"])), "a step without a picture");
    let told = steps_told(&api, draft("not the password")).await;
    let (name, refused) = told.last().expect("an end");
    assert_eq!((name.as_str(), &refused["errorId"]), ("refused", &json!("credentials_rejected")));

    let workspace = api.connect(SERVICE, &site.url, "id_password", values(site.password)).await.expect(201);
    assert_finished(&api.first_sync(&workspace["id"]).await);
    let accounts = api.all(&format!("/services/{}/accounts", workspace["serviceId"])).await;
    assert_eq!(accounts.len(), 45);
    let known = accounts.iter().find(|account| account["email"] == users[20].email).expect("the user");
    assert_eq!((&known["userName"], &known["roles"]), (&json!(users[20].login), &json!(["Administrator"])));

    // The next page of the site calls its column otherwise: nothing of the sync is applied, and the log shows the page.
    site.delete(&users[3]);
    site.rename_the_column_of_addresses("Contact");
    let ended = api.sync(&workspace["id"]).await;
    assert_eq!((&ended["status"], &ended["error"]["errorId"]), (&json!("failed"), &json!("page_changed")), "{ended:#}");
    let log = api.get(&format!("/integration-logs/{}", id(&ended["id"]))).await.expect(200);
    let steps = log["steps"].as_array().expect("steps");
    let failure = steps.last().expect("the failure");
    assert!(failure["text"].as_str().is_some_and(|text| text.contains("Contact")), "{}", failure["text"]);
    assert!(is_picture(&failure["data"]["picture"]));
    assert!(
        steps.iter().any(|step| step["request"]["method"] == "GO TO"),
        "the steps of the recipe are not in the log"
    );
    assert!(!log.to_string().contains(site.password) && !daicho.log().contains(site.password));
    let still = api.all(&format!("/services/{}/accounts", workspace["serviceId"])).await;
    assert_eq!(still.len(), 45);
}

/// Signs in by way of forty pages, each of which takes three seconds.
fn slow_recipe() -> String {
    let pages: Vec<String> = (1..=40).map(|page| format!("      - go_to: /slow?page={page}\n")).collect();
    RECIPE.replace("    sign_in:\n", &format!("    sign_in:\n{}", pages.concat()))
}

#[tokio::test]
async fn whoever_stops_listening_ends_the_trial() {
    let daicho = Daicho::start().await;
    let site = VendorMock::start(|_| Reply::html("<h1>Wait</h1>").after(Duration::from_secs(3)));
    let asked_for = |page: &str| site.received().iter().any(|request| request.parameter("page") == Some(page));
    let api = daicho.api();
    api.post("/connectors", json!({"slug": "slow", "manifest": slow_recipe()})).await.expect(201);
    let draft = json!({"serviceUniqueName": "slow", "workspaceName": "Slow",
                       "auth": {"method": "id_password", "values": {"id": "ann", "password": "a password"}},
                       "settings": {"baseUrl": site.url}});

    let trial = api.request(Method::POST, "/workspaces/verify/steps").json(&draft).send().await.expect("an answer");
    assert_eq!(trial.status(), 200);
    eventually("the first page", Duration::from_mins(1), async || asked_for("1").then_some(())).await;
    drop(trial);

    browser::is_gone_from(daicho.temporary_files()).await;
    assert!(!asked_for("40"), "the trial went on to its end");
}

/// Name and data of each event while a login is tried.
async fn steps_told(api: &Api, draft: Value) -> Vec<(String, Value)> {
    let answer = api.post("/workspaces/verify/steps", draft).await.expect(200);
    let events = answer.as_str().expect("events").split("\n\n").filter_map(|event| {
        let (name, data) = event.strip_prefix("event: ")?.split_once("\ndata: ")?;
        Some((name.to_owned(), serde_json::from_str(data).expect("JSON")))
    });
    events.collect()
}

fn is_picture(value: &Value) -> bool {
    value.as_str().is_some_and(|picture| picture.starts_with("data:image/jpeg;base64,"))
}

#[tokio::test]
async fn a_server_without_a_browser_says_what_is_missing() {
    let daicho = Daicho::start_with(None, &[("DAICHO_CHROMIUM", "/nowhere/chromium")]).await;
    let values = json!({"site_url": "http://127.0.0.1:9", "id": "ann", "password": "a password"});

    let refused = daicho.api().connect(SERVICE, "http://127.0.0.1:9", "id_password", values).await.expect(503);

    assert_eq!(refused["errorId"], "browser_missing");
    assert!(refused["errorDetails"]["about"].as_str().is_some_and(|about| about.contains("/nowhere/chromium")));
}

#[tokio::test]
async fn a_user_is_added_suspended_and_deleted_on_the_pages_and_the_posts_are_handed_over() {
    let daicho = Daicho::start().await;
    let site = Wordpress::start().await;
    let (leaver, heir) = (WordpressUser::numbered(2), WordpressUser::numbered(1));
    site.add(&[leaver.clone(), heir.clone()]);
    let api = daicho.api();
    let values = json!({"site_url": site.url, "id": site.administrator, "password": site.password});
    let connected = api.connect(SERVICE, &site.url, "id_password", values).await.expect(201);
    let workspace = connected["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    let account = |email: &str| format!("{}#{email}", id(&workspace));
    let state = async |email: &str| {
        let accounts = api.all(&format!("/services/{}/accounts", connected["serviceId"])).await;
        accounts.into_iter().find(|account| account["email"] == email).map(|account| account["status"].clone())
    };
    // A change that the service did not report on is followed by a sync.
    let becomes = async |email: &str, wanted: Option<Value>| {
        eventually(email, Duration::from_mins(2), async || (state(email).await == wanted).then_some(())).await;
    };

    let form = api.get(&format!("/workspaces/{}/provisioning-meta", id(&workspace))).await.expect(200);
    assert_eq!(form["supported"], true, "{form:#}");
    let path = format!("/workspaces/{}/accounts", id(&workspace));
    let body = json!({"data": {"username": "hanako", "email": "hanako@example.com", "role": "author"}});
    let plan = api.post(&format!("{path}?dryRun=true"), body.clone()).await.expect(200);
    assert_eq!(plan["requests"][0]["method"], "GO TO", "{plan:#}");
    let typed = plan["requests"].as_array().into_iter().flatten().map(|step| step["body"].clone());
    let typed: Vec<Value> = typed.filter(|typed| !typed.is_null()).collect();
    assert_eq!(typed, ["hanako", "hanako@example.com", "•••", "author"], "{plan:#}");
    let request = api.post(&path, body).await.expect(202)["requestId"].clone();
    assert_finished(&api.wait_for_request(&request).await);
    becomes("hanako@example.com", Some(json!("active"))).await;

    let change = async |kind: &str, email: &str, to: Value| {
        let body = json!({"account": {"type": kind, "id": account(email), "dataTransfer": to}});
        let request = api.send(Method::DELETE, "/accounts", Some(body)).await.expect(202)["requestId"].clone();
        api.wait_for_request(&request).await
    };
    assert_finished(&change("deactivate", &leaver.email, Value::Null).await);
    becomes(&leaver.email, Some(json!("suspended"))).await;

    let post = site.publish(&leaver, "Left behind").await;
    assert_finished(&change("delete", &leaver.email, json!({"to": account(&heir.email)})).await);
    becomes(&leaver.email, None).await;
    assert_eq!(site.author_of(&post).await, heir.email);

    // Its own user is left alone, and a page that is no longer as it was is named by its step, with its picture.
    let own = json!({"account": {"type": "delete", "id": account(site.administrator_email),
        "dataTransfer": {"to": account(&heir.email)}}});
    assert_eq!(api.send(Method::DELETE, "/accounts", Some(own)).await.expect(409)["errorId"], "integrated_user");
    site.take_away_the_button_that_deletes();
    let ended = change("delete", "hanako@example.com", json!({"to": account(&heir.email)})).await;
    assert_eq!((&ended["status"], &ended["error"]["errorId"]), (&json!("failed"), &json!("page_changed")), "{ended:#}");
    let log = api.get(&format!("/integration-logs/{}", id(&ended["id"]))).await.expect(200);
    let steps = log["steps"].as_array().expect("steps");
    assert!(steps.iter().any(|step| is_picture(&step["data"]["picture"])), "no step has a picture");
    let told = steps.iter().any(|step| step["text"].as_str().is_some_and(|text| text.contains("#submit")));
    assert!(told, "the step is not named");
    assert!(!log.to_string().contains(site.password));
}
