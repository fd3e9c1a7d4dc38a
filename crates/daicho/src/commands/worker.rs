use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Args;
use tokio_util::sync::CancellationToken;

use crate::Failed;
use crate::parts::{Integration, Outgoing, Storage};
use crate::settings::{BrowserSettings, MessageSettings, NetworkSettings, PageSettings, StorageSettings};

#[derive(Debug, Args)]
pub(crate) struct Work {
    #[command(flatten)]
    storage: StorageSettings,
    #[command(flatten)]
    network: NetworkSettings,
    #[command(flatten)]
    browser: BrowserSettings,
    #[command(flatten)]
    messages: MessageSettings,
    #[command(flatten)]
    pages: PageSettings,
}

/// Where the server listens when nothing is said.
const USUAL_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

impl Work {
    /// Works until SIGTERM or SIGINT, then lets the jobs at hand leave off.
    pub(super) async fn run(self) -> Result<(), Failed> {
        let storage = Storage::open(&self.storage).await?;
        let outgoing = Outgoing {
            engine: self.network.engine(&self.browser),
            messengers: self.network.messengers(&self.messages),
        };
        let integration = Integration::new(&storage, outgoing, self.pages.public_url(USUAL_LISTEN)?)?;
        let stop = CancellationToken::new();
        let working = tokio::spawn({
            let (integration, stop) = (integration.clone(), stop.clone());
            async move { integration.work(stop).await }
        });
        tracing::info!("working");
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted?,
            _ = terminate.recv() => {}
        }
        stop.cancel();
        working.await?;
        tracing::info!("stopped");
        Ok(())
    }
}
