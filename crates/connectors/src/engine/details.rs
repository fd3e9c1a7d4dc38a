//! What has to be asked for each account, as many at a time as the service's limit allows.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use daicho_domain::integration::ConnectorFault;
use futures::FutureExt;
use futures::stream::{self, StreamExt, TryStreamExt};
use serde_json::Value as Json;

use super::judge::Failure;
use super::list::each_local;
use super::lookups::is_refusal;
use super::scope::{Local, from_json};
use super::session::{Session, Turned};
use crate::manifest::Detail;

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
        // Answers are taken in order: with twice as many under way, one that is late keeps no slot of the service idle.
        stream::iter(answers).buffered(2 * session.limiter.parallel()).try_collect().await
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
    match answers(session, detail, local).await {
        Ok(document) => Ok(Some(document)),
        Err(failure) if failure.has_status(&detail.empty_when) => Ok(Some(Json::Null)),
        Err(failure) if detail.optional && is_refusal(&failure.fault) => {
            refused.store(true, Ordering::Relaxed);
            Ok(None)
        }
        Err(failure) => Err(failure.fault),
    }
}

/// The answer, or the list of the answers for each of several.
async fn answers(session: &Arc<Session>, detail: &Detail, local: &Local) -> Result<Json, Failure> {
    if detail.for_each.is_none() {
        return Ok(session.ask(&detail.request, local, &Turned::default(), true).await?.document);
    }
    let mut answers = Vec::new();
    for local in each_local(session, detail.for_each.as_ref(), local).await? {
        answers.push(session.ask(&detail.request, &local, &Turned::default(), true).await?.document);
    }
    Ok(Json::Array(answers))
}
