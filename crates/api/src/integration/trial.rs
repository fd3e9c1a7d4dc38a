//! Credentials tried before somebody's eyes: each step is told as it is done, with a picture of the page. Nothing is stored,
//! and whoever stops listening ends the trial.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use daicho_domain::error::Outcome;
use daicho_domain::integration::{ConnectDraft, RequestObserver, RequestRecord, VerifiedTenant};
use daicho_domain::organization::Language;
use futures::stream::{self, Stream, StreamExt};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::workspaces::{ConnectRequest, RequestMade, VerifiedCredentials};
use crate::State;
use crate::answer::EventStream;
use crate::error::{Answer, ApiError};
use crate::guard::{Authorized, may};
use crate::request::Json;

/// Only what is written tells whether anybody still listens; and proxies close connections that stay silent.
const LONGEST_SILENCE: Duration = Duration::from_secs(1);

type Event = Option<(&'static str, Value)>;

/// Tells each step to whoever listens.
struct Told(UnboundedSender<RequestRecord>);

impl RequestObserver for Told {
    fn record(&self, request: RequestRecord) {
        // Nobody listening any more is no trouble: the trial ends with its listener.
        let _ = self.0.send(request);
    }

    fn wants_pictures(&self) -> bool {
        true
    }
}

struct Trial {
    steps: UnboundedReceiver<RequestRecord>,
    /// `None` when it has ended.
    work: Option<Pin<Box<dyn Future<Output = Outcome<VerifiedTenant>>>>>,
    language: Language,
}

/// Events `step` as the steps are done, then `done` with what an answer of `verify` holds, or `refused` with an error's body.
pub(super) async fn follow_trial(
    caller: Authorized<may::WorkspacesConnect>,
    state: State,
    Json(request): Json<ConnectRequest>,
) -> Answer<EventStream> {
    let draft = ConnectDraft::try_from(request)?;
    let (sender, steps) = unbounded_channel();
    let (connect, organization) = (state.connect.clone(), caller.organization);
    let work = async move { connect.verify_before(organization, &draft, Arc::new(Told(sender))).await };
    Ok(EventStream::new(events(Trial { steps, work: Some(Box::pin(work)), language: caller.language })))
}

fn events(trial: Trial) -> impl Stream<Item = Event> {
    let batches = stream::unfold(trial, |mut trial| async move {
        let batch = trial.next().await?;
        Some((batch, trial))
    });
    batches.flat_map(stream::iter)
}

impl Trial {
    async fn next(&mut self) -> Option<Vec<Event>> {
        let work = self.work.as_mut()?;
        tokio::select! {
            biased;
            Some(step) = self.steps.recv() => Some(vec![Some(told(step))]),
            tried = work => {
                self.work = None;
                let rest = std::iter::from_fn(|| self.steps.try_recv().ok()).map(told);
                let mut events: Vec<Event> = rest.map(Some).collect();
                events.push(Some(self.ending(tried)));
                Some(events)
            }
            () = tokio::time::sleep(LONGEST_SILENCE) => Some(vec![None]),
        }
    }

    fn ending(&self, tried: Outcome<VerifiedTenant>) -> (&'static str, Value) {
        match tried {
            Ok(tenant) => ("done", json!(VerifiedCredentials { tenant: tenant.into(), requests: Vec::new() })),
            Err(failure) => ("refused", json!(ApiError::from(failure).body(self.language))),
        }
    }
}

fn told(step: RequestRecord) -> (&'static str, Value) {
    ("step", json!(RequestMade::from(step)))
}
