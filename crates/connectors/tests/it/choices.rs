//! What the inputs of a change may be chosen from, asked of the service.

use daicho_domain::integration::{ChangeKind, Connector};

use crate::server::{json, serve};
use crate::support::{connection, engine_for, token};

const ROLES: &str = "
manifest: 1
name: Service
base_url: https://service.example.com
ways: {key: {auth: bearer}}
choices:
  roles:
    request: GET /roles
    paging: {next_url: {at: $.next}}
    items: $.roles[*]
    value: $.id
    label: $.name
accounts: {users: {request: GET /users, fields: {id: $.id}}}
operations:
  create:
    input: {email: {}, role: {choices_from: roles}}
    request: {call: POST /users, json: {mail: '{{ input.email }}', role: '{{ input.role }}'}}
";

#[tokio::test]
async fn the_choices_of_all_pages_are_offered_once_each() {
    let server = serve(|line, _| match line {
        "GET /roles" => json("200 OK", "", r#"{"roles":[{"id":1,"name":"Admin"},{"id":2}],"next":"/roles?page=2"}"#),
        "GET /roles?page=2" => json("200 OK", "", r#"{"roles":[{"id":1,"name":"Admin"},{"name":"No id"}]}"#),
        other => panic!("{other}"),
    })
    .await;
    let (connection, _) = connection("service", "key", &server.url(), token("secret"));
    let offered = engine_for(ROLES).choices(&connection, ChangeKind::Create).await.unwrap();
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].input, "role");
    let told: Vec<_> =
        offered[0].choices.iter().map(|choice| (choice.value.as_str(), choice.label.ja.as_str())).collect();
    assert_eq!(told, [("1", "Admin"), ("2", "2")]);
}
