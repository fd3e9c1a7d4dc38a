use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::account::matching::{self, Scope};
use crate::failure::Context;
use crate::sql::Sql;

/// From here on looking at all accounts is cheaper than finding those concerned.
const MANY: usize = 5_000;

/// Finds the accounts' people again after these entries have changed, come or gone.
pub(super) async fn rematch(tx: &DatabaseTransaction, organization: OrganizationId, ids: &[PeopleId]) -> Outcome<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let scope = if ids.len() < MANY && others_are_managed(tx, organization, ids).await? {
        Scope::Identities(ids)
    } else {
        Scope::Organization
    };
    Ok(matching::rematch(tx, organization, scope).await?)
}

/// Whether the directory is kept regardless of these entries. If not, they may be the first or the last of our own people, and
/// that decides about every account that nobody owns.
async fn others_are_managed(tx: &DatabaseTransaction, organization: OrganizationId, ids: &[PeopleId]) -> Outcome<bool> {
    let mut sql = Sql::new("SELECT 1 FROM identity WHERE management_type = 'managed' AND organization_id = ");
    sql.bind(organization.0).push(" AND id NOT IN ").bind_list(ids.iter().map(|id| id.0)).push(" LIMIT 1");
    let row = tx.query_one_raw(sql.statement(tx.get_database_backend())).await.context("look for managed entries")?;
    Ok(row.is_some())
}
