use actix_web::http::Method;
use serde_json::json;

use crate::support::TestApp;

#[actix_web::test]
async fn broken_json_is_refused_with_its_position_in_both_languages() {
    let app = TestApp::start().await;
    let visitor = app.anonymous();
    let body = "{\n  \"email\": ,\n}".to_owned();
    let refusal = visitor.send(Method::POST, "/session", Some(body.clone())).await.refused(400, "validation_exception");
    let problem = &refusal["errorDetails"]["fields"][0];
    assert_eq!(problem["field"], "body");
    assert!(problem["message"].as_str().unwrap().ends_with("(line 2, column 12)"), "{problem}");
    let refusal = visitor.speaking("ja").send(Method::POST, "/session", Some(body)).await.expect(400);
    let problem = &refusal["errorDetails"]["fields"][0];
    assert!(problem["message"].as_str().unwrap().ends_with("（2行12列）"), "{problem}");
}

#[actix_web::test]
async fn fields_that_are_missing_wrong_or_unknown_are_named() {
    let app = TestApp::start().await;
    for (body, field) in [
        (json!({"email": "a@example.com"}), "password"),
        (json!({"email": 5, "password": "x"}), "email"),
        (json!({"email": "a@example.com", "password": "x", "remember": true}), "remember"),
    ] {
        let refusal = app.anonymous().post("/session", body).await.refused(400, "validation_exception");
        assert_eq!(refusal["errorDetails"]["fields"][0]["field"], field);
    }
    app.anonymous().send(Method::POST, "/session", None).await.refused(400, "validation_exception");
}

#[actix_web::test]
async fn a_huge_body_is_refused() {
    let app = TestApp::start().await;
    let huge = format!("{{\"email\": \"{}\"}}", "a".repeat(3 * 1024 * 1024));
    app.anonymous().send(Method::POST, "/session", Some(huge)).await.refused(413, "payload_too_large");
}

#[actix_web::test]
async fn what_is_not_there_is_404_and_a_wrong_method_405() {
    let app = TestApp::start().await;
    app.anonymous().get("/nothing").await.refused(404, "not_found");
    app.anonymous().send(Method::PUT, "/session", None).await.refused(405, "method_not_allowed");
    let example = app.organization("Example", "example.com").await;
    example.admin.delete("/users/abc").await.refused(400, "validation_exception");
    example.admin.delete("/users/999999").await.refused(404, "not_found");
    app.anonymous().with_key("x").within(i64::MAX).get("").await.refused(401, "unauthorized");
}

#[actix_web::test]
async fn every_answer_tells_browsers_to_be_careful() {
    let app = TestApp::start().await;
    let answer = app.anonymous().get("/setup").await;
    assert_eq!(answer.headers.get("x-content-type-options").unwrap(), "nosniff");
    assert_eq!(answer.headers.get("cache-control").unwrap(), "no-store");
    assert!(
        answer.headers.get("content-security-policy").unwrap().to_str().unwrap().contains("frame-ancestors 'none'")
    );
}

#[actix_web::test]
async fn health_readiness_metrics_and_documentation_stand_beside_the_routes() {
    let app = TestApp::start().await;
    for address in ["/healthz", "/readyz", "/metrics", "/docs/", "/api/v1/openapi.json"] {
        assert_eq!(app.anonymous().send_to(Method::GET, address, None).await.status, 200, "{address}");
    }
}
