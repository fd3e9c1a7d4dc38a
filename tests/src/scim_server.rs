//! A SCIM 2.0 service provider.

use std::process::Command;

use nix::sys::signal::Signal;
use serde_json::{Value, json};

use crate::{
    http,
    places::python_program,
    program::{Folder, Program, free_port},
};

/// An scim2-server without users, with the schemas of RFC 7643.
#[derive(Debug)]
pub struct ScimServer {
    _program: Program,
    /// The base of the protocol's addresses, `…/v2`.
    pub url: String,
    pub token: &'static str,
}

impl ScimServer {
    pub async fn start() -> Self {
        let token = "scim-token";
        let port = free_port();
        let mut server = Command::new(python_program("scim2-server"));
        server.args(["--hostname", "127.0.0.1", "--port", &port.to_string(), "--bearer-token", token]);
        let program = Program::start("scim2-server", &server, Folder::new("scim"), Signal::SIGTERM);
        let url = format!("http://127.0.0.1:{port}/v2");
        program.answers(&format!("{url}/ServiceProviderConfig")).await;
        Self { _program: program, url, token }
    }

    /// Creates a user with its work e-mail address as user name; gives the id.
    pub async fn create_user(&self, email: &str, given_name: &str, family_name: &str, active: bool) -> String {
        let user = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": email,
            "name": {"givenName": given_name, "familyName": family_name},
            "displayName": format!("{given_name} {family_name}"),
            "emails": [{"value": email, "type": "work", "primary": true}],
            "active": active,
        });
        let request = http::client().post(format!("{}/Users", self.url)).bearer_auth(self.token).json(&user);
        let answer = request.send().await.expect("an answer of scim2-server");
        assert_eq!(answer.status(), 201);
        let created: Value = answer.json().await.expect("the created user");
        created["id"].as_str().expect("the user's id").to_owned()
    }

    pub async fn delete_user(&self, id: &str) {
        let request = http::client().delete(format!("{}/Users/{id}", self.url)).bearer_auth(self.token);
        assert_eq!(request.send().await.expect("an answer of scim2-server").status(), 204);
    }
}
