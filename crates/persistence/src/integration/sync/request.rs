use chrono::Utc;
use daicho_domain::access::Actor;
use daicho_domain::error::{ErrorCode, Failure, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId};
use daicho_domain::integration::{
    Progress, RunKind, RunStatus, Staged, StepEvent, Trigger, Workspace, WorkspaceKind, WorkspaceStatus,
};
use daicho_domain::queue::JobKind;
use daicho_domain::search::fold;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::end::find_held;
use super::{begin, step};
use crate::Database;
use crate::alert::{self, Scope};
use crate::failure::{Context, is_duplicate};
use crate::integration::log_row::to_json;
use crate::queue::{NewJob, enqueue};
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "request a sync";
/// Syncs of one service run side by side up to this many: they share the service's patience.
const SIDE_BY_SIDE: i32 = 4;
/// A sync whose process dies so often takes its process with it.
const MOST_ATTEMPTS: i32 = 20;

pub(super) async fn request(
    database: &Database,
    workspace: &Workspace,
    trigger: Trigger,
    actor: &Actor,
) -> Outcome<RequestId> {
    if workspace.status == WorkspaceStatus::Paused {
        return Err(Refusal::about(ErrorCode::WorkspacePaused, &workspace.name).into());
    }
    if workspace.kind == WorkspaceKind::Assisted {
        return Err(Refusal::about(ErrorCode::AssistedSyncNeeded, &workspace.name).into());
    }
    if workspace.kind != WorkspaceKind::Connected {
        return Err(Refusal::about(ErrorCode::ServiceNotConnectable, &workspace.name).into());
    }
    let transaction = database.write(workspace.organization).await?;
    let request = open_sync(&transaction, workspace, trigger, actor).await?;
    transaction.commit().await.context(DOING)?;
    Ok(request)
}

/// Opens the run and its job, in the transaction of whoever asked for it.
pub(crate) async fn open_sync(
    transaction: &DatabaseTransaction,
    workspace: &Workspace,
    trigger: Trigger,
    actor: &Actor,
) -> Outcome<RequestId> {
    super::end::discard_held_of(transaction, workspace.id, actor).await?;
    let request = RequestId::new();
    let (kind, status) = (RunKind::Sync, RunStatus::Queued);
    open_run(transaction, NewRun { request, workspace, kind, status, trigger, actor: actor.label(), about: "" })
        .await?;
    enqueue_sync(transaction, workspace.organization, &workspace.service.slug, request, trigger).await?;
    let mut sql = Sql::new("UPDATE workspace SET next_run = NULL, last_request_id = ");
    sql.bind(request.0).push(" WHERE id = ").bind(workspace.id.0);
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(request)
}

#[derive(Debug)]
pub(crate) struct NewRun<'a> {
    pub(crate) request: RequestId,
    pub(crate) workspace: &'a Workspace,
    pub(crate) kind: RunKind,
    pub(crate) status: RunStatus,
    pub(crate) trigger: Trigger,
    /// An e-mail address, the name of an API key, or `system`.
    pub(crate) actor: &'a str,
    /// What it can be found by beside service, workspace and actor.
    pub(crate) about: &'a str,
}

/// Adds a log entry; gives the store's number of it. Refuses a sync while another run of the workspace is active.
pub(crate) async fn open_run(transaction: &DatabaseTransaction, run: NewRun<'_>) -> Outcome<i64> {
    let now = Utc::now();
    let workspace = run.workspace;
    let search = fold(&format!("{} {} {} {}", workspace.service.name, workspace.name, run.actor, run.about));
    let mut sql = Sql::new(
        "INSERT INTO integration_log (request_id, organization_id, workspace_id, service_id, service_name, workspace_name, kind, \
         status, trigger, actor, search, created_at, changed_at, progress, pauses) VALUES (",
    );
    sql.bind(run.request.0).push(", ").bind(workspace.organization.0).push(", ").bind(workspace.id.0).push(", ");
    sql.bind(workspace.service.id.0).push(", ").bind(workspace.service.name.clone()).push(", ");
    sql.bind(workspace.name.clone()).push(", ").bind(run.kind.as_str()).push(", ").bind(run.status.as_str());
    sql.push(", ").bind(run.trigger.as_str()).push(", ").bind(run.actor.to_owned()).push(", ").bind(search);
    sql.push(", ").bind(stored_time(now)).push(", ").bind(now.timestamp_millis()).push(", ");
    sql.bind(to_json(&Progress::default())?).push(", 0) RETURNING id");
    match transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await {
        Ok(Some(row)) => Ok(row.try_get_by_index(0).context(DOING)?),
        Ok(None) => Err(StoreError::new(DOING, "no id was given").into()),
        Err(error) if is_duplicate(&error) => {
            Err(Refusal::about(ErrorCode::SyncAlreadyRunning, &workspace.name).into())
        }
        Err(error) => Err(StoreError::new(DOING, error).into()),
    }
}

pub(super) async fn enqueue_sync(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    service: &str,
    request: RequestId,
    trigger: Trigger,
) -> Result<(), StoreError> {
    let job = NewJob {
        organization,
        kind: JobKind::Sync,
        payload: serde_json::json!({ "requestId": request }),
        unique_key: request.to_string(),
        limit: (format!("sync/{organization}/{service}"), SIDE_BY_SIDE),
        priority: i32::from(trigger != Trigger::Schedule),
        max_attempts: MOST_ATTEMPTS,
    };
    enqueue(transaction, job).await
}

pub(super) async fn confirm(
    database: &Database,
    organization: OrganizationId,
    request: RequestId,
    actor: &Actor,
) -> Outcome<()> {
    const DOING: &str = "confirm a held sync";
    let transaction = database.write(organization).await?;
    let Some(run) = find_held(&transaction, organization, request).await? else {
        return Err(Failure::from(ErrorCode::NotFound));
    };
    let checkpoint = to_json(&Staged::Everything { confirmed: true })?;
    begin::set(&transaction, run.id, |sql| {
        sql.push("status = 'queued', checkpoint = ").bind(checkpoint);
    })
    .await?;
    let event = StepEvent::Confirmed { by: actor.label().to_owned() };
    step::add(&transaction, organization, run.id, &event, &[]).await?;
    enqueue_sync(&transaction, organization, &run.service, request, Trigger::User).await?;
    alert::refresh(&transaction, organization, Scope::WorkspacesAlone(&[run.workspace.0])).await?;
    transaction.commit().await.context(DOING)?;
    Ok(())
}
