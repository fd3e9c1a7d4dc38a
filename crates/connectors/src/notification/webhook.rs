//! Webhooks as the Standard Webhooks specification 1.0 signs them: `webhook-id`, `webhook-timestamp`, `webhook-signature`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use daicho_domain::alert::{AlertLevel, AlertType};
use daicho_domain::integration::{ConnectorFault, FaultKind};
use daicho_domain::notification::{Letterhead, Message, NoticedAlert, Notification};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::Sha256;

use super::post::post;
use crate::transport::Transport;

const ID: HeaderName = HeaderName::from_static("webhook-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LinkedAlert<'a> {
    #[serde(flatten)]
    alert: &'a NoticedAlert,
    level: AlertLevel,
    link: String,
}

pub(super) async fn send(
    transport: &Transport,
    url: &str,
    secret: &SecretString,
    message: &Message,
) -> Result<(), ConnectorFault> {
    let body = json!({
        "type": message.notification.event().as_str(),
        "timestamp": message.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        "data": data(message),
    })
    .to_string();
    let timestamp = message.at.timestamp().to_string();
    let signature = sign(secret, &message.id, &timestamp, &body)?;
    let mut headers = HeaderMap::new();
    for (name, text) in [(ID, &message.id), (TIMESTAMP, &timestamp), (SIGNATURE, &signature)] {
        let value = HeaderValue::from_str(text).map_err(|error| invalid(&error.to_string()))?;
        headers.insert(name, value);
    }
    post(transport, url, headers, body.into_bytes()).await?;
    Ok(())
}

fn data(message: &Message) -> Value {
    let letterhead = &message.letterhead;
    match &message.notification {
        Notification::Alerts(notice) => {
            let alerts: Vec<_> = notice.alerts.iter().map(|alert| linked(alert, letterhead)).collect();
            json!({"organization": letterhead.organization, "total": notice.total, "byType": notice.by_type, "alerts": alerts})
        }
        Notification::Export(export) => json!({
            "organization": letterhead.organization,
            "list": export.list,
            "format": export.format,
            "fileName": message.file.as_ref().map(|file| &file.name),
            "mediaType": message.file.as_ref().map(|file| &file.media_type),
            "contentBase64": message.file.as_ref().map(|file| STANDARD.encode(&file.bytes)),
        }),
        Notification::Automation(notice) => json!({
            "organization": letterhead.organization,
            "automation": notice.automation,
            "kind": notice.kind,
            "peopleId": notice.people_id,
            "person": notice.person,
            "email": notice.email,
            "message": notice.message,
            "link": letterhead.person(notice.people_id),
        }),
        Notification::Test => json!({"organization": letterhead.organization}),
    }
}

fn linked<'a>(alert: &'a NoticedAlert, letterhead: &Letterhead) -> LinkedAlert<'a> {
    LinkedAlert { alert, level: AlertType::level(alert.kind), link: letterhead.alert(alert) }
}

/// `v1,` and the HMAC-SHA256 of `id.timestamp.body`, base64.
fn sign(secret: &SecretString, id: &str, timestamp: &str, body: &str) -> Result<String, ConnectorFault> {
    let encoded = secret.expose_secret();
    let key = STANDARD
        .decode(encoded.strip_prefix("whsec_").unwrap_or(encoded))
        .map_err(|_| invalid("the signing secret is not base64"))?;
    let mut hmac = Hmac::<Sha256>::new_from_slice(&key).map_err(|error| invalid(&error.to_string()))?;
    hmac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(hmac.finalize().into_bytes())))
}

fn invalid(detail: &str) -> ConnectorFault {
    ConnectorFault::new(FaultKind::InvalidInput, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's reference libraries.
    #[test]
    fn the_signature_is_the_specifications() {
        let secret = SecretString::from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let signature = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", r#"{"test": 2432232314}"#);
        assert_eq!(signature.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
