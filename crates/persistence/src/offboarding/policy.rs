use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, ServiceId};
use daicho_domain::offboarding::OffboardingPolicy;
use sea_orm::{ConnectionTrait, QueryResult};

use crate::Database;
use crate::failure::Context;
use crate::integration::log_row::parse;
use crate::sql::Sql;

const DOING: &str = "keep the offboarding policies";

pub(super) async fn read(
    database: &Database,
    organization: OrganizationId,
) -> Result<Vec<OffboardingPolicy>, StoreError> {
    let transaction = database.read(organization).await?;
    let mut sql =
        Sql::new("SELECT service_id, action, place, transfer_to FROM offboarding_policy WHERE organization_id = ");
    sql.bind(organization.0).push(" ORDER BY COALESCE(service_id, 0)");
    let rows = transaction.query_all_raw(sql.statement(database.backend())).await.context(DOING)?;
    rows.iter().map(policy).collect()
}

fn policy(row: &QueryResult) -> Result<OffboardingPolicy, StoreError> {
    let service: Option<i64> = row.try_get_by_index(0).context(DOING)?;
    let text = |column| row.try_get_by_index::<String>(column).context(DOING);
    Ok(OffboardingPolicy {
        service_id: service.map(ServiceId),
        action: parse(&text(1)?)?,
        order: row.try_get_by_index(2).context(DOING)?,
        transfer_to: parse(&text(3)?)?,
    })
}

pub(super) async fn replace(
    database: &Database,
    organization: OrganizationId,
    policies: &[OffboardingPolicy],
) -> Result<(), StoreError> {
    let transaction = database.write(organization).await?;
    let mut forget = Sql::new("DELETE FROM offboarding_policy WHERE organization_id = ");
    forget.bind(organization.0);
    transaction.execute_raw(forget.statement(database.backend())).await.context(DOING)?;
    for policy in policies {
        let mut sql = Sql::new(
            "INSERT INTO offboarding_policy (organization_id, service_id, action, place, transfer_to) VALUES (",
        );
        sql.bind(organization.0).push(", ").bind(policy.service_id.map(|service| service.0)).push(", ");
        sql.bind(policy.action.as_str()).push(", ").bind(policy.order).push(", ");
        sql.bind(policy.transfer_to.as_str()).push(")");
        transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
    }
    transaction.commit().await.context(DOING)
}
