use chrono::{DateTime, Utc};
use daicho_domain::alert::AlertType;
use daicho_domain::directory::Email;
use daicho_domain::error::Refusal;
use daicho_domain::ids::ChannelId;
use daicho_domain::notification::{
    ChannelEdit, ChannelKind, ChannelMode, ChannelState, ChannelTarget, NewChannel, NotificationChannel as Channel,
    Secrets, new_signing_secret,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A way by which people or programs are told.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct NotificationChannel {
    id: ChannelId,
    kind: ChannelKind,
    name: String,
    enabled: bool,
    target: ChannelTarget,
    /// Empty: every type.
    alert_types: Vec<AlertType>,
    mode: ChannelMode,
    state: ChannelState,
    /// What went wrong with the last message.
    last_error: Option<String>,
    created_at: DateTime<Utc>,
    /// The signing secret of a new webhook. It cannot be shown again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    secret: Option<String>,
}

impl From<Channel> for NotificationChannel {
    fn from(channel: Channel) -> Self {
        Self {
            id: channel.id,
            kind: channel.kind,
            name: channel.name,
            enabled: channel.enabled,
            target: channel.target,
            alert_types: channel.alert_types,
            mode: channel.mode,
            state: channel.state,
            last_error: channel.last_error,
            created_at: channel.created_at,
            secret: None,
        }
    }
}

impl NotificationChannel {
    pub(super) fn with_secret(self, secret: Option<&SecretString>) -> Self {
        Self { secret: secret.map(|secret| secret.expose_secret().to_owned()), ..self }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NotificationChannelList {
    pub(super) items: Vec<NotificationChannel>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct AddNotificationChannelRequest {
    kind: ChannelKind,
    name: String,
    #[serde(default = "yes")]
    enabled: bool,
    /// Left out or empty: every type.
    #[serde(default)]
    alert_types: Vec<AlertType>,
    #[serde(default = "at_once")]
    mode: ChannelMode,
    #[serde(default, flatten)]
    way: WayBody,
}

/// Where a channel leads: what its kind needs.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct WayBody {
    /// Of an incoming webhook of Slack, or of a signed webhook.
    #[schema(value_type = Option<String>)]
    url: Option<SecretString>,
    /// The bot token of a Slack app with the scope `chat:write`.
    #[schema(value_type = Option<String>)]
    token: Option<SecretString>,
    /// The Slack channel's id or name.
    channel: Option<String>,
    addresses: Option<Vec<String>>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeNotificationChannelRequest {
    name: Option<String>,
    enabled: Option<bool>,
    alert_types: Option<Vec<AlertType>>,
    mode: Option<ChannelMode>,
    #[serde(default, flatten)]
    way: WayBody,
}

const fn yes() -> bool {
    true
}

const fn at_once() -> ChannelMode {
    ChannelMode::AtOnce
}

impl WayBody {
    fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        for (field, value) in [("url", &self.url), ("token", &self.token)] {
            if let Some(value) = value {
                secrets.insert(field, value.expose_secret().trim());
            }
        }
        secrets
    }

    /// The target as it is, with what is named here instead.
    fn target(&self, known: &ChannelTarget) -> Result<ChannelTarget, Refusal> {
        let mut target = known.clone();
        if let Some(url) = &self.url {
            target.url = ChannelTarget::shown_url(url.expose_secret().trim());
        }
        if let Some(channel) = &self.channel {
            target.channel = Some(channel.trim().to_owned()).filter(|channel| !channel.is_empty());
        }
        if let Some(addresses) = &self.addresses {
            target.addresses = addresses.iter().enumerate().map(address).collect::<Result<_, _>>()?;
        }
        Ok(target)
    }
}

fn address((place, text): (usize, &String)) -> Result<Email, Refusal> {
    Email::entered(format!("addresses[{place}]"), text).map_err(|problem| Refusal::fields(vec![problem]))
}

impl AddNotificationChannelRequest {
    pub(super) const fn kind(&self) -> ChannelKind {
        self.kind
    }

    /// The channel; with the signing secret that its receiver is to know, when it has one.
    pub(super) fn channel(self) -> Result<(NewChannel, Option<SecretString>), Refusal> {
        let mut secrets = self.way.secrets();
        let signing = (self.kind == ChannelKind::Webhook).then(new_signing_secret);
        if let Some(secret) = &signing {
            secrets.insert("signing_secret", secret.expose_secret());
        }
        let channel = NewChannel {
            kind: self.kind,
            target: self.way.target(&ChannelTarget::default())?,
            name: self.name,
            enabled: self.enabled,
            alert_types: self.alert_types,
            mode: self.mode,
            secrets,
        };
        Ok((channel.checked()?, signing))
    }
}

impl ChangeNotificationChannelRequest {
    pub(super) fn edit(self, channel: &Channel) -> Result<ChannelEdit, Refusal> {
        let target = self.way.target(&channel.target)?;
        Ok(ChannelEdit {
            name: self.name.filter(|name| !name.trim().is_empty()),
            enabled: self.enabled,
            target: (target != channel.target).then_some(target),
            alert_types: self.alert_types,
            mode: self.mode,
            secrets: self.way.secrets(),
        })
    }
}
