//! Answers of all formats as one kind of document.

mod csv;
mod html;
mod time;
mod xml;

use daicho_domain::integration::{ConnectorFault, FaultKind};
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde_json::Value;

use crate::manifest::{AnswerFormat, Request};

pub(crate) use time::{parse_date, parse_time};

/// Reads a body; an empty one is null.
pub(crate) fn read(body: &[u8], headers: &HeaderMap, request: &Request) -> Result<Value, ConnectorFault> {
    let format = request.answer;
    if body.iter().all(u8::is_ascii_whitespace) || format == AnswerFormat::None {
        return Ok(Value::Null);
    }
    match format {
        AnswerFormat::Json => {
            serde_json::from_slice(body).map_err(|error| unreadable(&not_json(body, headers, &error)))
        }
        AnswerFormat::Xml => xml::read(body).map_err(|reason| unreadable(&reason)),
        AnswerFormat::Csv => csv::read(body).map_err(|reason| unreadable(&reason)),
        AnswerFormat::Html => html::read(body, request.table).map_err(|reason| unreadable(&reason)),
        AnswerFormat::Text | AnswerFormat::None => Ok(Value::String(String::from_utf8_lossy(body).into_owned())),
    }
}

fn unreadable(reason: &str) -> ConnectorFault {
    ConnectorFault::new(FaultKind::UnexpectedAnswer, reason)
}

fn not_json(body: &[u8], headers: &HeaderMap, error: &serde_json::Error) -> String {
    let content = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
    if content.contains("html") || first == Some(&b'<') {
        "a web page came instead of JSON".to_owned()
    } else if std::str::from_utf8(body).is_err() {
        "the answer is not valid UTF-8".to_owned()
    } else {
        format!("the answer is not JSON: {error}")
    }
}
