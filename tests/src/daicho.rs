//! The product itself: the real binary with a fresh organization, and a client of its API.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use nix::sys::signal::Signal;
use reqwest::{Method, RequestBuilder, multipart::Form};
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    http, places,
    polling::eventually,
    program::{Folder, Program, free_port},
};

/// How long a sync or another request may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_mins(2);

/// A running server on data of its own.
#[derive(Debug)]
pub struct Daicho {
    server: Option<Program>,
    port: u16,
    installation: Installation,
    pub organization: u64,
    /// An API key of the organization's Admin.
    pub api_key: String,
    pub admin_email: String,
}

/// What a server keeps over restarts.
#[derive(Debug)]
struct Installation {
    data: TempDir,
    /// Where its browsers keep what they need while they run.
    temporary: TempDir,
    database_url: Option<String>,
    settings: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bootstrapped {
    organization_id: u64,
    api_key: String,
    admin_email: String,
}

/// The password of every Admin that a test sets up.
pub const ADMIN_PASSWORD: &str = "correct horse battery staple";

impl Daicho {
    /// Starts on SQLite with the organization Example (example.com).
    pub async fn start() -> Self {
        Self::start_on(None).await
    }

    /// Starts on the database of this URL, or on SQLite.
    pub async fn start_on(database_url: Option<String>) -> Self {
        Self::start_with(database_url, &[]).await
    }

    /// Starts with further environment variables.
    pub async fn start_with(database_url: Option<String>, settings: &[(&str, &str)]) -> Self {
        let installation = Installation {
            data: tempfile::Builder::new().prefix("daicho-data-").tempdir().expect("a data folder"),
            temporary: tempfile::Builder::new().prefix("daicho-files-").tempdir().expect("a folder"),
            database_url,
            settings: settings.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
        };
        let Bootstrapped { organization_id, api_key, admin_email } = installation.bootstrap("Example", "example.com");
        let port = free_port();
        let mut daicho = Self { server: None, port, installation, organization: organization_id, api_key, admin_email };
        daicho.serve().await;
        daicho
    }

    async fn serve(&mut self) {
        let mut command = self.installation.command();
        command.arg("serve").env("DAICHO_LISTEN", format!("127.0.0.1:{}", self.port));
        command.env("DAICHO_PUBLIC_URL", self.url());
        let server = Program::start("daicho", &command, Folder::new("serve"), Signal::SIGTERM);
        server.answers(&format!("{}/healthz", self.url())).await;
        self.server = Some(server);
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The address before `/organizations/…`.
    pub fn api_url(&self) -> String {
        format!("{}/api/v1", self.url())
    }

    /// The API as the organization's Admin uses it with a key.
    pub fn api(&self) -> Api {
        Api { base: self.api_url(), organization: self.organization, key: Some(self.api_key.clone()) }
    }

    /// Adds another organization, with its own Admin.
    pub fn add_organization(&self, name: &str, domain: &str) -> Api {
        let Bootstrapped { organization_id, api_key, .. } = self.installation.bootstrap(name, domain);
        Api { base: self.api_url(), organization: organization_id, key: Some(api_key) }
    }

    /// Kills the server as `kill -9` does.
    pub fn kill_nine(&mut self) {
        self.server.take().expect("a running server").kill_nine();
    }

    /// Starts the server again on the same data.
    pub async fn restart(&mut self) {
        drop(self.server.take());
        self.serve().await;
    }

    /// Runs a command of the operator on this server's data.
    pub fn operator(&self, arguments: &[&str]) -> Output {
        self.installation.command().args(arguments).output().expect("daicho")
    }

    /// Starts another process that works on this server's queue.
    pub fn add_worker(&self) -> Program {
        let mut command = self.installation.command();
        command.arg("worker");
        Program::start("daicho", &command, Folder::new("worker"), Signal::SIGTERM)
    }

    /// Where the server keeps everything.
    pub fn database_url(&self) -> String {
        let file = || format!("sqlite://{}", self.installation.data.path().join("daicho.db").display());
        self.installation.database_url.clone().unwrap_or_else(file)
    }

    /// Where its browsers keep their files.
    pub fn temporary_files(&self) -> &Path {
        self.installation.temporary.path()
    }

    /// What the server has logged since it was started.
    pub fn log(&self) -> String {
        self.server.as_ref().map(Program::output).unwrap_or_default()
    }

    /// The most memory that the server has held so far, in bytes.
    pub fn peak_memory(&self) -> u64 {
        self.server.as_ref().expect("a running server").peak_memory("daicho")
    }

    /// What the server and its browsers hold at this moment, in bytes.
    pub fn tree_memory(&self) -> u64 {
        self.server.as_ref().expect("a running server").tree_memory()
    }
}

impl Installation {
    fn command(&self) -> Command {
        let mut command = Command::new(binary());
        command.env("DAICHO_DATA_DIR", self.data.path()).env("DAICHO_OPEN_NETWORKS", "127.0.0.0/8");
        command.env("DATABASE_URL", self.database_url.as_deref().unwrap_or_default());
        command.env("TMPDIR", self.temporary.path()).envs(&self.settings);
        command
    }

