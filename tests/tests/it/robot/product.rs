//! The same through the product: connected by ID and password, synced by the worker, guarded and logged like any other.

use daicho_tests::daicho::{Daicho, assert_finished, id};
use daicho_tests::wordpress::{Wordpress, WordpressUser};
use serde_json::{Value, json};

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
