use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{PASSWORD, TestApp};

fn form(token: &str) -> Value {
    json!({
        "token": token,
        "organization": {
            "name": "Example", "primaryDomain": "Example.COM", "systemLanguage": "ja", "timeZone": "Asia/Tokyo",
        },
        "admin": {"name": "Aoi", "email": "Aoi@Example.com", "password": PASSWORD},
    })
}

#[actix_web::test]
async fn whoever_has_the_link_sets_up_the_organization_and_is_signed_in() {
    let app = TestApp::start().await;
    let visitor = app.anonymous();
    assert_eq!(visitor.get("/setup").await.expect(200)["required"], true);

    let link = app.state.set_up.new_link().await.unwrap().unwrap();
    let answer = visitor.post("/setup", form(link.expose())).await;
    let admin = visitor.with_cookies_of(&answer);
    let session = answer.expect(201);
    assert_eq!(session["user"]["email"], "aoi@example.com");
    assert_eq!(session["organization"]["systemLanguage"], "ja");

    assert_eq!(admin.get("/session").await.expect(200), session);
    let organization = admin.within(session["organization"]["id"].as_i64().unwrap());
    assert_eq!(organization.get("").await.expect(200)["domains"], json!(["example.com"]));
    assert_eq!(visitor.get("/setup").await.expect(200)["required"], false);
}

#[actix_web::test]
async fn a_wrong_or_outdated_link_sets_up_nothing() {
    let app = TestApp::start().await;
    let outdated = app.state.set_up.new_link().await.unwrap().unwrap();
    app.state.set_up.new_link().await.unwrap().unwrap();
    app.anonymous().post("/setup", form(outdated.expose())).await.refused(403, "set_up_link_invalid");
    app.anonymous().post("/setup", form("guess")).await.refused(403, "set_up_link_invalid");
    assert_eq!(app.anonymous().get("/setup").await.expect(200)["required"], true);
}

#[actix_web::test]
async fn of_many_who_set_up_at_once_one_wins() {
    let app = TestApp::start().await;
    let link = app.state.set_up.new_link().await.unwrap().unwrap();
    let visitor = app.anonymous();
    let answers = join_all((0..5).map(|_| visitor.post("/setup", form(link.expose())))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409]);
    visitor.post("/setup", form(link.expose())).await.refused(409, "already_set_up");
}

#[actix_web::test]
async fn the_form_says_which_field_is_wrong() {
    let app = TestApp::start().await;
    let link = app.state.set_up.new_link().await.unwrap().unwrap();
    for (pointer, value, field) in [
        ("/organization/primaryDomain", "localhost", "organization.primaryDomain"),
        ("/organization/timeZone", "Tokyo", "organization.timeZone"),
        ("/organization/name", " ", "organization.name"),
        ("/organization/systemLanguage", "fr", "organization.systemLanguage"),
        ("/admin/email", "aoi", "admin.email"),
        ("/admin/password", "short", "admin.password"),
    ] {
        let mut wrong = form(link.expose());
        *wrong.pointer_mut(pointer).unwrap() = json!(value);
        let refusal = app.anonymous().post("/setup", wrong).await.refused(400, "validation_exception");
        assert_eq!(refusal["errorDetails"]["fields"][0]["field"], field);
    }
    app.anonymous().post("/setup", form(link.expose())).await.expect(201);
}
