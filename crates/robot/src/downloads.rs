//! Taking the one file that a press is to give; everything else that a page wants to store is refused.

use std::sync::Arc;
use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::browser::{
    BrowserContextId, CancelDownloadParams, DownloadProgressState, EventDownloadProgress, EventDownloadWillBegin,
    SetDownloadBehaviorBehavior, SetDownloadBehaviorParams,
};
use chromiumoxide::cdp::browser_protocol::page::FrameId;
use chromiumoxide::listeners::EventStream;
use daicho_domain::integration::{ConnectorFault, DownloadedFile};
use futures::StreamExt;
use tempfile::TempDir;

use crate::chromium::Running;
use crate::trouble::{Trouble, in_time, unavailable, unexpected};

/// For the whole of a file.
const LONGEST_DOWNLOAD: Duration = Duration::from_mins(2);

/// Refuses whatever a tab wants to store.
pub(crate) async fn refuse(running: &Running, context: &BrowserContextId) -> Result<(), Trouble> {
    let behavior = SetDownloadBehaviorParams::builder()
        .behavior(SetDownloadBehaviorBehavior::Deny)
        .browser_context_id(context.clone())
        .build()
        .map_err(|error| Trouble::Fault(unexpected(error)))?;
    in_time(running.browser.execute(behavior)).await?;
    Ok(())
}

/// A tab that is about to be given a file.
pub(crate) struct Expecting {
    running: Arc<Running>,
    context: BrowserContextId,
    folder: TempDir,
    begun: EventStream<EventDownloadWillBegin>,
    progress: EventStream<EventDownloadProgress>,
}

impl Expecting {
    pub(crate) async fn begin(running: &Arc<Running>, context: &BrowserContextId) -> Result<Self, Trouble> {
        let folder = running.process.folder_for_downloads();
        let folder = folder.map_err(|error| Trouble::Fault(unavailable(format!("no folder for a file: {error}"))))?;
        let begun = in_time(running.browser.event_listener()).await?;
        let progress = in_time(running.browser.event_listener()).await?;
        let behavior = SetDownloadBehaviorParams::builder()
            .behavior(SetDownloadBehaviorBehavior::AllowAndName)
            .browser_context_id(context.clone())
            .download_path(folder.path().display().to_string())
            .events_enabled(true)
            .build()
            .map_err(|error| Trouble::Fault(unexpected(error)))?;
        in_time(running.browser.execute(behavior)).await?;
        Ok(Self { running: Arc::clone(running), context: context.clone(), folder, begun, progress })
    }

    /// The file, once it is whole. `limit` is in bytes.
    pub(crate) async fn take(
        mut self,
        frame: &FrameId,
        limit: u64,
        patience: Duration,
    ) -> Result<DownloadedFile, ConnectorFault> {
        let taken = match tokio::time::timeout(patience, self.named(frame)).await {
            Ok(Some((guid, name))) => self.whole(&guid, limit).await.map(|bytes| DownloadedFile { name, bytes }),
            Ok(None) => Err(unavailable("the browser ended")),
            Err(_) => Err(unexpected("pressing it gave no file")),
        };
        if let Err(trouble) = refuse(&self.running, &self.context).await {
            tracing::debug!(?trouble, "files are not refused again");
        }
        taken
    }

    async fn named(&mut self, frame: &FrameId) -> Option<(String, String)> {
        while let Some(begun) = self.begun.next().await {
            if begun.frame_id == *frame {
                return Some((begun.guid.clone(), begun.suggested_filename.clone()));
            }
        }
        None
    }

    async fn whole(&mut self, guid: &str, limit: u64) -> Result<Vec<u8>, ConnectorFault> {
        let following = async {
            while let Some(progress) = self.progress.next().await {
                if progress.guid != guid {
                    continue;
                }
                if progress.received_bytes.max(progress.total_bytes) > to_float(limit) {
                    return Err(unexpected(format!("the file is larger than {} MiB", limit / 1024 / 1024)));
                }
                match progress.state {
                    DownloadProgressState::InProgress => {}
                    DownloadProgressState::Completed => return Ok(()),
                    DownloadProgressState::Canceled => return Err(unavailable("the file broke off")),
                }
            }
            Err(unavailable("the browser ended"))
        };
        let followed = tokio::time::timeout(LONGEST_DOWNLOAD, following).await;
        let followed = followed.unwrap_or_else(|_| Err(unavailable("the file did not end in time")));
        if let Err(fault) = followed {
            let cancel = CancelDownloadParams::builder().guid(guid).browser_context_id(self.context.clone()).build();
            if let Ok(cancel) = cancel {
                let _ = in_time(self.running.browser.execute(cancel)).await;
            }
            return Err(fault);
        }
        let bytes = tokio::fs::read(self.folder.path().join(guid)).await;
        bytes.map_err(|error| unavailable(format!("the file cannot be read: {error}")))
    }
}

#[expect(clippy::cast_precision_loss, reason = "limits are far below what a float tells apart")]
fn to_float(limit: u64) -> f64 {
    limit as f64
}
