use clap::Args;
use tokio_util::sync::CancellationToken;

use crate::Failed;
use crate::parts::{Integration, Storage};
use crate::settings::{NetworkSettings, StorageSettings};

#[derive(Debug, Args)]
pub(crate) struct Work {
    #[command(flatten)]
    storage: StorageSettings,
    #[command(flatten)]
    network: NetworkSettings,
}

impl Work {
    /// Works until SIGTERM or SIGINT, then lets the jobs at hand leave off.
    pub(super) async fn run(self) -> Result<(), Failed> {
        let storage = Storage::open(&self.storage).await?;
        let integration = Integration::new(&storage, self.network.engine())?;
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
