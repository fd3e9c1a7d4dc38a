//! A self-managed GitLab whose OAuth is played by a certified server: it requires PKCE and rotates refresh tokens.

use std::{collections::BTreeMap, process::Command, time::Duration};

use nix::sys::signal::Signal;
use reqwest::{Client, Response, header};
use url::Url;

use crate::{
    http,
    places::node_script,
    program::{Folder, Program, free_port},
};

/// An oidc-provider with one client; behind its access tokens is a group of three members.
#[derive(Debug)]
pub struct OidcProvider {
    _program: Program,
    pub url: String,
    pub client_id: &'static str,
    pub client_secret: &'static str,
}

impl OidcProvider {
    /// Starts the provider for a client that is called back at `redirect_uri`. Access tokens expire after `lifetime`, in
    /// whole seconds.
    pub async fn start(redirect_uri: &str, lifetime: Duration) -> Self {
        let port = free_port();
        let mut server = Command::new("node");
        server.arg(node_script("oidc-provider.mjs")).args([
            &port.to_string(),
            redirect_uri,
            &lifetime.as_secs().to_string(),
        ]);
        let program = Program::start("oidc-provider", &server, Folder::new("oidc"), Signal::SIGTERM);
        let url = format!("http://127.0.0.1:{port}");
        program.answers(&format!("{url}/.well-known/openid-configuration")).await;
        Self { _program: program, url, client_id: "daicho", client_secret: "a-secret-of-the-test" }
    }

    /// How many times a refresh token was redeemed.
    pub async fn refreshes(&self) -> u64 {
        let answer = http::client().get(format!("{}/refreshes", self.url)).send().await;
        answer.expect("an answer of the provider").json().await.expect("a number")
    }

    /// Signs in and consents, as a person in a browser would; gives the address that the browser is sent back to.
    pub async fn consent(&self, authorize_url: &str) -> Url {
        let mut browser = Browser { client: http::client(), cookies: BTreeMap::new() };
        let mut at = Url::parse(authorize_url).expect("an authorize URL");
        for _ in 0..20 {
            let answer = browser.get(&at).await;
            at = if let Some(next) = redirection(&at, &answer) {
                next
            } else {
                let page = answer.text().await.expect("a page of the provider");
                let (form, fields) = form_of(&page);
                let answer = browser.post(&at.join(&form).expect("the form's address"), &fields).await;
                redirection(&at, &answer).expect("a redirection after the form")
            };
            if !at.as_str().starts_with(&self.url) {
                return at;
            }
        }
        panic!("the provider never sent the browser back; it stayed at {at}");
    }
}

/// As much of a browser as the walk needs: it keeps cookies.
struct Browser {
    client: Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    async fn get(&mut self, url: &Url) -> Response {
        let request = self.client.get(url.clone()).header(header::COOKIE, self.cookie_header());
        self.keep_cookies(request.send().await.expect("an answer of the provider"))
    }

    async fn post(&mut self, url: &Url, fields: &[(String, String)]) -> Response {
        let request = self.client.post(url.clone()).header(header::COOKIE, self.cookie_header()).form(fields);
        self.keep_cookies(request.send().await.expect("an answer of the provider"))
    }

    fn cookie_header(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep_cookies(&mut self, answer: Response) -> Response {
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().expect("a cookie").split(';').next().expect("a cookie's pair");
            let (name, value) = pair.split_once('=').expect("a cookie's name and value");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}

fn redirection(from: &Url, answer: &Response) -> Option<Url> {
    let location = answer.headers().get(header::LOCATION)?.to_str().expect("a location");
    Some(from.join(location).expect("a location"))
}

/// The form of a sign-in or consent page: its address, and its fields filled in.
fn form_of(page: &str) -> (String, Vec<(String, String)>) {
    let form = page.find("<form").unwrap_or_else(|| panic!("no form on the page:\n{page}"));
    let action = attribute(&page[form..], "action").expect("the form's address");
    let inputs = page[form..].split("<input").skip(1).filter_map(|input| {
        let name = attribute(input, "name")?;
        let value = match name.as_str() {
            "login" => "sato".to_owned(),
            "password" => "any".to_owned(),
            _ => attribute(input, "value").unwrap_or_default(),
        };
        Some((name, value))
    });
    (action, inputs.collect())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = &tag[..tag.find('>')?];
    let from = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let length = tag[from..].find('"')?;
    Some(tag[from..from + length].to_owned())
}
