use chrono::Utc;
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OffboardingId, OrganizationId};
use daicho_domain::offboarding::{OffboardingChange, OffboardingState, StepChange, StepState};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::read;
use super::schedule::enqueue_offboarding;
use crate::Database;
use crate::failure::Context;
use crate::integration::log_row::{fault_to_json, to_json};
use crate::queue;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "change an offboarding";

pub(super) async fn change(
    database: &Database,
    organization: OrganizationId,
    id: OffboardingId,
    change: OffboardingChange,
) -> Outcome<()> {
    let transaction = database.write(organization).await?;
    let mut sql = Sql::new("UPDATE offboarding SET state = ");
    sql.bind(change.to.as_str());
    let now = stored_time(Utc::now());
    match change.to {
        OffboardingState::Running => {
            sql.push(", finished_at = NULL, started_at = COALESCE(started_at, ").bind(now).push(")");
        }
        OffboardingState::Done | OffboardingState::Cancelled => {
            sql.push(", finished_at = ").bind(now);
        }
        OffboardingState::Planned => {
            sql.push(", approved_by = ").bind(change.actor.clone());
        }
        _ => {}
    }
    sql.push(" WHERE organization_id = ").bind(organization.0).push(" AND id = ").bind(id.0);
    sql.push(" AND state IN ").bind_list(change.from.iter().map(|state| state.as_str()));
    let changed = transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    if changed.rows_affected() == 0 {
        let found = read::find(&transaction, organization, id).await?.ok_or(ErrorCode::NotFound)?;
        return Err(Refusal::about(ErrorCode::OffboardingStateWrong, found.state.as_str()).into());
    }
    note_event(&transaction, organization, id, (change.event, &change.actor, change.text)).await?;
    if change.to == OffboardingState::Running {
        enqueue_offboarding(&transaction, organization, id).await?;
        queue::hasten(&transaction, &super::schedule::job_key(id)).await?;
    }
    transaction.commit().await.context(DOING)?;
    Ok(())
}

pub(super) async fn note_event(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: OffboardingId,
    (kind, actor, text): (&str, &str, Option<String>),
) -> Result<(), StoreError> {
    let mut sql =
        Sql::new("INSERT INTO offboarding_event (organization_id, offboarding_id, at, kind, actor, text) VALUES (");
    sql.bind(organization.0).push(", ").bind(id.0).push(", ").bind(stored_time(Utc::now())).push(", ");
    sql.bind(kind.to_owned()).push(", ").bind(actor.to_owned()).push(", ").bind(text).push(")");
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

pub(super) async fn note_steps(
    database: &Database,
    organization: OrganizationId,
    id: OffboardingId,
    steps: &[StepChange],
) -> Result<(), StoreError> {
    let transaction = database.write(organization).await?;
    let now = stored_time(Utc::now());
    for step in steps {
        let verified = step.verified.as_ref().map(to_json).transpose()?;
        let mut sql = Sql::new("UPDATE offboarding_step SET state = ");
        sql.bind(step.state.as_str()).push(", operation_id = ").bind(step.operation.map(|operation| operation.0));
        sql.push(", fault = ").bind(step.fault.as_ref().map(fault_to_json)).push(", verified = ").bind(verified);
        sql.push(", done_by = COALESCE(").bind(step.done_by.clone()).push(", done_by), note = COALESCE(");
        sql.bind(step.note.clone()).push(", note)");
        match step.state {
            StepState::Done => {
                sql.push(", done_at = COALESCE(done_at, ").bind(now).push(")");
            }
            // Asked for anew.
            StepState::Waiting => {
                sql.push(", attempts = attempts + 1, done_at = NULL");
            }
            _ => {
                sql.push(", done_at = NULL");
            }
        }
        sql.push(" WHERE offboarding_id = ").bind(id.0).push(" AND organization_id = ").bind(organization.0);
        sql.push(" AND id = ").bind(step.step.0);
        transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    }
    transaction.commit().await.context(DOING)
}
