use actix_web::HttpServer;
use clap::Args;
use daicho_api::ApiSettings;
use daicho_api::server::Metrics;
use tokio_util::sync::CancellationToken;

use crate::Failed;
use crate::pages;
use crate::parts::{Integration, Outgoing, Storage, app_state};
use crate::settings::{BrowserSettings, MessageSettings, NetworkSettings, ServerSettings, StorageSettings};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    server: ServerSettings,
    #[command(flatten)]
    storage: StorageSettings,
    #[command(flatten)]
    network: NetworkSettings,
    #[command(flatten)]
    browser: BrowserSettings,
    #[command(flatten)]
    messages: MessageSettings,
}

/// How long requests under way may take to end after the signal to stop.
const LAST_REQUESTS_SECONDS: u64 = 10;

impl Serve {
    /// Serves until SIGTERM or SIGINT, then lets the requests under way finish.
    pub(super) async fn run(self) -> Result<(), Failed> {
        let metrics = Metrics::install()?;
        let storage = Storage::open(&self.storage).await?;
        let public_url = self.server.public_url()?;
        let outgoing = Outgoing {
            engine: self.network.engine(&self.browser),
            messengers: self.network.messengers(&self.messages),
        };
        let integration = Integration::new(&storage, outgoing, public_url.clone())?;
        let settings = ApiSettings { public_url, pdf_font: self.server.pdf_font.clone() };
        let state = app_state(&storage, &integration, settings.clone())?;

        let application = {
            let state = state.clone();
            move || daicho_api::application(state.clone(), metrics.clone(), pages::routes)
        };
        let server = HttpServer::new(application)
            // Otherwise the end of an answer waits for the acknowledgement of its beginning, up to 40 ms.
            .tcp_nodelay(true)
            .shutdown_timeout(LAST_REQUESTS_SECONDS)
            .bind(self.server.listen)
            .map_err(|error| format!("cannot listen on {}: {error}", self.server.listen))?;
        tracing::info!(listen = %self.server.listen, url = %settings.public_url, "serving");
        if let Some(token) = state.set_up.new_link().await? {
            println!("Set up Daicho: {}", settings.link(&format!("/setup?token={}", token.expose())));
        }
        let stop = CancellationToken::new();
        let working = tokio::spawn({
            let (integration, stop) = (integration.clone(), stop.clone());
            async move { integration.work(stop).await }
        });
        server.run().await?;
        stop.cancel();
        working.await?;
        tracing::info!("stopped");
        Ok(())
    }
}
