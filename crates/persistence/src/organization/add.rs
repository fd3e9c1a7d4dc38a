use chrono::Utc;
use daicho_domain::access::NewOrganization;
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::OrganizationId;
use daicho_domain::organization::{DomainSource, OrganizationSettings};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, Set};

use super::entity::{domain, organization};
use crate::failure::Context;
use crate::support::stored_time;
use crate::vault::Vault;

/// Makes an organization with its primary domain and data key. A name in use is a conflict.
pub(crate) async fn add(
    transaction: &DatabaseTransaction,
    vault: &Vault,
    new: &NewOrganization,
) -> Outcome<OrganizationId> {
    const DOING: &str = "add an organization";
    let same_name = organization::Entity::find()
        .filter(organization::Column::Name.eq(&new.name))
        .count(transaction)
        .await
        .context(DOING)?;
    if same_name > 0 {
        return Err(Refusal::about(ErrorCode::Conflict, new.name.clone()).into());
    }
    let settings = serde_json::to_value(OrganizationSettings::default()).map_err(|e| StoreError::new(DOING, e))?;
    let row = organization::ActiveModel {
        name: Set(new.name.clone()),
        unique_name: Set(unused_unique_name(transaction, new).await?),
        language: Set(new.language.to_string()),
        time_zone: Set(new.time_zone.to_string()),
        settings: Set(settings),
        created_at: Set(stored_time(Utc::now())),
        ..Default::default()
    };
    let id = organization::Entity::insert(row).exec(transaction).await.context(DOING)?.last_insert_id;
    let domain = domain::ActiveModel {
        organization_id: Set(id),
        name: Set(new.primary_domain.to_string()),
        primary: Set(true),
        source: Set(DomainSource::Manual.to_string()),
    };
    domain::Entity::insert(domain).exec_without_returning(transaction).await.context(DOING)?;
    vault.add_data_key(transaction, OrganizationId(id)).await?;
    Ok(OrganizationId(id))
}

/// The first label of the domain, with a number behind it when another organization has it.
async fn unused_unique_name(transaction: &DatabaseTransaction, new: &NewOrganization) -> Result<String, StoreError> {
    let base = new.primary_domain.as_str().split('.').next().unwrap_or("organization");
    let mut name = base.to_owned();
    for number in 2_u32.. {
        let taken = organization::Entity::find()
            .filter(organization::Column::UniqueName.eq(&name))
            .count(transaction)
            .await
            .context("name an organization")?;
        if taken == 0 {
            break;
        }
        name = format!("{base}-{number}");
    }
    Ok(name)
}
