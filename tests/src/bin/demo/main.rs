//! Daicho for a look around: a made-up company with 300 employees, connected to mock services on loopback that are made
//! from the manifests, and really synced.
//!
//! `DAICHO_LISTEN` says where (127.0.0.1:8080). Everything is gone when it ends.
#![expect(clippy::expect_used, reason = "a demonstration that cannot start says why and ends")]

mod people;

use std::{
    collections::BTreeMap,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

use daicho_connectors::{ManifestCatalogue, mock};
use daicho_domain::catalogue::{ConnectWay, Service, WayKind};
use daicho_tests::{
    daicho::Api,
    program::{Folder, Program},
};
use nix::sys::signal::Signal;
use serde_json::{Value, json};

const ORGANIZATION: &str = "株式会社あおぞら";
const PASSWORD: &str = "look-around-2026";
const EMPLOYEE_MASTER: &str = "smarthr";
const SERVICES: &[&str] = &[
    EMPLOYEE_MASTER,
    "google-workspace",
    "slack",
    "github",
    "zoom",
    "okta",
    "azure-ad",
    "gitlab",
    "amazon-web-services",
    "my-redmine",
    "wordpress-self-host-api",
    "scim",
];

#[tokio::main]
async fn main() {
    let listen = std::env::var("DAICHO_LISTEN").unwrap_or_else(|_| "127.0.0.1:8080".to_owned());
    let url = format!("http://{listen}");
    let admin = format!("admin@{}", people::DOMAIN);

    let folder = Folder::new("demo");
    let environment = Environment { listen, url: url.clone(), data: folder.path().join("data") };
    let bootstrapped = environment.bootstrap(&admin);
    let server = Program::start("daicho", environment.command().arg("serve"), folder, Signal::SIGTERM);
    server.answers(&format!("{url}/healthz")).await;
    let api = Api {
        base: format!("{url}/api/v1"),
        organization: bootstrapped["organizationId"].as_u64().expect("an organization"),
        key: bootstrapped["apiKey"].as_str().map(str::to_owned),
    };

    let mocks = connect_everything(&api).await;
    println!(
        "\n{} services connected and synced.\n\n  {url}\n  e-mail    {admin}\n  password  {PASSWORD}\n",
        mocks.len()
    );
    println!("Ctrl-C ends it; everything of this demonstration is gone then.");
    tokio::signal::ctrl_c().await.expect("a signal");
}

/// Connects the employee master first, so that every other sync finds the people.
async fn connect_everything(api: &Api) -> Vec<mock::MockService> {
    let catalogue = ManifestCatalogue::shipped();
    let employees = people::employees(chrono::Utc::now());
    let mut mocks = Vec::new();
    for (number, slug) in SERVICES.iter().enumerate() {
        let manifest = catalogue.manifest(slug).expect("a service of the catalogue");
        let accounts =
            if *slug == EMPLOYEE_MASTER { employees.clone() } else { people::accounts_of(number, &employees) };
        let service = manifest.service(slug);
        let way = way_without_consent(&service);
        let mock = mock::start_with(manifest, &way.name, accounts, mock::USUAL_PAGE).await.expect("a mock service");
        let workspace = connect(api, slug, way, &mock).await;
        if *slug == EMPLOYEE_MASTER {
            let settings = json!({"settings": {"employeeMasterWorkspaceId": workspace["id"]}});
            api.patch("", settings).await.expect(200);
            api.sync(&workspace["id"]).await;
        }
        println!("connected {slug}");
        mocks.push(mock);
    }
    mocks
}

/// A mock has no consent screen to send a browser to.
fn way_without_consent(service: &Service) -> &ConnectWay {
    service.ways.iter().find(|way| way.kind != WayKind::Oauth2).expect("a way with typed credentials")
}

/// Enters what the way asks for, as the mock expects it.
async fn connect(api: &Api, slug: &str, way: &ConnectWay, mock: &mock::MockService) -> Value {
    let fields = way.fields.iter().map(|field| field.name.as_str());
    let mut credentials: BTreeMap<&str, String> =
        fields.filter_map(|field| Some((field, mock.credentials.expose(field)?.to_owned()))).collect();
    if let Some(key) = credentials.get_mut("service_account_json") {
        *key = service_account();
    }
    let workspace = json!({
        "serviceUniqueName": slug,
        "workspaceName": ORGANIZATION,
        "auth": {"method": way.name, "values": credentials},
        "settings": {"baseUrl": mock.base_url},
    });
    let workspace = api.post("/workspaces", workspace).await.expect(201);
    api.first_sync(&workspace["id"]).await;
    workspace
}

/// A key file as Google issues it: what it signs must be a real signature.
fn service_account() -> String {
    let made = Command::new("openssl").args(["genrsa", "2048"]).stderr(Stdio::null()).output().expect("openssl");
    let private_key = String::from_utf8(made.stdout).expect("a key as PEM");
    let email = format!("daicho@{}", people::DOMAIN);
    json!({"type": "service_account", "client_email": email, "private_key": private_key}).to_string()
}

struct Environment {
    listen: String,
    url: String,
    data: PathBuf,
}

impl Environment {
    /// The binary that lies beside this one, with the settings of the demonstration.
    fn command(&self) -> Command {
        let beside = std::env::current_exe().expect("the path of this program").with_file_name("daicho");
        let mut command = Command::new(beside);
        command
            .env("DAICHO_LISTEN", &self.listen)
            .env("DAICHO_PUBLIC_URL", &self.url)
            .env("DAICHO_DATA_DIR", &self.data)
            .env("DATABASE_URL", "")
            .env("DAICHO_OPEN_NETWORKS", "127.0.0.0/8");
        command
    }

    fn bootstrap(&self, admin: &str) -> Value {
        let mut child = self
            .command()
            .args(["bootstrap", "--organization", ORGANIZATION, "--domain", people::DOMAIN])
            .args(["--admin-email", admin, "--admin-password-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("daicho beside this program");
        child.stdin.take().expect("an input").write_all(PASSWORD.as_bytes()).expect("it reads the password");
        let output = child.wait_with_output().expect("the end of daicho bootstrap");
        serde_json::from_slice(&output.stdout).expect("what daicho bootstrap prints")
    }
}
