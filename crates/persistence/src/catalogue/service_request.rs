use async_trait::async_trait;
use chrono::Utc;
use daicho_domain::catalogue::{NewServiceRequest, ServiceRequest, ServiceRequestStore};
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use sea_orm::{ConnectionTrait, QueryResult};

use super::SqlCatalogue;
use crate::failure::Context;
use crate::sql::Sql;
use crate::support::stored_time;

const COLUMNS: &str = "id, name, homepage, note, created_by, created_at";
const READING: &str = "read the missing services";

#[async_trait]
impl ServiceRequestStore for SqlCatalogue {
    async fn list(&self, organization: OrganizationId) -> Result<Vec<ServiceRequest>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM service_request WHERE organization_id = "));
        sql.bind(organization.0).push(" ORDER BY id DESC");
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(READING)?;
        rows.iter().map(from_row).collect()
    }

    async fn add(&self, organization: OrganizationId, wanted: NewServiceRequest) -> Result<ServiceRequest, StoreError> {
        const DOING: &str = "note a missing service";
        let transaction = self.database.write(organization).await?;
        let mut sql = Sql::new(
            "INSERT INTO service_request (organization_id, name, homepage, note, created_by, created_at) VALUES (",
        );
        sql.bind(organization.0).push(", ").bind(wanted.name).push(", ").bind(wanted.homepage).push(", ");
        sql.bind(wanted.note).push(", ").bind(wanted.created_by).push(", ").bind(stored_time(Utc::now()));
        sql.push(&format!(") RETURNING {COLUMNS}"));
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let request = from_row(&row.ok_or_else(|| StoreError::new(DOING, "its row is missing"))?)?;
        transaction.commit().await.context(DOING)?;
        Ok(request)
    }
}

fn from_row(row: &QueryResult) -> Result<ServiceRequest, StoreError> {
    Ok(ServiceRequest {
        id: row.try_get_by_index(0).context(READING)?,
        name: row.try_get_by_index(1).context(READING)?,
        homepage: row.try_get_by_index(2).context(READING)?,
        note: row.try_get_by_index(3).context(READING)?,
        created_by: row.try_get_by_index(4).context(READING)?,
        created_at: row.try_get_by_index(5).context(READING)?,
    })
}
