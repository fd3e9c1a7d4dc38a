//! What is due to be told, and when the next digest is.

use chrono::Utc;
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::notification::Every;
use daicho_domain::queue::JobKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::account::settings::zone;
use crate::failure::Context;
use crate::queue::{NewJob, enqueue};
use crate::sql::Sql;
use crate::{Database, Tenancy};

const DOING: &str = "look for what is due to be told";
/// Announcements of different organizations side by side.
const AT_ONCE: i32 = 4;
const MOST_ATTEMPTS: i32 = 20;

/// Asks for the organization's announcement, in the transaction of what is to be announced.
pub(crate) async fn request_announcement(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<(), StoreError> {
    let job = NewJob {
        organization,
        kind: JobKind::Announce,
        payload: serde_json::json!({}),
        unique_key: format!("announce/{organization}"),
        limit: ("announce".to_owned(), AT_ONCE),
        priority: 0,
        max_attempts: MOST_ATTEMPTS,
    };
    enqueue(transaction, job).await
}

/// Finds what came while an announcement was running, and digests and lists whose time has come.
pub(super) async fn request_due(database: &Database) -> Result<(), StoreError> {
    let now = Utc::now().timestamp_millis();
    let reading = database.read(Tenancy::Operator).await?;
    let mut sql = Sql::new("SELECT organization_id FROM alert WHERE NOT announced UNION SELECT organization_id FROM ");
    sql.push("notification_channel WHERE next_digest <= ").bind(now);
    sql.push(" UNION SELECT organization_id FROM scheduled_export WHERE next_run <= ").bind(now);
    let due = reading.query_all_raw(sql.statement(database.backend())).await.context(DOING)?;
    reading.commit().await.context(DOING)?;
    for row in due {
        let organization = OrganizationId(row.try_get_by_index(0).context(DOING)?);
        let transaction = database.write(organization).await?;
        request_announcement(&transaction, organization).await?;
        transaction.commit().await.context(DOING)?;
    }
    Ok(())
}

/// The next morning in the organization's time zone, in milliseconds since 1970.
pub(super) async fn next_digest(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<i64, StoreError> {
    let zone = zone(transaction, organization).await?;
    Ok(Every::Day.next(Utc::now(), zone).timestamp_millis())
}
