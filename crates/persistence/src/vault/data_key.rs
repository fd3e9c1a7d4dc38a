use chrono::{DateTime, Utc};
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::{Vault, VaultError};
use crate::failure::Context;
use crate::support::stored_time;
use crate::{Database, Tenancy};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_key")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub organization_id: i64,
    pub master_key_id: String,
    pub wrapped: String,
    pub created_at: DateTime<Utc>,
    /// Set once a newer key seals; what it has sealed still opens.
    pub retired_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Vault {
    /// Gives a new organization its data key, in the transaction that makes the organization.
    pub async fn add_data_key(
        &self,
        transaction: &DatabaseTransaction,
        organization: OrganizationId,
    ) -> Result<(), StoreError> {
        let (master_key_id, wrapped) =
            self.keyring.new_data_key(organization).map_err(|error| StoreError::new("make a data key", error))?;
        let key = ActiveModel {
            organization_id: Set(organization.0),
            master_key_id: Set(master_key_id),
            wrapped: Set(wrapped),
            created_at: Set(stored_time(Utc::now())),
            ..Default::default()
        };
        Entity::insert(key).exec_without_returning(transaction).await.context("store a data key")?;
        Ok(())
    }
}

pub(super) async fn master_keys_in_use(database: &Database) -> Result<Vec<String>, StoreError> {
    let transaction = database.read(Tenancy::Operator).await?;
    Entity::find()
        .select_only()
        .column(Column::MasterKeyId)
        .distinct()
        .into_tuple()
        .all(&transaction)
        .await
        .context("read the data keys")
}

/// The key that seals now.
pub(super) async fn current(database: &Database, organization: OrganizationId) -> Result<Model, StoreError> {
    let transaction = database.read(organization).await?;
    Entity::find()
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::RetiredAt.is_null())
        .order_by_desc(Column::Id)
        .one(&transaction)
        .await
        .context("read the data key")?
        .ok_or_else(|| StoreError::new("read the data key", VaultError::Malformed))
}

pub(super) async fn by_id(database: &Database, organization: OrganizationId, id: i64) -> Result<Model, StoreError> {
    let transaction = database.read(organization).await?;
    Entity::find_by_id(id)
        .filter(Column::OrganizationId.eq(organization.0))
        .one(&transaction)
        .await
        .context("read a data key")?
        .ok_or_else(|| StoreError::new("read a data key", VaultError::DoesNotOpen))
}
