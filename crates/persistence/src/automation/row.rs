use chrono::NaiveDate;
use daicho_domain::automation::{Automation, AutomationDraft};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{AutomationId, OrganizationId};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use crate::failure::Context;
use crate::integration::log_row::{from_json, parse};
use crate::sql::Sql;

const DOING: &str = "read automations";

pub(super) async fn read(
    transaction: &DatabaseTransaction,
    condition: impl FnOnce(&mut Sql),
) -> Result<Vec<Automation>, StoreError> {
    let mut sql = Sql::new("SELECT * FROM automation WHERE ");
    condition(&mut sql);
    sql.push(" ORDER BY name, id");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(automation).collect()
}

/// Those that are enabled, each with the day on which its dates were last looked at.
pub(super) async fn read_with_day(
    transaction: &DatabaseTransaction,
) -> Result<Vec<(Automation, Option<NaiveDate>)>, StoreError> {
    let sql = Sql::new("SELECT * FROM automation WHERE enabled");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(|row| Ok((automation(row)?, row.try_get("", "looked_on").context(DOING)?))).collect()
}

pub(super) async fn find(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: AutomationId,
) -> Result<Option<Automation>, StoreError> {
    let found = read(transaction, |sql| {
        sql.push("organization_id = ").bind(organization.0).push(" AND id = ").bind(id.0);
    })
    .await?;
    Ok(found.into_iter().next())
}

fn automation(row: &QueryResult) -> Result<Automation, StoreError> {
    let text = |column: &str| row.try_get::<String>("", column).context(DOING);
    let json = |column: &str| row.try_get::<serde_json::Value>("", column).context(DOING);
    Ok(Automation {
        id: AutomationId(row.try_get("", "id").context(DOING)?),
        organization: OrganizationId(row.try_get("", "organization_id").context(DOING)?),
        draft: AutomationDraft {
            name: text("name")?,
            enabled: row.try_get("", "enabled").context(DOING)?,
            kind: parse(&text("kind")?)?,
            trigger: from_json(json("trigger")?)?,
            conditions: from_json(json("conditions")?)?,
            actions: from_json(json("actions")?)?,
        },
        created_by: text("created_by")?,
        created_at: row.try_get("", "created_at").context(DOING)?,
        enabled_at: row.try_get("", "enabled_at").context(DOING)?,
    })
}
