//! What is said when an account cannot be deleted, in the exact words of both languages; and that nothing was asked of
//! the service.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use daicho_tests::{
    daicho::{Api, Daicho, assert_finished, id},
    vendor_mock::{Reply, VendorMock},
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    gitlab::{self, Group},
    scim_service::ScimService,
};

/// What to say, in English and in Japanese.
type Words = [&'static str; 2];

/// Asks for a deletion in each language; both times it is refused with these words and this advice.
async fn refused(api: &Api, account: &str, error_id: &str, message: Words, remedy: Words) {
    for (place, language) in ["en", "ja"].into_iter().enumerate() {
        let body = json!({"account": {"type": "delete", "id": account}});
        let request = api.request(Method::DELETE, "/accounts").header("Accept-Language", language).json(&body);
        let answer = api.answer(request).await;
        assert!(answer.status == 409 || answer.status == 422, "{answer:#?}");
        let details = &answer.body["errorDetails"];
        assert_eq!(answer.body["errorId"], error_id);
        assert_eq!(details["message"], message[place]);
        assert_eq!(details["remedy"], remedy[place]);
    }
}

const CANNOT_BE_DELETED: Words = ["This account cannot be deleted.", "このアカウントは削除できません。"];

#[tokio::test]
async fn the_last_admin_and_the_integrated_user_are_left_alone() {
    let daicho = Daicho::start().await;
    let api = daicho.api();
    let group = Group { members: 3, page: 100 };
    // The first member is the group's only owner; whose token it is, is another one.
    let keeper = Arc::new(AtomicU16::new(2));
    let service = VendorMock::start({
        let keeper = Arc::clone(&keeper);
        move |request| match request.path.as_str() {
            "/api/v4/user" => Reply::json(&json!({"id": keeper.load(Ordering::Relaxed), "username": "keeper"})),
            _ => group.answer(request),
        }
    });
    let workspace = gitlab::connect_and_sync(&api, &service).await;
    let before = service.received().len();

    let last_admin = ["Cannot be deleted due to last admin", "最後の管理者のため削除できません"];
    let another = [
        "Invite another admin in the service, sync the workspace, and try again.",
        "サービスで別の管理者を追加し、ワークスペースを同期してから、もう一度お試しください。",
    ];
    refused(&api, &format!("{}#1", id(&workspace)), "last_admin", last_admin, another).await;
    let integrated = [
        "It is the integrated user: Daicho itself signs in with it. Connect the workspace with another account first.",
        "連携に使用しているアカウントです。先に別のアカウントで再連携してください。",
    ];
    refused(&api, &format!("{}#2", id(&workspace)), "integrated_user", CANNOT_BE_DELETED, integrated).await;
    assert_eq!(service.received().len(), before, "nothing was asked of the service");
}

#[tokio::test]
async fn where_there_is_no_way_to_delete_it_is_said() {
    let daicho = Daicho::start().await;
    let api = daicho.api();
    let paper = json!({"serviceName": "Paper", "workspaceName": "Paper", "customWorkspaceType": "manual_import"});
    let paper = api.post("/workspaces/custom", paper).await.expect(201)["workspace"]["id"].clone();
    let account = json!({"create": [{"email": "ann@example.com"}]});
    api.post(&format!("/workspaces/{}/accounts/custom", id(&paper)), account).await.expect(200);
    let unsupported = ["The delete function is not yet supported.", "削除機能はまだ対応していません。"];
    let by_hand = [
        "Delete the account in the service's own screens, then sync the workspace.",
        "サービスの画面で削除し、その後ワークスペースを同期してください。",
    ];
    let account = format!("{}#ann@example.com", id(&paper));
    refused(&api, &account, "delete_not_supported", unsupported, by_hand).await;
}

#[tokio::test]
async fn with_credentials_that_work_no_more_it_is_to_be_integrated_again() {
    let daicho = Daicho::start().await;
    let api = daicho.api();
    for status in [401, 403] {
        let refusal = Arc::new(AtomicU16::new(200));
        let service = ScimService::with_faults(3, Duration::ZERO, {
            let refusal = Arc::clone(&refusal);
            Box::new(move |request| match refusal.load(Ordering::Relaxed) {
                200 => None,
                _ if request.header("authorization") == Some("Bearer a-new-token") => None,
                status => Some(Reply::status(status)),
            })
        });
        let workspace = service.connect(&api).await.expect(201)["id"].clone();
        assert_finished(&api.first_sync(&workspace).await);
        refusal.store(status, Ordering::Relaxed);
        assert_eq!(api.sync(&workspace).await["status"], "failed");
        let expired = [
            "The registered credentials are incorrect or have expired",
            "登録されている認証情報が正しくないか、期限切れです",
        ];
        let again = [
            "Connect the workspace again with the latest permissions.",
            "最新の権限でワークスペースを再連携してください。",
        ];
        let account = format!("{}#1", id(&workspace));
        refused(&api, &account, "credentials_expired", expired, again).await;
        assert_eq!(service.writes(), 0);

        let values = json!({"base_url": service.mock.url, "token": "a-new-token"});
        let auth = json!({"method": "bearer_token", "values": values});
        api.put(&format!("/workspaces/{}/auth", id(&workspace)), json!({"auth": auth})).await.expect(200);
        assert_finished(&api.latest_sync(&workspace).await);
        let body = json!({"account": {"type": "delete", "id": account}});
        let request = api.send(Method::DELETE, "/accounts", Some(body)).await.expect(202)["requestId"].clone();
        assert_finished(&api.wait_for_request(&request).await);
    }
}

#[tokio::test]
async fn what_the_service_forbids_is_told_with_its_own_reason() {
    let daicho = Daicho::start().await;
    let api = daicho.api();
    let service = ScimService::with_faults(
        3,
        Duration::ZERO,
        Box::new(|request| {
            let reason = json!({"status": "400", "detail": "The owner of the tenant stays."});
            (request.method == "DELETE").then(|| Reply::json(&reason).with_status(400))
        }),
    );
    let workspace = service.connect(&api).await.expect(201)["id"].clone();
    assert_finished(&api.first_sync(&workspace).await);
    let body = json!({"account": {"type": "delete", "id": format!("{}#1", id(&workspace))}});
    let request = api.send(Method::DELETE, "/accounts", Some(body)).await.expect(202)["requestId"].clone();
    assert_eq!(api.wait_for_request(&request).await["status"], "failed");
    for (place, language) in ["en", "ja"].into_iter().enumerate() {
        let operation = api.request(Method::GET, &format!("/operations/{}", id(&request)));
        let operation: Value = api.answer(operation.header("Accept-Language", language)).await.expect(200);
        let error = &operation["error"];
        assert_eq!(
            (&error["errorId"], &error["message"]),
            (&json!("account_cannot_be_deleted"), &json!(CANNOT_BE_DELETED[place]))
        );
        assert!(
            error["detail"].as_str().is_some_and(|detail| detail.contains("The owner of the tenant stays.")),
            "{error:#}"
        );
    }
}
