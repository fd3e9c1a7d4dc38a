//! Tokens: obtained once, renewed once, kept; and the dance with the service's consent page.

use std::sync::Arc;

use daicho_connectors::ManifestCatalogue;
use daicho_connectors::mock;
use daicho_domain::integration::{
    AuthorizationAnswer, AuthorizationRequest, Authorizer, Connection, Connector, ConnectorName, CredentialKeeper,
    CredentialValues, FaultKind, UnstoredCredentials,
};
use futures::future::join_all;
use secrecy::SecretString;

use crate::support::{connected, engine, listed, people};

const OAUTH: &str = "
manifest: 1
name: Service
base_url: https://service.example.com
ways:
  oauth:
    auth:
      oauth2: {authorize_url: https://service.example.com/authorize, token_url: https://service.example.com/token, scopes: [a, b], scope_separator: ','}
  application:
    auth: {client_credentials: {token_url: https://service.example.com/token}}
  login:
    fields: {email: {}, password: {}}
    auth:
      login:
        steps: [{request: {call: POST /session, json: {email: '{{ email }}', password: '{{ password }}'}}, read: {access_token: $.data.token, csrf: 'cookie:XSRF'}}]
        cookies: true
        send: {headers: {X-Session: '{{ access_token }}', X-CSRF: '{{ csrf }}'}}
accounts:
  users: {request: GET /users, fields: {id: $.id, email: $.email}}
";

async fn service(way: &str) -> (daicho_connectors::ConnectorEngine, mock::MockService, Connection) {
    service_of(OAUTH, way).await
}

async fn service_of(manifest: &str, way: &str) -> (daicho_connectors::ConnectorEngine, mock::MockService, Connection) {
    let manifest = daicho_connectors::manifest::load(manifest, &std::collections::BTreeMap::new()).unwrap();
    let mock = mock::start_with(Arc::new(manifest.clone()), way, people(5), 50).await.unwrap();
    let (connection, _) = connected("service", &mock);
    (engine(ManifestCatalogue::of(vec![("service".to_owned(), manifest)])), mock, connection)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_callers_refresh_once_and_the_refresh_token_turns() {
    let (engine, mock, connection) = service("oauth").await;
    listed(&engine, &connection).await.unwrap();
    assert_eq!(mock.token_requests(), 0);
    mock.end_tokens();
    let verified = join_all((0..100).map(|_| engine.verify(&connection))).await;
    assert!(verified.iter().all(Result::is_ok), "{verified:?}");
    assert_eq!(mock.token_requests(), 1);
    let kept = connection.credentials.read().await.unwrap();
    assert_eq!(kept.values.expose("refresh_token"), Some("mock-refresh-1"));
    mock.end_tokens();
    engine.verify(&connection).await.unwrap();
    assert_eq!(mock.token_requests(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_refresh_token_is_told_at_once_and_not_tried_again() {
    let (engine, mock, mut connection) = service("oauth").await;
    let mut values = mock.credentials.clone();
    values.insert("refresh_token", "revoked");
    values.insert("expires_at", "1");
    connection.credentials = Arc::new(UnstoredCredentials::new(values));
    let fault = engine.verify(&connection).await.unwrap_err();
    assert_eq!((fault.kind, mock.token_requests()), (FaultKind::CredentialsRejected, 1), "{fault}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_token_is_shared_and_obtained_anew_when_it_ends() {
    let (engine, mock, connection) = service("application").await;
    let verified = join_all((0..50).map(|_| engine.verify(&connection))).await;
    assert!(verified.iter().all(Result::is_ok), "{verified:?}");
    assert_eq!(mock.token_requests(), 1);
    mock.end_tokens();
    let verified = join_all((0..50).map(|_| engine.verify(&connection))).await;
    assert!(verified.iter().all(Result::is_ok), "{verified:?}");
    assert_eq!(mock.token_requests(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_with_token_and_cookie() {
    let (engine, mock, connection) = service("login").await;
    assert_eq!(listed(&engine, &connection).await.unwrap().len(), 5);
    assert_eq!(mock.token_requests(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_endpoint_that_takes_json_is_asked_in_json() {
    let json = OAUTH.replace("scope_separator: ','", "token_body: json");
    let (engine, mock, mut connection) = service_of(&json, "oauth").await;
    mock.end_tokens();
    assert_eq!(listed(&engine, &connection).await.unwrap().len(), 5);
    assert_eq!(mock.token_requests(), 1);
    // The same service does not understand a form.
    let (form, _, _) = service_of(OAUTH, "oauth").await;
    mock.end_tokens();
    connection.credentials = Arc::new(UnstoredCredentials::new(mock.credentials.clone()));
    let fault = form.verify(&connection).await.unwrap_err();
    assert!(fault.detail.contains("unsupported_grant_type"), "{fault}");
}

fn request(mock: &mock::MockService) -> AuthorizationRequest {
    AuthorizationRequest {
        service: ConnectorName::Shipped("service".to_owned()),
        method: "oauth".to_owned(),
        base_url: Some(mock.base_url.clone()),
        values: [("client_id", "mock-client-id"), ("client_secret", "mock-client-secret")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .collect::<CredentialValues>(),
        redirect_uri: "http://127.0.0.1:8080/callback".parse().unwrap(),
        state: "unguessable".to_owned(),
        code_verifier: SecretString::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_consent_page_is_asked_with_a_challenge_and_the_code_is_redeemed() {
    let (engine, mock, _) = service("oauth").await;
    let request = request(&mock);
    let url = engine.authorize_url(&request).await.unwrap();
    let query: std::collections::HashMap<_, _> = url.query_pairs().into_owned().collect();
    // The example of RFC 7636, appendix B.
    assert_eq!(query["code_challenge"], "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assert_eq!(
        (query["code_challenge_method"].as_str(), query["scope"].as_str(), query["state"].as_str()),
        ("S256", "a,b", "unguessable")
    );
    let answer = AuthorizationAnswer { code: SecretString::from("mock-code"), issuer: Some(mock.base_url.to_string()) };
    let values = engine.exchange(&request, &answer).await.unwrap();
    assert_eq!(values.expose("client_id"), Some("mock-client-id"));
    let (mut connection, _) = connected("service", &mock);
    let keeper: Arc<dyn CredentialKeeper> = Arc::new(UnstoredCredentials::new(values));
    connection.credentials = keeper;
    assert_eq!(listed(&engine, &connection).await.unwrap().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_from_another_issuer_is_refused_before_it_is_sent_anywhere() {
    let (engine, mock, _) = service("oauth").await;
    let answer = AuthorizationAnswer {
        code: SecretString::from("mock-code"),
        issuer: Some("https://elsewhere.test".to_owned()),
    };
    let fault = engine.exchange(&request(&mock), &answer).await.unwrap_err();
    assert_eq!((fault.kind, mock.requests()), (FaultKind::CredentialsRejected, 0), "{fault}");
}
