use serde_json::json;

use crate::support::TestApp;

#[actix_web::test]
async fn an_extension_gets_a_key_of_its_own_by_a_code_that_works_once() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let offered = example.admin.post("/extension-pairings", json!({})).await.expect(201);
    let code = offered["code"].as_str().unwrap();
    let typed = json!({"code": code.to_lowercase().replace('-', " "), "name": "Chrome at work"});
    let paired = app.anonymous().post("/extension-pairings", typed.clone()).await.expect(201);
    assert_eq!((&paired["organizationName"], &paired["organizationId"]), (&json!("Example"), &json!(example.id)));
    assert_eq!(paired["offeredBy"], "admin@example.com");
    app.anonymous().post("/extension-pairings", typed).await.refused(403, "pairing_code_invalid");

    let key = paired["key"].as_str().unwrap();
    let extension = app.anonymous().with_key(key).within(example.id);
    extension.get("/workspaces").await.expect(200);
    extension.get("/connectors").await.expect(200);
    for (may_not, body) in [("/accounts", None), ("/identity", None), ("/api-keys", None), ("/workspaces", Some("{}"))]
    {
        let asked = match body {
            Some(body) => extension.post(may_not, json!(body)).await,
            None => extension.get(may_not).await,
        };
        asked.refused(403, "forbidden");
    }

    let listed = example.admin.get("/api-keys").await.expect(200);
    let shown = listed["items"].as_array().unwrap().iter().find(|key| key["name"] == "Chrome at work").unwrap();
    assert_eq!((&shown["scope"], &shown["createdBy"]), (&json!("extension"), &json!("admin@example.com")));
    assert!(!listed.to_string().contains(key));
    example.admin.delete(&format!("/api-keys/{}", shown["id"])).await.expect(204);
    extension.get("/workspaces").await.refused(401, "unauthorized");
}

#[actix_web::test]
async fn a_new_code_takes_the_place_of_the_one_before() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let first = example.admin.post("/extension-pairings", json!({})).await.expect(201);
    let second = example.admin.post("/extension-pairings", json!({})).await.expect(201);
    let outside = app.anonymous();
    let body = |offered: &serde_json::Value| json!({"code": offered["code"], "name": "Chrome"});
    outside.post("/extension-pairings", body(&first)).await.refused(403, "pairing_code_invalid");
    outside.post("/extension-pairings", body(&second)).await.expect(201);
}

#[actix_web::test]
async fn only_a_person_who_may_make_keys_offers_a_code() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    for caller in [&example.member, &example.essential, &example.key] {
        caller.post("/extension-pairings", json!({})).await.refused(403, "forbidden");
    }
}

#[actix_web::test]
async fn guesses_are_counted() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let offered = example.admin.post("/extension-pairings", json!({})).await.expect(201);
    let guess = json!({"code": "AAAAA-AAAAA", "name": "Chrome"});
    for _ in 0..10 {
        app.anonymous().post("/extension-pairings", guess.clone()).await.refused(403, "pairing_code_invalid");
    }
    let right = json!({"code": offered["code"], "name": "Chrome"});
    app.anonymous().post("/extension-pairings", right).await.refused(429, "too_many_attempts");
}
