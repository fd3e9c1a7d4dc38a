//! Services without an API: signing in on their pages and reading the members by a recipe.

mod file;
mod members;
mod obstacle;
mod walk;

use std::sync::Arc;
use std::time::Duration;

use daicho_domain::integration::{AccountPage, Checkpoint, ConnectorFault, FaultKind, VerifiedTenant};
use serde_json::json;
use tokio::sync::mpsc;

use super::compose::invalid;
use super::list::Delivery;
use super::session::Session;
use crate::manifest::Recipe;
use members::Members;
pub(super) use members::wanted;
use walk::Walk;

/// Whatever takes longer does not end.
const LONGEST_RUN: Duration = Duration::from_mins(20);

/// Signs in and sees the first members.
pub(super) async fn verify(session: &Arc<Session>) -> Result<VerifiedTenant, ConnectorFault> {
    let mut members = Vec::new();
    visit(session, async |walk, recipe| {
        walk.sign_in(recipe).await?;
        walk.reach_the_members(recipe).await?;
        let mut reading = Members::new(session, recipe);
        members = reading.first_page(walk).await?.unwrap_or_default();
        Ok(())
    })
    .await?;
    let id = session.signed_in_now().values.expose("id").map(str::to_owned);
    let own = members.into_iter().find(|member| id.as_ref().is_some_and(|id| member.is_called(id)));
    Ok(VerifiedTenant { integrated_account: own.map(|member| member.external_id), ..VerifiedTenant::default() })
}

/// Sends all members into the channel, page by page, or the first fault.
pub(super) async fn send_pages(session: Arc<Session>, resume: Option<Checkpoint>, pages: mpsc::Sender<Delivery>) {
    // Pages shift while nobody looks: a run that was cut off reads everybody again, and the store keeps each once.
    if let Some(Checkpoint(place)) = resume {
        tracing::debug!(%place, "reading the members again");
    }
    let outcome = visit(&session, async |walk, recipe| {
        let mut reading = Members::new(&session, recipe);
        walk.sign_in(recipe).await?;
        walk.reach_the_members(recipe).await?;
        let mut held_back = reading.first_page(walk).await?.unwrap_or_default();
        let mut number = 1_u64;
        while let Some(page) = reading.next_page(walk).await? {
            number += 1;
            let accounts = std::mem::replace(&mut held_back, page);
            let page = AccountPage { accounts, next: Some(Checkpoint(json!({"page": number}))), total: None };
            if pages.send((Ok(page), None)).await.is_err() {
                return Ok(());
            }
        }
        let last = AccountPage { accounts: held_back, next: None, total: None };
        let _ = pages.send((Ok(last), None)).await;
        Ok(())
    })
    .await;
    if let Err(fault) = outcome {
        let _ = pages.send((Err(fault), None)).await;
    }
}

/// Opens a tab for one run and closes it whatever comes of it.
async fn visit(
    session: &Arc<Session>,
    run: impl AsyncFnOnce(&mut Walk, &Recipe) -> Result<(), ConnectorFault>,
) -> Result<(), ConnectorFault> {
    let manifest = Arc::clone(&session.manifest);
    let recipe = manifest.recipe().ok_or_else(|| invalid("this service has no recipe for its pages"))?;
    let mut walk = Walk::begin(session).await?;
    let done = tokio::time::timeout(LONGEST_RUN, run(&mut walk, recipe)).await;
    let outcome = done.unwrap_or_else(|_| {
        let minutes = LONGEST_RUN.as_secs() / 60;
        Err(ConnectorFault::new(
            FaultKind::UnexpectedAnswer,
            format!("reading the members took more than {minutes} minutes"),
        ))
    });
    walk.end().await;
    outcome
}
