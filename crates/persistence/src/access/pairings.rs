use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::access::{
    KeyScope, NewApiKey, NewPairing, Paired, PairedKey, PairingStore, Permission, TokenHash, UserStatus,
};
use daicho_domain::error::StoreError;
use sea_orm::Set;
use sea_orm::entity::prelude::*;

use super::entity::{extension_pairing, user};
use super::{Access, api_keys, user_from};
use crate::Tenancy;
use crate::failure::Context;
use crate::organization::entity::organization;
use crate::support::stored_time;

#[async_trait]
impl PairingStore for Access {
    async fn offer(&self, pairing: NewPairing) -> Result<(), StoreError> {
        const DOING: &str = "offer to pair an extension";
        let transaction = self.database.write(pairing.organization_id).await?;
        extension_pairing::Entity::delete_by_id(pairing.offered_by.0).exec(&transaction).await.context(DOING)?;
        let row = extension_pairing::ActiveModel {
            user_id: Set(pairing.offered_by.0),
            organization_id: Set(pairing.organization_id.0),
            code_hash: Set(pairing.code.as_str().to_owned()),
            expires_at: Set(stored_time(pairing.expires_at)),
        };
        extension_pairing::Entity::insert(row).exec_without_returning(&transaction).await.context(DOING)?;
        transaction.commit().await.context(DOING)
    }

    async fn redeem(&self, code: &TokenHash, now: DateTime<Utc>, key: PairedKey) -> Result<Option<Paired>, StoreError> {
        const DOING: &str = "pair an extension";
        let transaction = self.database.write(Tenancy::Operator).await?;
        let offered = extension_pairing::Entity::find()
            .filter(extension_pairing::Column::CodeHash.eq(code.as_str()))
            .filter(extension_pairing::Column::ExpiresAt.gt(stored_time(now)))
            .one(&transaction)
            .await
            .context(DOING)?;
        let Some(offered) = offered else { return Ok(None) };
        let used = extension_pairing::Entity::delete_many()
            .filter(extension_pairing::Column::CodeHash.eq(code.as_str()))
            .exec(&transaction)
            .await
            .context(DOING)?;
        let maker = user::Entity::find_by_id(offered.user_id).one(&transaction).await.context(DOING)?;
        let maker = maker.map(user_from).transpose()?;
        let is_admin = |maker: &daicho_domain::access::User| {
            maker.status == UserStatus::Active && maker.role.may(Permission::ApiKeysWrite)
        };
        let Some(maker) = maker.filter(|maker| used.rows_affected > 0 && is_admin(maker)) else { return Ok(None) };
        let organization =
            organization::Entity::find_by_id(offered.organization_id).one(&transaction).await.context(DOING)?;
        let Some(organization) = organization else { return Ok(None) };
        let PairedKey { name, prefix, token } = key;
        let key = NewApiKey {
            organization_id: maker.organization_id,
            name,
            prefix,
            scope: KeyScope::Extension,
            token,
            created_by: maker.id,
        };
        api_keys::insert(&transaction, key).await?;
        transaction.commit().await.context(DOING)?;
        Ok(Some(Paired {
            organization_id: maker.organization_id,
            organization_name: organization.name,
            offered_by: maker.email.to_string(),
        }))
    }
}
