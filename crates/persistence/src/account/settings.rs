use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::organization::OrganizationSettings;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::failure::Context;
use crate::sql::Sql;
use crate::support::parsed;

/// What the organization decided about syncs and its employee master.
pub(crate) async fn read(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<OrganizationSettings, StoreError> {
    const DOING: &str = "read the settings of an organization";
    let mut sql = Sql::new("SELECT settings FROM organization WHERE id = ");
    sql.bind(organization.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let Some(row) = row else { return Ok(OrganizationSettings::default()) };
    let settings: serde_json::Value = row.try_get_by_index(0).context(DOING)?;
    serde_json::from_value(settings).map_err(|error| StoreError::new(DOING, error))
}

/// The day that it is in the organization's time zone.
pub(crate) async fn today(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    now: DateTime<Utc>,
) -> Result<NaiveDate, StoreError> {
    Ok(now.with_timezone(&zone(transaction, organization).await?).date_naive())
}

pub(crate) async fn zone(transaction: &DatabaseTransaction, organization: OrganizationId) -> Result<Tz, StoreError> {
    const DOING: &str = "read the time zone of an organization";
    let mut sql = Sql::new("SELECT time_zone FROM organization WHERE id = ");
    sql.bind(organization.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let zone: String = row.map_or(Ok(String::new()), |row| row.try_get_by_index(0)).context(DOING)?;
    parsed(DOING, &zone)
}

pub(crate) fn day_in(zone: &str, now: DateTime<Utc>) -> Result<NaiveDate, StoreError> {
    let zone: Tz = parsed("read a time zone", zone)?;
    Ok(now.with_timezone(&zone).date_naive())
}
