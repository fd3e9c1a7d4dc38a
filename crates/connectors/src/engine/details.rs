//! What has to be asked for each account, as many at a time as the service's limit allows.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use daicho_domain::integration::ConnectorFault;
use futures::FutureExt;
use futures::stream::{self, StreamExt, TryStreamExt};
use serde_json::Value as Json;

use super::lookups::is_refusal;
use super::scope::{Local, from_json};
use super::session::{Session, Turned};

/// The details of one list, and which of them the service has refused for good.
pub(super) struct Details(Vec<(String, AtomicBool)>);

impl Details {
    pub(super) fn new(names: Vec<String>) -> Self {
        Self(names.into_iter().map(|name| (name, AtomicBool::new(false))).collect())
    }

    /// For each item the answers by name, in the order of the items. One that was left out is not in the map.
    pub(super) async fn of_all(
        &self,
        session: &Arc<Session>,
        items: &[Json],
        local: &Local,
    ) -> Result<Vec<HashMap<String, Json>>, ConnectorFault> {
        if self.0.is_empty() {
            return Ok(Vec::new());
        }
        let answers = items.iter().map(|item| {
            let local = local.clone().with("item", from_json(item));
            async move {
                let mut answers = HashMap::new();
                for (name, refused) in &self.0 {
                    if let Some(answer) = ask(session, name, refused, &local).await? {
                        answers.insert(name.clone(), answer);
                    }
                }
                Ok(answers)
            }
            .boxed()
        });
        let answers: Vec<_> = answers.collect();
        stream::iter(answers).buffered(session.limiter.parallel()).try_collect().await
    }
}

async fn ask(
    session: &Arc<Session>,
    name: &str,
    refused: &AtomicBool,
    local: &Local,
) -> Result<Option<Json>, ConnectorFault> {
    let Some(detail) = session.manifest.details.get(name).filter(|_| !refused.load(Ordering::Relaxed)) else {
        return Ok(None);
    };
    match session.ask(&detail.request, local, &Turned::default(), true).await {
        Ok(answer) => Ok(Some(answer.document)),
        Err(failure) if failure.has_status(&detail.empty_when) => Ok(Some(Json::Null)),
        Err(failure) if detail.optional && is_refusal(&failure.fault) => {
            refused.store(true, Ordering::Relaxed);
            Ok(None)
        }
        Err(failure) => Err(failure.fault),
    }
}
