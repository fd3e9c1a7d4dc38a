//! What a page does without being asked: windows are closed, dialogs answered, and its breakdown is noticed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::page::{
    DialogType, EventJavascriptDialogOpening, HandleJavaScriptDialogParams,
};
use chromiumoxide::cdp::browser_protocol::target::{CloseTargetParams, EventTargetCrashed, EventTargetCreated};
use daicho_domain::integration::ConnectorFault;
use futures::StreamExt;
use tokio::task::JoinSet;

use crate::chromium::Running;
use crate::trouble::{Trouble, in_time, unexpected};

const MOST_WINDOWS: usize = 20;

/// Watches over one tab until it is dropped.
#[derive(Debug)]
pub(crate) struct Windows {
    opened: Arc<AtomicUsize>,
    broken_down: Arc<AtomicBool>,
    /// Whether questions are answered with yes.
    agreeing: Arc<AtomicBool>,
    _watching: JoinSet<()>,
}

impl Windows {
    pub(crate) async fn watch(running: &Arc<Running>, page: &Page, context: BrowserContextId) -> Result<Self, Trouble> {
        let mut created = in_time(running.browser.event_listener::<EventTargetCreated>()).await?;
        let mut crashed = in_time(running.browser.event_listener::<EventTargetCrashed>()).await?;
        let mut dialogs = in_time(page.event_listener::<EventJavascriptDialogOpening>()).await?;
        let opened = Arc::new(AtomicUsize::new(0));
        let mut watching = JoinSet::new();
        let (counted, browser, own) = (Arc::clone(&opened), Arc::downgrade(running), page.target_id().clone());
        watching.spawn(async move {
            while let Some(event) = created.next().await {
                let target = &event.target_info;
                let is_ours = target.browser_context_id.as_ref() == Some(&context);
                if !is_ours || target.r#type != "page" || target.target_id == own {
                    continue;
                }
                counted.fetch_add(1, Ordering::Relaxed);
                let Some(running) = browser.upgrade() else { return };
                let closing = CloseTargetParams::new(target.target_id.clone());
                if let Err(error) = in_time(running.browser.execute(closing)).await {
                    tracing::debug!(?error, "a window was not closed");
                }
            }
        });
        let broken_down = Arc::new(AtomicBool::new(false));
        let (notes, own) = (Arc::clone(&broken_down), page.target_id().clone());
        watching.spawn(async move {
            while let Some(event) = crashed.next().await {
                notes.fetch_or(event.target_id == own, Ordering::Relaxed);
            }
        });
        let page = page.clone();
        let agreeing = Arc::new(AtomicBool::new(false));
        let agrees = Arc::clone(&agreeing);
        watching.spawn(async move {
            while let Some(dialog) = dialogs.next().await {
                let yes = dialog.r#type == DialogType::Beforeunload || agrees.load(Ordering::Relaxed);
                let answer = HandleJavaScriptDialogParams::new(yes);
                if let Err(error) = in_time(page.execute(answer)).await {
                    tracing::debug!(?error, "a dialog was not answered");
                }
            }
        });
        Ok(Self { opened, broken_down, agreeing, _watching: watching })
    }

    /// From now on questions of the page are answered with yes, or again with no; whether to leave it always with yes.
    pub(crate) fn agree(&self, yes: bool) {
        self.agreeing.store(yes, Ordering::Relaxed);
    }

    /// # Errors
    /// When the page opened so many windows that nothing good can come of it, or is no more.
    pub(crate) fn check(&self) -> Result<(), ConnectorFault> {
        if self.broken_down.load(Ordering::Relaxed) {
            return Err(unexpected("the page broke down: it took more memory than a run may have, or cannot be shown"));
        }
        if self.opened.load(Ordering::Relaxed) > MOST_WINDOWS {
            return Err(unexpected(format!("the page opened more than {MOST_WINDOWS} windows")));
        }
        Ok(())
    }
}