    fn bootstrap(&self, organization: &str, domain: &str) -> Bootstrapped {
        let email = format!("admin@{domain}");
        let mut bootstrap = self.command();
        bootstrap.args(["bootstrap", "--organization", organization, "--domain", domain]);
        bootstrap.args(["--admin-email", &email, "--admin-password-stdin"]);
        let mut child = bootstrap
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("daicho bootstrap");
        child.stdin.take().expect("an input").write_all(ADMIN_PASSWORD.as_bytes()).expect("it reads the password");
        let output = child.wait_with_output().expect("the end of daicho bootstrap");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "daicho bootstrap failed: {errors}");
        serde_json::from_slice(&output.stdout).expect("what daicho bootstrap prints")
    }
}

/// The binary under test: `DAICHO_BIN`, or what `cargo build` made.
pub fn binary() -> PathBuf {
    let path = std::env::var_os("DAICHO_BIN").map_or_else(|| places::target().join("debug/daicho"), PathBuf::from);
    assert!(path.exists(), "{} is missing: run cargo build", path.display());
    path
}

/// The REST API of one organization, as one caller sees it.
#[derive(Debug, Clone)]
pub struct Api {
    pub base: String,
    pub organization: u64,
    pub key: Option<String>,
}

/// An answer of the API, whatever its status.
#[derive(Debug)]
pub struct Answer {
    pub request: String,
    pub status: u16,
    pub body: Value,
    /// The cookies that it sets, each as `name=value`.
    pub cookies: Vec<String>,
}

impl Answer {
    /// The body of an answer that has the expected status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{} answered {:#}", self.request, self.body);
        self.body
    }
}

impl Api {
    /// The same API for a caller without credentials.
    #[must_use]
    pub fn anonymous(&self) -> Self {
        Self { key: None, ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    /// Sends a request to a path below the organization.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.request(method, path);
        self.answer(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }

    /// Uploads a file as `multipart/form-data`.
    pub async fn upload(&self, path: &str, form: Form) -> Answer {
        self.answer(self.request(Method::POST, path).multipart(form)).await
    }

    /// A request to a path below the organization, with the caller's credentials.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request =
            http::client().request(method, format!("{}/organizations/{}{path}", self.base, self.organization));
        match &self.key {
            Some(key) => request.bearer_auth(key),
            None => request,
        }
    }

    /// Sends a request and reads its answer.
    pub async fn answer(&self, request: RequestBuilder) -> Answer {
        let (client, request) = request.build_split();
        let request = request.expect("a request");
        let said = format!("{} {}", request.method(), request.url());
        let answer = client.execute(request).await.unwrap_or_else(|error| panic!("{said}: {error}"));
        let status = answer.status().as_u16();
        let cookies = http::cookies_of(&answer);
        let text = answer.text().await.unwrap_or_else(|error| panic!("{said}: {error}"));
        Answer { request: said, status, body: serde_json::from_str(&text).unwrap_or(Value::String(text)), cookies }
    }

    /// All items of a list, page by page.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let separator = if path.contains('?') { '&' } else { '?' };
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let mut page = self.get(&format!("{path}{separator}limit=200{cursor}")).await.expect(200);
            items.append(page["items"].as_array_mut().expect("the items of a list"));
            let Some(next) = page["meta"]["nextCursor"].as_str().filter(|next| !next.is_empty()) else {
                return items;
            };
            let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            cursor = format!("&cursor={next}");
        }
    }

    /// Connects a service at an address of the test and gives the answer.
    pub async fn connect(&self, service: &str, base_url: &str, method: &str, values: Value) -> Answer {
        self.connect_with(service, method, values, json!({"baseUrl": base_url})).await
    }

    /// Connects a service with these settings and gives the answer.
    pub async fn connect_with(&self, service: &str, method: &str, values: Value, settings: Value) -> Answer {
        let workspace = json!({
            "serviceUniqueName": service,
            "workspaceName": format!("{service} of the test"),
            "auth": {"method": method, "values": values},
            "settings": settings,
        });
        self.post("/workspaces", workspace).await
    }

    /// Waits for the sync that connecting a workspace has asked for; gives the request as it ended.
    pub async fn first_sync(&self, workspace: &Value) -> Value {
        self.wait_for_request(&self.first_request(workspace).await).await
    }

    /// Waits for the sync that integrating a workspace again has asked for; gives the request as it ended.
    pub async fn latest_sync(&self, workspace: &Value) -> Value {
        let latest = self.syncs(workspace).await.first().expect("the entry of the latest sync")["id"].clone();
        self.wait_for_request(&latest).await
    }

    /// The id of the sync that connecting a workspace has asked for.
    pub async fn first_request(&self, workspace: &Value) -> Value {
        self.syncs(workspace).await.last().expect("the entry of the first sync")["id"].clone()
    }

    /// The latest first.
    async fn syncs(&self, workspace: &Value) -> Vec<Value> {
        self.all(&format!("/integration-logs?workspaceIds={}&kinds=sync", id(workspace))).await
    }

    /// Syncs a workspace once more; gives the request as it ended.
    pub async fn sync(&self, workspace: &Value) -> Value {
        let path = format!("/workspaces/{}/sync", id(workspace));
        let request = self.post(&path, json!({})).await.expect(202);
        self.wait_for_request(&request["requestId"]).await
    }

    /// Waits until a request is finished, failed or held.
    pub async fn wait_for_request(&self, request: &Value) -> Value {
        let path = format!("/requests/{}", id(request));
        eventually(&path, PATIENCE, async || {
            let request = self.get(&path).await.expect(200);
            let ended = request["status"] != "queued" && request["status"] != "running";
            ended.then_some(request)
        })
        .await
    }
}

/// Says why a request did not finish, when it did not.
#[track_caller]
pub fn assert_finished(request: &Value) {
    assert_eq!(request["status"], "finished", "{request:#}");
}

/// An id as it stands in a path, whether the API gives it as number or text.
pub fn id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
