//! Keeps `account_tally` in step with `account`.

use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::failure::Context;
use crate::sql::Sql;

pub(crate) async fn recount_organization(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<(), StoreError> {
    recount(transaction, |sql| {
        sql.push("organization_id = ").bind(organization.0);
    })
    .await
}

pub(crate) async fn recount_workspaces(
    transaction: &DatabaseTransaction,
    workspaces: &[i64],
) -> Result<(), StoreError> {
    if workspaces.is_empty() {
        return Ok(());
    }
    recount(transaction, |sql| {
        sql.push("workspace_id IN ").bind_list(workspaces.iter().copied());
    })
    .await
}

async fn recount(transaction: &DatabaseTransaction, in_scope: impl Fn(&mut Sql)) -> Result<(), StoreError> {
    const DOING: &str = "count accounts";
    let backend = transaction.get_database_backend();
    let mut forget = Sql::new("DELETE FROM account_tally WHERE ");
    in_scope(&mut forget);
    transaction.execute_raw(forget.statement(backend)).await.context(DOING)?;
    let mut count = Sql::new(
        "INSERT INTO account_tally (organization_id, workspace_id, service_id, user_type, accounts, with_second_factor, \
         second_factor_known) SELECT organization_id, workspace_id, service_id, user_type, COUNT(*), \
         COUNT(CASE WHEN two_factor THEN 1 END), COUNT(two_factor) FROM account WHERE vanished_at IS NULL AND ",
    );
    in_scope(&mut count);
    count.push(" GROUP BY organization_id, workspace_id, service_id, user_type");
    transaction.execute_raw(count.statement(backend)).await.context(DOING)?;
    Ok(())
}
