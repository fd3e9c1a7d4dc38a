//! How messages leave: Slack, e-mail, signed webhooks. Web addresses are guarded like those of services.

mod email;
mod post;
mod slack;
mod slack_channels;
mod webhook;

use std::sync::Arc;

use async_trait::async_trait;
use daicho_domain::integration::ConnectorFault;
use daicho_domain::notification::{Address, Message, Messenger, SlackChannel};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

pub use email::{MailError, MailSettings};

use crate::transport::{Resolver, Transport, TransportSettings};
use email::Mailer;

/// Where Slack's API is.
pub const SLACK_API: &str = "https://slack.com/api/";

#[derive(Debug, Clone)]
pub struct MessengerSettings {
    pub transport: TransportSettings,
    /// Another address for GovSlack.
    pub slack_api: Url,
    /// `None`: there is no mail server.
    pub mail: Option<MailSettings>,
}

/// Sends messages by every kind of channel.
#[derive(Debug)]
pub struct Messengers {
    transport: Transport,
    slack_api: Url,
    mailer: Option<Mailer>,
}

/// Why messages cannot be sent at all.
#[derive(Debug, thiserror::Error)]
pub enum MessengerError {
    #[error("the system has no usable TLS roots: {0}")]
    Tls(#[from] reqwest::Error),
    #[error(transparent)]
    Mail(#[from] MailError),
}

impl Messengers {
    pub fn new(settings: MessengerSettings, resolver: Arc<dyn Resolver>) -> Result<Self, MessengerError> {
        Ok(Self {
            transport: Transport::new(settings.transport, resolver)?,
            slack_api: settings.slack_api,
            mailer: settings.mail.as_ref().map(Mailer::new).transpose()?,
        })
    }
}

#[async_trait]
impl Messenger for Messengers {
    async fn send(&self, message: &Message) -> Result<(), ConnectorFault> {
        match &message.address {
            Address::SlackWebhook { url } => slack::by_webhook(&self.transport, url.expose_secret(), message).await,
            Address::SlackApp { token, channel } => {
                slack::by_app(&self.transport, &self.slack_api, token, channel, message).await
            }
            Address::Email { addresses } => email::send(self.mailer.as_ref(), addresses, message).await,
            Address::Webhook { url, signing_secret } => {
                webhook::send(&self.transport, url.expose_secret(), signing_secret, message).await
            }
        }
    }

    async fn slack_channels(&self, token: &SecretString) -> Result<Vec<SlackChannel>, ConnectorFault> {
        slack_channels::list(&self.transport, &self.slack_api, token).await
    }

    fn sends_mail(&self) -> bool {
        self.mailer.is_some()
    }
}
