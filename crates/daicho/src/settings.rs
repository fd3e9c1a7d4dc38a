use std::net::SocketAddr;
use std::num::NonZero;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use daicho_connectors::EngineConfig;
use daicho_connectors::notification::{MailSettings, MessengerSettings, SLACK_API};
use daicho_connectors::transport::{OpenNetworks, TransportSettings};
use daicho_domain::integration::Browser;
use daicho_persistence::DatabaseSettings;
use daicho_persistence::vault::KeySource;
use daicho_robot::{Chromium, ChromiumSettings};
use ipnet::IpNet;
use secrecy::SecretString;
use url::Url;

use crate::Failed;

/// Where the data is and how it is protected.
#[derive(Debug, Clone, Args)]
pub(crate) struct StorageSettings {
    /// The folder of the SQLite database and the master key.
    #[arg(long, env = "DAICHO_DATA_DIR", default_value = "./data")]
    data_dir: PathBuf,

    /// A PostgreSQL address such as postgres://user@host/name; empty for SQLite in the data folder.
    #[arg(long, env = "DATABASE_URL", default_value = "", hide_env_values = true)]
    database_url: String,

    /// The master key, 64 hexadecimal digits; while it is being rotated the new key, a comma, the old key.
    #[arg(long, env = "DAICHO_MASTER_KEY", hide_env_values = true)]
    master_key: Option<SecretString>,

    /// The file with the master key; master.key in the data folder when neither is given.
    #[arg(long, env = "DAICHO_MASTER_KEY_FILE")]
    master_key_file: Option<PathBuf>,
}

const POSTGRES_CONNECTIONS: u32 = 16;

/// As many as there are processors to read side by side, but a few at least. More would only cost memory.
fn sqlite_connections() -> u32 {
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    u32::try_from(processors).unwrap_or(u32::MAX).clamp(4, 16)
}

impl StorageSettings {
    /// Makes the data folder when it is missing, for its owner alone.
    pub(crate) fn prepare(&self) -> Result<(), Failed> {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.data_dir)
            .map_err(|error| format!("cannot make the data folder {}: {error}", self.data_dir.display()).into())
    }

    pub(crate) fn database(&self) -> DatabaseSettings {
        if self.database_url.is_empty() {
            let file = self.data_dir.join("daicho.db");
            return DatabaseSettings::new(format!("sqlite://{}?mode=rwc", file.display()), sqlite_connections());
        }
        DatabaseSettings::new(&self.database_url, POSTGRES_CONNECTIONS)
    }

    pub(crate) fn master_key(&self) -> KeySource {
        let value = self.master_key.clone().filter(|key| !secrecy::ExposeSecret::expose_secret(key).is_empty());
        match (value, &self.master_key_file) {
            (Some(key), _) => KeySource::Value(key),
            (None, Some(file)) => KeySource::File(file.clone()),
            (None, None) => KeySource::File(self.data_dir.join("master.key")),
        }
    }
}

/// How the server is reached.
#[derive(Debug, Clone, Args)]
pub(crate) struct ServerSettings {
    /// The address to serve on.
    #[arg(long, env = "DAICHO_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,

    #[command(flatten)]
    pages: PageSettings,

    /// A font with Japanese letters for PDF records, instead of one found where systems usually keep them.
    #[arg(long, env = "DAICHO_PDF_FONT")]
    pub(crate) pdf_font: Option<PathBuf>,
}

impl ServerSettings {
    pub(crate) fn public_url(&self) -> Result<Url, Failed> {
        self.pages.public_url(self.listen)
    }
}

/// How links lead to the pages.
#[derive(Debug, Clone, Args)]
pub(crate) struct PageSettings {
    /// How browsers reach the server; part of links and of OAuth redirect addresses. https makes cookies Secure.
    #[arg(long, env = "DAICHO_PUBLIC_URL")]
    public_url: Option<Url>,
}

impl PageSettings {
    /// The address where the server listens, when nothing else is said.
    pub(crate) fn public_url(&self, listen: SocketAddr) -> Result<Url, Failed> {
        match &self.public_url {
            Some(url) => Ok(url.clone()),
            None => Ok(Url::parse(&format!("http://{listen}"))?),
        }
    }
}

/// How messages leave.
#[derive(Debug, Clone, Args)]
pub(crate) struct MessageSettings {
    /// The mail server: smtps://user:password@host or smtp://host:587?tls=required; without it no mail is sent.
    #[arg(long, env = "DAICHO_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<SecretString>,

    /// Whom mail is from.
    #[arg(long, env = "DAICHO_MAIL_FROM", default_value = "Daicho <daicho@localhost>")]
    mail_from: String,

    /// Where Slack's API is; another address for GovSlack.
    #[arg(long, env = "DAICHO_SLACK_API", default_value = SLACK_API)]
    slack_api: Url,
}

/// Where outgoing requests may go.
#[derive(Debug, Clone, Args)]
pub(crate) struct NetworkSettings {
    /// Networks that may be reached besides public addresses, comma-separated; plain http is allowed there.
    #[arg(long, env = "DAICHO_OPEN_NETWORKS", value_delimiter = ',', value_parser = network)]
    open_networks: Vec<Option<IpNet>>,
}

/// The browser for services without an API.
#[derive(Debug, Clone, Args)]
pub(crate) struct BrowserSettings {
    /// The program of a Chromium or Chrome; one that is found on the machine when nothing is said.
    #[arg(long, env = "DAICHO_CHROMIUM")]
    chromium: Option<PathBuf>,

    /// How many services may be read with it at a time.
    #[arg(long, env = "DAICHO_CHROMIUM_TABS", default_value_t = ChromiumSettings::default().tabs)]
    chromium_tabs: usize,
}

impl BrowserSettings {
    fn browser(&self) -> Arc<dyn Browser> {
        let executable = self.chromium.clone().filter(|program| !program.as_os_str().is_empty());
        Arc::new(Chromium::new(ChromiumSettings { executable, tabs: self.chromium_tabs }))
    }
}

impl NetworkSettings {
    /// How the connector engine reaches services.
    pub(crate) fn engine(&self, browser: &BrowserSettings) -> EngineConfig {
        EngineConfig { transport: self.transport(), browser: Some(browser.browser()), ..Default::default() }
    }

    /// How messages reach people and programs: by the same rules, with less patience.
    pub(crate) fn messengers(&self, messages: &MessageSettings) -> MessengerSettings {
        let server = messages.smtp_url.clone().filter(|url| !secrecy::ExposeSecret::expose_secret(url).is_empty());
        MessengerSettings {
            transport: TransportSettings { answer_timeout: MESSAGE_TIMEOUT, ..self.transport() },
            slack_api: messages.slack_api.clone(),
            mail: server.map(|server| MailSettings { server, from: messages.mail_from.clone() }),
        }
    }

    fn transport(&self) -> TransportSettings {
        let open_networks = OpenNetworks::new(self.open_networks.iter().copied().flatten().collect());
        TransportSettings { open_networks, ..Default::default() }
    }
}

/// Receivers are to take a message at once and work on it later.
const MESSAGE_TIMEOUT: Duration = Duration::from_secs(15);

/// An empty entry is none, so that the variable may be set to nothing.
fn network(text: &str) -> Result<Option<IpNet>, ipnet::AddrParseError> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}
