use std::time::{Duration, Instant};

use actix_web::cookie::SameSite;
use serde_json::json;

use crate::support::{PASSWORD, TestApp};

#[actix_web::test]
async fn signing_in_gives_cookies_that_scripts_and_other_sites_cannot_use() {
    let app = TestApp::start_at("https://daicho.test").await;
    let example = app.organization("Example", "example.com").await;
    let answer = app.anonymous().post("/session", json!({"email": example.admin_email, "password": PASSWORD})).await;
    let session = answer.cookie("daicho_session").unwrap();
    assert_eq!(session.http_only(), Some(true));
    assert_eq!(session.secure(), Some(true));
    assert_eq!(session.same_site(), Some(SameSite::Lax));
    let csrf = answer.cookie("daicho_csrf").unwrap();
    assert_ne!(csrf.http_only(), Some(true));
    assert_ne!(csrf.value(), session.value());
}

#[actix_web::test]
async fn each_sign_in_is_a_new_session_whatever_cookie_was_there() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let planted = app.anonymous().with_session("planted-by-somebody-else");
    let body = json!({"email": example.admin_email, "password": PASSWORD});
    let first = planted.post("/session", body.clone()).await;
    let second = app.anonymous().post("/session", body).await;
    let token = |answer: &crate::support::Answer| answer.cookie("daicho_session").unwrap().value().to_owned();
    assert_ne!(token(&first), "planted-by-somebody-else");
    assert_ne!(token(&first), token(&second));
    planted.get("/session").await.refused(401, "unauthorized");
}

#[actix_web::test]
async fn what_changes_something_needs_the_sessions_own_csrf_token() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let body = json!({"name": "Renamed"});
    example.admin.with_csrf(None).patch("", body.clone()).await.refused(403, "csrf_rejected");
    example.admin.with_csrf(Some("guess")).patch("", body.clone()).await.refused(403, "csrf_rejected");
    let other = app.anonymous().post("/session", json!({"email": example.admin_email, "password": PASSWORD})).await;
    let foreign = other.cookie("daicho_csrf").unwrap().value();
    example.admin.with_csrf(Some(foreign)).patch("", body.clone()).await.refused(403, "csrf_rejected");
    assert_eq!(example.admin.get("").await.expect(200)["name"], "Example");
    assert_eq!(example.admin.patch("", body).await.expect(200)["name"], "Renamed");
}

#[actix_web::test]
async fn an_unknown_address_is_refused_like_a_wrong_password_and_as_slowly() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let attempt = async |email: &str| {
        let begun = Instant::now();
        let refusal = app.anonymous().post("/session", json!({"email": email, "password": "wrong"})).await;
        (refusal.refused(401, "sign_in_failed"), begun.elapsed())
    };
    let mut known_fastest = Duration::MAX;
    let mut unknown_fastest = Duration::MAX;
    for _ in 0..4 {
        let (known, known_took) = attempt(&example.admin_email).await;
        let (unknown, unknown_took) = attempt("nobody@example.com").await;
        assert_eq!(known, unknown);
        known_fastest = known_fastest.min(known_took);
        unknown_fastest = unknown_fastest.min(unknown_took);
    }
    // Without the work for nobody the unknown address would be a hundred times faster.
    assert!(unknown_fastest * 3 > known_fastest, "{unknown_fastest:?} against {known_fastest:?}");
}

#[actix_web::test]
async fn after_ten_attempts_even_the_right_password_waits() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let attempt = |password: &str| json!({"email": example.admin_email, "password": password});
    for _ in 0..10 {
        app.anonymous().post("/session", attempt("wrong")).await.refused(401, "sign_in_failed");
    }
    app.anonymous().post("/session", attempt(PASSWORD)).await.refused(429, "too_many_attempts");
    // Others are not shut out.
    app.anonymous().signed_in("member@example.com").await;
}

#[actix_web::test]
async fn signing_out_ends_this_session_and_signing_out_everywhere_all() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let first = app.anonymous().signed_in(&example.admin_email).await;
    let second = app.anonymous().signed_in(&example.admin_email).await;
    assert_eq!(first.delete("/session").await.status, 204);
    first.get("/session").await.refused(401, "unauthorized");
    second.get("/session").await.expect(200);
    let third = app.anonymous().signed_in(&example.admin_email).await;
    assert_eq!(second.delete("/sessions").await.status, 204);
    third.get("/session").await.refused(401, "unauthorized");
    example.admin.get("").await.refused(401, "unauthorized");
    example.key.get("").await.expect(200);
}

#[actix_web::test]
async fn a_new_password_ends_the_other_sessions() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let elsewhere = app.anonymous().signed_in(&example.admin_email).await;
    let admin = example.admin.at_the_top();
    let wrong = json!({"current": "wrong", "new": "another good password"});
    let refusal = admin.post("/session/password", wrong).await.refused(400, "validation_exception");
    assert_eq!(refusal["errorDetails"]["fields"][0]["field"], "current");
    let body = json!({"current": PASSWORD, "new": "another good password"});
    assert_eq!(admin.post("/session/password", body).await.status, 204);
    admin.get("/session").await.expect(200);
    elsewhere.get("/session").await.refused(401, "unauthorized");
    let old = json!({"email": example.admin_email, "password": PASSWORD});
    app.anonymous().post("/session", old).await.refused(401, "sign_in_failed");
}

#[actix_web::test]
async fn people_choose_their_name_and_language() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let member = example.member.at_the_top();
    let session = member.patch("/session", json!({"locale": "ja", "name": "田中"})).await.expect(200);
    assert_eq!((&session["user"]["locale"], &session["user"]["name"]), (&json!("ja"), &json!("田中")));
    let refusal = example.member.get("/users").await.refused(403, "forbidden");
    assert_eq!(refusal["errorDetails"]["message"], "この操作の権限がありません。");
    let refusal = example.member.speaking("en").get("/users").await.refused(403, "forbidden");
    assert_eq!(refusal["errorDetails"]["message"], "Your role does not allow this.");
}
