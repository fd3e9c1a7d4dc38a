use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::catalogue::{OwnConnector, OwnConnectorStore, OwnVersion};
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::OrganizationId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::SqlCatalogue;
use crate::failure::{Context, is_duplicate};
use crate::sql::Sql;
use crate::support::stored_time;

const READING: &str = "read an organization's connectors";
const WRITING: &str = "store an organization's connector";

#[async_trait]
impl OwnConnectorStore for SqlCatalogue {
    async fn list(&self, organization: OrganizationId) -> Result<Vec<OwnConnector>, StoreError> {
        let transaction = self.database.read(organization).await?;
        read(&transaction, organization, None).await
    }

    async fn find(&self, organization: OrganizationId, slug: &str) -> Result<Option<OwnConnector>, StoreError> {
        let transaction = self.database.read(organization).await?;
        Ok(read(&transaction, organization, Some(slug)).await?.pop())
    }

    async fn add_version(&self, organization: OrganizationId, slug: &str, manifest: &str, by: &str) -> Outcome<()> {
        let transaction = self.database.write(organization).await?;
        let mut sql = Sql::new(
            "INSERT INTO own_connector_version (organization_id, slug, version, manifest, created_by, created_at) SELECT ",
        );
        sql.push("CAST(").bind(organization.0).push(" AS bigint), CAST(").bind(slug.to_owned()).push(" AS text), ");
        sql.push("COALESCE(MAX(version), 0) + 1, CAST(").bind(manifest.to_owned()).push(" AS text), CAST(");
        sql.bind(by.to_owned()).push(" AS text), ").bind(stored_time(Utc::now()));
        sql.push(" FROM own_connector_version WHERE organization_id = ").bind(organization.0);
        sql.push(" AND slug = ").bind(slug.to_owned());
        match transaction.execute_raw(sql.statement(self.database.backend())).await {
            Err(error) if is_duplicate(&error) => return Err(Refusal::about(ErrorCode::Conflict, slug).into()),
            other => other.context(WRITING)?,
        };
        transaction.commit().await.context(WRITING)?;
        Ok(())
    }

    async fn remove(&self, organization: OrganizationId, slug: &str) -> Result<bool, StoreError> {
        const DOING: &str = "remove an organization's connector";
        let transaction = self.database.write(organization).await?;
        let mut sql = Sql::new("DELETE FROM own_connector_version WHERE organization_id = ");
        sql.bind(organization.0).push(" AND slug = ").bind(slug.to_owned());
        let done = transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)?;
        Ok(done.rows_affected() > 0)
    }
}

/// One or all, each in its latest version.
async fn read(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    slug: Option<&str>,
) -> Result<Vec<OwnConnector>, StoreError> {
    let mut sql = Sql::new(
        "SELECT slug, version, manifest, created_by, created_at FROM own_connector_version WHERE organization_id = ",
    );
    sql.bind(organization.0);
    if let Some(slug) = slug {
        sql.push(" AND slug = ").bind(slug.to_owned());
    }
    sql.push(" ORDER BY slug, version");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(READING)?;
    let mut connectors: BTreeMap<String, OwnConnector> = BTreeMap::new();
    for row in &rows {
        let slug: String = row.try_get_by_index(0).context(READING)?;
        let connector = connectors.entry(slug.clone()).or_insert_with(|| OwnConnector {
            slug,
            manifest: String::new(),
            versions: Vec::new(),
        });
        connector.manifest = row.try_get_by_index(2).context(READING)?;
        connector.versions.push(version(row)?);
    }
    Ok(connectors.into_values().collect())
}

fn version(row: &QueryResult) -> Result<OwnVersion, StoreError> {
    let number: i32 = row.try_get_by_index(1).context(READING)?;
    let created_at: DateTime<Utc> = row.try_get_by_index(4).context(READING)?;
    Ok(OwnVersion {
        version: u32::try_from(number).unwrap_or_default(),
        created_at,
        created_by: row.try_get_by_index(3).context(READING)?,
    })
}
