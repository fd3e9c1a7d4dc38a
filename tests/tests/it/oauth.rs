//! Connecting by OAuth: code with PKCE, then refresh tokens that are rotated, on a certified authorization server.

use std::time::Duration;

use daicho_tests::{
    daicho::{ADMIN_PASSWORD, Daicho, assert_finished},
    oidc_provider::OidcProvider,
    polling::eventually,
    session::Session,
};
use reqwest::Method;
use serde_json::{Value, json};

on_both_databases!(a_service_is_connected_by_oauth_and_its_tokens_are_renewed, a_replayed_or_foreign_answer_is_refused);

async fn a_service_is_connected_by_oauth_and_its_tokens_are_renewed(daicho: Daicho) {
    let api = daicho.api();
    let provider = OidcProvider::start(&callback(&daicho), Duration::from_secs(1)).await;
    let admin = Session::sign_in(&api, &daicho.admin_email, ADMIN_PASSWORD).await;

    let authorize = begin(&admin, &provider).await;
    assert!(authorize.contains("code_challenge_method=S256"), "{authorize}");
    let back = provider.consent(&authorize).await;
    let shown = admin.follow(back.as_str()).await;
    assert!(shown.contains("/integrations/connected?workspace="), "{shown}");

    let workspace = api.all("/workspaces").await.remove(0);
    assert_finished(&api.first_sync(&workspace["id"]).await);
    let accounts = api.all(&format!("/services/{}/accounts", workspace["serviceId"])).await;
    let names: Vec<_> = accounts.iter().map(|account| account["userName"].as_str().expect("a user name")).collect();
    assert_eq!(names, ["sato", "suzuki", "takahashi"]);

    eventually("three renewed tokens", Duration::from_mins(1), async || {
        assert_finished(&api.sync(&workspace["id"]).await);
        (provider.refreshes().await >= 3).then_some(())
    })
    .await;
}

async fn a_replayed_or_foreign_answer_is_refused(daicho: Daicho) {
    let api = daicho.api();
    let provider = OidcProvider::start(&callback(&daicho), Duration::from_mins(10)).await;
    let admin = Session::sign_in(&api, &daicho.admin_email, ADMIN_PASSWORD).await;
    let elsewhere = Session::sign_in(&api, &daicho.admin_email, ADMIN_PASSWORD).await;
    let back = provider.consent(&begin(&admin, &provider).await).await;

    assert_refused(&elsewhere.follow(back.as_str()).await, "oauth_state_invalid");
    let denied = begin(&admin, &provider).await;
    let state = denied.split("state=").nth(1).and_then(|rest| rest.split('&').next()).expect("a state");
    let denial = format!("{}?error=access_denied&state={state}", callback(&daicho));
    assert_refused(&admin.follow(&denial).await, "oauth_denied");
    assert_refused(&admin.follow(&denial).await, "oauth_state_invalid");
    assert_eq!(api.all("/workspaces").await, Vec::<Value>::new());
}

fn assert_refused(shown: &str, error: &str) {
    assert!(shown.contains(&format!("/integrations/connect-failed?errorId={error}")), "{shown}");
}

fn callback(daicho: &Daicho) -> String {
    format!("{}/oauth/callback", daicho.api_url())
}

/// Asks for the address at the provider where the person signs in and consents.
async fn begin(admin: &Session, provider: &OidcProvider) -> String {
    let connection = json!({
        "serviceUniqueName": "gitlab",
        "method": "oauth",
        "workspaceName": "Self-managed GitLab",
        "values": {"hostname": "gitlab.example.com", "group": "example", "client_id": provider.client_id, "client_secret": provider.client_secret},
        "settings": {"baseUrl": provider.url},
    });
    let begun = admin.send(Method::POST, "/workspaces/oauth", Some(connection)).await.expect(200);
    begun["authorizeUrl"].as_str().expect("an address").to_owned()
}
