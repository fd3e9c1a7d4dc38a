//! Changes that read a document, change it and write it back: the mock made from a manifest cannot know what such a document means.

use std::collections::BTreeMap;

use daicho_connectors::ManifestCatalogue;
use daicho_domain::integration::{AccountChange, ChangeKind, Connector, CredentialValues};
use serde_json::{Value, json};

use crate::server::{Server, json as answer, serve};
use crate::support::{connection, engine};

/// Two projects, each with a policy, and no organization.
async fn projects() -> Server {
    serve(|line, _| {
        let conditional = json!({"role": "roles/viewer", "members": ["user:ann@example.com"], "condition": {"title": "office hours"}});
        let policy = |members: Value| json!({"version": 3, "etag": "BwX", "bindings": [{"role": "roles/viewer", "members": members}, conditional]});
        let body = match line {
            "GET /v3/projects:search?query=state%3AACTIVE&pageSize=500" => {
                json!({"projects": [{"projectId": "alpha"}, {"projectId": "beta"}]})
            }
            "POST /v3/projects/alpha:getIamPolicy" => policy(json!(["user:ann@example.com", "user:bob@example.com"])),
            "POST /v3/projects/beta:getIamPolicy" => json!({"version": 3, "etag": "BwY", "bindings": [{"role": "roles/owner", "members": ["user:bob@example.com"]}]}),
            "POST /v3/projects/alpha:setIamPolicy" | "POST /v3/projects/beta:setIamPolicy" => json!({}),
            other => panic!("{other}"),
        };
        answer("200 OK", "", &body.to_string())
    })
    .await
}

/// What was written, as the line of the request and the policy.
async fn written(kind: ChangeKind, input: &[(&str, &str)]) -> Vec<(String, Value)> {
    let server = projects().await;
    let values: CredentialValues = ["access_token", "client_id", "client_secret"]
        .map(|name| (name.to_owned(), "given".to_owned()))
        .into_iter()
        .collect();
    let (connection, _) = connection("google-cloud-platform", "oauth", &server.url(), values);
    let input: BTreeMap<String, String> =
        input.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let engine = engine(ManifestCatalogue::shipped());
    engine.operate(&connection, &AccountChange { kind, input }).await.unwrap();
    let seen = server.seen.lock().unwrap().clone();
    let sets = seen.into_iter().filter(|seen| seen.line.ends_with(":setIamPolicy"));
    sets.map(|seen| {
        let body: Value = serde_json::from_str(&seen.body).unwrap();
        (seen.line, body["policy"].clone())
    })
    .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_leaves_every_policy_that_has_it_and_no_other_is_touched() {
    let gone = written(ChangeKind::Delete, &[("id", "user:ann@example.com")]).await;
    let left = json!({"version": 3, "etag": "BwX", "bindings": [{"role": "roles/viewer", "members": ["user:bob@example.com"]}]});
    assert_eq!(gone, [("POST /v3/projects/alpha:setIamPolicy".to_owned(), left)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_member_joins_the_others_of_the_role_and_conditions_stay() {
    let input = [("email", "eve@example.com"), ("project", "alpha"), ("role", "roles/viewer")];
    let made = written(ChangeKind::Create, &input).await;
    let conditional =
        json!({"role": "roles/viewer", "members": ["user:ann@example.com"], "condition": {"title": "office hours"}});
    let members = json!(["user:ann@example.com", "user:bob@example.com", "user:eve@example.com"]);
    let policy =
        json!({"version": 3, "etag": "BwX", "bindings": [conditional, {"role": "roles/viewer", "members": members}]});
    assert_eq!(made, [("POST /v3/projects/alpha:setIamPolicy".to_owned(), policy)]);
}
