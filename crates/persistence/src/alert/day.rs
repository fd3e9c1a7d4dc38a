//! What the passing of a day changes: statuses that follow from dates, inactivity, expiry.

use chrono::{DateTime, NaiveDate, Utc};
use daicho_domain::error::{Failure, StoreError};
use daicho_domain::ids::OrganizationId;
use daicho_domain::queue::JobKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::refresh::{Scope, refresh};
use crate::account::past_numbers;
use crate::account::settings::{day_in, today};
use crate::directory::Entries;
use crate::failure::Context;
use crate::queue::{NewJob, enqueue};
use crate::sql::Sql;
use crate::support::stored_time;
use crate::{Database, Tenancy, directory, notification};

const DOING: &str = "begin a day";

/// Several at once would keep each other waiting for the database.
const AT_ONCE: i32 = 1;
const MOST_ATTEMPTS: i32 = 20;

/// Brings the organization to its present day, in its time zone. `false` when it is there already.
pub(super) async fn begin_day(database: &Database, organization: OrganizationId) -> Result<bool, StoreError> {
    let now = Utc::now();
    let transaction = database.write(organization).await?;
    let today = today(&transaction, organization, now).await?;
    if !mark(&transaction, organization, today).await? {
        return Ok(false);
    }
    directory::refresh(&transaction, organization, Entries::Dated).await.map_err(|failure| match failure {
        Failure::Store(error) => error,
        Failure::Refused(_) | Failure::Service(_) => StoreError::new(DOING, failure),
    })?;
    refresh(&transaction, organization, Scope::Organization).await?;
    past_numbers::note(&transaction, organization, today).await?;
    forget_ended_mutes(&transaction, organization, now).await?;
    notification::forget_old(&transaction, organization, now).await?;
    transaction.commit().await.context(DOING)?;
    Ok(true)
}

/// Puts a job into the queue for each organization that is left behind.
pub(super) async fn request_days(database: &Database) -> Result<(), StoreError> {
    for organization in left_behind(database, Utc::now()).await? {
        let job = NewJob {
            organization,
            kind: JobKind::BeginDay,
            payload: serde_json::json!({}),
            unique_key: format!("begin_day/{organization}"),
            limit: ("begin_day".to_owned(), AT_ONCE),
            priority: 0,
            max_attempts: MOST_ATTEMPTS,
        };
        let transaction = database.write(organization).await?;
        enqueue(&transaction, job).await?;
        transaction.commit().await.context(DOING)?;
    }
    Ok(())
}

/// Organizations whose last judged day is not the present one.
async fn left_behind(database: &Database, now: DateTime<Utc>) -> Result<Vec<OrganizationId>, StoreError> {
    let reading = database.read(Tenancy::Operator).await?;
    let sql = Sql::new(
        "SELECT o.id, o.time_zone, COALESCE(d.day, '') FROM organization o \
         LEFT JOIN daily_refresh d ON d.organization_id = o.id",
    );
    let rows = reading.query_all_raw(sql.statement(database.backend())).await.context(DOING)?;
    let mut behind = Vec::new();
    for row in rows {
        let zone: String = row.try_get_by_index(1).context(DOING)?;
        let last: String = row.try_get_by_index(2).context(DOING)?;
        if last != day_in(&zone, now)?.to_string() {
            behind.push(OrganizationId(row.try_get_by_index(0).context(DOING)?));
        }
    }
    Ok(behind)
}

/// `false` when another process has taken the day up meanwhile.
async fn mark(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    day: NaiveDate,
) -> Result<bool, StoreError> {
    let mut sql = Sql::new("INSERT INTO daily_refresh (organization_id, day) VALUES (");
    sql.bind(organization.0).push(", ").bind(day.to_string());
    sql.push(
        ") ON CONFLICT (organization_id) DO UPDATE SET day = excluded.day WHERE daily_refresh.day <> excluded.day",
    );
    let marked = transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(marked.rows_affected() > 0)
}

async fn forget_ended_mutes(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut sql = Sql::new("DELETE FROM alert_mute WHERE organization_id = ");
    sql.bind(organization.0).push(" AND until <= ").bind(stored_time(now));
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}
