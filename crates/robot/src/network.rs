//! What a page has asked for and not got yet.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::network::{
    EnableParams, EventLoadingFailed, EventLoadingFinished, EventRequestWillBeSent, RequestId, ResourceType,
};
use futures::StreamExt;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::trouble::{Trouble, in_time};

/// So long nothing may have been on its way.
const QUIET: Duration = Duration::from_millis(500);
/// Whatever is on its way for longer is a line kept open, not something that is about to come.
const LONGEST_ANSWER: Duration = Duration::from_secs(10);

/// Watches over the requests of one tab until it is dropped.
#[derive(Debug)]
pub(crate) struct Network {
    traffic: Traffic,
    _watching: JoinSet<()>,
}

#[derive(Debug, Clone)]
struct Traffic(Arc<Mutex<UnderWay>>);

#[derive(Debug)]
struct UnderWay {
    since: HashMap<RequestId, Instant>,
    /// When the last one began or ended.
    changed: Instant,
}

impl Network {
    pub(crate) async fn watch(page: &Page) -> Result<Self, Trouble> {
        let mut sent = in_time(page.event_listener::<EventRequestWillBeSent>()).await?;
        let mut finished = in_time(page.event_listener::<EventLoadingFinished>()).await?;
        let mut failed = in_time(page.event_listener::<EventLoadingFailed>()).await?;
        in_time(page.execute(EnableParams::default())).await?;
        let traffic = Traffic(Arc::new(Mutex::new(UnderWay { since: HashMap::new(), changed: Instant::now() })));
        let mut watching = JoinSet::new();
        let seen = traffic.clone();
        watching.spawn(async move {
            loop {
                tokio::select! {
                    Some(event) = sent.next() => seen.begins(&event),
                    Some(event) = finished.next() => seen.ends(&event.request_id),
                    Some(event) = failed.next() => seen.ends(&event.request_id),
                    else => return,
                }
            }
        });
        Ok(Self { traffic, _watching: watching })
    }

    pub(crate) fn is_waiting(&self) -> bool {
        let under_way = self.traffic.0.lock().unwrap_or_else(PoisonError::into_inner);
        under_way.since.values().any(|since| since.elapsed() < LONGEST_ANSWER)
    }

    /// Whether nothing has been on its way for a while.
    pub(crate) fn is_quiet(&self) -> bool {
        let changed = self.traffic.0.lock().unwrap_or_else(PoisonError::into_inner).changed;
        !self.is_waiting() && changed.elapsed() >= QUIET
    }
}

impl Traffic {
    fn begins(&self, event: &EventRequestWillBeSent) {
        if matches!(event.r#type, Some(ResourceType::EventSource | ResourceType::WebSocket)) {
            return;
        }
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        under_way.since.insert(event.request_id.clone(), Instant::now());
        under_way.changed = Instant::now();
    }

    fn ends(&self, request: &RequestId) {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.since.remove(request).is_some() {
            under_way.changed = Instant::now();
        }
    }
}
