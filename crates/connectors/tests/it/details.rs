//! What is asked for each account.

use crate::server::{json, serve};
use crate::support::{connection, engine_for, listed, token};

const KEYS: &str = "
manifest: 1
name: Service
base_url: https://service.example.com
ways: {key: {auth: bearer}}
details:
  key_use:
    for_each: {request: 'GET /users/{{ item.id }}/keys'}
    request: GET /keys/{{ each.id }}/use
    optional: true
accounts:
  users:
    request: GET /users
    fields:
      id: $.id
      last_activity:
        - \"{{ ([item.signed_in_at] + key_use | map(attribute='key.used_at') | list) | select | max }}\"
        - $.signed_in_at
";

#[tokio::test]
async fn one_account_may_take_a_request_for_each_of_several_things() {
    for (status, last_use) in [("200 OK", Some("2026-03-01")), ("403 Forbidden", Some("2026-01-01"))] {
        let server = serve(move |line, _| {
            let body = match line.trim_start_matches("GET ") {
                "/users" => r#"[{"id":"ann","signed_in_at":"2026-01-01T00:00:00Z"},{"id":"bob"}]"#,
                "/users/ann/keys" => r#"[{"id":1},{"id":2},{"id":3}]"#,
                "/keys/1/use" => r#"{"key":{"used_at":"2025-12-31T00:00:00Z"}}"#,
                "/keys/2/use" => r#"{"key":{"used_at":"2026-03-01T00:00:00Z"}}"#,
                "/keys/3/use" => r#"{"key":{}}"#,
                _ => "[]",
            };
            json(if line.contains("/keys/") { status } else { "200 OK" }, "", body)
        })
        .await;
        let (connection, _) = connection("service", "key", &server.url(), token("secret"));
        let accounts = listed(&engine_for(KEYS), &connection).await.unwrap();
        let seen: Vec<Option<String>> =
            accounts.iter().map(|account| account.last_activity.map(|time| time.date_naive().to_string())).collect();
        assert_eq!(seen, [last_use.map(str::to_owned), None], "{status}");
    }
}
