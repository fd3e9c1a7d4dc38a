use actix_web::cookie::Cookie;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap};
use actix_web::test::TestRequest;
use daicho_api::guard::{CSRF_COOKIE, CSRF_HEADER, SESSION_COOKIE};
use serde_json::Value;

use super::app::TestApp;

/// Somebody who calls the API.
#[derive(Clone)]
pub struct Client {
    app: TestApp,
    key: Option<String>,
    session: Option<String>,
    csrf: Option<String>,
    language: Option<String>,
    organization: Option<i64>,
}

/// An answer as it came.
pub struct Received {
    pub status: u16,
    pub headers: HeaderMap,
    pub cookies: Vec<Cookie<'static>>,
    pub body: Vec<u8>,
}

/// An answer with its JSON body.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub cookies: Vec<Cookie<'static>>,
    pub body: Value,
    said: String,
}

impl Answer {
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{} answered {:#}", self.said, self.body);
        self.body
    }

    /// The refusal, by its name.
    #[track_caller]
    pub fn refused(self, status: u16, error_id: &str) -> Value {
        let said = self.said.clone();
        let body = self.expect(status);
        assert_eq!(body["errorId"], error_id, "{said} answered {body:#}");
        body
    }

    pub fn cookie(&self, name: &str) -> Option<&Cookie<'static>> {
        self.cookies.iter().find(|cookie| cookie.name() == name)
    }
}

impl Client {
    pub fn anonymous(app: TestApp) -> Self {
        Self { app, key: None, session: None, csrf: None, language: None, organization: None }
    }

    /// Paths are below this organization from now on.
    #[must_use]
    pub fn within(&self, organization: i64) -> Self {
        Self { organization: Some(organization), ..self.clone() }
    }

    pub fn organization(&self) -> Option<i64> {
        self.organization
    }

    /// Somebody without credentials, whose paths are below `/api/v1`.
    #[must_use]
    pub fn outside(&self) -> Self {
        Self::anonymous(self.app.clone())
    }

    /// The same caller, whose paths are below `/api/v1`.
    #[must_use]
    pub fn at_the_top(&self) -> Self {
        Self { organization: None, ..self.clone() }
    }

    #[must_use]
    pub fn with_key(&self, key: &str) -> Self {
        Self { key: Some(key.to_owned()), ..self.clone() }
    }

    #[must_use]
    pub fn speaking(&self, language: &str) -> Self {
        Self { language: Some(language.to_owned()), ..self.clone() }
    }

    #[must_use]
    pub fn with_csrf(&self, token: Option<&str>) -> Self {
        Self { csrf: token.map(str::to_owned), ..self.clone() }
    }

    #[must_use]
    pub fn with_session(&self, token: &str) -> Self {
        Self { session: Some(token.to_owned()), ..self.clone() }
    }

    #[must_use]
    pub fn with_cookies_of(&self, answer: &Answer) -> Self {
        let value = |name| answer.cookie(name).map(|cookie| cookie.value().to_owned());
        Self { session: value(SESSION_COOKIE), csrf: value(CSRF_COOKIE), ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body.to_string())).await
    }

    pub async fn put(&self, path: &str) -> Answer {
        self.send(Method::PUT, path, None).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body.to_string())).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<String>) -> Answer {
        self.send_to(method, &self.address(path), body).await
    }

    /// A form with a file and texts.
    pub async fn upload(&self, path: &str, file: &[u8], texts: &[(&str, &str)]) -> Answer {
        let mut body = Vec::new();
        for (name, text) in texts {
            let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        body.extend_from_slice(b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file.csv\"\r\n");
        body.extend_from_slice(b"Content-Type: text/csv\r\n\r\n");
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let address = self.address(path);
        let request = self.request(Method::POST, &address);
        let request = request.insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=edge"));
        self.answered(format!("POST {address}"), request.set_payload(body)).await
    }

    fn address(&self, path: &str) -> String {
        let prefix = self.organization.map(|id| format!("/organizations/{id}")).unwrap_or_default();
        format!("/api/v1{prefix}{path}")
    }

    /// A request to an address as it is.
    pub async fn send_to(&self, method: Method, address: &str, body: Option<String>) -> Answer {
        let said = format!("{method} {address}");
        let request = self.request(method, address);
        let request = match body {
            Some(body) => request.set_payload(body),
            None => request,
        };
        self.answered(said, request).await
    }

    fn request(&self, method: Method, address: &str) -> TestRequest {
        let mut request = TestRequest::default().method(method).uri(address);
        request = request.peer_addr("192.0.2.1:40000".parse().unwrap());
        request = request.insert_header((header::CONTENT_TYPE, "application/json"));
        if let Some(key) = &self.key {
            request = request.insert_header((header::AUTHORIZATION, format!("Bearer {key}")));
        }
        if let Some(session) = &self.session {
            request = request.cookie(Cookie::new(SESSION_COOKIE, session.clone()));
        }
        if let Some(csrf) = &self.csrf {
            request = request.insert_header((CSRF_HEADER, csrf.clone()));
        }
        if let Some(language) = &self.language {
            request = request.insert_header((header::ACCEPT_LANGUAGE, language.clone()));
        }
        request
    }

    async fn answered(&self, said: String, request: TestRequest) -> Answer {
        let Received { status, headers, cookies, body } = (self.app.service)(request).await;
        let text = || Value::String(String::from_utf8_lossy(&body).into_owned());
        let body = serde_json::from_slice(&body).unwrap_or_else(|_| text());
        Answer { status, headers, cookies, body, said }
    }
}
