use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::account::settings;
use crate::failure::Context;
use crate::sql::Sql;

/// What the judgement of every account of an organization rests on.
#[derive(Debug, Clone)]
pub(crate) struct Circumstances {
    pub(crate) organization: OrganizationId,
    pub(crate) domains: Vec<String>,
    /// Whether the directory tells who works here; then an unknown address of ours is one that somebody left behind.
    pub(crate) directory_is_kept: bool,
}

impl Circumstances {
    pub(crate) async fn read(
        transaction: &DatabaseTransaction,
        organization: OrganizationId,
    ) -> Result<Self, StoreError> {
        const DOING: &str = "read the domains of an organization";
        let backend = transaction.get_database_backend();
        let mut sql = Sql::new("SELECT name FROM organization_domain WHERE organization_id = ");
        sql.bind(organization.0);
        let rows = transaction.query_all_raw(sql.statement(backend)).await.context(DOING)?;
        let domains = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>().context(DOING)?;
        let settings = settings::read(transaction, organization).await?;
        let directory_is_kept =
            settings.employee_master_workspace_id.is_some() || somebody_is_managed(transaction, organization).await?;
        Ok(Self { organization, domains, directory_is_kept })
    }
}

async fn somebody_is_managed(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<bool, StoreError> {
    let mut sql = Sql::new("SELECT 1 FROM identity WHERE organization_id = ");
    sql.bind(organization.0).push(" AND management_type = 'managed' LIMIT 1");
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await;
    Ok(row.context("look for managed entries")?.is_some())
}
