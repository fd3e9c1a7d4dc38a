//! Any SCIM 2.0 service, with scim2-server as the service.

use daicho_tests::{
    daicho::{Daicho, assert_finished},
    scim_server::ScimServer,
};
use serde_json::json;

on_both_databases!(scim_users_are_listed_and_vanish_when_deleted);

async fn scim_users_are_listed_and_vanish_when_deleted(daicho: Daicho) {
    let service = ScimServer::start().await;
    for number in 0..25 {
        service.create_user(&format!("user{number}@example.com"), "User", &number.to_string(), number != 0).await;
    }
    let leaver = service.create_user("leaver@example.com", "花子", "佐藤", true).await;

    let api = daicho.api();
    let values = json!({"base_url": service.url, "token": service.token});
    let workspace = api.connect_with("scim", "bearer_token", values, json!({})).await.expect(201);
    assert_finished(&api.first_sync(&workspace["id"]).await);

    let path = format!("/services/{}/accounts", workspace["serviceId"]);
    let accounts = api.all(&path).await;
    let account = |email: &str| accounts.iter().find(|account| account["email"] == email).expect("the account");
    assert_eq!(accounts.len(), 26);
    assert_eq!(account("leaver@example.com")["displayName"], "花子 佐藤");
    assert_eq!(account("user0@example.com")["status"], "suspended");
    assert_eq!(account("user1@example.com")["status"], "active");

    service.delete_user(&leaver).await;
    assert_finished(&api.sync(&workspace["id"]).await);
    assert!(api.all(&path).await.iter().all(|account| account["email"] != "leaver@example.com"));
}
