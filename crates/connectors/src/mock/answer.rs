//! What the mock sends back: documents in the format that the request expects, and errors as the manifest tells them apart.

use daicho_domain::integration::FaultKind;
use serde_json::{Map, Value as Json};

use super::plant::plant;
use crate::manifest::{AnswerFormat, Errors, Source};

pub(super) struct Reply {
    pub status: u16,
    pub content_type: &'static str,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    pub(super) fn of(status: u16, document: &Json, format: AnswerFormat) -> Self {
        let (content_type, body) = match format {
            AnswerFormat::Json => ("application/json", document.to_string()),
            AnswerFormat::Xml => ("application/xml", xml(document)),
            AnswerFormat::Csv => ("text/csv", csv(document)),
            AnswerFormat::Html => ("text/html", html(document)),
            AnswerFormat::Text => ("text/plain", document.as_str().unwrap_or_default().to_owned()),
            AnswerFormat::None => ("application/json", String::new()),
        };
        let body = if status == 204 || document.is_null() { String::new() } else { body };
        Self { status, content_type, headers: Vec::new(), body }
    }

    pub(super) fn not_found() -> Self {
        Self::of(404, &serde_json::json!({"message": "no such route"}), AnswerFormat::Json)
    }
}

/// An answer that the manifest reads as this fault.
pub(super) fn refusal(errors: &Errors, kind: FaultKind, format: AnswerFormat) -> Reply {
    let rule = errors.rules.iter().find(|rule| rule.is.0 == kind);
    let usual = match kind {
        FaultKind::CredentialsRejected => 401,
        FaultKind::PermissionMissing => 403,
        FaultKind::PlanNotEligible => 402,
        FaultKind::NotFound => 404,
        FaultKind::AlreadyExists => 409,
        FaultKind::RateLimited => 429,
        FaultKind::Unavailable => 503,
        _ => 400,
    };
    let mut document = Json::Object(Map::new());
    let message = rule.and_then(|rule| rule.message.clone()).unwrap_or_else(|| format!("mock: {kind}"));
    if let Some(path) = errors.message.0.first() {
        plant(&mut document, path, &[message.into()]);
    }
    if let (Some(path), Some(code)) = (errors.code.0.first(), rule.and_then(|rule| rule.code.0.first())) {
        let code = code.0.parse::<i64>().map_or_else(|_| Json::from(code.0.as_str()), Json::from);
        plant(&mut document, path, &[code]);
    }
    let status = rule.and_then(|rule| rule.status.0.first().copied()).unwrap_or(usual);
    let is_good = (200..300).contains(&status);
    if let Some(failed) = errors.failed.as_ref().filter(|failed| is_good && !failed.applies(&document)) {
        let value = failed.is.as_ref().and_then(|values| values.first().cloned()).unwrap_or(Json::Bool(true));
        plant(&mut document, &failed.at, &[value]);
    }
    let mut reply = Reply::of(status, &document, format);
    if let Some(header) = rule.and_then(|rule| rule.header.clone()) {
        reply.headers.push((header, "required".to_owned()));
    }
    if kind == FaultKind::RateLimited {
        reply.headers.push(("Retry-After".to_owned(), "1".to_owned()));
    }
    reply
}

/// Puts a value where the manifest looks for it.
pub(super) fn put(source: &Source, value: Json, document: &mut Json, headers: &mut Vec<(String, String)>) {
    match source {
        Source::Body(path) => {
            plant(document, path, &[value]);
        }
        Source::Header(name) => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            headers.push((name.clone(), text));
        }
    }
}

fn xml(document: &Json) -> String {
    let mut text = String::from("<?xml version=\"1.0\"?>");
    match document {
        Json::Object(members) if members.len() == 1 => elements(members, &mut text),
        other => {
            text.push_str("<answer>");
            content(other, &mut text);
            text.push_str("</answer>");
        }
    }
    text
}

fn elements(members: &Map<String, Json>, text: &mut String) {
    for (name, value) in members {
        let all = match value {
            Json::Array(list) => list.iter().collect(),
            other => vec![other],
        };
        for value in all {
            text.extend(["<", name, ">"]);
            content(value, text);
            text.extend(["</", name, ">"]);
        }
    }
}

fn content(value: &Json, text: &mut String) {
    match value {
        Json::Object(members) => elements(members, text),
        Json::Null => {}
        Json::String(inner) => text.push_str(&quick_xml::escape::escape(inner.as_str())),
        other => text.push_str(&other.to_string()),
    }
}

/// A page with the rows as its first table.
fn html(document: &Json) -> String {
    let (names, rows) = rows(document);
    let row = |tag: &str, cells: Vec<String>| {
        let cells = cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", quick_xml::escape::escape(cell.as_str())));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let head = row("th", names.iter().map(|name| (*name).clone()).collect());
    let cell = |members: &Map<String, Json>, name: &String| match members.get(name) {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let body = rows.iter().map(|members| row("td", names.iter().map(|name| cell(members, name)).collect()));
    format!("<html><table>{head}{}</table></html>", body.collect::<String>())
}

/// All names in the order of their first appearance, and the rows.
fn rows(document: &Json) -> (Vec<&String>, Vec<&Map<String, Json>>) {
    let rows: Vec<&Map<String, Json>> = document.as_array().into_iter().flatten().filter_map(Json::as_object).collect();
    let mut names: Vec<&String> = Vec::new();
    for name in rows.iter().flat_map(|row| row.keys()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (names, rows)
}

fn csv(document: &Json) -> String {
    let (names, rows) = rows(document);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    let mut text = line(names.iter().map(|name| quoted(name)).collect());
    for row in rows {
        text += &line(
            names
                .iter()
                .map(|name| match row.get(*name) {
                    Some(Json::String(value)) => quoted(value),
                    Some(Json::Null) | None => String::new(),
                    Some(other) => quoted(&other.to_string()),
                })
                .collect(),
        );
    }
    text
}
