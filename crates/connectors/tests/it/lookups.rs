//! Second lists that are joined to the accounts, and lists that only some ways read.

use daicho_domain::integration::CredentialValues;

use crate::server::{Server, json, serve};
use crate::support::{connection, engine_for, listed};

const SERVICE: &str = "
manifest: 1
name: Service
base_url: https://service.example.com
ways:
  admin: {auth: bearer}
  member: {auth: bearer}
lookups:
  sign_ins:
    request: GET /sign-ins
    items: $[*]
    key: $.user
    keep: {at: $.at}
    newest: at
    ways: [admin]
accounts:
  users:
    ways: [admin]
    request: GET /users
    fields: {id: $.id, last_activity: {of: sign_ins, from: $.at}}
  colleagues:
    ways: [member]
    request: GET /colleagues
    fields: {id: $.id, last_activity: [{of: sign_ins, from: $.at}, '$.devices[*].used_at']}
";

async fn service() -> Server {
    serve(|line, _| {
        let body = match line.trim_start_matches("GET ") {
            "/users" => r#"[{"id":"ann"},{"id":"bob"},{"id":"eve"}]"#,
            "/sign-ins" => {
                r#"[{"user":"ann","at":"2026-01-02T00:00:00Z"},{"user":"bob","at":null},{"user":"ann","at":1772323200},
                    {"user":"ann","at":"2025-12-31"},{"user":"bob","at":"2026-02-01"}]"#
            }
            "/colleagues" => {
                r#"[{"id":"ann","devices":[{"used_at":"2026-01-01"},{"used_at":"2026-05-01"},{"used_at":null}]}]"#
            }
            other => panic!("{other}"),
        };
        json("200 OK", "", body)
    })
    .await
}

async fn last_activities(server: &Server, way: &str) -> Vec<(String, Option<String>)> {
    let values: CredentialValues = [("token".to_owned(), "secret".to_owned())].into_iter().collect();
    let (connection, _) = connection("service", way, &server.url(), values);
    let accounts = listed(&engine_for(SERVICE), &connection).await.unwrap();
    let day = |account: &daicho_domain::account::ReportedAccount| {
        account.last_activity.map(|time| time.date_naive().to_string())
    };
    accounts.iter().map(|account| (account.external_id.clone(), day(account))).collect()
}

#[tokio::test]
async fn of_several_entries_of_one_account_the_newest_counts() {
    let server = service().await;
    let told = last_activities(&server, "admin").await;
    let expected = [("ann", Some("2026-03-01")), ("bob", Some("2026-02-01")), ("eve", None)];
    assert_eq!(told, expected.map(|(id, day)| (id.to_owned(), day.map(str::to_owned))));
}

#[tokio::test]
async fn a_way_reads_its_own_lists_and_lookups_only() {
    let server = service().await;
    assert_eq!(last_activities(&server, "member").await, [("ann".to_owned(), Some("2026-05-01".to_owned()))]);
    assert_eq!(server.lines(), ["GET /colleagues"]);
}
