use chrono::{TimeDelta, Utc};
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::OrganizationId;
use daicho_domain::operation::Idempotency;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "remember a request";
/// Nobody repeats a request after so long.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Remembers what the request is answered. Gives the answer of the first time when it was sent before.
pub(crate) async fn remember<A: Serialize + DeserializeOwned>(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    once: &Idempotency,
    answer: &A,
) -> Outcome<Option<A>> {
    let backend = transaction.get_database_backend();
    let now = Utc::now();
    let mut forget = Sql::new("DELETE FROM idempotency WHERE organization_id = ");
    forget.bind(organization.0).push(" AND created_at < ").bind((now - KEPT).timestamp_millis());
    transaction.execute_raw(forget.statement(backend)).await.context(DOING)?;
    let stored = serde_json::to_value(answer).map_err(|error| StoreError::new(DOING, error))?;
    let mut sql = Sql::new("INSERT INTO idempotency (organization_id, key, digest, answer, created_at) VALUES (");
    sql.bind(organization.0).push(", ").bind(once.key.clone()).push(", ").bind(once.digest.clone()).push(", ");
    sql.bind(stored).push(", ").bind(now.timestamp_millis()).push(") ON CONFLICT DO NOTHING");
    let inserted = transaction.execute_raw(sql.statement(backend)).await.context(DOING)?;
    if inserted.rows_affected() > 0 {
        return Ok(None);
    }
    let first = recall(transaction, organization, once).await?;
    first.map(Some).ok_or_else(|| StoreError::new(DOING, "the key is taken and not there").into())
}

/// The answer of the first time, when the request was sent before.
pub(crate) async fn recall<A: DeserializeOwned>(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    once: &Idempotency,
) -> Outcome<Option<A>> {
    let mut sql = Sql::new("SELECT digest, answer FROM idempotency WHERE organization_id = ");
    sql.bind(organization.0).push(" AND key = ").bind(once.key.clone());
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let Some(row) = row else { return Ok(None) };
    let digest: String = row.try_get_by_index(0).context(DOING)?;
    if digest != once.digest {
        return Err(Refusal::about(ErrorCode::IdempotencyKeyReused, &once.key).into());
    }
    let answer: serde_json::Value = row.try_get_by_index(1).context(DOING)?;
    Ok(Some(serde_json::from_value(answer).map_err(|error| StoreError::new(DOING, error))?))
}
