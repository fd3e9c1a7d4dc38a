//! One tab: what the engine asks for, done in the browser.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::input::{DispatchMouseEventParams, DispatchMouseEventType};
use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotFormat, CaptureScreenshotParams, StopLoadingParams};
use chromiumoxide::cdp::browser_protocol::target::{
    CreateBrowserContextParams, CreateTargetParams, DisposeBrowserContextParams,
};
use daicho_domain::integration::{
    ConnectorFault, DownloadedFile, FaultKind, FoundRows, Picture, Row, Sight, Tab, Visit, Wanted, WantedRows,
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;
use url::Url;

use crate::chromium::Running;
use crate::downloads::{self, Expecting};
use crate::hands::Hands;
use crate::network::Network;
use crate::trouble::{Trouble, in_time, unavailable, unexpected};
use crate::windows::Windows;

const LOOK_AGAIN: Duration = Duration::from_millis(40);
/// For a page to begin.
const LONGEST_WAY: Duration = Duration::from_secs(30);
/// For a page to be whole after it began; pages that never are have to do as they are.
const LONGEST_LOADING: Duration = Duration::from_secs(8);
/// For a page to stay in one place long enough to be asked something.
const LONGEST_MOVING: Duration = Duration::from_secs(15);
/// The picture is to be looked at, not measured.
const PICTURE_QUALITY: i64 = 60;

#[derive(Debug)]
pub(crate) struct ChromiumTab {
    hands: Hands,
    page: Page,
    windows: Windows,
    network: Network,
    secrets: Vec<SecretString>,
    download_limit: u64,
    context: Context,
}

/// A context of the browser, which shares nothing with others. Gone when dropped.
#[derive(Debug)]
struct Context {
    id: BrowserContextId,
    running: Arc<Running>,
    /// The run's place among the tabs.
    place: Option<OwnedSemaphorePermit>,
}

impl Context {
    async fn dispose(running: Arc<Running>, id: BrowserContextId, place: Option<OwnedSemaphorePermit>) {
        if let Err(trouble) = in_time(running.browser.execute(DisposeBrowserContextParams::new(id))).await {
            tracing::debug!(?trouble, "a tab was not closed");
        }
        drop(place);
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        // A run that was given up leaves nothing behind either.
        if let (Some(place), Ok(runtime)) = (self.place.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(Self::dispose(Arc::clone(&self.running), self.id.clone(), Some(place)));
        }
    }
}

#[derive(Deserialize)]
struct Arrival {
    left: bool,
    state: String,
    url: String,
}

/// A place in the window, in pixels.
#[derive(Deserialize)]
struct Spot {
    x: f64,
    y: f64,
}

impl ChromiumTab {
    pub(crate) async fn open(
        running: Arc<Running>,
        visit: Visit,
        place: OwnedSemaphorePermit,
    ) -> Result<Self, ConnectorFault> {
        let context = CreateBrowserContextParams::builder()
            .dispose_on_detach(true)
            .proxy_server(format!("http://{}", visit.proxy))
            .proxy_bypass_list("<-loopback>")
            .build();
        let id = in_time(running.browser.create_browser_context(context)).await?;
        let context = Context { id: id.clone(), running: Arc::clone(&running), place: Some(place) };
        downloads::refuse(&running, &id).await?;
        let target = CreateTargetParams::builder().url("about:blank").browser_context_id(id.clone()).build();
        let target = target.map_err(unexpected)?;
        let page = in_time(running.browser.new_page(target)).await?;
        let windows = Windows::watch(&running, &page, id).await?;
        let network = Network::watch(&page).await?;
        let frame = in_time(page.mainframe()).await?.ok_or_else(|| unavailable("the browser has no page"))?;
        let hands = Hands::new(page.clone(), frame);
        Ok(Self {
            hands,
            page,
            windows,
            network,
            secrets: visit.secrets,
            download_limit: visit.download_limit,
            context,
        })
    }

    /// Asks the page, again while it is on its way to another one.
    async fn ask<T: DeserializeOwned>(&self, task: &str, with: &Value) -> Result<T, ConnectorFault> {
        let began = Instant::now();
        loop {
            self.windows.check()?;
            match self.hands.ask(task, with).await {
                Ok(answer) => return Ok(answer),
                Err(Trouble::Moved) if began.elapsed() < LONGEST_MOVING => tokio::time::sleep(LOOK_AGAIN).await,
                Err(trouble) => {
                    self.windows.check()?;
                    return Err(trouble.into());
                }
            }
        }
    }

    /// Has something done as soon as the page lets it be done.
    async fn done_in(&self, task: &str, with: &Value, patience: Duration) -> Result<bool, ConnectorFault> {
        let began = Instant::now();
        loop {
            if self.ask(task, with).await? {
                return Ok(true);
            }
            if began.elapsed() >= patience {
                return Ok(false);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Gives up on the way to another page, so that this one answers again.
    async fn stay(&self) {
        if let Err(trouble) = in_time(self.page.execute(StopLoadingParams::default())).await {
            tracing::debug!(?trouble, "a page does not stop loading");
        }
    }

    async fn photograph(&self) -> Result<Picture, ConnectorFault> {
        let wanted =
            CaptureScreenshotParams::builder().format(CaptureScreenshotFormat::Jpeg).quality(PICTURE_QUALITY).build();
        let taken = in_time(self.page.execute(wanted)).await?.result;
        let bytes = STANDARD.decode::<&[u8]>(taken.data.as_ref());
        bytes.map(Picture).map_err(|error| unexpected(format!("the browser's picture: {error}")))
    }
}

#[async_trait]
impl Tab for ChromiumTab {
    async fn go_to(&self, url: &Url) -> Result<(), ConnectorFault> {
        let late = || unavailable(format!("{} did not answer in time", url.host_str().unwrap_or_default()));
        let began = Instant::now();
        self.ask::<Value>("leave", &json!({"url": url.as_str()})).await?;
        let mut arrived_at = None;
        loop {
            // A page on its way to another one may not answer at all.
            let there: Arrival = match self.ask("arrived", &Value::Null).await {
                Err(fault) if fault.kind == FaultKind::Unavailable => {
                    self.stay().await;
                    return Err(late());
                }
                there => there?,
            };
            if there.url.starts_with("chrome-error:") {
                let host = url.host_str().unwrap_or_default();
                return Err(unavailable(format!("{host} cannot be reached")));
            }
            if !there.left {
                let since = *arrived_at.get_or_insert_with(Instant::now);
                if there.state == "complete" || since.elapsed() >= LONGEST_LOADING {
                    return Ok(());
                }
            } else if began.elapsed() >= LONGEST_WAY {
                self.stay().await;
                return Err(late());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    async fn see(&self, groups: &[Vec<Wanted>], patience: Duration) -> Result<Option<usize>, ConnectorFault> {
        let began = Instant::now();
        loop {
            let seen: i64 = self.ask("see", &json!({"groups": groups})).await?;
            if let Ok(group) = usize::try_from(seen) {
                return Ok(Some(group));
            }
            if began.elapsed() >= patience {
                return Ok(None);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    async fn fill(&self, field: &[Wanted], text: &SecretString, patience: Duration) -> Result<bool, ConnectorFault> {
        self.done_in("fill", &json!({"group": field, "text": text.expose_secret()}), patience).await
    }

    async fn press(&self, what: &[Wanted], patience: Duration) -> Result<bool, ConnectorFault> {
        self.windows.agree(false);
        self.done_in("press", &json!({"group": what}), patience).await
    }

    async fn confirm(&self, what: &[Wanted], patience: Duration) -> Result<bool, ConnectorFault> {
        // Until the next press: a page may ask a little later.
        self.windows.agree(true);
        self.done_in("press", &json!({"group": what}), patience).await
    }

    async fn choose(&self, field: &[Wanted], options: &[String], patience: Duration) -> Result<bool, ConnectorFault> {
        self.done_in("choose", &json!({"group": field, "options": options}), patience).await
    }

    async fn moved(&self, patience: Duration) -> Result<bool, ConnectorFault> {
        self.done_in("moved", &Value::Null, patience).await
    }

    fn is_waiting(&self) -> bool {
        self.network.is_waiting()
    }

    async fn quiet(&self, patience: Duration) -> Result<bool, ConnectorFault> {
        let began = Instant::now();
        while !self.network.is_quiet() {
            if began.elapsed() >= patience {
                return Ok(false);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(true)
    }

    async fn rows(&self, wanted: &WantedRows) -> Result<FoundRows, ConnectorFault> {
        self.ask("readRows", &json!(wanted)).await
    }

    async fn point_at(&self, wanted: &WantedRows, row: &Row) -> Result<bool, ConnectorFault> {
        let place: Option<Spot> = self.ask("pointAt", &json!({"wanted": wanted, "row": row})).await?;
        let Some(Spot { x, y }) = place else { return Ok(false) };
        // Some rows show what can be done with them only to a pointer.
        let moving = DispatchMouseEventParams::new(DispatchMouseEventType::MouseMoved, x, y);
        in_time(self.page.execute(moving)).await?;
        Ok(true)
    }

    async fn parts(&self, parts: &[(String, String)]) -> Result<Row, ConnectorFault> {
        self.ask("readParts", &json!({"parts": parts})).await
    }

    async fn scroll(&self, wanted: &WantedRows) -> Result<(), ConnectorFault> {
        self.ask::<Value>("scroll", &json!(wanted)).await.map(drop)
    }

    async fn download(&self, what: &[Wanted], patience: Duration) -> Result<Option<DownloadedFile>, ConnectorFault> {
        let expecting = Expecting::begin(&self.context.running, &self.context.id).await?;
        if !self.press(what, patience).await? {
            return Ok(None);
        }
        expecting.take(self.hands.frame(), self.download_limit, patience).await.map(Some)
    }

    async fn look(&self) -> Result<Sight, ConnectorFault> {
        self.ask("look", &Value::Null).await
    }

    async fn picture(&self) -> Result<Picture, ConnectorFault> {
        let secrets: Vec<&str> = self.secrets.iter().map(ExposeSecret::expose_secret).collect();
        self.ask::<Value>("mask", &json!({"secrets": secrets})).await?;
        let picture = self.photograph().await;
        self.ask::<Value>("unmask", &Value::Null).await?;
        picture
    }

    async fn close(self: Box<Self>) {
        let Self { mut context, .. } = *self;
        let place = context.place.take();
        Context::dispose(Arc::clone(&context.running), context.id.clone(), place).await;
    }
}
