//! The answers of token endpoints, and signed assertions.

use chrono::{DateTime, TimeDelta, Utc};
use daicho_domain::integration::{ConnectorFault, FaultKind};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use crate::manifest::{Path, Signature};
use crate::transport::Received;

/// What a token endpoint answered with success.
pub(crate) struct TokenAnswer {
    pub document: Value,
    pub access_token: String,
    pub refresh_token: Option<String>,
    pub expires_at: Option<DateTime<Utc>>,
}

/// Reads a token endpoint's answer: JSON, or the form encoding that some still use.
pub(crate) fn read_token_answer(received: &Received, token: Option<&Path>) -> Result<TokenAnswer, ConnectorFault> {
    let document = document_of(received);
    if !received.status.is_success() || document.get("error").is_some_and(|error| !error.is_null() && error != "") {
        return Err(token_fault(received, &document));
    }
    let access_token = match token {
        Some(path) => path.first(&document),
        None => document.get("access_token"),
    };
    let Some(access_token) = access_token.and_then(Value::as_str) else {
        return Err(match document.get("ok") {
            Some(Value::Bool(false)) => token_fault(received, &document),
            _ => ConnectorFault::new(FaultKind::UnexpectedAnswer, "the token endpoint gave no token"),
        });
    };
    Ok(TokenAnswer {
        access_token: access_token.to_owned(),
        refresh_token: document
            .get("refresh_token")
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
        expires_at: document
            .get("expires_in")
            .and_then(seconds)
            .map(|seconds| Utc::now() + TimeDelta::seconds(seconds)),
        document,
    })
}

fn document_of(received: &Received) -> Value {
    let content_type = received.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.starts_with("application/x-www-form-urlencoded") {
        let members = url::form_urlencoded::parse(&received.body)
            .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())));
        return Value::Object(members.collect::<Map<_, _>>());
    }
    serde_json::from_slice(&received.body).unwrap_or(Value::Null)
}

fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// What a refusal of a token endpoint means (RFC 6749, section 5.2).
fn token_fault(received: &Received, document: &Value) -> ConnectorFault {
    let status = received.status.as_u16();
    let error = document.get("error").and_then(Value::as_str).unwrap_or_default();
    let kind = match (error, status) {
        (_, 429) => FaultKind::RateLimited,
        ("temporarily_unavailable" | "server_error", _) | (_, 500..) => FaultKind::Unavailable,
        ("invalid_scope" | "insufficient_scope", _) | ("", 403) => FaultKind::PermissionMissing,
        ("interaction_required" | "mfa_required", _) => FaultKind::SecondFactorOrSso,
        ("", 404) => FaultKind::NotFound,
        ("", 200..=399) => FaultKind::UnexpectedAnswer,
        _ => FaultKind::CredentialsRejected,
    };
    let words = document.get("error_description").and_then(Value::as_str).unwrap_or(error);
    let mut fault = ConnectorFault::new(kind, format!("the token endpoint answered {status}: {words}"));
    if kind.is_passing() {
        fault.retry_at = crate::transport::named_wait(&received.headers, kind);
    }
    fault
}

/// A signed JWT with the given claims, `iat` and `exp`.
pub(crate) fn assertion(
    algorithm: Signature,
    key: &str,
    key_id: Option<String>,
    mut claims: Map<String, Value>,
    lifetime: u64,
) -> Result<String, ConnectorFault> {
    let unusable = |why: &dyn std::fmt::Display| {
        ConnectorFault::new(FaultKind::InvalidInput, format!("the private key cannot be used: {why}"))
    };
    // Keys are often pasted out of JSON, with their line breaks spelled out.
    let pem = key.replace("\\n", "\n");
    let (algorithm, key) = match algorithm {
        Signature::Rs256 => (Algorithm::RS256, EncodingKey::from_rsa_pem(pem.as_bytes())),
        Signature::Es256 => (Algorithm::ES256, EncodingKey::from_ec_pem(pem.as_bytes())),
    };
    let key = key.map_err(|error| unusable(&error))?;
    let now = Utc::now().timestamp();
    claims.insert("iat".to_owned(), now.into());
    claims.insert("exp".to_owned(), (now + i64::try_from(lifetime).unwrap_or(300)).into());
    let header = Header { kid: key_id, ..Header::new(algorithm) };
    jsonwebtoken::encode(&header, &claims, &key).map_err(|error| unusable(&error))
}
