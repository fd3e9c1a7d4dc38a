use std::time::Duration;

use daicho_domain::directory::Email;
use daicho_domain::integration::{ConnectorFault, FaultKind};
use daicho_domain::notification::{Message, Notification, alert_line, intro, person_line, subject};
use daicho_domain::organization::Language;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

/// How mail leaves. The operator names the server, so that it may be anywhere.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// `smtps://user:password@host` or `smtp://host:587?tls=required`.
    pub server: SecretString,
    /// `Daicho <daicho@example.com>`.
    pub from: String,
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("DAICHO_SMTP_URL: {0}")]
    Server(lettre::transport::smtp::Error),
    #[error("DAICHO_MAIL_FROM: {0}")]
    From(lettre::address::AddressError),
}

pub(super) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from).finish_non_exhaustive()
    }
}

/// For one command of the conversation with the server.
const TIMEOUT: Duration = Duration::from_secs(20);

impl Mailer {
    pub(super) fn new(settings: &MailSettings) -> Result<Self, MailError> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(settings.server.expose_secret());
        let transport = server.map_err(MailError::Server)?.timeout(Some(TIMEOUT)).build();
        Ok(Self { transport, from: settings.from.parse().map_err(MailError::From)? })
    }
}

pub(super) async fn send(
    mailer: Option<&Mailer>,
    addresses: &[Email],
    message: &Message,
) -> Result<(), ConnectorFault> {
    let mailer = mailer.ok_or_else(|| {
        ConnectorFault::new(FaultKind::InvalidInput, "there is no mail server: DAICHO_SMTP_URL is not set")
    })?;
    let mail = written(&mailer.from, addresses, message)
        .map_err(|error| ConnectorFault::new(FaultKind::InvalidInput, error.to_string()))?;
    mailer.transport.send(mail).await.map_err(|error| {
        let kind = if error.is_permanent() { FaultKind::Refused } else { FaultKind::Unavailable };
        ConnectorFault::new(kind, format!("the mail server: {error}"))
    })?;
    Ok(())
}

fn written(
    from: &Mailbox,
    addresses: &[Email],
    message: &Message,
) -> Result<lettre::Message, Box<dyn std::error::Error + Send + Sync>> {
    let host = message.letterhead.public_url.host_str().unwrap_or("daicho");
    let mut mail = lettre::Message::builder()
        .from(from.clone())
        .message_id(Some(format!("<{}@{host}>", message.id)))
        .subject(subject(&message.notification, &message.letterhead));
    for address in addresses {
        mail = mail.to(address.as_str().parse()?);
    }
    let text = SinglePart::plain(body(message));
    Ok(match &message.file {
        Some(file) => {
            let attachment = Attachment::new(file.name.clone());
            let attachment = attachment.body(file.bytes.clone(), ContentType::parse(&file.media_type)?);
            mail.multipart(MultiPart::mixed().singlepart(text).singlepart(attachment))?
        }
        None => mail.singlepart(text)?,
    })
}

fn body(message: &Message) -> String {
    let letterhead = &message.letterhead;
    let mut lines = vec![subject(&message.notification, letterhead), String::new()];
    if let Notification::Alerts(notice) = &message.notification {
        lines.push(intro(notice, letterhead.language));
        lines.push(String::new());
        for alert in &notice.alerts {
            let line = alert_line(alert, letterhead);
            lines.push(format!("- {}", line.text));
            lines.push(format!("  {}", line.link));
        }
        let more = notice.total.saturating_sub(notice.alerts.len() as u64);
        lines.push(String::new());
        lines.push(match letterhead.language {
            Language::En if more > 0 => format!("And {more} more: {}", letterhead.alerts()),
            Language::Ja if more > 0 => format!("ほか{more}件：{}", letterhead.alerts()),
            Language::En => format!("All alerts: {}", letterhead.alerts()),
            Language::Ja => format!("すべてのアラート：{}", letterhead.alerts()),
        });
    }
    if let Notification::Automation(notice) = &message.notification {
        let line = person_line(notice, letterhead);
        lines.extend([line.text, line.link]);
        lines.extend(notice.message.iter().flat_map(|message| [String::new(), message.clone()]));
    }
    lines.push(String::new());
    lines.push(match letterhead.language {
        Language::En => format!("Settings of this message: {}", letterhead.settings()),
        Language::Ja => format!("この通知の設定：{}", letterhead.settings()),
    });
    lines.join("\n")
}
