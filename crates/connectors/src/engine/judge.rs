//! What an answer means: success, or which of the named faults.

use daicho_domain::integration::{ConnectorFault, FaultKind};
use reqwest::header::HeaderMap;
use serde_json::Value;
use url::Url;

use crate::answer;
use crate::manifest::{Condition, Errors, OneOrMany, Path, Request};
use crate::transport::{Received, named_wait};

const LONGEST_MESSAGE: usize = 300;

/// An answer that means success.
#[derive(Debug)]
pub(super) struct Answer {
    pub headers: HeaderMap,
    pub document: Value,
    pub url: Url,
}

/// A failed request: the fault, and the facts that conditions of the manifest look at.
#[derive(Debug)]
pub struct Failure {
    pub fault: ConnectorFault,
    pub facts: Option<Box<Facts>>,
}

#[derive(Debug)]
pub struct Facts {
    pub status: u16,
    pub code: Option<String>,
    pub message: Option<String>,
    pub headers: HeaderMap,
}

impl From<ConnectorFault> for Failure {
    fn from(fault: ConnectorFault) -> Self {
        Self { fault, facts: None }
    }
}

impl From<Failure> for ConnectorFault {
    fn from(failure: Failure) -> Self {
        failure.fault
    }
}

impl Failure {
    pub fn has_status(&self, statuses: &OneOrMany<u16>) -> bool {
        self.facts.as_ref().is_some_and(|facts| statuses.0.contains(&facts.status))
    }

    pub fn meets(&self, conditions: &[Condition]) -> bool {
        self.facts.as_ref().is_some_and(|facts| conditions.iter().any(|condition| facts.meet(condition)))
    }

    /// The service refuses what the customer's permission or plan does not include.
    pub fn is_lack_of_right(&self) -> bool {
        matches!(self.fault.kind, FaultKind::PermissionMissing | FaultKind::PlanNotEligible)
    }
}

impl Facts {
    fn meet(&self, condition: &Condition) -> bool {
        let status = condition.status.0.is_empty() || condition.status.0.contains(&self.status);
        let code = condition.code.0.is_empty()
            || self.code.as_ref().is_some_and(|code| condition.code.0.iter().any(|known| known.0 == *code));
        let message = condition.message.as_ref().is_none_or(|part| {
            self.message.as_ref().is_some_and(|message| message.to_lowercase().contains(&part.to_lowercase()))
        });
        let header = condition.header.as_ref().is_none_or(|name| self.headers.contains_key(name.as_str()));
        status && code && message && header
    }
}

/// Reads an answer and decides.
pub(super) fn judge(errors: &Errors, request: &Request, received: Received) -> Result<Answer, Failure> {
    let status = received.status.as_u16();
    let good =
        if request.success.is_empty() { received.status.is_success() } else { request.success.contains(&status) };
    let read = answer::read(&received.body, &received.headers, request);
    let document = match read {
        Ok(document) => document,
        Err(fault) if good => return Err(fault.into()),
        Err(_) => Value::Null,
    };
    let failed = good && errors.failed.as_ref().is_some_and(|failed| failed.applies(&document));
    if good && !failed {
        return Ok(Answer { headers: received.headers, document, url: received.url });
    }
    let facts = Facts {
        status,
        code: first_text(&errors.code, &document),
        message: first_text(&errors.message, &document),
        headers: received.headers,
    };
    let kind = errors
        .rules
        .iter()
        .find(|rule| facts.meet(&rule.condition()))
        .map_or_else(|| usual_meaning(&facts), |rule| rule.is.0);
    let said = facts.message.as_ref().or(facts.code.as_ref());
    let detail = match said {
        Some(said) => format!("answered {status}: {}", shortened(said)),
        None => format!("answered {status}"),
    };
    let mut fault = ConnectorFault::new(kind, detail);
    if kind.is_passing() {
        fault.retry_at = named_wait(&facts.headers, kind);
    }
    Err(Failure { fault, facts: Some(Box::new(facts)) })
}

fn first_text(paths: &OneOrMany<Path>, document: &Value) -> Option<String> {
    paths.0.iter().filter_map(|path| path.first(document)).find_map(|value| match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(_) | Value::Object(_) => Some(value.to_string()),
        _ => None,
    })
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_MESSAGE {
        return line;
    }
    line.chars().take(LONGEST_MESSAGE).chain("…".chars()).collect()
}

fn usual_meaning(facts: &Facts) -> FaultKind {
    let exhausted = ["x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining"]
        .iter()
        .any(|name| facts.headers.get(*name).is_some_and(|value| value.as_bytes() == b"0"));
    match facts.status {
        401 => FaultKind::CredentialsRejected,
        402 => FaultKind::PlanNotEligible,
        403 if exhausted => FaultKind::RateLimited,
        403 => FaultKind::PermissionMissing,
        404 | 410 => FaultKind::NotFound,
        409 => FaultKind::AlreadyExists,
        429 => FaultKind::RateLimited,
        408 | 500.. => FaultKind::Unavailable,
        200..=399 => {
            if facts.code.is_some() || facts.message.is_some() {
                FaultKind::Refused
            } else {
                FaultKind::UnexpectedAnswer
            }
        }
        _ => FaultKind::Refused,
    }
}
