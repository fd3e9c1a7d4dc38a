//! A person who is signed in, as the browser keeps it: two cookies and a CSRF header.

use std::sync::{Mutex, MutexGuard, PoisonError};

use reqwest::{Method, RequestBuilder, header};
use serde_json::{Value, json};

use crate::{
    daicho::{Answer, Api},
    http,
};

/// A signed-in person's use of the API.
#[derive(Debug)]
pub struct Session {
    api: Api,
    cookies: Mutex<Vec<String>>,
    csrf: String,
    /// What signing in answered: the user, the organization and the permissions.
    pub about: Value,
}

impl Session {
    pub async fn sign_in(api: &Api, email: &str, password: &str) -> Self {
        let request = http::client().post(format!("{}/session", api.base));
        Self::begin(api, request.json(&json!({"email": email, "password": password}))).await
    }

    /// Invites a person with this role, who accepts; `api` is an Admin's.
    pub async fn of_new_user(api: &Api, email: &str, role: &str) -> Self {
        let invited = json!({"email": email, "name": "Somebody", "role": role});
        let link = api.post("/users", invited).await.expect(201)["invitationLink"].clone();
        let token = link.as_str().and_then(|link| link.rsplit('/').next()).expect("the token of an invitation");
        let request = http::client().post(format!("{}/invitations/{token}", api.base));
        Self::begin(api, request.json(&json!({"name": "Somebody", "password": "a long enough password"}))).await
    }

    async fn begin(api: &Api, request: RequestBuilder) -> Self {
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "signing in: {} {:?}", answer.status(), answer.text().await);
        let cookies = http::cookies_of(&answer);
        let csrf = cookies.iter().find_map(|cookie| cookie.strip_prefix("daicho_csrf=")).expect("a CSRF cookie");
        Self {
            api: api.anonymous(),
            csrf: csrf.to_owned(),
            cookies: Mutex::new(cookies),
            about: answer.json().await.expect("a session"),
        }
    }

    pub fn may(&self, permission: &str) -> bool {
        self.about["permissions"].as_array().is_some_and(|all| all.iter().any(|one| one == permission))
    }

    /// Sends a request to a path below the organization.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.with_cookies(self.api.request(method, path));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let mut answer = self.api.answer(request).await;
        self.cookies().append(&mut answer.cookies);
        answer
    }

    /// Opens an address of the server, as a redirection leads a browser to it; gives where that leads to in turn.
    pub async fn follow(&self, url: &str) -> String {
        let answer = self.with_cookies(http::client().get(url)).send().await.expect("an answer");
        let location = answer.headers().get(header::LOCATION).expect("a redirection");
        location.to_str().expect("a location").to_owned()
    }

    fn cookies(&self) -> MutexGuard<'_, Vec<String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with_cookies(&self, request: RequestBuilder) -> RequestBuilder {
        request.header(header::COOKIE, self.cookies().join("; ")).header("X-CSRF-Token", &self.csrf)
    }
}
