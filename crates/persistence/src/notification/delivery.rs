use chrono::{DateTime, TimeDelta, Utc};
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{ChannelId, DeliveryId, OrganizationId};
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::notification::{Delivery, Notification};
use daicho_domain::queue::JobKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};
use uuid::Uuid;

use crate::account::row::{get, name};
use crate::failure::Context;
use crate::integration::log_row::{from_json, to_json};
use crate::keyset;
use crate::queue::{NewJob, enqueue};
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "keep a delivery";
/// Messages of one channel go one after another.
const AT_ONCE: i32 = 1;
/// Of a job whose process dies; attempts at the receiver are counted apart.
const MOST_ATTEMPTS: i32 = 20;

pub(super) async fn add(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: ChannelId,
    notification: &Notification,
) -> Result<DeliveryId, StoreError> {
    let mut sql = Sql::new(
        "INSERT INTO notification_delivery (organization_id, channel_id, message_id, notification, state, attempts, \
         created_at) VALUES (",
    );
    sql.bind(organization.0).push(", ").bind(channel.0).push(", ").bind(format!("msg_{}", Uuid::now_v7().simple()));
    sql.push(", ").bind(to_json(notification)?).push(", 'waiting', 0, ").bind(stored_time(Utc::now()));
    sql.push(") RETURNING id");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let row = row.ok_or_else(|| StoreError::new(DOING, "no id was given"))?;
    let id = DeliveryId(row.try_get_by_index(0).context(DOING)?);
    nudge(transaction, organization, channel, id).await?;
    Ok(id)
}

async fn nudge(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: ChannelId,
    id: DeliveryId,
) -> Result<(), StoreError> {
    let job = NewJob {
        organization,
        kind: JobKind::Deliver,
        payload: serde_json::json!({ "deliveryId": id }),
        unique_key: format!("deliver/{id}"),
        limit: (format!("deliver/{channel}"), AT_ONCE),
        priority: 0,
        max_attempts: MOST_ATTEMPTS,
    };
    enqueue(transaction, job).await
}

pub(super) async fn find(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: DeliveryId,
) -> Result<Option<Delivery>, StoreError> {
    let mut sql = Sql::new("SELECT * FROM notification_delivery WHERE organization_id = ");
    sql.bind(organization.0).push(" AND id = ").bind(id.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    row.as_ref().map(delivery).transpose()
}

pub(super) async fn list(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: ChannelId,
    page: &PageRequest,
) -> Outcome<Page<Delivery>> {
    let before = page.cursor.as_deref().map(keyset::decode::<i64>).transpose()?;
    let mut sql = Sql::new("SELECT * FROM notification_delivery WHERE organization_id = ");
    sql.bind(organization.0).push(" AND channel_id = ").bind(channel.0);
    if let Some(before) = before {
        sql.push(" AND id < ").bind(before);
    }
    sql.push(" ORDER BY id DESC LIMIT ").bind(i64::from(page.limit) + 1);
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let mut items = rows.iter().map(delivery).collect::<Result<Vec<_>, _>>()?;
    let more = items.len() > page.limit as usize;
    items.truncate(page.limit as usize);
    let next_cursor = items.last().filter(|_| more).map(|last| keyset::encode(&last.id.0));
    Ok(Page { items, next_cursor, total: None })
}

fn delivery(row: &QueryResult) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: DeliveryId(get(row, "id")?),
        channel: ChannelId(get(row, "channel_id")?),
        message_id: get(row, "message_id")?,
        notification: from_json(get(row, "notification")?)?,
        state: name(row, "state")?,
        attempts: get::<i32>(row, "attempts")?.unsigned_abs(),
        error: get(row, "error")?,
        created_at: get(row, "created_at")?,
        last_attempt_at: get(row, "last_attempt_at")?,
        next_attempt_at: get(row, "next_attempt_at")?,
        delivered_at: get(row, "delivered_at")?,
    })
}

/// Puts a delivery that has ended on its way again, with its attempts counted anew.
pub(super) async fn again(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: ChannelId,
    id: DeliveryId,
) -> Result<bool, StoreError> {
    let mut sql = Sql::new(
        "UPDATE notification_delivery SET state = 'waiting', attempts = 0, next_attempt_at = NULL WHERE organization_id = ",
    );
    sql.bind(organization.0).push(" AND channel_id = ").bind(channel.0).push(" AND id = ").bind(id.0);
    let done = transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    crate::queue::cancel(transaction, &format!("deliver/{id}")).await?;
    nudge(transaction, organization, channel, id).await?;
    Ok(true)
}

pub(super) async fn delivered(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    delivery: &Delivery,
) -> Result<(), StoreError> {
    let now = stored_time(Utc::now());
    let mut sql = Sql::new(
        "UPDATE notification_delivery SET state = 'delivered', attempts = attempts + 1, error = NULL, \
         next_attempt_at = NULL, last_attempt_at = ",
    );
    sql.bind(now).push(", delivered_at = ").bind(now).push(" WHERE organization_id = ").bind(organization.0);
    sql.push(" AND id = ").bind(delivery.id.0);
    execute(transaction, sql).await?;
    let mut sql = Sql::new(
        "UPDATE notification_channel SET state = 'working', last_error = NULL WHERE state <> 'working' AND organization_id = ",
    );
    sql.bind(organization.0).push(" AND id = ").bind(delivery.channel.0);
    execute(transaction, sql).await
}

pub(super) async fn failed(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    delivery: &Delivery,
    error: &str,
    again_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE notification_delivery SET attempts = attempts + 1, state = ");
    sql.bind(if again_at.is_some() { "waiting" } else { "failed" }).push(", error = ").bind(error.to_owned());
    sql.push(", last_attempt_at = ").bind(stored_time(Utc::now()));
    sql.push(", next_attempt_at = ").bind(again_at.map(stored_time));
    sql.push(" WHERE organization_id = ").bind(organization.0).push(" AND id = ").bind(delivery.id.0);
    execute(transaction, sql).await?;
    let mut sql = Sql::new("UPDATE notification_channel SET state = 'failing', last_error = ");
    sql.bind(error.to_owned()).push(" WHERE organization_id = ").bind(organization.0);
    sql.push(" AND id = ").bind(delivery.channel.0);
    execute(transaction, sql).await
}

/// The log of deliveries goes back so far.
const KEPT: TimeDelta = TimeDelta::days(90);

pub(crate) async fn forget_old(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut sql = Sql::new("DELETE FROM notification_delivery WHERE state <> 'waiting' AND organization_id = ");
    sql.bind(organization.0).push(" AND created_at < ").bind(stored_time(now - KEPT));
    execute(transaction, sql).await
}

async fn execute(transaction: &DatabaseTransaction, sql: Sql) -> Result<(), StoreError> {
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}
