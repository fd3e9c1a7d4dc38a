//! Requests made up from the OpenAPI document, valid and broken ones: none may be an error of the server.

use std::process::Command;

use daicho_tests::{
    daicho::Daicho,
    places::{project, python_program},
    vendor_mock::VendorMock,
};
use serde_json::json;

use crate::gitlab::{self, Group};

/// Seconds; what is left of the operations is tried in another run with other values.
const LONGEST: u32 = 75;

/// A stream without end, what would take the caller's own key away, and what asks Slack itself, which the tests do not reach.
const NOT_ASKED: [&str; 4] =
    ["/events", "/api-keys/{apiKeyId}", "/users/{userId}", "/notification-channels/slack-channels"];

#[tokio::test]
async fn no_made_up_request_is_an_error_of_the_server() {
    let daicho = Daicho::start().await;
    let service = VendorMock::start(|request| Group { members: 3, page: 10 }.answer(request));
    gitlab::connect_and_sync(&daicho.api(), &service).await;
    daicho.api().post("/identity", json!({"primaryEmail": "ann@example.com"})).await.expect(201);

    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("schemathesis.toml");
    let text = format!("[parameters]\n\"path.organizationId\" = {}\n", daicho.organization);
    std::fs::write(&settings, text).expect("a file of settings");
    let mut schemathesis = Command::new(python_program("schemathesis"));
    schemathesis.current_dir(folder.path()).arg("--config-file").arg(&settings).arg("run");
    schemathesis.arg(project().join("openapi/openapi.json")).args(["--url", &daicho.url()]);
    schemathesis.args(["--header", &format!("Authorization: Bearer {}", daicho.api_key)]);
    // With several workers the AST of CPython 3.11 fails now and then: https://github.com/python/cpython/issues/106905
    schemathesis.args([
        "--checks",
        "not_a_server_error",
        "--phases",
        "coverage,fuzzing",
        "--workers",
        "1",
        "--no-color",
    ]);
    schemathesis.args(["--max-time", &LONGEST.to_string(), "--request-timeout", "20", "--no-shrink"]);
    for path in NOT_ASKED {
        schemathesis.args(["--exclude-path", &format!("/api/v1/organizations/{{organizationId}}{path}")]);
    }
    let run = tokio::task::spawn_blocking(move || schemathesis.output()).await.expect("a thread");
    let run = run.expect("schemathesis");
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{told}\n{}", String::from_utf8_lossy(&run.stderr));
    assert!(generated(&told) > 500, "hardly anything was tried: {told}");
}

/// How many requests the summary speaks of: `Test cases: 1234 generated, …`.
fn generated(told: &str) -> u32 {
    let cases = told.split("Test cases:").nth(1).unwrap_or_default();
    let number = cases.trim_start().split(' ').next().unwrap_or_default().replace(',', "");
    number.trim().parse().unwrap_or_default()
}
