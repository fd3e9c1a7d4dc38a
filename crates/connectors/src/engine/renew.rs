//! Getting a token, and getting a new one when it ends: once, however many requests are waiting for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use daicho_domain::integration::{ConnectorFault, CredentialValues, FaultKind, RenewalTurn};
use minijinja::Value;
use reqwest::header::SET_COOKIE;
use serde_json::Value as Json;

use super::compose::{self, invalid};
use super::scope::{Local, scope};
use super::session::{Session, SignedIn, Turned, read_credentials, store_fault};
use super::token_endpoint::TokenEndpoint;
use crate::manifest::{
    Auth, ClientAuth, ClientCredentials, JwtBearer, Login, LoginSource, OAuth2, Source, Template, TokenBody,
};
use crate::sign_in::{ACCESS_TOKEN, EXPIRES_AT, REFRESH_TOKEN, Token, TokenAnswer, assertion};

const JWT_GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

impl Session {
    /// Signs in anew. `rejected` says that the service did not take the token of `stale`.
    pub(super) async fn renew(
        self: &Arc<Self>,
        stale: &Arc<SignedIn>,
        rejected: bool,
    ) -> Result<Arc<SignedIn>, ConnectorFault> {
        if matches!(self.way()?.auth, Auth::Oauth2(_)) {
            // In a task of its own, so that a caller who goes away does not leave a renewal half done.
            let (session, stale) = (Arc::clone(self), Arc::clone(stale));
            return tokio::spawn(async move { session.renew_stored(&stale, rejected).await }).await.map_err(
                |error| ConnectorFault::new(FaultKind::Unavailable, format!("the renewal was interrupted: {error}")),
            )?;
        }
        let credentials = read_credentials(&self.connection).await?;
        let base = self.connection.base_url.as_ref().map(url::Url::as_str).unwrap_or_default();
        let slot = self.machinery.tokens.slot(&[&self.edition, &self.way_name, base], &credentials.values);
        let mut kept = slot.lock().await;
        let seen = stale.token.as_ref().filter(|_| rejected);
        if let Some(token) = kept.as_ref()
            && token.is_fresh()
            && seen.is_none_or(|seen| !Arc::ptr_eq(seen, token))
        {
            return self.adopt(credentials, Some(Arc::clone(token)));
        }
        *kept = None;
        let token = match given_token(&credentials.values) {
            Some(token) if seen.is_none() => token,
            _ => self.obtain(stale).await?,
        };
        let token = Arc::new(token);
        *kept = Some(Arc::clone(&token));
        self.adopt(credentials, Some(token))
    }

    async fn obtain(self: &Arc<Self>, signed: &Arc<SignedIn>) -> Result<Token, ConnectorFault> {
        match &self.way()?.auth {
            Auth::ClientCredentials(way) => self.client_token(signed, way).await,
            Auth::JwtBearer(way) => self.asserted_token(signed, way).await,
            Auth::Login(way) => self.log_in(way).await,
            Auth::Bearer
            | Auth::Basic(_)
            | Auth::Send(_)
            | Auth::AwsSignature(_)
            | Auth::Oauth1(_)
            | Auth::Oauth2(_) => Err(invalid("this way of connecting has no token to renew")),
        }
    }

    /// OAuth 2: the tokens are stored with the credentials, and only one process may use a refresh token at a time.
    async fn renew_stored(&self, stale: &SignedIn, rejected: bool) -> Result<Arc<SignedIn>, ConnectorFault> {
        let current = read_credentials(&self.connection).await?;
        if let Some(token) = given_token(&current.values)
            && token.is_fresh()
            && !(rejected && current.version == stale.version)
        {
            return self.adopt(current, Some(Arc::new(token)));
        }
        if current.values.expose(REFRESH_TOKEN).is_none() {
            return Err(ConnectorFault::new(
                FaultKind::CredentialsRejected,
                "the access has ended; sign in at the service again",
            ));
        }
        let keeper = &self.connection.credentials;
        match keeper.begin_renewal(current.version).await.map_err(|error| store_fault(&error))? {
            RenewalTurn::Done(renewed) => {
                let token = given_token(&renewed.values).map(Arc::new);
                self.adopt(renewed, token)
            }
            RenewalTurn::Yours(held) => match self.refreshed(stale, &held.values).await {
                Ok(values) => {
                    let kept = keeper.finish_renewal(values).await.map_err(|error| store_fault(&error))?;
                    let token = given_token(&kept.values).map(Arc::new);
                    self.adopt(kept, token)
                }
                Err(fault) => {
                    keeper.abandon_renewal().await.map_err(|error| store_fault(&error))?;
                    Err(fault)
                }
            },
        }
    }

