use daicho_domain::integration::{ConnectorFault, FaultKind};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use url::Url;

use crate::transport::{Outgoing, Received, Transport, named_wait};

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");
/// As much of an answer as tells what went wrong.
const MOST_TOLD: usize = 200;

/// Posts JSON and takes any status of 200 to 299 for success.
pub(super) async fn post(
    transport: &Transport,
    url: &str,
    mut headers: HeaderMap,
    body: Vec<u8>,
) -> Result<Received, ConnectorFault> {
    let url = Url::parse(url).map_err(|error| ConnectorFault::new(FaultKind::InvalidInput, error.to_string()))?;
    headers.insert(CONTENT_TYPE, JSON);
    let outgoing = Outgoing { method: Method::POST, url, headers, body: Some(body.into()) };
    let answer = transport.send(&outgoing).await?;
    if answer.status.is_success() { Ok(answer) } else { Err(fault(&answer)) }
}

/// The address itself is a secret: only its host is told.
fn fault(answer: &Received) -> ConnectorFault {
    let kind = match answer.status.as_u16() {
        401 | 403 => FaultKind::CredentialsRejected,
        404 | 410 => FaultKind::NotFound,
        429 => FaultKind::RateLimited,
        500.. => FaultKind::Unavailable,
        _ => FaultKind::Refused,
    };
    let said = String::from_utf8_lossy(&answer.body);
    let said: String = said.trim().chars().take(MOST_TOLD).collect();
    let host = answer.url.host_str().unwrap_or_default();
    let detail = if said.is_empty() {
        format!("{host} answered {}", answer.status.as_u16())
    } else {
        format!("{host} answered {}: {said}", answer.status.as_u16())
    };
    let fault = ConnectorFault::new(kind, detail);
    match named_wait(&answer.headers, kind) {
        Some(at) => fault.not_before(at),
        None => fault,
    }
}
