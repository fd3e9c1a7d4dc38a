//! AWS IAM as moto plays it.

use std::process::Command;

use nix::sys::signal::Signal;
use reqwest::header::AUTHORIZATION;

use crate::{
    http,
    places::python_program,
    program::{Folder, Program, free_port},
};

/// Whose key requests are signed with that are not a user's of a test.
const NOBODY: &str = "testing";

/// A moto server with an empty AWS account.
#[derive(Debug)]
pub struct Moto {
    _program: Program,
    pub url: String,
}

impl Moto {
    pub async fn start() -> Self {
        let port = free_port();
        let mut server = Command::new(python_program("moto_server"));
        server.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        server.env("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
        let program = Program::start("moto", &server, Folder::new("moto"), Signal::SIGTERM);
        let url = format!("http://127.0.0.1:{port}");
        program.answers(&format!("{url}/moto-api/")).await;
        Self { _program: program, url }
    }

    /// A user without password, keys or MFA.
    pub async fn create_user(&self, name: &str) {
        self.call("CreateUser", &[("UserName", name)]).await;
    }

    /// A password for the console.
    pub async fn give_password(&self, name: &str) {
        self.call("CreateLoginProfile", &[("UserName", name), ("Password", "Long-enough-1")]).await;
    }

    /// An access key; gives its id.
    pub async fn give_key(&self, name: &str) -> String {
        let answer = self.call("CreateAccessKey", &[("UserName", name)]).await;
        text_of(&answer, "AccessKeyId").to_owned()
    }

    /// When moto says that an access key was used last.
    pub async fn last_use_of(&self, key: &str) -> String {
        let answer = self.call("GetAccessKeyLastUsed", &[("AccessKeyId", key)]).await;
        text_of(&answer, "LastUsedDate").to_owned()
    }

    /// A virtual MFA device.
    pub async fn give_mfa(&self, name: &str) {
        let device = self.call("CreateVirtualMFADevice", &[("VirtualMFADeviceName", name)]).await;
        let serial = text_of(&device, "SerialNumber");
        let codes = [("AuthenticationCode1", "123456"), ("AuthenticationCode2", "654321")];
        self.call("EnableMFADevice", &[&[("UserName", name), ("SerialNumber", serial)], &codes[..]].concat()).await;
    }

    /// Makes the user an administrator by AWS's own policy.
    pub async fn make_administrator(&self, name: &str) {
        let policy = "arn:aws:iam::aws:policy/AdministratorAccess";
        self.call("AttachUserPolicy", &[("UserName", name), ("PolicyArn", policy)]).await;
    }

    /// Signs a request with an access key.
    pub async fn use_key(&self, key: &str) {
        self.call_with(key, "ListUsers", &[]).await;
    }

    /// Any action of IAM; gives the XML answer.
    pub async fn call(&self, action: &str, parameters: &[(&str, &str)]) -> String {
        self.call_with(NOBODY, action, parameters).await
    }

    /// moto checks no signatures; it reads the key, the region and the service from the header.
    async fn call_with(&self, key: &str, action: &str, parameters: &[(&str, &str)]) -> String {
        let form = [&[("Action", action), ("Version", "2010-05-08")], parameters].concat();
        let signature = format!(
            "AWS4-HMAC-SHA256 Credential={key}/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=testing"
        );
        let answer = http::client().post(&self.url).header(AUTHORIZATION, signature).form(&form).send().await;
        let answer = answer.expect("an answer of moto");
        let status = answer.status();
        let body = answer.text().await.expect("a text of moto");
        assert!(status.is_success(), "{action}: {status} {body}");
        body
    }
}

fn text_of<'a>(xml: &'a str, element: &str) -> &'a str {
    let from = xml.find(&format!("<{element}>")).expect("the element") + element.len() + 2;
    let length = xml[from..].find('<').expect("the end of the element");
    &xml[from..from + length]
}
