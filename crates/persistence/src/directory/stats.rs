use daicho_domain::directory::classification::is_internal;
use daicho_domain::directory::{DirectoryStats, Email, ManagementType, MasterWorkspace};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, ServiceId, WorkspaceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::circumstances::organization_facts;
use super::read;
use super::row::named;
use crate::failure::Context;
use crate::sql::Sql;

const COUNTING: &str = "count directory entries";

pub(super) async fn stats(tx: &DatabaseTransaction, organization: OrganizationId) -> Outcome<DirectoryStats> {
    let facts = organization_facts(tx, organization).await?;
    let mut sql = Sql::new("SELECT management_type, COUNT(*) AS entries FROM identity WHERE merged_into IS NULL");
    sql.push(" AND organization_id = ").bind(organization.0).push(" GROUP BY management_type");
    let rows = tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(COUNTING)?;
    let mut management_types: Vec<(ManagementType, u64)> = ManagementType::ALL.iter().map(|kind| (*kind, 0)).collect();
    for row in rows {
        let kind: ManagementType = named(&row.try_get::<String>("", "management_type").context(COUNTING)?)?;
        let count: i64 = row.try_get("", "entries").context(COUNTING)?;
        for (_, total) in management_types.iter_mut().filter(|(listed, _)| *listed == kind) {
            *total = count.unsigned_abs();
        }
    }
    let master = match facts.master {
        Some(id) => master_workspace(tx, organization, id).await?,
        None => None,
    };
    let domains = facts.circumstances.domains.iter().map(ToString::to_string).collect();
    Ok(DirectoryStats { management_types, master, domains })
}

async fn master_workspace(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    id: WorkspaceId,
) -> Outcome<Option<MasterWorkspace>> {
    let mut sql = Sql::new(
        "SELECT service_id, service_name, service_slug, last_synchronization_at FROM workspace WHERE organization_id = ",
    );
    sql.bind(organization.0).push(" AND id = ").bind(id.0);
    let row = tx.query_one_raw(sql.statement(tx.get_database_backend())).await.context(COUNTING)?;
    row.map(|row| {
        Ok(MasterWorkspace {
            id,
            service: ServiceId(row.try_get("", "service_id").context(COUNTING)?),
            service_name: row.try_get("", "service_name").context(COUNTING)?,
            service_slug: row.try_get("", "service_slug").context(COUNTING)?,
            last_synchronization: row.try_get("", "last_synchronization_at").context(COUNTING)?,
        })
    })
    .transpose()
}

/// The kind of the entry that has the address; without one, the kind that the address's domain gives.
pub(super) async fn check(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    email: &Email,
) -> Outcome<ManagementType> {
    let owner = read::owners(tx, organization, &[email]).await?.remove(email);
    if let Some(owner) = owner {
        return Ok(read::identity(tx, organization, owner.root).await?.management_type);
    }
    let facts = organization_facts(tx, organization).await?;
    let internal = is_internal(email, &facts.circumstances.domains);
    Ok(if internal { ManagementType::Managed } else { ManagementType::External })
}
