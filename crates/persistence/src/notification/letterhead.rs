use chrono_tz::Tz;
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::notification::Letterhead;
use daicho_domain::organization::Language;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use url::Url;

use crate::failure::Context;
use crate::sql::Sql;
use crate::support::parsed;

const DOING: &str = "read the organization of a message";

pub(super) async fn letterhead(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    public_url: &Url,
) -> Result<Letterhead, StoreError> {
    let mut sql = Sql::new("SELECT name, language, time_zone FROM organization WHERE id = ");
    sql.bind(organization.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let row = row.ok_or_else(|| StoreError::new(DOING, "the organization is gone"))?;
    let language: Language = parsed(DOING, &row.try_get_by_index::<String>(1).context(DOING)?)?;
    let zone: Tz = parsed(DOING, &row.try_get_by_index::<String>(2).context(DOING)?)?;
    let organization = row.try_get_by_index(0).context(DOING)?;
    Ok(Letterhead { organization, language, zone, public_url: public_url.clone() })
}
