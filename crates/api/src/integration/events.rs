use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use daicho_domain::alert::AlertStore;
use daicho_domain::ids::{AlertId, OrganizationId, WorkspaceId};
use daicho_domain::integration::{IntegrationLog, WorkspaceStatus, WorkspaceStore};
use daicho_domain::organization::Language;
use futures::stream::{self, Stream};
use serde_json::{Value, json};

use super::requests::Request;
use crate::State;
use crate::answer::EventStream;
use crate::error::Answer;
use crate::guard::{Authorized, may};

/// Proxies close connections that stay silent.
const LONGEST_SILENCE: Duration = Duration::from_secs(15);

type Event = Option<(&'static str, Value)>;

/// What one listener has heard so far.
struct Listener {
    log: Arc<dyn IntegrationLog>,
    workspaces: Arc<dyn WorkspaceStore>,
    alerts: Arc<dyn AlertStore>,
    organization: OrganizationId,
    language: Language,
    mark: i64,
    newest_alert: Option<AlertId>,
    statuses: HashMap<WorkspaceId, WorkspaceStatus>,
    spoke: Instant,
}

pub(super) async fn follow_events(caller: Authorized<may::WorkspacesRead>, state: State) -> Answer<EventStream> {
    let (_, mark) = state.integration_log.changed_since(caller.organization, i64::MAX).await?;
    let listener = Listener {
        log: Arc::clone(&state.integration_log),
        workspaces: Arc::clone(&state.workspaces),
        alerts: Arc::clone(&state.alerts),
        organization: caller.organization,
        language: caller.language,
        mark,
        newest_alert: state.alerts.newest(caller.organization).await?,
        statuses: HashMap::new(),
        spoke: Instant::now(),
    };
    Ok(EventStream::new(events(listener)))
}

/// Ends when the store fails: the browser then asks again.
fn events(listener: Listener) -> impl Stream<Item = Event> {
    let batches = stream::unfold(listener, |mut listener| async move {
        let batch = listener.next().await?;
        Some((batch, listener))
    });
    futures::StreamExt::flat_map(batches, stream::iter)
}

impl Listener {
    async fn next(&mut self) -> Option<Vec<Event>> {
        loop {
            let (entries, mark) = self.log.changed_since(self.organization, self.mark).await.ok()?;
            self.mark = mark;
            let mut events = self.alert_events().await?;
            if !entries.is_empty() {
                events.extend(self.workspace_events().await?);
                for entry in entries {
                    events.push(Some(("request", json!(Request::new(entry, self.language)))));
                }
            }
            if !events.is_empty() {
                self.spoke = Instant::now();
                return Some(events);
            }
            if self.spoke.elapsed() > LONGEST_SILENCE {
                self.spoke = Instant::now();
                return Some(vec![None]);
            }
            self.log.wait().await;
        }
    }

    /// Only that there are new ones: who may see them asks for them.
    async fn alert_events(&mut self) -> Option<Vec<Event>> {
        let newest = self.alerts.newest(self.organization).await.ok()?;
        let is_newer = newest > self.newest_alert;
        self.newest_alert = newest.max(self.newest_alert);
        Some(if is_newer { vec![Some(("alerts", json!({"newest": newest})))] } else { Vec::new() })
    }

    async fn workspace_events(&mut self) -> Option<Vec<Event>> {
        let mut events = Vec::new();
        for workspace in self.workspaces.list(self.organization).await.ok()? {
            if self.statuses.insert(workspace.id, workspace.status) != Some(workspace.status) {
                events.push(Some(("workspace", json!({"id": workspace.id, "status": workspace.status}))));
            }
        }
        Some(events)
    }
}
