//! The browser that all runs share: started when the first one needs it, ended with the last.

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use async_trait::async_trait;
use chromiumoxide::handler::HandlerConfig;
use daicho_domain::integration::{Browser, ConnectorFault, Tab, Visit};
use futures::StreamExt;
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinHandle;

use crate::process::Process;
use crate::tab::ChromiumTab;
use crate::trouble::{missing, unavailable};

/// What it is called where it usually is.
const USUAL_NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable"];

#[derive(Debug, Clone)]
pub struct ChromiumSettings {
    /// The program; one that is found on the machine when absent.
    pub executable: Option<PathBuf>,
    /// How many runs may have a tab at a time; others wait.
    pub tabs: usize,
}

impl Default for ChromiumSettings {
    fn default() -> Self {
        Self { executable: None, tabs: 4 }
    }
}

#[derive(Debug)]
pub struct Chromium {
    settings: ChromiumSettings,
    places: Arc<Semaphore>,
    running: Mutex<Weak<Running>>,
}

/// A browser process and the connection to it.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) browser: chromiumoxide::Browser,
    pub(crate) process: Process,
    /// Reads what the browser says; ended when the browser has.
    reading: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.reading.abort();
    }
}

impl Chromium {
    pub fn new(settings: ChromiumSettings) -> Self {
        let places = Arc::new(Semaphore::new(settings.tabs.max(1)));
        Self { settings, places, running: Mutex::default() }
    }

    /// The program that would be started.
    ///
    /// # Errors
    /// `BrowserMissing` when there is none.
    pub fn executable(&self) -> Result<PathBuf, ConnectorFault> {
        if let Some(given) = &self.settings.executable {
            return which::which(given).map_err(|_| missing(format!("{} is no program", given.display())));
        }
        USUAL_NAMES
            .iter()
            .find_map(|name| which::which(name).ok())
            .ok_or_else(|| missing(format!("there is none of {}", USUAL_NAMES.join(", "))))
    }

    async fn running(&self) -> Result<Arc<Running>, ConnectorFault> {
        let mut current = self.running.lock().await;
        if let Some(running) = current.upgrade().filter(|running| !running.reading.is_finished()) {
            return Ok(running);
        }
        let running = Arc::new(start(self.executable()?).await?);
        *current = Arc::downgrade(&running);
        Ok(running)
    }
}

async fn start(executable: PathBuf) -> Result<Running, ConnectorFault> {
    let process = Process::start(&executable).await?;
    let config = HandlerConfig { ignore_https_errors: false, viewport: None, ..HandlerConfig::default() };
    let (browser, mut handler) = chromiumoxide::Browser::connect_with_config(process.address.clone(), config)
        .await
        .map_err(|error| unavailable(format!("the browser cannot be spoken to: {error}")))?;
    let reading = tokio::spawn(async move {
        while let Some(said) = handler.next().await {
            if let Err(error) = said {
                tracing::debug!(%error, "the browser said something that cannot be read");
            }
        }
    });
    Ok(Running { browser, process, reading })
}

#[async_trait]
impl Browser for Chromium {
    async fn open(&self, visit: Visit) -> Result<Box<dyn Tab>, ConnectorFault> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| unavailable("the robot has ended"))?;
        let running = self.running().await?;
        Ok(Box::new(ChromiumTab::open(running, visit, place).await?))
    }
}
