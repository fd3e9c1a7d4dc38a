//! Making deliveries of what happened.

use std::collections::BTreeMap;

use chrono::Utc;
use daicho_domain::alert::{Alert, AlertType};
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::notification::{AlertNotice, ChannelKind, ChannelMode, Notification, NotificationChannel};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::due::next_digest;
use super::{channel, delivery, export};
use crate::Database;
use crate::account::row::{get, name};
use crate::alert::{alerts_behind, push_mute};
use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "announce alerts";
/// Alerts per statement.
const CHUNK: usize = 1_000;
/// People read the first of many alerts and follow the link to the rest.
const SHOWN: u32 = 10;
/// Programs get every alert, so many in one message.
const IN_ONE_MESSAGE: u32 = 500;

pub(super) async fn announce(database: &Database, organization: OrganizationId) -> Result<(), StoreError> {
    let transaction = database.write(organization).await?;
    let channels = channel::read(&transaction, organization, |sql| {
        sql.push(" AND enabled");
    })
    .await?;
    if channels.is_empty() {
        forget_news(&transaction, organization).await?;
    } else {
        hand_over_news(&transaction, organization, &channels).await?;
    }
    for channel in &channels {
        let digest = channel.mode == ChannelMode::Digest;
        if digest && !take_digest(&transaction, channel).await? {
            continue;
        }
        deliver(&transaction, organization, channel, digest).await?;
        if digest {
            set_digest(&transaction, organization, channel).await?;
        }
    }
    export::deliver_due(&transaction, organization).await?;
    transaction.commit().await.context(DOING)
}

/// Without a channel nobody is to be told.
async fn forget_news(transaction: &DatabaseTransaction, organization: OrganizationId) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE alert SET announced = TRUE WHERE NOT announced AND organization_id = ");
    sql.bind(organization.0);
    execute(transaction, sql).await
}

async fn hand_over_news(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channels: &[NotificationChannel],
) -> Result<(), StoreError> {
    loop {
        let news = take_news(transaction, organization).await?;
        if news.is_empty() {
            return Ok(());
        }
        for channel in channels {
            hand_over(transaction, organization, channel, &news).await?;
        }
    }
}

/// Some of the alerts that nobody was told of; from now on they count as told.
async fn take_news(transaction: &DatabaseTransaction, organization: OrganizationId) -> Result<Vec<i64>, StoreError> {
    let mut sql = Sql::new("UPDATE alert SET announced = TRUE WHERE id IN (SELECT id FROM alert WHERE NOT announced");
    sql.push(" AND organization_id = ").bind(organization.0).push(&format!(" LIMIT {CHUNK}) RETURNING id"));
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(|row| row.try_get_by_index(0).context(DOING)).collect()
}

/// What the channel wants to hear of and nobody muted.
async fn hand_over(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: &NotificationChannel,
    news: &[i64],
) -> Result<(), StoreError> {
    let mut sql = Sql::new("INSERT INTO notification_pending (organization_id, channel_id, alert_id) SELECT ");
    sql.push(&format!("x.organization_id, {}, x.id FROM alert x WHERE x.organization_id = {organization}", channel.id));
    sql.push(" AND x.id IN ").bind_list(news.iter().copied());
    if !channel.alert_types.is_empty() {
        sql.push(" AND x.type IN ").bind_list(channel.alert_types.iter().map(|kind| kind.as_str()));
    }
    sql.push(" AND ");
    push_mute(&mut sql, Utc::now());
    sql.push(" IS NULL ON CONFLICT DO NOTHING");
    execute(transaction, sql).await
}

/// Whether the channel's digest is due.
async fn take_digest(transaction: &DatabaseTransaction, channel: &NotificationChannel) -> Result<bool, StoreError> {
    let mut sql = Sql::new("SELECT 1 FROM notification_channel WHERE id = ");
    sql.bind(channel.id.0).push(" AND next_digest <= ").bind(Utc::now().timestamp_millis());
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(row.is_some())
}

async fn set_digest(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: &NotificationChannel,
) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE notification_channel SET next_digest = ");
    sql.bind(next_digest(transaction, organization).await?).push(" WHERE id = ").bind(channel.id.0);
    execute(transaction, sql).await
}

/// Makes deliveries of all that waits for the channel.
async fn deliver(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: &NotificationChannel,
    digest: bool,
) -> Result<(), StoreError> {
    let by_type = waiting(transaction, channel).await?;
    let total: u64 = by_type.values().sum();
    if total == 0 {
        return Ok(());
    }
    if channel.kind == ChannelKind::Webhook {
        let mut last = 0;
        loop {
            let alerts = alerts_behind(transaction, channel.id, last, IN_ONE_MESSAGE).await?;
            let Some(end) = alerts.last() else { break };
            last = end.id.0;
            add(transaction, organization, channel, whole(alerts, digest)).await?;
        }
    } else {
        let alerts = alerts_behind(transaction, channel.id, 0, SHOWN).await?;
        let alerts = alerts.into_iter().map(Into::into).collect();
        add(transaction, organization, channel, AlertNotice { digest, total, by_type, alerts }).await?;
    }
    let mut sql = Sql::new("DELETE FROM notification_pending WHERE channel_id = ");
    sql.bind(channel.id.0);
    execute(transaction, sql).await
}

/// A message that tells of all its alerts.
fn whole(alerts: Vec<Alert>, digest: bool) -> AlertNotice {
    let mut by_type = BTreeMap::new();
    for alert in &alerts {
        *by_type.entry(alert.kind).or_default() += 1;
    }
    let total = alerts.len() as u64;
    AlertNotice { digest, total, by_type, alerts: alerts.into_iter().map(Into::into).collect() }
}

async fn add(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: &NotificationChannel,
    notice: AlertNotice,
) -> Result<(), StoreError> {
    delivery::add(transaction, organization, channel.id, &Notification::Alerts(notice)).await?;
    Ok(())
}

async fn waiting(
    transaction: &DatabaseTransaction,
    channel: &NotificationChannel,
) -> Result<BTreeMap<AlertType, u64>, StoreError> {
    let mut sql = Sql::new(
        "SELECT x.type, COUNT(*) AS alerts FROM notification_pending p JOIN alert x ON x.id = p.alert_id WHERE p.channel_id = ",
    );
    sql.bind(channel.id.0).push(" GROUP BY x.type");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(|row| Ok((name(row, "type")?, get::<i64>(row, "alerts")?.unsigned_abs()))).collect()
}

async fn execute(transaction: &DatabaseTransaction, sql: Sql) -> Result<(), StoreError> {
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}
