use daicho_domain::integration::{ConnectorFault, FaultKind};
use daicho_domain::notification::{
    AlertNotice, Letterhead, Message, Notification, alert_line, intro, person_line, subject,
};
use daicho_domain::organization::Language;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;

use super::post::post;
use crate::transport::{Received, Transport, named_wait};

/// By an incoming webhook: it leads into the channel that it was made for.
pub(super) async fn by_webhook(transport: &Transport, url: &str, message: &Message) -> Result<(), ConnectorFault> {
    let body = written(message, Buttons::None);
    post(transport, url, HeaderMap::new(), body.to_string().into_bytes()).await?;
    Ok(())
}

/// By the bot of a Slack app, into the channel of choice.
pub(super) async fn by_app(
    transport: &Transport,
    api: &Url,
    token: &SecretString,
    channel: &str,
    message: &Message,
) -> Result<(), ConnectorFault> {
    let url = address(api, "chat.postMessage")?;
    let headers = HeaderMap::from_iter([(AUTHORIZATION, bearer(token)?)]);
    let mut body = written(message, Buttons::Delete);
    body["channel"] = channel.into();
    let answer = post(transport, url.as_str(), headers, body.to_string().into_bytes()).await?;
    said(&answer).map(|_| ())
}

pub(super) fn address(api: &Url, method: &str) -> Result<Url, ConnectorFault> {
    api.join(method).map_err(|error| ConnectorFault::new(FaultKind::InvalidInput, error.to_string()))
}

pub(super) fn bearer(token: &SecretString) -> Result<HeaderValue, ConnectorFault> {
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()))
        .map_err(|_| ConnectorFault::new(FaultKind::InvalidInput, "the token is not one"))?;
    bearer.set_sensitive(true);
    Ok(bearer)
}

/// What Slack's API says, or why it does not: it answers 200 in either case.
pub(super) fn said(answer: &Received) -> Result<Value, ConnectorFault> {
    let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if said["ok"] == true {
        return Ok(said);
    }
    let error = said["error"].as_str().unwrap_or("no reason given");
    let kind = match error {
        "ratelimited" | "rate_limited" => FaultKind::RateLimited,
        "internal_error" | "fatal_error" | "service_unavailable" | "request_timeout" => FaultKind::Unavailable,
        "invalid_auth" | "not_authed" | "token_revoked" | "token_expired" | "account_inactive" => {
            FaultKind::CredentialsRejected
        }
        "missing_scope" | "no_permission" | "not_allowed_token_type" => FaultKind::PermissionMissing,
        "channel_not_found" | "not_in_channel" | "is_archived" => FaultKind::NotFound,
        _ => FaultKind::Refused,
    };
    let fault = ConnectorFault::new(kind, format!("Slack answered: {error}"));
    Err(match named_wait(&answer.headers, kind) {
        Some(at) => fault.not_before(at),
        None => fault,
    })
}

/// Whether alerts have buttons of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Buttons {
    None,
    /// Opens the confirm dialog in the browser; Slack itself never deletes anything.
    Delete,
}

/// The message in Block Kit, with a plain text for notifications.
fn written(message: &Message, buttons: Buttons) -> Value {
    let letterhead = &message.letterhead;
    let title = subject(&message.notification, letterhead);
    let mut blocks =
        vec![json!({"type": "header", "text": {"type": "plain_text", "text": cut(&title, 150), "emoji": false}})];
    match &message.notification {
        Notification::Alerts(notice) => blocks.extend(alert_blocks(notice, letterhead, buttons)),
        Notification::Automation(notice) => {
            let line = person_line(notice, letterhead);
            blocks.push(section(&format!("<{}|{}>", line.link, escaped(&line.text))));
            blocks.extend(notice.message.iter().map(|message| section(&escaped(message))));
        }
        Notification::Export(_) | Notification::Test => {
            blocks.push(section(&format!("<{}|{}>", letterhead.settings(), open(letterhead.language))));
        }
    }
    json!({"text": title, "blocks": blocks})
}

fn alert_blocks(notice: &AlertNotice, letterhead: &Letterhead, buttons: Buttons) -> Vec<Value> {
    let language = letterhead.language;
    let mut blocks = vec![section(&escaped(&intro(notice, language)))];
    for alert in &notice.alerts {
        let line = alert_line(alert, letterhead);
        blocks.push(section(&format!("• <{}|{}>", line.link, escaped(&line.text))));
        let dialog = letterhead.delete_dialog(alert).filter(|_| buttons == Buttons::Delete);
        if let Some(dialog) = dialog {
            blocks.push(json!({"type": "actions", "elements": [
                button(open(language), &line.link),
                button(delete(language), &dialog),
            ]}));
        }
    }
    let more = notice.total.saturating_sub(notice.alerts.len() as u64);
    let rest = match language {
        Language::En if more > 0 => format!("And {more} more: show all"),
        Language::Ja if more > 0 => format!("ほか{more}件：すべて表示"),
        Language::En => "Show all".to_owned(),
        Language::Ja => "すべて表示".to_owned(),
    };
    blocks.push(json!({"type": "context", "elements": [{"type": "mrkdwn", "text": format!("<{}|{rest}>", letterhead.alerts())}]}));
    blocks
}

fn section(markdown: &str) -> Value {
    json!({"type": "section", "text": {"type": "mrkdwn", "text": cut(markdown, 3_000)}})
}

fn button(text: &str, url: &str) -> Value {
    json!({"type": "button", "text": {"type": "plain_text", "text": text, "emoji": false}, "url": url})
}

const fn open(language: Language) -> &'static str {
    match language {
        Language::En => "Open",
        Language::Ja => "開く",
    }
}

const fn delete(language: Language) -> &'static str {
    match language {
        Language::En => "Delete…",
        Language::Ja => "削除…",
    }
}

/// Slack takes these three characters for its own.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
