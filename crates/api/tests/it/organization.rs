use serde_json::json;

use crate::support::TestApp;

#[actix_web::test]
async fn an_admin_changes_the_settings_and_a_member_only_reads() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let change = json!({"systemLanguage": "ja", "timeZone": "Europe/Berlin",
        "settings": {"disappearanceGuard": {"share": 0.5, "count": 3}, "employeeMasterWorkspaceId": null}});
    example.member.patch("", change.clone()).await.refused(403, "forbidden");
    let changed = example.admin.patch("", change).await.expect(200);
    assert_eq!(changed["settings"]["disappearanceGuard"], json!({"share": 0.5, "count": 3}));
    assert_eq!(example.member.get("").await.expect(200)["timeZone"], "Europe/Berlin");

    let wrong = json!({"settings": {"disappearanceGuard": {"share": 2, "count": 3}}});
    let refusal = example.admin.patch("", wrong).await.refused(400, "validation_exception");
    assert_eq!(refusal["errorDetails"]["fields"][0]["field"], "settings.disappearanceGuard.share");
}

#[actix_web::test]
async fn domains_come_and_go_but_the_primary_one_stays() {
    let app = TestApp::start().await;
    let example = app.organization("Example", "example.com").await;
    let added = example.admin.post("/domains", json!({"name": "例え.JP"})).await.expect(201);
    assert_eq!(added, json!({"name": "xn--r8jz45g.jp", "primary": false, "source": "manual"}));
    example.admin.post("/domains", json!({"name": "xn--r8jz45g.jp"})).await.refused(409, "conflict");
    example.admin.post("/domains", json!({"name": "localhost"})).await.refused(400, "validation_exception");

    example.admin.delete("/domains/example.com").await.refused(409, "conflict");
    assert_eq!(example.admin.put("/domains/xn--r8jz45g.jp/primary").await.status, 204);
    assert_eq!(example.admin.delete("/domains/example.com").await.status, 204);
    example.admin.delete("/domains/example.com").await.refused(404, "not_found");
    let domains = example.admin.get("/domains").await.expect(200);
    assert_eq!(domains["items"], json!([{"name": "xn--r8jz45g.jp", "primary": true, "source": "manual"}]));
}