    async fn refreshed(
        &self,
        signed: &SignedIn,
        values: &CredentialValues,
    ) -> Result<CredentialValues, ConnectorFault> {
        let Auth::Oauth2(way) = &self.way()?.auth else {
            return Err(invalid("this way of connecting has no refresh token"));
        };
        let refresh = values.expose(REFRESH_TOKEN).unwrap_or_default().to_owned();
        let form = vec![("grant_type".to_owned(), "refresh_token".to_owned()), ("refresh_token".to_owned(), refresh)];
        let answer = self.token_request(signed, &TokenEndpoint::from(&**way), form).await?;
        let mut values = values.clone();
        keep_tokens(&mut values, way, &answer);
        Ok(values)
    }

    async fn client_token(&self, signed: &SignedIn, way: &ClientCredentials) -> Result<Token, ConnectorFault> {
        let grant = way.grant_type.as_deref().unwrap_or("client_credentials");
        let mut form = vec![("grant_type".to_owned(), grant.to_owned())];
        if !way.scopes.is_empty() {
            let separator = way.scope_separator.as_deref().unwrap_or(" ");
            form.push(("scope".to_owned(), way.scopes.join(separator)));
        }
        let answer = self.token_request(signed, &way.into(), form).await?;
        Ok(token_of(&answer))
    }

    async fn asserted_token(self: &Arc<Self>, signed: &SignedIn, way: &JwtBearer) -> Result<Token, ConnectorFault> {
        let names = scope(&signed.known, &Local::default());
        let key = match &way.key {
            Some(template) => template.text(&names).map_err(invalid)?,
            None => signed.values.expose("private_key").unwrap_or_default().to_owned(),
        };
        let key_id = way.key_id.as_ref().map(|template| template.text(&names).map_err(invalid)).transpose()?;
        let claims = compose::filled_map(&way.claims, &names).map_err(invalid)?;
        let assertion = assertion(way.algorithm, &key, key_id, claims, way.lifetime)?;
        if let Some(exchange) = &way.exchange {
            let local = Local::default().with("assertion", Value::from(assertion));
            let mut exchange = exchange.clone();
            exchange.signed_in = false;
            let answer = self.ask_as(&self.signed_in_now(), &exchange, &local, &Turned::default(), true).await?;
            let token = way
                .token
                .as_ref()
                .map_or_else(|| answer.document.get(ACCESS_TOKEN), |path| path.first(&answer.document));
            let token = token.and_then(Json::as_str).ok_or_else(|| no_token("the exchange"))?;
            let lifetime = answer.document.get("expires_in").and_then(Json::as_i64).unwrap_or(3000);
            return Ok(plain_token(token, Some(Utc::now() + TimeDelta::seconds(lifetime))));
        }
        let Some(token_url) = &way.token_url else {
            let end = Utc::now() + TimeDelta::seconds(i64::try_from(way.lifetime).unwrap_or(300));
            return Ok(plain_token(&assertion, Some(end)));
        };
        let form = vec![("grant_type".to_owned(), JWT_GRANT.to_owned()), ("assertion".to_owned(), assertion)];
        let endpoint = TokenEndpoint {
            url: token_url,
            client_auth: ClientAuth::Basic,
            params: &way.params,
            body: TokenBody::Form,
            token: way.token.as_ref(),
        };
        let answer = self.token_request(signed, &endpoint, form).await?;
        Ok(token_of(&answer))
    }

