//! Each real program answers, with what a test put into it.

use std::{process::Command, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use daicho_tests::{
    http,
    mcp_client::McpClient,
    moto::Moto,
    oidc_provider::OidcProvider,
    postgres::Postgres,
    program::run,
    scim_server::ScimServer,
    vendor_mock::{Reply, VendorMock},
    wordpress::{Wordpress, WordpressUser},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

#[tokio::test]
async fn postgres_gives_each_test_a_database_of_its_own() {
    let cluster = Postgres::shared().await;
    let (first, second) = (cluster.database(), cluster.database());
    let query = "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user";

    let found = run(Command::new("psql").args(["-AtX", "-c", query, &first]));

    assert_eq!(found, "daicho|f\n");
    assert_ne!(first, second);
}

#[tokio::test]
async fn wordpress_lists_the_users_that_were_added() {
    let site = Wordpress::start().await;
    let users: Vec<_> = (1..=230).map(WordpressUser::numbered).collect();
    site.add(&users);
    site.delete(&users[0]);

    let list = format!("{}/wp-json/wp/v2/users?context=edit&per_page=100&page=3", site.url);
    let request = http::client().get(list).basic_auth(site.administrator, Some(&site.application_password));
    let answer = request.send().await.expect("an answer");

    assert_eq!(answer.headers()["X-WP-Total"], "230");
    let page: Vec<Value> = answer.json().await.expect("a page of users");
    assert_eq!(page.len(), 30);
    assert!(page.iter().all(|user| user["email"].as_str().is_some_and(|email| email.ends_with("@example.com"))));
}

#[tokio::test]
async fn moto_plays_iam() {
    let aws = Moto::start().await;
    aws.create_user("sato").await;
    aws.give_password("sato").await;
    aws.give_mfa("sato").await;
    aws.make_administrator("sato").await;
    let key = aws.give_key("sato").await;

    assert!(aws.call("ListUsers", &[]).await.contains("<UserName>sato</UserName>"));
    assert!(aws.call("ListAccessKeys", &[("UserName", "sato")]).await.contains(&key));
    assert!(aws.call("ListMFADevices", &[("UserName", "sato")]).await.contains("<SerialNumber>"));
    let policies = aws.call("ListAttachedUserPolicies", &[("UserName", "sato")]).await;
    assert!(policies.contains("AdministratorAccess"));
}

#[tokio::test]
async fn scim_server_keeps_users() {
    let server = ScimServer::start().await;
    let gone = server.create_user("gone@example.com", "Gone", "Person", true).await;
    server.create_user("sato@example.com", "花子", "佐藤", false).await;
    server.delete_user(&gone).await;

    let request = http::client().get(format!("{}/Users", server.url)).bearer_auth(server.token);
    let users: Value = request.send().await.expect("an answer").json().await.expect("a list");

    assert_eq!(users["totalResults"], 1);
    assert_eq!(users["Resources"][0]["userName"], "sato@example.com");
    assert_eq!(http::client().get(format!("{}/Users", server.url)).send().await.expect("an answer").status(), 401);
}

#[tokio::test]
async fn oidc_provider_requires_pkce_and_rotates_refresh_tokens() {
    let callback = "http://127.0.0.1:9/callback";
    let provider = OidcProvider::start(callback, Duration::from_mins(10)).await;
    let verifier = "a-verifier-that-is-long-enough-for-the-standard";
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    let authorize = format!(
        "{}/oauth/authorize?client_id={}&response_type=code&scope=read_api&redirect_uri={callback}",
        provider.url, provider.client_id
    );

    let refused = provider.consent(&authorize).await;
    assert!(refused.query().is_some_and(|query| query.contains("error=invalid_request")), "{refused}");

    let allowed =
        provider.consent(&format!("{authorize}&state=s&code_challenge={challenge}&code_challenge_method=S256")).await;
    let code = parameter(&allowed, "code");
    let grant = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", callback)];
    let tokens = ask_for_tokens(&provider, &[&grant[..], &[("code_verifier", verifier)]].concat()).await;
    let access = tokens["access_token"].as_str().expect("an access token");
    let members = http::client()
        .get(format!("{}/api/v4/groups/example/members/all", provider.url))
        .bearer_auth(access)
        .send()
        .await;
    let members: Value = members.expect("an answer").json().await.expect("the members");
    assert_eq!(members.as_array().map(Vec::len), Some(3));

    let old = tokens["refresh_token"].as_str().expect("a refresh token");
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", old)];
    let renewed = ask_for_tokens(&provider, &refresh).await;
    assert_ne!(renewed["refresh_token"], old);
    assert_eq!(ask_for_tokens(&provider, &refresh).await["error"], "invalid_grant");
    assert_eq!(provider.refreshes().await, 1);
}

async fn ask_for_tokens(provider: &OidcProvider, form: &[(&str, &str)]) -> Value {
    let request = http::client().post(format!("{}/oauth/token", provider.url));
    let client = [("client_id", provider.client_id), ("client_secret", provider.client_secret)];
    let request = request.form(&[&client[..], form].concat());
    request.send().await.expect("an answer").json().await.expect("tokens or an error")
}

fn parameter(url: &Url, name: &str) -> String {
    url.query_pairs().find(|(key, _)| key == name).expect("the parameter").1.into_owned()
}

#[tokio::test]
async fn official_mcp_client_calls_the_api_under_test() {
    let api = VendorMock::start(|_| Reply::json(&json!({"id": 7, "name": "Example"})));
    let mut client = McpClient::connect(&format!("{}/api/v1", api.url), 7, "a-key");

    assert_eq!(client.tools().await.len(), 31);
    let organization = client.call("get_organization_info", json!({})).await.expect("an organization");

    assert_eq!(organization["name"], "Example");
    let call = &api.received()[0];
    assert_eq!(call.path, "/api/v1/organizations/7");
    assert_eq!(call.header("authorization"), Some("Bearer a-key"));
}

#[tokio::test]
async fn vendor_mock_answers_badly_on_demand() {
    let list = json!({"items": ["a", "b", "c"]});
    let service = VendorMock::start(move |request| match request.path.as_str() {
        "/late" => Reply::json(&list).after(Duration::from_millis(50)),
        "/busy" => Reply::status(429).with_header("Retry-After", "1"),
        "/half" => Reply::half_of(&list),
        "/endless" => Reply::endless("[", "1,"),
        _ => Reply::html("<p>Sign in</p>"),
    });
    let get = async |path: &str| http::client().get(format!("{}{path}", service.url)).send().await.expect("an answer");

    assert_eq!(get("/late").await.json::<Value>().await.expect("a list")["items"][0], "a");
    assert_eq!(get("/busy").await.headers()["Retry-After"], "1");
    assert!(get("/half").await.bytes().await.is_err());
    let mut endless = get("/endless").await;
    for _ in 0..100 {
        endless.chunk().await.expect("a chunk").expect("another chunk");
    }
    assert_eq!(get("/?page=2").await.text().await.expect("a page"), "<p>Sign in</p>");
    assert_eq!(service.received()[4].parameter("page"), Some("2"));
}
