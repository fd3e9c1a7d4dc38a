use serde_json::json;

use crate::support::TestApp;

#[actix_web::test]
async fn a_key_is_shown_once_works_and_is_revoked() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let made = example.admin.post("/api-keys", json!({"name": "CI"})).await.expect(201);
    let key = made["key"].as_str().unwrap();
    assert!(key.starts_with("daicho_"));
    let program = app.anonymous().with_key(key).within(example.id);
    program.get("").await.expect(200);

    let listed = example.admin.get("/api-keys").await.expect(200);
    assert_eq!(listed["items"][0]["name"], "CI");
    assert_eq!(listed["items"][0]["createdBy"], "admin@example.com");
    assert!(listed["items"][0]["lastUsedAt"].is_string());
    assert!(!listed.to_string().contains(key));

    assert_eq!(example.admin.delete(&format!("/api-keys/{}", made["id"])).await.status, 204);
    program.get("").await.refused(401, "unauthorized");
}

#[actix_web::test]
async fn a_key_needs_no_csrf_token_but_a_person_behind_it() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    example.key.patch("", json!({"name": "Renamed"})).await.expect(200);
    example.key.post("/api-keys", json!({"name": "child"})).await.refused(403, "forbidden");
    example.key.at_the_top().get("/session").await.refused(401, "unauthorized");
}

#[actix_web::test]
async fn a_wrong_key_is_no_key_even_with_a_good_cookie() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    for wrong in ["", "daicho_", "daicho_0000", "xyz"] {
        example.admin.with_key(wrong).get("").await.refused(401, "unauthorized");
    }
}

#[actix_web::test]
async fn a_suspended_users_keys_stop_and_a_demoted_ones_lose_their_power() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let second = example.admin.invited("admin", "second@example.com").await;
    let made = second.post("/api-keys", json!({"name": "theirs"})).await.expect(201);
    let program = app.anonymous().with_key(made["key"].as_str().unwrap()).within(example.id);
    let users = example.admin.get("/users?query=second@").await.expect(200);
    let path = format!("/users/{}", users["items"][0]["id"]);

    example.admin.patch(&path, json!({"role": "member"})).await.expect(200);
    program.get("/users").await.refused(403, "forbidden");
    example.admin.patch(&path, json!({"status": "suspended"})).await.expect(200);
    program.get("").await.refused(401, "unauthorized");
    example.admin.patch(&path, json!({"status": "active", "role": "admin"})).await.expect(200);
    program.get("/users").await.expect(200);
    example.admin.delete(&path).await.expect(204);
    program.get("").await.refused(401, "unauthorized");
}
