use chrono::{DateTime, Utc};
use daicho_domain::alert::AlertType;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{ChannelId, OrganizationId};
use daicho_domain::notification::{ChannelEdit, ChannelMode, NewChannel, NotificationChannel};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::due::next_digest;
use crate::account::row::{get, name};
use crate::failure::Context;
use crate::integration::log_row::{from_json, to_json};
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "keep a notification channel";

/// Reads the channels of the organization that the further condition names.
pub(super) async fn read(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    condition: impl FnOnce(&mut Sql),
) -> Result<Vec<NotificationChannel>, StoreError> {
    let mut sql = Sql::new("SELECT * FROM notification_channel WHERE organization_id = ");
    sql.bind(organization.0);
    condition(&mut sql);
    sql.push(" ORDER BY id");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(channel).collect()
}

pub(super) async fn find(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: ChannelId,
) -> Result<Option<NotificationChannel>, StoreError> {
    let found = read(transaction, organization, |sql| {
        sql.push(" AND id = ").bind(id.0);
    })
    .await?;
    Ok(found.into_iter().next())
}

fn channel(row: &QueryResult) -> Result<NotificationChannel, StoreError> {
    Ok(NotificationChannel {
        id: ChannelId(get(row, "id")?),
        kind: name(row, "kind")?,
        name: get(row, "name")?,
        enabled: get(row, "enabled")?,
        target: from_json(get(row, "target")?)?,
        alert_types: kinds(&get::<String>(row, "alert_types")?)?,
        mode: name(row, "mode")?,
        state: name(row, "state")?,
        last_error: get(row, "last_error")?,
        created_at: get::<DateTime<Utc>>(row, "created_at")?,
    })
}

fn kinds(text: &str) -> Result<Vec<AlertType>, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::new(DOING, error))
}

fn written(kinds: &[AlertType]) -> Result<String, StoreError> {
    serde_json::to_string(kinds).map_err(|error| StoreError::new(DOING, error))
}

pub(super) async fn insert(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    channel: &NewChannel,
) -> Result<ChannelId, StoreError> {
    let mut sql = Sql::new(
        "INSERT INTO notification_channel (organization_id, name, kind, enabled, target, alert_types, mode, state, \
         next_digest, created_at) VALUES (",
    );
    sql.bind(organization.0).push(", ").bind(channel.name.trim().to_owned()).push(", ").bind(channel.kind.as_str());
    sql.push(", ").bind(channel.enabled).push(", ").bind(to_json(&channel.target)?).push(", ");
    sql.bind(written(&channel.alert_types)?).push(", ").bind(channel.mode.as_str()).push(", 'working', ");
    sql.bind(digest_of(transaction, organization, channel.mode).await?).push(", ");
    sql.bind(stored_time(Utc::now())).push(") RETURNING id");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let row = row.ok_or_else(|| StoreError::new(DOING, "no id was given"))?;
    Ok(ChannelId(row.try_get_by_index(0).context(DOING)?))
}

pub(super) async fn edit(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: ChannelId,
    edit: &ChannelEdit,
) -> Result<(), StoreError> {
    let mut sql = Sql::new("UPDATE notification_channel SET id = id");
    if let Some(name) = &edit.name {
        sql.push(", name = ").bind(name.trim().to_owned());
    }
    if let Some(enabled) = edit.enabled {
        sql.push(", enabled = ").bind(enabled);
    }
    if let Some(target) = &edit.target {
        sql.push(", target = ").bind(to_json(target)?);
    }
    if let Some(kinds) = &edit.alert_types {
        sql.push(", alert_types = ").bind(written(kinds)?);
    }
    if let Some(mode) = edit.mode {
        sql.push(", mode = ").bind(mode.as_str());
        sql.push(", next_digest = ").bind(digest_of(transaction, organization, mode).await?);
    }
    sql.push(" WHERE organization_id = ").bind(organization.0).push(" AND id = ").bind(id.0);
    execute(transaction, sql).await
}

async fn digest_of(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    mode: ChannelMode,
) -> Result<Option<i64>, StoreError> {
    Ok(match mode {
        ChannelMode::AtOnce => None,
        ChannelMode::Digest => Some(next_digest(transaction, organization).await?),
    })
}

pub(super) async fn remove(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: ChannelId,
) -> Result<(), StoreError> {
    let mut sql = Sql::new("DELETE FROM notification_channel WHERE organization_id = ");
    sql.bind(organization.0).push(" AND id = ").bind(id.0);
    execute(transaction, sql).await
}

async fn execute(transaction: &DatabaseTransaction, sql: Sql) -> Result<(), StoreError> {
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}
