//! Asking a token endpoint (RFC 6749).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use daicho_domain::integration::ConnectorFault;
use indexmap::IndexMap;
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Map, Value as Json};

use super::compose::{self, invalid, put_header};
use super::judge::Failure;
use super::scope::{Local, scope};
use super::session::{Session, SignedIn};
use crate::manifest::{ClientAuth, ClientCredentials, OAuth2, Path, Template, TokenBody};
use crate::sign_in::{TokenAnswer, read_token_answer};
use crate::transport::Outgoing;

/// Where and how tokens are asked for.
pub(super) struct TokenEndpoint<'a> {
    pub url: &'a Template,
    pub client_auth: ClientAuth,
    /// Further parameters; one that is asked for anyway is replaced.
    pub params: &'a IndexMap<String, Template>,
    pub body: TokenBody,
    /// Where the answer holds the token, if not at its usual place.
    pub token: Option<&'a Path>,
}

impl<'a> From<&'a OAuth2> for TokenEndpoint<'a> {
    fn from(way: &'a OAuth2) -> Self {
        Self {
            url: &way.token_url,
            client_auth: way.client_auth,
            params: &way.token_params,
            body: way.token_body,
            token: way.token.as_ref(),
        }
    }
}

impl<'a> From<&'a ClientCredentials> for TokenEndpoint<'a> {
    fn from(way: &'a ClientCredentials) -> Self {
        let body = TokenBody::Form;
        Self { url: &way.token_url, client_auth: way.client_auth, params: &way.params, body, token: None }
    }
}

impl Session {
    pub(super) async fn token_request(
        &self,
        signed: &SignedIn,
        endpoint: &TokenEndpoint<'_>,
        mut fields: Vec<(String, String)>,
    ) -> Result<TokenAnswer, ConnectorFault> {
        let names = scope(&signed.known, &Local::default());
        let url = signed.addresses.of(&endpoint.url.text(&names).map_err(invalid)?)?;
        for (name, template) in endpoint.params {
            fields.retain(|(known, _)| known != name);
            fields.push((name.clone(), template.text(&names).map_err(invalid)?));
        }
        let mut headers = HeaderMap::new();
        let client = |name: &str| signed.values.expose(name).map(str::trim).filter(|value| !value.is_empty());
        match (endpoint.client_auth, client("client_id"), client("client_secret")) {
            (ClientAuth::Basic, Some(id), Some(secret)) => {
                let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
                let pair = STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret)));
                put_header(&mut headers, "authorization", &format!("Basic {pair}"))?;
            }
            (_, id, secret) => {
                fields.extend(id.map(|id| ("client_id".to_owned(), id.to_owned())));
                fields.extend(secret.map(|secret| ("client_secret".to_owned(), secret.to_owned())));
            }
        }
        let (body, content_type) = written(endpoint.body, fields);
        compose::usual_headers(&mut headers, Some(content_type));
        let compose = || {
            Ok(Outgoing { method: Method::POST, url: url.clone(), headers: headers.clone(), body: Some(body.clone()) })
        };
        let read = |received| read_token_answer(&received, endpoint.token).map_err(Failure::from);
        // A refresh token or code may be good only once: it is not sent again unless it was surely not used.
        self.patiently(signed, compose, read, false).await.map_err(ConnectorFault::from)
    }
}

fn written(body: TokenBody, fields: Vec<(String, String)>) -> (Bytes, &'static str) {
    match body {
        TokenBody::Form => (compose::form_encoded(&fields).into(), compose::FORM),
        TokenBody::Json => {
            let members: Map<String, Json> = fields.into_iter().map(|(name, value)| (name, value.into())).collect();
            (Json::Object(members).to_string().into(), "application/json")
        }
    }
}
