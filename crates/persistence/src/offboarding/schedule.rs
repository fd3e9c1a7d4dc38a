use chrono::Utc;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OffboardingId, OrganizationId};
use daicho_domain::queue::JobKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::failure::Context;
use crate::queue::{NewJob, enqueue};
use crate::sql::Sql;
use crate::{Database, Tenancy};

const DOING: &str = "look for offboardings to go on with";
/// Each only follows its operations; the limits of services hold for those.
const SIDE_BY_SIDE: i32 = 32;
const MOST_ATTEMPTS: i32 = 20;

pub(super) fn job_key(id: OffboardingId) -> String {
    format!("offboarding/{id}")
}

pub(super) async fn enqueue_offboarding(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: OffboardingId,
) -> Result<(), StoreError> {
    let job = NewJob {
        organization,
        kind: JobKind::Offboarding,
        payload: serde_json::json!({ "offboardingId": id }),
        unique_key: job_key(id),
        limit: (format!("offboarding/{organization}"), SIDE_BY_SIDE),
        priority: 2,
        max_attempts: MOST_ATTEMPTS,
    };
    enqueue(transaction, job).await
}

/// Says whether any has become due.
pub(super) async fn start_due(database: &Database) -> Result<bool, StoreError> {
    nudge(database, |sql| {
        sql.push("o.state = 'planned' AND o.run_at <= ").bind(Utc::now().timestamp_millis());
    })
    .await
}

/// Says whether any running one had lost its job.
pub(super) async fn sweep(database: &Database) -> Result<bool, StoreError> {
    nudge(database, |sql| {
        sql.push("o.state = 'running'");
    })
    .await
}

/// Gives those that the condition names a job, unless they have one.
async fn nudge(database: &Database, condition: impl Fn(&mut Sql)) -> Result<bool, StoreError> {
    let select = |sql: &mut Sql| {
        sql.push("SELECT o.organization_id, o.id FROM offboarding o WHERE ");
        condition(sql);
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM job j WHERE j.state IN ('ready', 'running') \
             AND j.unique_key = 'offboarding/' || CAST(o.id AS text)) LIMIT 100",
        );
    };
    let reading = database.read(Tenancy::Operator).await?;
    let mut sql = Sql::default();
    select(&mut sql);
    let found = reading.query_all_raw(sql.statement(database.backend())).await.context(DOING)?;
    reading.commit().await.context(DOING)?;
    for row in &found {
        let organization = OrganizationId(row.try_get_by_index(0).context(DOING)?);
        let id = OffboardingId(row.try_get_by_index(1).context(DOING)?);
        let transaction = database.write(organization).await?;
        enqueue_offboarding(&transaction, organization, id).await?;
        transaction.commit().await.context(DOING)?;
    }
    Ok(!found.is_empty())
}
