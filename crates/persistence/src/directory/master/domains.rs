use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, WorkspaceId};
use daicho_domain::integration::VerifiedTenant;
use daicho_domain::organization::{DomainName, DomainSource};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::failure::Context;
use crate::sql::Sql;

const TAKING_OVER: &str = "take over the domains of the employee master";

/// Adds the domains that the master says are the organization's. Answers whether there was a new one.
pub(super) async fn take_over(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
) -> Outcome<bool> {
    let backend = tx.get_database_backend();
    let mut sql = Sql::new("SELECT tenant FROM workspace WHERE organization_id = ");
    sql.bind(organization.0).push(" AND id = ").bind(workspace.0);
    let Some(row) = tx.query_one_raw(sql.statement(backend)).await.context(TAKING_OVER)? else { return Ok(false) };
    let tenant: serde_json::Value = row.try_get("", "tenant").context(TAKING_OVER)?;
    let tenant: VerifiedTenant = serde_json::from_value(tenant).unwrap_or_default();
    let mut added = false;
    for domain in tenant.domains.iter().filter_map(|domain| DomainName::parse(domain)) {
        let mut sql = Sql::new("INSERT INTO organization_domain (organization_id, name, \"primary\", source) VALUES (");
        sql.bind(organization.0).push(", ").bind(domain.to_string()).push(", ").bind(false).push(", ");
        sql.bind(DomainSource::Master.to_string()).push(") ON CONFLICT (organization_id, name) DO NOTHING");
        let inserted = tx.execute_raw(sql.statement(backend)).await.context(TAKING_OVER)?;
        added |= inserted.rows_affected() > 0;
    }
    Ok(added)
}
