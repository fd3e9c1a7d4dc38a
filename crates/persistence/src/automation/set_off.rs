//! What changes of directory entries set off, in the transaction that makes them.

use chrono::Utc;
use daicho_domain::automation::set_off as cause_of;
use daicho_domain::directory::Identity;
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use sea_orm::DatabaseTransaction;

use super::{row, run};
use crate::account::settings;

/// As logs name whoever sets off what dates and changes bring.
pub(super) const BY_ITSELF: &str = "system";

/// Each change is an entry before (`None`: it is new) and after.
pub(crate) async fn set_off<'a>(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    changes: impl Iterator<Item = (Option<&'a Identity>, &'a Identity)>,
) -> Result<(), StoreError> {
    let enabled = row::read(transaction, |sql| {
        sql.push("enabled AND organization_id = ").bind(organization.0);
    })
    .await?;
    if enabled.is_empty() {
        return Ok(());
    }
    let today = settings::today(transaction, organization, Utc::now()).await?;
    for (before, after) in changes {
        for automation in &enabled {
            if let Some(cause) = cause_of(&automation.draft, before, after, today) {
                run::open(transaction, automation, after.id, &cause, BY_ITSELF).await?;
            }
        }
    }
    Ok(())
}
