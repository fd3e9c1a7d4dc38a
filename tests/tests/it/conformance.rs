//! What our connectors send, held against the vendors' own specifications.
//!
//! The specifications are not part of the project: `DAICHO_SPECS` names their folder.

use std::{path::PathBuf, process::Command, sync::Arc};

use daicho_tests::{
    daicho::binary,
    places,
    vendor_mock::{Received, Reply, VendorMock},
    vendor_spec::VendorSpec,
};
use serde_json::{Value, json};

/// A connector with what it takes to use it.
struct Connector {
    service: &'static str,
    spec: &'static str,
    method: &'static str,
    values: &'static [&'static str],
    /// What the vendor answers where its specification gives no example, or describes the operation elsewhere.
    answers: fn(&Received) -> Option<Value>,
}

const GITHUB: Connector = Connector {
    service: "github",
    spec: "github.json",
    method: "personal_access_token",
    values: &["org=octo-org", "token=a-token-of-the-test"],
    answers: |_| None,
};

const SLACK: Connector = Connector {
    service: "slack",
    spec: "slack.json",
    method: "token",
    values: &["token=xoxp-of-the-test"],
    // The example is the first of several pages; the next is the last.
    answers: |request| request.parameter("cursor").map(|_| json!({"ok": true, "members": []})),
};

const OKTA: Connector = Connector {
    service: "okta",
    spec: "okta.yaml",
    method: "api_token",
    values: &["okta_domain=acme.okta.com", "api_token=a-token-of-the-test"],
    answers: |_| None,
};

const ZOOM: Connector = Connector {
    service: "zoom",
    spec: "zoom.json",
    method: "server_to_server",
    values: &["account_id=a", "client_id=c", "client_secret=s"],
    answers: |request| match request.path.as_str() {
        "/oauth/token" => Some(json!({"access_token": "t", "token_type": "bearer", "expires_in": 3600})),
        "/v2/users" => {
            Some(json!({"users": [{"id": "z8", "email": "jill@example.com", "type": 2, "status": "active"}]}))
        }
        _ => None,
    },
};

const GOOGLE: Connector = Connector {
    service: "google-workspace",
    spec: "google-admin.directory_v1.discovery.json",
    method: "oauth",
    values: &["domain=example.com", "access_token=ya29.of-the-test"],
    answers: |request| match request.path.as_str() {
        "/admin/directory/v1/users" => Some(json!({"users": [{"id": "1", "primaryEmail": "liz@example.com"}]})),
        "/apps/licensing/v1/product/Google-Apps/users" => Some(json!({"items": []})),
        _ => None,
    },
};

/// Addresses whose specification is another document of the vendor.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["/graphql", "/oauth/token", "/apps/licensing/v1/product/Google-Apps/users"];

impl Connector {
    fn spec(&self) -> Option<Arc<VendorSpec>> {
        let beside = || places::project().join("../shared/specs");
        let folder = std::env::var_os("DAICHO_SPECS").map_or_else(beside, PathBuf::from);
        if !folder.exists() {
            eprintln!("skipped: no specs folder ({})", folder.display());
            return None;
        }
        Some(Arc::new(VendorSpec::read(&folder.join(self.spec))))
    }

    /// Runs an operation against a server that answers with the vendor's own examples; gives what it printed.
    fn run(&self, operation: &str, input: &[&str], spec: &Arc<VendorSpec>) -> Value {
        let vendor = VendorMock::start({
            let (spec, answers) = (Arc::clone(spec), self.answers);
            move |request| answers(request).map_or_else(|| spec.answer(request), |answer| Reply::json(&answer))
        });
        let mut command = Command::new(binary());
        command.args(["connector", "try", self.service, operation, "--auth", self.method, "--json"]);
        command.args(["--base-url", &vendor.url]).env("DAICHO_OPEN_NETWORKS", "127.0.0.0/8");
        command.args(self.values.iter().flat_map(|value| ["--set", value]));
        command.args(input.iter().flat_map(|value| ["--input", value]));
        let output = command.output().expect("daicho");

        let errors = String::from_utf8_lossy(&output.stderr);
        let received = vendor.received();
        assert!(!received.is_empty(), "{} {operation} sent nothing: {errors}", self.service);
        for request in received.iter().filter(|request| !DESCRIBED_ELSEWHERE.contains(&request.path.as_str())) {
            let objections = spec.objections(request);
            assert!(objections.is_empty(), "{} {} {}: {objections:?}", request.method, request.path, request.body);
        }
        assert!(output.status.success(), "{} {operation} failed: {errors}", self.service);
        serde_json::from_slice(&output.stdout).expect("JSON")
    }
}

#[test]
fn github_is_asked_as_its_specification_says() {
    let Some(spec) = GITHUB.spec() else { return };
    GITHUB.run("verify", &[], &spec);
    let accounts = GITHUB.run("list", &[], &spec);
    assert_eq!(accounts["accounts"][0]["username"], "octocat", "{accounts:#}");
    GITHUB.run("create", &["email=octocat@github.com"], &spec);
    GITHUB.run("delete", &["username=octocat"], &spec);
}

#[test]
fn slack_is_asked_as_its_specification_says() {
    let Some(spec) = SLACK.spec() else { return };
    SLACK.run("verify", &[], &spec);
    let accounts = SLACK.run("list", &[], &spec);
    assert_eq!(accounts["accounts"][0]["email"], "spengler@ghostbusters.example.com", "{accounts:#}");
}

#[test]
fn okta_is_asked_as_its_specification_says() {
    let Some(spec) = OKTA.spec() else { return };
    OKTA.run("verify", &[], &spec);
    let accounts = OKTA.run("list", &[], &spec);
    assert_eq!(accounts["accounts"][0]["email"], "alice.smith@example.com", "{accounts:#}");
    OKTA.run("create", &["email=isaac.brock@example.com", "first_name=Isaac", "last_name=Brock"], &spec);
    for operation in ["suspend", "reactivate", "delete"] {
        OKTA.run(operation, &["id=00ub0oNGTSWTBKOLGLNR"], &spec);
    }
}

#[test]
fn zoom_is_asked_as_its_specification_says() {
    let Some(spec) = ZOOM.spec() else { return };
    ZOOM.run("verify", &[], &spec);
    let accounts = ZOOM.run("list", &[], &spec);
    assert_eq!(accounts["accounts"][0]["email"], "jill@example.com", "{accounts:#}");
    for operation in ["suspend", "reactivate", "delete"] {
        ZOOM.run(operation, &["id=z8"], &spec);
    }
}

#[test]
fn google_is_asked_as_its_specification_says() {
    let Some(spec) = GOOGLE.spec() else { return };
    GOOGLE.run("verify", &[], &spec);
    let accounts = GOOGLE.run("list", &[], &spec);
    assert_eq!(accounts["accounts"][0]["email"], "liz@example.com", "{accounts:#}");
}
