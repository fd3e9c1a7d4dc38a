use std::collections::BTreeMap;

use chrono::Utc;
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::ChangeKind;
use daicho_domain::operation::{
    AccountSnapshot, Idempotency, OperationDraft, OperationState, Situation, Subject, guard,
};
use daicho_domain::queue::JobKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use secrecy::{ExposeSecret, SecretString};

use super::idempotency::remember;
use super::situation::{self, creation_in_progress, in_progress};
use crate::account::find_in;
use crate::failure::Context;
use crate::integration::SqlIntegration;
use crate::integration::log_row::to_json;
use crate::integration::sync::{NewRun, open_run};
use crate::queue::{NewJob, enqueue};
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "request an operation";
/// Operations on one workspace that are under way at the same time, over all processes.
const SIDE_BY_SIDE: i32 = 4;
/// An operation whose process dies so often takes its process with it.
const MOST_ATTEMPTS: i32 = 20;

pub(super) async fn request(
    store: &SqlIntegration,
    organization: OrganizationId,
    drafts: Vec<OperationDraft>,
    once: Option<&Idempotency>,
) -> Outcome<Vec<RequestId>> {
    let mut sealed = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        sealed.push(seal(store, organization, draft).await?);
    }
    let transaction = store.database.write(organization).await?;
    let answer: Vec<RequestId> = drafts.iter().filter(|draft| draft.beside.is_none()).map(|draft| draft.id).collect();
    if let Some(once) = once
        && let Some(first) = remember(&transaction, organization, once, &answer).await?
    {
        return Ok(first);
    }
    for (draft, sealed) in drafts.iter().zip(sealed) {
        add(&transaction, organization, draft, sealed).await?;
    }
    transaction.commit().await.context(DOING)?;
    Ok(answer)
}

/// Checks one and writes it down, in the transaction of whoever asks for it.
pub(crate) async fn add(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    draft: &OperationDraft,
    sealed: Option<String>,
) -> Outcome<()> {
    situation::lock(transaction, draft.workspace).await?;
    let situation = situation::read(transaction, organization, draft.workspace, draft.account).await?;
    let mut situation = situation.ok_or(ErrorCode::NotFound)?;
    situation.in_progress = rival(transaction, draft).await?;
    guard(draft.kind, &draft.rules, &situation)?;
    if draft.kind == ChangeKind::Create && is_known(transaction, organization, draft.workspace, &draft.subject).await? {
        return Err(Refusal::about(ErrorCode::AlreadyExists, draft.subject.email.as_deref().unwrap_or_default()).into());
    }
    insert(transaction, organization, draft, &situation, sealed).await?;
    if state_of(draft) == OperationState::Requested {
        enqueue_operation(transaction, organization, draft.workspace, draft.id).await?;
    }
    Ok(())
}

fn state_of(draft: &OperationDraft) -> OperationState {
    if draft.run_at.is_some() { OperationState::Scheduled } else { OperationState::Requested }
}

/// Another operation on the same account, other than the one that this goes along with.
async fn rival(transaction: &DatabaseTransaction, draft: &OperationDraft) -> Result<Option<RequestId>, StoreError> {
    match draft.account {
        Some(account) => {
            let together: Vec<RequestId> = draft.beside.into_iter().chain([draft.id]).collect();
            in_progress(transaction, account, &together).await
        }
        None => match draft.subject.key() {
            Some(key) => creation_in_progress(transaction, draft.workspace, &key).await,
            None => Ok(None),
        },
    }
}

/// Why an account cannot be created, when it is there already or about to be.
pub(super) async fn there(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    subject: &Subject,
) -> Result<Option<ErrorCode>, StoreError> {
    if is_known(transaction, organization, workspace, subject).await? {
        return Ok(Some(ErrorCode::AlreadyExists));
    }
    let Some(key) = subject.key() else { return Ok(None) };
    let other = creation_in_progress(transaction, workspace, &key).await?;
    Ok(other.map(|_| ErrorCode::OperationInProgress))
}

