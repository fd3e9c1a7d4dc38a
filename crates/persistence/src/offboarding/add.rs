use chrono::Utc;
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OffboardingId, OrganizationId};
use daicho_domain::offboarding::{NewOffboarding, NewStep, OffboardingState, StepSubject};
use daicho_domain::operation::Idempotency;
use daicho_domain::search::fold;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::change::note_event;
use super::read::{self, StoredSubject};
use crate::Database;
use crate::failure::{Context, is_duplicate};
use crate::operation::idempotency::{recall, remember};
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "plan an offboarding";

pub(super) async fn add(
    database: &Database,
    organization: OrganizationId,
    new: NewOffboarding,
    once: Option<&Idempotency>,
) -> Outcome<OffboardingId> {
    let transaction = database.write(organization).await?;
    if let Some(once) = once
        && let Some(first) = recall(&transaction, organization, once).await?
    {
        return Ok(first);
    }
    let id = insert(&transaction, organization, &new).await?;
    if let Some(once) = once
        && let Some(first) = remember(&transaction, organization, once, &id).await?
    {
        return Ok(first);
    }
    insert_steps(&transaction, organization, id, &new.steps).await?;
    note_event(&transaction, organization, id, ("planned", &new.created_by, None)).await?;
    transaction.commit().await.context(DOING)?;
    Ok(id)
}

pub(super) async fn replan(
    database: &Database,
    organization: OrganizationId,
    id: OffboardingId,
    new: NewOffboarding,
) -> Outcome<()> {
    let transaction = database.write(organization).await?;
    let mut sql = Sql::new("UPDATE offboarding SET run_at = ");
    sql.bind(new.run_at.map(|at| at.timestamp_millis())).push(", approver_id = ");
    sql.bind(new.approver.map(|user| user.0)).push(", approved_by = NULL, state = ").bind(first_state(&new).as_str());
    sql.push(" WHERE state IN ('planned', 'waiting_for_approval') AND organization_id = ").bind(organization.0);
    sql.push(" AND id = ").bind(id.0);
    let changed = transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    if changed.rows_affected() == 0 {
        return Err(ErrorCode::OffboardingStateWrong.into());
    }
    let mut forget = Sql::new("DELETE FROM offboarding_step WHERE offboarding_id = ");
    forget.bind(id.0);
    transaction.execute_raw(forget.statement(database.backend())).await.context(DOING)?;
    insert_steps(&transaction, organization, id, &new.steps).await?;
    note_event(&transaction, organization, id, ("replanned", &new.created_by, None)).await?;
    transaction.commit().await.context(DOING)?;
    Ok(())
}

fn first_state(new: &NewOffboarding) -> OffboardingState {
    if new.approver.is_some() { OffboardingState::WaitingForApproval } else { OffboardingState::Planned }
}

async fn insert(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    new: &NewOffboarding,
) -> Outcome<OffboardingId> {
    let person = &new.person;
    let email = person.primary_email.as_ref().map(ToString::to_string);
    let search = fold(&format!("{} {}", person.display_name, email.as_deref().unwrap_or_default()));
    let mut sql = Sql::new(
        "INSERT INTO offboarding (organization_id, identity_id, display_name, primary_email, search, had_left, state, run_at, \
         approver_id, created_by, created_at) VALUES (",
    );
    sql.bind(organization.0).push(", ").bind(person.id.0).push(", ").bind(person.display_name.clone()).push(", ");
    sql.bind(email).push(", ").bind(search).push(", ").bind(new.had_left).push(", ");
    sql.bind(first_state(new).as_str()).push(", ").bind(new.run_at.map(|at| at.timestamp_millis())).push(", ");
    sql.bind(new.approver.map(|user| user.0)).push(", ").bind(new.created_by.clone()).push(", ");
    sql.bind(stored_time(Utc::now())).push(") RETURNING id");
    match transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await {
        Ok(Some(row)) => Ok(OffboardingId(row.try_get_by_index(0).context(DOING)?)),
        Ok(None) => Err(StoreError::new(DOING, "no id was given").into()),
        Err(error) if is_duplicate(&error) => {
            Err(Refusal::about(ErrorCode::OffboardingInProgress, &person.display_name).into())
        }
        Err(error) => Err(StoreError::new(DOING, error).into()),
    }
}

async fn insert_steps(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: OffboardingId,
    steps: &[NewStep],
) -> Result<(), StoreError> {
    for step in steps {
        let account = match &step.subject {
            StepSubject::Account { id, .. } => Some(id.0),
            StepSubject::Task { .. } => None,
        };
        let subject = read::to_text(&StoredSubject::from(&step.subject))?;
        let mut sql = Sql::new(
            "INSERT INTO offboarding_step (organization_id, offboarding_id, account_id, subject, action, place, state, attempts, \
             transfer_to, assignee_id, due_date, note) VALUES (",
        );
        sql.bind(organization.0).push(", ").bind(id.0).push(", ").bind(account).push(", ").bind(subject).push(", ");
        sql.bind(step.action.as_str()).push(", ").bind(step.order).push(", ").bind(step.state.as_str());
        sql.push(", 0, ").bind(step.transfer_to.map(|account| account.0)).push(", ");
        sql.bind(step.assignee.map(|user| user.0)).push(", ").bind(step.due_date.map(|date| date.to_string()));
        sql.push(", ").bind(step.note.clone()).push(")");
        transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    }
    Ok(())
}
