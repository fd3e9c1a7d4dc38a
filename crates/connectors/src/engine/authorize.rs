//! Signing in by redirect: the address that the person is sent to, and the exchange of the code that comes back.

use std::sync::Arc;

use async_trait::async_trait;
use daicho_domain::integration::{
    AuthorizationAnswer, AuthorizationRequest, Authorizer, Connection, ConnectorFault, CredentialValues, FaultKind,
    RequestObserver, RequestRecord, UnstoredCredentials,
};
use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
use secrecy::ExposeSecret;
use url::Url;

use super::ConnectorEngine;
use super::compose::invalid;
use super::renew::keep_tokens;
use super::scope::{Local, scope};
use super::session::Session;
use crate::manifest::{Auth, OAuth2};

#[async_trait]
impl Authorizer for ConnectorEngine {
    async fn authorize_url(&self, request: &AuthorizationRequest) -> Result<Url, ConnectorFault> {
        let session = self.session(&connection(request)).await?;
        let way = oauth_way(&session)?;
        let signed = session.signed_in_now();
        let names = scope(&signed.known, &Local::default());
        let mut url = authorize_address(&session, way)?;
        let client_id = signed.values.expose("client_id").ok_or_else(|| invalid("`client_id` is missing"))?;
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("response_type", "code").append_pair("client_id", client_id.trim());
            query.append_pair("redirect_uri", request.redirect_uri.as_str()).append_pair("state", &request.state);
            if !way.scopes.is_empty() {
                let separator = way.scope_separator.as_deref().unwrap_or(" ");
                query.append_pair(way.scope_param.as_deref().unwrap_or("scope"), &way.scopes.join(separator));
            }
            if way.pkce {
                let verifier = PkceCodeVerifier::new(request.code_verifier.expose_secret().to_owned());
                let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
                query.append_pair("code_challenge", challenge.as_str()).append_pair("code_challenge_method", "S256");
            }
            for (name, template) in &way.authorize_params {
                query.append_pair(name, &template.text(&names).map_err(invalid)?);
            }
        }
        Ok(url)
    }

    async fn exchange(
        &self,
        request: &AuthorizationRequest,
        answer: &AuthorizationAnswer,
    ) -> Result<CredentialValues, ConnectorFault> {
        let session = self.session(&connection(request)).await?;
        let way = oauth_way(&session)?;
        let signed = session.signed_in_now();
        if let Some(issuer) = &answer.issuer {
            check_issuer(issuer, &authorize_address(&session, way)?)?;
        }
        let mut form = vec![
            ("grant_type".to_owned(), "authorization_code".to_owned()),
            ("code".to_owned(), answer.code.expose_secret().to_owned()),
            ("redirect_uri".to_owned(), request.redirect_uri.to_string()),
        ];
        if way.pkce {
            form.push(("code_verifier".to_owned(), request.code_verifier.expose_secret().to_owned()));
        }
        let tokens = session.token_request(&signed, &way.into(), form).await?;
        let mut values = signed.values.clone();
        keep_tokens(&mut values, way, &tokens);
        Ok(values)
    }
}

/// Nothing is logged for a workspace that does not exist yet.
struct Unobserved;

impl RequestObserver for Unobserved {
    fn record(&self, _: RequestRecord) {}
}

fn connection(request: &AuthorizationRequest) -> Connection {
    Connection {
        service: request.service.clone(),
        method: request.method.clone(),
        base_url: request.base_url.clone(),
        credentials: Arc::new(UnstoredCredentials::new(request.values.clone())),
        observer: Arc::new(Unobserved),
        fast: false,
    }
}

fn oauth_way(session: &Session) -> Result<&OAuth2, ConnectorFault> {
    match &session.way()?.auth {
        Auth::Oauth2(way) => Ok(way),
        _ => Err(invalid("this way of connecting does not go through the service's sign-in page")),
    }
}

fn authorize_address(session: &Session, way: &OAuth2) -> Result<Url, ConnectorFault> {
    let signed = session.signed_in_now();
    let names = scope(&signed.known, &Local::default());
    signed.addresses.of(&way.authorize_url.text(&names).map_err(invalid)?)
}

/// The code must come from the server that the person was sent to (RFC 9207).
fn check_issuer(issuer: &str, authorize: &Url) -> Result<(), ConnectorFault> {
    if Url::parse(issuer).is_ok_and(|issuer| issuer.origin() == authorize.origin()) {
        return Ok(());
    }
    Err(ConnectorFault::new(
        FaultKind::CredentialsRejected,
        format!("the code comes from {issuer}, not from the service that was asked"),
    ))
}
