//! Services without an API: signing in on their pages, reading the members and changing them by a recipe.

mod change;
mod file;
mod members;
mod obstacle;
mod plan;
mod walk;

use std::sync::Arc;
use std::time::Duration;

use daicho_domain::integration::{AccountPage, Checkpoint, ConnectorFault, FaultKind, VerifiedTenant};
use secrecy::SecretString;
use serde_json::json;
use tokio::sync::mpsc;

use super::compose::invalid;
use super::list::Delivery;
use super::scope::Local;
use super::session::Session;
use crate::manifest::Recipe;
pub(super) use change::operate;
pub(crate) use file::head as head_of_file;
pub(super) use file::members as members_of_file;
use members::Members;
pub(super) use members::{item, wanted};
pub(super) use plan::plan;
use walk::Walk;

/// Whatever takes longer does not end.
const LONGEST_RUN: Duration = Duration::from_mins(20);

/// Signs in and sees the first members.
pub(super) async fn verify(session: &Arc<Session>) -> Result<VerifiedTenant, ConnectorFault> {
    let mut members = Vec::new();
    visit(session, Given::default(), async |walk, recipe| {
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
    let outcome = visit(&session, Given::default(), async |walk, recipe| {
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

/// What a run is given beside what the connection knows.
#[derive(Default)]
struct Given {
    /// `input` of a change.
    local: Local,
    /// Passwords among it.
    secrets: Vec<SecretString>,
}

/// Opens a tab for one run and closes it whatever comes of it.
async fn visit(
    session: &Arc<Session>,
    given: Given,
    run: impl AsyncFnOnce(&mut Walk, &Recipe) -> Result<(), ConnectorFault>,
) -> Result<(), ConnectorFault> {
    let manifest = Arc::clone(&session.manifest);
    let recipe = manifest.recipe().ok_or_else(|| invalid("this service has no recipe for its pages"))?;
    let mut walk = Walk::begin(session, given).await?;
    let done = tokio::time::timeout(LONGEST_RUN, run(&mut walk, recipe)).await;
    let outcome = done.unwrap_or_else(|_| {
        let minutes = LONGEST_RUN.as_secs() / 60;
        Err(ConnectorFault::new(FaultKind::UnexpectedAnswer, format!("the run took more than {minutes} minutes")))
    });
    let may_be_done = walk.may_have_changed;
    walk.end().await;
    outcome.map_err(|fault| fault.with_doubt(may_be_done))
}
