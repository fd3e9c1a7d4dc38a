use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::alert::AlertType;
use crate::directory::Email;
use crate::error::{FieldProblem, Refusal};
use crate::ids::ChannelId;
use crate::integration::CredentialValues;

crate::enumeration! {
    /// By what people and programs are told.
    pub enum ChannelKind {
        SlackWebhook = "slack_webhook",
        /// A Slack app's bot, into a channel of choice.
        SlackApp = "slack_app",
        Email = "email",
        /// Signed as the Standard Webhooks specification says.
        Webhook = "webhook",
    }
}

crate::enumeration! {
    pub enum ChannelMode {
        AtOnce = "at_once",
        /// Once a day, in the morning of the organization's time zone.
        Digest = "digest",
    }
}

crate::enumeration! {
    /// How the last message went.
    pub enum ChannelState {
        Working = "working",
        Failing = "failing",
    }
}

/// Where a channel leads, as far as everybody may see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ChannelTarget {
    /// Its host; the rest is a secret.
    pub url: Option<String>,
    /// A channel of Slack, by id or name.
    pub channel: Option<String>,
    #[schema(value_type = Vec<String>)]
    pub addresses: Vec<Email>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationChannel {
    pub id: ChannelId,
    pub kind: ChannelKind,
    pub name: String,
    pub enabled: bool,
    pub target: ChannelTarget,
    /// Empty: every type.
    pub alert_types: Vec<AlertType>,
    pub mode: ChannelMode,
    pub state: ChannelState,
    /// What went wrong with the last message.
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// The secrets of a channel, by field: `url`, `token`, `signing_secret`.
pub type Secrets = CredentialValues;

#[derive(Debug, Clone)]
pub struct NewChannel {
    pub kind: ChannelKind,
    pub name: String,
    pub enabled: bool,
    pub target: ChannelTarget,
    pub alert_types: Vec<AlertType>,
    pub mode: ChannelMode,
    pub secrets: Secrets,
}

/// `None` leaves as it is; secrets that are named replace those of that name.
#[derive(Debug, Clone, Default)]
pub struct ChannelEdit {
    pub name: Option<String>,
    pub enabled: Option<bool>,
    pub target: Option<ChannelTarget>,
    pub alert_types: Option<Vec<AlertType>>,
    pub mode: Option<ChannelMode>,
    pub secrets: Secrets,
}

/// Where a message goes, with what it takes to get there.
#[derive(Debug, Clone)]
pub enum Address {
    SlackWebhook { url: SecretString },
    SlackApp { token: SecretString, channel: String },
    Email { addresses: Vec<Email> },
    Webhook { url: SecretString, signing_secret: SecretString },
}

impl Address {
    /// `None` when something is missing.
    pub fn of(kind: ChannelKind, target: ChannelTarget, secrets: &Secrets) -> Option<Self> {
        let secret = |field: &str| secrets.expose(field).map(SecretString::from);
        Some(match kind {
            ChannelKind::SlackWebhook => Self::SlackWebhook { url: secret("url")? },
            ChannelKind::SlackApp => Self::SlackApp { token: secret("token")?, channel: target.channel? },
            ChannelKind::Email => Self::Email { addresses: target.addresses },
            ChannelKind::Webhook => Self::Webhook { url: secret("url")?, signing_secret: secret("signing_secret")? },
        })
    }
}

/// The prefix that Standard Webhooks gives signing secrets.
const SIGNING_SECRET_PREFIX: &str = "whsec_";

/// 256 random bits in the notation of Standard Webhooks.
pub fn new_signing_secret() -> SecretString {
    let bytes: [u8; 32] = rand::random();
    SecretString::from(format!("{SIGNING_SECRET_PREFIX}{}", STANDARD.encode(bytes)))
}

impl NewChannel {
    /// Refuses a channel that leads nowhere.
    pub fn checked(self) -> Result<Self, Refusal> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() || self.name.chars().count() > 200 {
            problems.push(FieldProblem::new(
                "name",
                "Enter a name of up to 200 characters.",
                "200文字以内の名前を入力してください。",
            ));
        }
        problems.extend(missing(self.kind, &self.target, &self.secrets));
        if problems.is_empty() { Ok(self) } else { Err(Refusal::fields(problems)) }
    }
}

impl ChannelTarget {
    /// Shows of an address only what is no secret.
    pub fn shown_url(url: &str) -> Option<String> {
        Some(Url::parse(url).ok()?.host_str()?.to_owned())
    }
}

fn missing(kind: ChannelKind, target: &ChannelTarget, secrets: &Secrets) -> Option<FieldProblem> {
    let has = |field: &str| secrets.expose(field).is_some_and(|value| !value.trim().is_empty());
    match kind {
        ChannelKind::SlackWebhook | ChannelKind::Webhook if !secrets.expose("url").is_some_and(is_web_address) => {
            Some(FieldProblem::new(
                "url",
                "Enter an address that begins with https://.",
                "https:// で始まるURLを入力してください。",
            ))
        }
        ChannelKind::SlackApp if !has("token") => Some(FieldProblem::new(
            "token",
            "Enter the bot token of the Slack app.",
            "Slackアプリのボットトークンを入力してください。",
        )),
        ChannelKind::SlackApp if target.channel.as_deref().is_none_or(|channel| channel.trim().is_empty()) => {
            Some(FieldProblem::new("channel", "Name the channel.", "チャンネルを指定してください。"))
        }
        ChannelKind::Email if target.addresses.is_empty() => Some(FieldProblem::new(
            "addresses",
            "Enter at least one e-mail address.",
            "メールアドレスを1件以上入力してください。",
        )),
        _ => None,
    }
}

fn is_web_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.host_str().is_some())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_channel_that_leads_nowhere_is_refused_by_field() {
        let channel = |kind, secrets: &[(&str, &str)]| NewChannel {
            kind,
            name: "Alerts".into(),
            enabled: true,
            target: ChannelTarget::default(),
            alert_types: Vec::new(),
            mode: ChannelMode::AtOnce,
            secrets: secrets.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect(),
        };
        let field = |channel: NewChannel| channel.checked().unwrap_err().fields[0].field.clone();
        assert_eq!(field(channel(ChannelKind::Webhook, &[("url", "ftp://example.com")])), "url");
        assert_eq!(field(channel(ChannelKind::SlackApp, &[])), "token");
        assert_eq!(field(channel(ChannelKind::SlackApp, &[("token", "xoxb-1")])), "channel");
        assert_eq!(field(channel(ChannelKind::Email, &[])), "addresses");
        assert!(channel(ChannelKind::SlackWebhook, &[("url", "https://hooks.example.com/T1/x")]).checked().is_ok());
    }

    #[test]
    fn a_signing_secret_is_in_the_standards_notation_and_shown_addresses_hold_no_secret() {
        let secret = new_signing_secret();
        let encoded = secret.expose_secret().strip_prefix("whsec_").unwrap();
        assert_eq!(STANDARD.decode(encoded).unwrap().len(), 32);
        let shown = ChannelTarget::shown_url("https://hooks.slack.com/services/T0/B0/secret");
        assert_eq!(shown.as_deref(), Some("hooks.slack.com"));
    }
}
