//! Organizations, their settings and domains.

mod add;
mod domains;
#[expect(unreachable_pub, reason = "the entity derives make columns public, and so must be the rows that they are of")]
pub(crate) mod entity;

use async_trait::async_trait;
use daicho_domain::error::{ErrorCode, Outcome, StoreError};
use daicho_domain::ids::OrganizationId;
use daicho_domain::organization::{
    DomainName, Organization, OrganizationChange, OrganizationDomain, OrganizationStore, OrganizationSummary,
};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, IntoActiveModel, QueryOrder, Set};

pub(crate) use add::add;

use crate::Database;
use crate::account::matching::{self, Scope};
use crate::failure::Context;
use crate::support::parsed;
use entity::{domain, organization};

#[derive(Debug, Clone)]
pub struct Organizations {
    database: Database,
}

impl Organizations {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

#[async_trait]
impl OrganizationStore for Organizations {
    async fn find(&self, id: OrganizationId) -> Result<Option<Organization>, StoreError> {
        let transaction = self.database.read(id).await?;
        read(&transaction, id).await
    }

    async fn change(&self, id: OrganizationId, change: OrganizationChange) -> Outcome<Organization> {
        let transaction = self.database.write(id).await?;
        let found = organization::Entity::find_by_id(id.0).one(&transaction).await.context("read an organization")?;
        let mut row = found.ok_or(ErrorCode::NotFound)?.into_active_model();
        if let Some(name) = change.name {
            row.name = Set(name);
        }
        if let Some(language) = change.language {
            row.language = Set(language.to_string());
        }
        if let Some(zone) = change.time_zone {
            row.time_zone = Set(zone.to_string());
        }
        let settings_changed = change.settings.is_some();
        if let Some(settings) = change.settings {
            let json = serde_json::to_value(&settings).map_err(|error| StoreError::new("write settings", error))?;
            row.settings = Set(json);
        }
        row.update(&transaction).await.context("change an organization")?;
        if settings_changed {
            matching::rematch(&transaction, id, Scope::Organization).await?;
        }
        let changed = read(&transaction, id).await?.ok_or(ErrorCode::NotFound)?;
        transaction.commit().await.context("change an organization")?;
        Ok(changed)
    }

    async fn add_domain(&self, id: OrganizationId, name: DomainName) -> Outcome<OrganizationDomain> {
        domains::add(&self.database, id, name).await
    }

    async fn remove_domain(&self, id: OrganizationId, name: &DomainName) -> Outcome<()> {
        domains::remove(&self.database, id, name).await
    }

    async fn set_primary_domain(&self, id: OrganizationId, name: &DomainName) -> Outcome<()> {
        domains::set_primary(&self.database, id, name).await
    }
}

async fn read(transaction: &DatabaseTransaction, id: OrganizationId) -> Result<Option<Organization>, StoreError> {
    const DOING: &str = "read an organization";
    let Some(row) = organization::Entity::find_by_id(id.0).one(transaction).await.context(DOING)? else {
        return Ok(None);
    };
    let domains = domain::Entity::find()
        .filter(domain::Column::OrganizationId.eq(id.0))
        .order_by_desc(domain::Column::Primary)
        .order_by_asc(domain::Column::Name)
        .all(transaction)
        .await
        .context(DOING)?;
    Ok(Some(Organization {
        id,
        name: row.name,
        unique_name: row.unique_name,
        language: parsed(DOING, &row.language)?,
        time_zone: parsed(DOING, &row.time_zone)?,
        domains: domains.iter().map(domains::from_row).collect::<Result<_, _>>()?,
        settings: serde_json::from_value(row.settings).map_err(|error| StoreError::new(DOING, error))?,
        created_at: row.created_at,
    }))
}

pub(crate) fn summary(row: organization::Model) -> Result<OrganizationSummary, StoreError> {
    const DOING: &str = "read an organization";
    Ok(OrganizationSummary {
        id: OrganizationId(row.id),
        name: row.name,
        language: parsed(DOING, &row.language)?,
        time_zone: parsed(DOING, &row.time_zone)?,
    })
}
