use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::catalogue::{NewVersion, OwnConnector, OwnConnectorStore, OwnManifest, OwnVersion};
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OrganizationId, ServiceId};
use daicho_domain::integration::WorkspaceKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::SqlCatalogue;
use crate::failure::{Context, is_duplicate};
use crate::sql::Sql;
use crate::support::stored_time;

const READING: &str = "read an organization's connectors";
const WRITING: &str = "store an organization's connector";

#[async_trait]
impl OwnConnectorStore for SqlCatalogue {
    async fn manifests(&self, organization: OrganizationId) -> Result<Vec<OwnManifest>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let mut sql = Sql::new(
            "SELECT s.id, v.slug, v.version, v.manifest FROM own_connector_version v \
             JOIN custom_service s ON s.organization_id = v.organization_id AND s.slug = v.slug WHERE v.organization_id = ",
        );
        sql.bind(organization.0);
        sql.push(" AND NOT EXISTS (SELECT 1 FROM own_connector_version n WHERE n.organization_id = v.organization_id");
        sql.push(" AND n.slug = v.slug AND n.version > v.version) ORDER BY v.slug");
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(READING)?;
        rows.iter().map(manifest).collect()
    }

    async fn list(&self, organization: OrganizationId) -> Result<Vec<OwnConnector>, StoreError> {
        let transaction = self.database.read(organization).await?;
        read(&transaction, organization, None).await
    }

    async fn find(&self, organization: OrganizationId, slug: &str) -> Result<Option<OwnConnector>, StoreError> {
        let transaction = self.database.read(organization).await?;
        Ok(read(&transaction, organization, Some(slug)).await?.pop())
    }

    async fn add_version(&self, organization: OrganizationId, version: NewVersion) -> Outcome<()> {
        let NewVersion { slug, name, manifest, by } = version;
        let transaction = self.database.write(organization).await?;
        name_service(&transaction, organization, &slug, &name).await?;
        let mut sql = Sql::new(
            "INSERT INTO own_connector_version (organization_id, slug, version, manifest, created_by, created_at) SELECT ",
        );
        sql.push("CAST(").bind(organization.0).push(" AS bigint), CAST(").bind(slug.clone()).push(" AS text), ");
        sql.push("COALESCE(MAX(version), 0) + 1, CAST(").bind(manifest).push(" AS text), CAST(");
        sql.bind(by).push(" AS text), ").bind(stored_time(Utc::now()));
        sql.push(" FROM own_connector_version WHERE organization_id = ").bind(organization.0);
        sql.push(" AND slug = ").bind(slug.clone());
        match transaction.execute_raw(sql.statement(self.database.backend())).await {
            Err(error) if is_duplicate(&error) => return Err(Refusal::about(ErrorCode::Conflict, slug).into()),
            other => other.context(WRITING)?,
        };
        transaction.commit().await.context(WRITING)?;
        Ok(())
    }

    async fn remove(&self, organization: OrganizationId, slug: &str) -> Outcome<bool> {
        const DOING: &str = "remove an organization's connector";
        let transaction = self.database.write(organization).await?;
        let workspaces = workspaces_of(&transaction, organization, slug).await?;
        if let Some((name, _)) = workspaces.iter().find(|(_, kind)| !kind.is_by_hand()) {
            return Err(Refusal::about(ErrorCode::ConnectorInUse, name).into());
        }
        let mut sql = Sql::new("DELETE FROM own_connector_version WHERE organization_id = ");
        sql.bind(organization.0).push(" AND slug = ").bind(slug.to_owned());
        let done = transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        if done.rows_affected() > 0 && workspaces.is_empty() {
            let mut sql = Sql::new("DELETE FROM custom_service WHERE organization_id = ");
            sql.bind(organization.0).push(" AND slug = ").bind(slug.to_owned());
            transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        }
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
        "SELECT v.slug, v.version, v.manifest, v.created_by, v.created_at, s.id FROM own_connector_version v \
         JOIN custom_service s ON s.organization_id = v.organization_id AND s.slug = v.slug WHERE v.organization_id = ",
    );
    sql.bind(organization.0);
    if let Some(slug) = slug {
        sql.push(" AND v.slug = ").bind(slug.to_owned());
    }
    sql.push(" ORDER BY v.slug, v.version");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(READING)?;
    let mut connectors: BTreeMap<String, OwnConnector> = BTreeMap::new();
    for row in &rows {
        let slug: String = row.try_get_by_index(0).context(READING)?;
        let service = service_id(row, 5)?;
        let connector = connectors.entry(slug.clone()).or_insert_with(|| OwnConnector {
            service,
            slug,
            manifest: String::new(),
            versions: Vec::new(),
        });
        connector.manifest = row.try_get_by_index(2).context(READING)?;
        connector.versions.push(version(row)?);
    }
    Ok(connectors.into_values().collect())
}

/// The service that its workspaces belong to: made with the first version, named by each.
async fn name_service(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    slug: &str,
    name: &str,
) -> Result<(), StoreError> {
    let mut sql = Sql::new("INSERT INTO custom_service (organization_id, name, slug, created_at) VALUES (");
    sql.bind(organization.0).push(", ").bind(name.to_owned()).push(", ").bind(slug.to_owned()).push(", ");
    sql.bind(stored_time(Utc::now()));
    sql.push(") ON CONFLICT (organization_id, slug) DO UPDATE SET name = excluded.name");
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(WRITING)?;
    Ok(())
}

/// Name and kind of the workspaces of the service under this unique name.
async fn workspaces_of(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    slug: &str,
) -> Result<Vec<(String, WorkspaceKind)>, StoreError> {
    let mut sql = Sql::new("SELECT w.name, w.kind FROM workspace w JOIN custom_service s ON s.organization_id = ");
    sql.bind(organization.0).push(" AND s.slug = ").bind(slug.to_owned());
    sql.push(" WHERE w.organization_id = ").bind(organization.0);
    sql.push(" AND w.service_id = s.id + ").bind(ServiceId::FIRST_CUSTOM).push(" ORDER BY w.id");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(READING)?;
    let workspace = |row: &QueryResult| {
        let kind: String = row.try_get_by_index(1).context(READING)?;
        let kind = kind.parse().map_err(|_| StoreError::new(READING, format!("unknown kind {kind}")))?;
        Ok((row.try_get_by_index(0).context(READING)?, kind))
    };
    rows.iter().map(workspace).collect()
}

fn service_id(row: &QueryResult, column: usize) -> Result<ServiceId, StoreError> {
    let id: i64 = row.try_get_by_index(column).context(READING)?;
    Ok(ServiceId(ServiceId::FIRST_CUSTOM + id))
}

fn manifest(row: &QueryResult) -> Result<OwnManifest, StoreError> {
    let version: i32 = row.try_get_by_index(2).context(READING)?;
    Ok(OwnManifest {
        service: service_id(row, 0)?,
        slug: row.try_get_by_index(1).context(READING)?,
        version: u32::try_from(version).unwrap_or_default(),
        manifest: row.try_get_by_index(3).context(READING)?,
    })
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
