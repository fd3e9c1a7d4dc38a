use daicho_domain::access::Actor;
use daicho_domain::account::AccountEdits;
use daicho_domain::error::Outcome;
use daicho_domain::ids::RequestId;
use daicho_domain::integration::{Counts, Progress, RunKind, RunStatus, SyncTask, Trigger, Workspace};

use super::request::{NewRun, open_run};
use super::{apply, stage};
use crate::Database;
use crate::failure::Context;

/// Writes accounts into a workspace that is kept by hand, by the same comparison as a sync.
pub(crate) async fn save(
    database: &Database,
    workspace: &Workspace,
    edits: AccountEdits,
    trigger: Trigger,
    actor: &Actor,
) -> Outcome<(RequestId, Counts)> {
    let transaction = database.write(workspace.organization).await?;
    let request = RequestId::new();
    let (kind, status) = (RunKind::Import, RunStatus::Running);
    let run = NewRun { request, workspace, kind, status, trigger, actor: actor.label(), about: "" };
    let run = open_run(&transaction, run).await?;
    let task =
        SyncTask { run, request, workspace: workspace.clone(), staged: None, progress: Progress::default(), pauses: 0 };
    let written = edits.create.into_iter().chain(edits.update).collect();
    stage::stage(&transaction, &task, written).await?;
    let counts = apply::apply_edits(&transaction, &task, &edits.delete).await?;
    transaction.commit().await.context("save accounts kept by hand")?;
    Ok((request, counts))
}
