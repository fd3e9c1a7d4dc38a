use async_trait::async_trait;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use secrecy::SecretString;
use url::Url;

use super::{Address, NoticedAlert, Notification, WrittenList};
use crate::ids::PeopleId;
use crate::integration::ConnectorFault;
use crate::organization::Language;

/// On whose behalf a message is written, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    pub organization: String,
    pub language: Language,
    pub zone: Tz,
    /// How browsers reach this installation.
    pub public_url: Url,
}

impl Letterhead {
    /// The list of alerts.
    pub fn alerts(&self) -> String {
        self.page("/alerts")
    }

    /// The very alert.
    pub fn alert(&self, alert: &NoticedAlert) -> String {
        self.page(&format!("/alerts?open={}", alert.id))
    }

    /// The dialog that asks whether to delete the alert's account; nothing is deleted by following it.
    pub fn delete_dialog(&self, alert: &NoticedAlert) -> Option<String> {
        alert.account_id.map(|_| self.page(&format!("/alerts?open={}&action=delete&origin=slack", alert.id)))
    }

    /// The page of the person.
    pub fn person(&self, id: PeopleId) -> String {
        self.page(&format!("/directory/{id}"))
    }

    /// Where channels are looked after.
    pub fn settings(&self) -> String {
        self.page("/settings/notifications")
    }

    fn page(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

/// One attempt to tell somebody something.
#[derive(Debug)]
pub struct Message {
    /// The same on every attempt.
    pub id: String,
    pub at: DateTime<Utc>,
    pub address: Address,
    pub letterhead: Letterhead,
    pub notification: Notification,
    /// The file of an export.
    pub file: Option<WrittenList>,
}

/// A channel of Slack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlackChannel {
    pub id: String,
    pub name: String,
    pub is_private: bool,
}

/// The port to the outside: how messages leave.
#[async_trait]
pub trait Messenger: Send + Sync {
    /// Returns when the receiver has taken it.
    async fn send(&self, message: &Message) -> Result<(), ConnectorFault>;

    /// The channels that the bot of a Slack app may be told to post into, by name.
    async fn slack_channels(&self, token: &SecretString) -> Result<Vec<SlackChannel>, ConnectorFault>;

    /// Whether there is a mail server to send by.
    fn sends_mail(&self) -> bool;
}
