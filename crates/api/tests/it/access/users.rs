use serde_json::json;

use crate::support::{PASSWORD, TestApp};

#[actix_web::test]
async fn a_colleague_is_invited_by_link_and_signs_in() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let invitation = json!({"email": "Yui@Example.com", "name": "Yui", "role": "member"});
    let invited = example.admin.post("/users", invitation).await.expect(201);
    assert_eq!(invited["user"]["status"], "invited");
    let link = invited["invitationLink"].as_str().unwrap();
    let token = link.strip_prefix("http://daicho.test/invitations/").unwrap();

    let visitor = app.anonymous();
    let shown = visitor.get(&format!("/invitations/{token}")).await.expect(200);
    assert_eq!(shown, json!({"email": "yui@example.com", "name": "Yui", "organizationName": "Example"}));
    let accept = json!({"name": "Yui Sato", "password": PASSWORD});
    let session = visitor.post(&format!("/invitations/{token}"), accept.clone()).await.expect(200);
    assert_eq!(session["user"]["roles"], json!(["member"]));
    visitor.post(&format!("/invitations/{token}"), accept).await.refused(404, "invitation_invalid");
    visitor.signed_in("yui@example.com").await;
}

#[actix_web::test]
async fn a_second_invitation_makes_the_first_link_useless() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let invite = async || {
        let body = json!({"email": "yui@example.com", "name": "Yui", "role": "member"});
        let invited = example.admin.post("/users", body).await.expect(201);
        invited["invitationLink"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    };
    let (first, second) = (invite().await, invite().await);
    app.anonymous().get(&format!("/invitations/{first}")).await.refused(404, "invitation_invalid");
    app.anonymous().get(&format!("/invitations/{second}")).await.expect(200);
}

#[actix_web::test]
async fn an_address_belongs_to_one_user_of_the_installation() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let other = app.organization("Other", "other.example").await;
    let body = json!({"email": example.admin_email, "name": "X", "role": "admin"});
    other.admin.post("/users", body).await.refused(409, "conflict");
}

#[actix_web::test]
async fn the_last_admin_stays() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let users = example.admin.get("/users?query=ADMIN@").await.expect(200);
    let id = &users["items"][0]["id"];
    let path = format!("/users/{id}");
    example.admin.patch(&path, json!({"role": "member"})).await.refused(409, "last_user_admin");
    example.admin.patch(&path, json!({"status": "suspended"})).await.refused(409, "last_user_admin");
    example.admin.delete(&path).await.refused(409, "last_user_admin");
    assert_eq!(example.admin.get("/users/admin-count").await.expect(200)["count"], 1);

    let second = example.admin.invited("admin", "second@example.com").await;
    assert_eq!(second.get("/users/admin-count").await.expect(200)["count"], 2);
    assert_eq!(second.patch(&path, json!({"roleIds": [2]})).await.expect(200)["roles"], json!(["member"]));
}

#[actix_web::test]
async fn a_change_of_role_or_status_ends_the_users_sessions() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let users = example.admin.get("/users?query=member@").await.expect(200);
    let path = format!("/users/{}", users["items"][0]["id"]);
    example.member.get("").await.expect(200);
    example.admin.patch(&path, json!({"role": "essential"})).await.expect(200);
    example.member.get("").await.refused(401, "unauthorized");

    let again = app.anonymous().signed_in("member@example.com").await;
    example.admin.patch(&path, json!({"status": "suspended"})).await.expect(200);
    again.get("/session").await.refused(401, "unauthorized");
    let body = json!({"email": "member@example.com", "password": PASSWORD});
    app.anonymous().post("/session", body).await.refused(401, "sign_in_failed");
}

#[actix_web::test]
async fn an_invited_user_cannot_be_made_active_by_hand() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let body = json!({"email": "yui@example.com", "name": "Yui", "role": "member"});
    let invited = example.admin.post("/users", body).await.expect(201);
    let path = format!("/users/{}", invited["user"]["id"]);
    example.admin.patch(&path, json!({"status": "active"})).await.refused(400, "validation_exception");
    assert_eq!(example.admin.delete(&path).await.status, 204);
    example.admin.delete(&path).await.refused(404, "not_found");
}

#[actix_web::test]
async fn users_are_listed_in_numbered_pages() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let page = example.admin.get("/users?limit=2&page=2&sortField=email&order=DESC").await.expect(200);
    assert_eq!(page["meta"], json!({"totalCount": 3, "currentPage": 2, "itemsPerPage": 2}));
    assert_eq!(page["items"][0]["email"], "admin@example.com");
    example.admin.get("/users?sortField=age").await.refused(400, "validation_exception");
    assert_eq!(example.admin.get("/users?query=100%25_").await.expect(200)["items"], json!([]));
}