async fn is_known(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    subject: &Subject,
) -> Result<bool, StoreError> {
    let Some(email) = &subject.email else { return Ok(false) };
    let known = find_in(transaction, organization, |sql| {
        sql.push("a.vanished_at IS NULL AND a.workspace_id = ").bind(workspace.0);
        sql.push(" AND a.email = ").bind(email.to_lowercase()).push(" LIMIT 1");
    })
    .await?;
    Ok(known.is_some())
}

async fn insert(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    draft: &OperationDraft,
    situation: &Situation,
    sealed: Option<String>,
) -> Outcome<()> {
    let state = state_of(draft);
    let subject = &draft.subject;
    let about = [&subject.display_name, &subject.email, &subject.username].into_iter().flatten();
    let about = about.map(String::as_str).collect::<Vec<_>>().join(" ");
    let run = NewRun {
        request: draft.id,
        workspace: &situation.workspace,
        kind: draft.kind.into(),
        status: state.as_run(),
        trigger: draft.origin.as_trigger(),
        actor: &draft.actor,
        about: &about,
    };
    let run = open_run(transaction, run).await?;
    let now = Utc::now();
    let before = situation.account.as_ref().map(|account| to_json(&AccountSnapshot::from(account))).transpose()?;
    let mut sql = Sql::new(
        "INSERT INTO operation (request_id, organization_id, run_id, workspace_id, service_id, account_id, identity_id, kind, \
         state, origin, actor, subject, subject_key, input, sealed, effect, beside, before, already, attempts, pauses, parked, \
         run_at, created_at, changed_at) VALUES (",
    );
    sql.bind(draft.id.0).push(", ").bind(organization.0).push(", ").bind(run).push(", ").bind(draft.workspace.0);
    sql.push(", ").bind(situation.workspace.service.id.0).push(", ").bind(draft.account.map(|account| account.0));
    sql.push(", ").bind(draft.person.map(|person| person.0)).push(", ").bind(draft.kind.as_str());
    sql.push(", ").bind(state.as_str()).push(", ").bind(draft.origin.as_str()).push(", ");
    sql.bind(draft.actor.clone()).push(", ").bind(to_json(subject)?).push(", ").bind(subject.key());
    sql.push(", ").bind(to_json(&draft.input)?).push(", ").bind(sealed).push(", ").bind(draft.rules.effect.as_str());
    sql.push(", ").bind(draft.beside.map(|beside| beside.0)).push(", ").bind(before);
    sql.push(", false, 0, 0, false, ").bind(draft.run_at.unwrap_or(now).timestamp_millis());
    sql.push(", ").bind(stored_time(now)).push(", ").bind(now.timestamp_millis()).push(")");
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

pub(super) async fn enqueue_operation(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    request: RequestId,
) -> Result<(), StoreError> {
    let job = NewJob {
        organization,
        kind: JobKind::Operation,
        payload: serde_json::json!({ "requestId": request }),
        unique_key: request.to_string(),
        limit: (format!("operation/{workspace}"), SIDE_BY_SIDE),
        // Somebody waits for it.
        priority: 2,
        max_attempts: MOST_ATTEMPTS,
    };
    enqueue(transaction, job).await
}

/// The secrets of a form are one sealed text, bound to their operation.
async fn seal(
    store: &SqlIntegration,
    organization: OrganizationId,
    draft: &OperationDraft,
) -> Result<Option<String>, StoreError> {
    if draft.secrets.is_empty() {
        return Ok(None);
    }
    let plain: BTreeMap<&str, &str> =
        draft.secrets.iter().map(|(name, value)| (name.as_str(), value.expose_secret())).collect();
    let text = serde_json::to_string(&plain).map_err(|error| StoreError::new(DOING, error))?;
    let text = SecretString::from(text);
    store.vault.seal(organization, draft.workspace, &sealed_field(draft.id), &text).await.map(Some)
}

pub(super) fn sealed_field(request: RequestId) -> String {
    format!("operation/{request}")
}
