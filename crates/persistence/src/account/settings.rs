use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::organization::OrganizationSettings;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::failure::Context;
use crate::sql::Sql;

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
