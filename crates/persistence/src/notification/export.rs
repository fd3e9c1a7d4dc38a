use chrono::{DateTime, Utc};
use daicho_domain::access::Actor;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{ChannelId, OrganizationId, ScheduledExportId};
use daicho_domain::notification::{ExportNotice, NewScheduledExport, Notification, ScheduledExport};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::delivery;
use crate::account::row::{get, name};
use crate::account::settings::zone;
use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "keep a scheduled export";

/// Reads the exports of the organization that the further condition names.
pub(super) async fn read(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    condition: impl FnOnce(&mut Sql),
) -> Result<Vec<ScheduledExport>, StoreError> {
    let mut sql = Sql::new("SELECT * FROM scheduled_export WHERE organization_id = ");
    sql.bind(organization.0);
    condition(&mut sql);
    sql.push(" ORDER BY id");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(export).collect()
}

fn export(row: &QueryResult) -> Result<ScheduledExport, StoreError> {
    Ok(ScheduledExport {
        id: ScheduledExportId(get(row, "id")?),
        list: name(row, "list")?,
        query: get(row, "query")?,
        format: name(row, "format")?,
        every: name(row, "every")?,
        channel: ChannelId(get(row, "channel_id")?),
        next_run: DateTime::from_timestamp_millis(get(row, "next_run")?).unwrap_or_default(),
        created_by: get(row, "created_by")?,
    })
}

pub(super) async fn add(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    export: &NewScheduledExport,
    actor: &Actor,
) -> Result<ScheduledExportId, StoreError> {
    let next = export.every.next(Utc::now(), zone(transaction, organization).await?);
    let mut sql = Sql::new(
        "INSERT INTO scheduled_export (organization_id, channel_id, list, query, format, every, next_run, created_by) VALUES (",
    );
    sql.bind(organization.0).push(", ").bind(export.channel.0).push(", ").bind(export.list.as_str()).push(", ");
    sql.bind(export.query.clone()).push(", ").bind(export.format.as_str()).push(", ").bind(export.every.as_str());
    sql.push(", ").bind(next.timestamp_millis()).push(", ").bind(actor.label().to_owned()).push(") RETURNING id");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let row = row.ok_or_else(|| StoreError::new(DOING, "no id was given"))?;
    Ok(ScheduledExportId(row.try_get_by_index(0).context(DOING)?))
}

pub(super) async fn remove(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: ScheduledExportId,
) -> Result<bool, StoreError> {
    let mut sql = Sql::new("DELETE FROM scheduled_export WHERE organization_id = ");
    sql.bind(organization.0).push(" AND id = ").bind(id.0);
    let done = transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(done.rows_affected() > 0)
}

/// Makes deliveries of the lists whose time has come.
pub(super) async fn deliver_due(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<(), StoreError> {
    let now = Utc::now();
    let due = read(transaction, organization, |sql| {
        sql.push(" AND next_run <= ").bind(now.timestamp_millis());
    })
    .await?;
    if due.is_empty() {
        return Ok(());
    }
    let zone = zone(transaction, organization).await?;
    for export in due {
        let notice = ExportNotice { list: export.list, query: export.query, format: export.format };
        delivery::add(transaction, organization, export.channel, &Notification::Export(notice)).await?;
        let mut sql = Sql::new("UPDATE scheduled_export SET next_run = ");
        sql.bind(export.every.next(now, zone).timestamp_millis()).push(" WHERE id = ").bind(export.id.0);
        transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    }
    Ok(())
}