    async fn log_in(self: &Arc<Self>, way: &Login) -> Result<Token, ConnectorFault> {
        let mut read: BTreeMap<String, String> = BTreeMap::new();
        let mut cookies: BTreeMap<String, String> = BTreeMap::new();
        let mut expires_at =
            way.lifetime.map(|seconds| Utc::now() + TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0)));
        for step in &way.steps {
            let mut local = Local::default();
            for (name, value) in &read {
                local = local.with(name, Value::from(value.as_str()));
            }
            let signed = self.signed_in_now();
            let mut request = step.request.clone();
            request.signed_in = false;
            if way.cookies && !cookies.is_empty() {
                let header = cookie_header(&cookies);
                let template = Template::parse(&header.replace("{{", "")).map_err(invalid)?;
                request.headers.insert("Cookie".to_owned(), template);
            }
            let answer = self.ask_as(&signed, &request, &local, &Turned::default(), true).await?;
            for (name, value) in
                answer.headers.get_all(SET_COOKIE).iter().filter_map(|value| cookie_of(value.to_str().ok()?))
            {
                cookies.insert(name, value);
            }
            for (name, source) in &step.read {
                let value = match source {
                    LoginSource::Cookie(cookie) => cookies.get(cookie).cloned(),
                    LoginSource::Answer(Source::Header(header)) => {
                        answer.headers.get(header.as_str()).and_then(|value| value.to_str().ok()).map(str::to_owned)
                    }
                    LoginSource::Answer(Source::Body(path)) => path.first(&answer.document).map(|value| match value {
                        Json::String(text) => text.clone(),
                        other => other.to_string(),
                    }),
                };
                let value = value.ok_or_else(|| no_token(&signed.masked(&format!("the sign-in ({name})"))))?;
                read.insert(name.clone(), value);
            }
            if let Some(seconds) =
                way.expires_in.as_ref().and_then(|path| path.first(&answer.document)).and_then(Json::as_i64)
            {
                expires_at = Some(Utc::now() + TimeDelta::seconds(seconds));
            }
        }
        let cookies = (way.cookies && !cookies.is_empty()).then(|| cookie_header(&cookies));
        Ok(Token { values: read, cookies, expires_at })
    }
}

/// Puts what a token endpoint gave into the credentials; a refresh token that was not given anew stays.
pub(super) fn keep_tokens(values: &mut CredentialValues, way: &OAuth2, answer: &TokenAnswer) {
    values.insert(ACCESS_TOKEN, answer.access_token.clone());
    if let Some(refresh) = &answer.refresh_token {
        values.insert(REFRESH_TOKEN, refresh.clone());
    }
    match answer.expires_at {
        Some(end) => values.insert(EXPIRES_AT, end.timestamp().to_string()),
        None => values.remove(EXPIRES_AT),
    }
    for (name, path) in &way.keep {
        if let Some(text) = path.first(&answer.document).and_then(Json::as_str) {
            values.insert(name.clone(), text);
        }
    }
}

fn given_token(values: &CredentialValues) -> Option<Token> {
    let token = values.expose(ACCESS_TOKEN).filter(|token| !token.is_empty())?;
    let end = values.expose(EXPIRES_AT).and_then(|text| DateTime::from_timestamp(text.parse().ok()?, 0));
    Some(plain_token(token, end))
}

fn token_of(answer: &TokenAnswer) -> Token {
    let mut token = plain_token(&answer.access_token, answer.expires_at);
    // What stands beside the token, such as the address of the tenant's server.
    let texts = answer.document.as_object().into_iter().flatten();
    token.values.extend(
        texts
            .filter(|(name, _)| *name != ACCESS_TOKEN)
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))),
    );
    token
}

fn plain_token(token: &str, expires_at: Option<DateTime<Utc>>) -> Token {
    Token { values: BTreeMap::from([(ACCESS_TOKEN.to_owned(), token.to_owned())]), cookies: None, expires_at }
}

fn no_token(whence: &str) -> ConnectorFault {
    ConnectorFault::new(FaultKind::UnexpectedAnswer, format!("{whence} gave no token"))
}

fn cookie_of(header: &str) -> Option<(String, String)> {
    let pair = header.split(';').next()?;
    let (name, value) = pair.split_once('=')?;
    Some((name.trim().to_owned(), value.trim().to_owned()))
}

fn cookie_header(cookies: &BTreeMap<String, String>) -> String {
    cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}
