use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use daicho_domain::access::{ApiKey, ApiKeyStore, KeyHolder, NewApiKey, TokenHash, UserStatus};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{ApiKeyId, OrganizationId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DatabaseTransaction, QueryOrder, Set};

use super::entity::{api_key, user};
use super::{Access, user_from};
use crate::failure::Context;
use crate::organization::entity::organization;
use crate::support::{parsed, stored_time};
use crate::{Database, Tenancy};

/// A key in use is noted at most this often.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

#[async_trait]
impl ApiKeyStore for Access {
    async fn holder(&self, token: &TokenHash, now: DateTime<Utc>) -> Result<Option<KeyHolder>, StoreError> {
        const DOING: &str = "read an API key";
        let transaction = self.database.read(Tenancy::Operator).await?;
        let found = api_key::Entity::find()
            .filter(api_key::Column::TokenHash.eq(token.as_str()))
            .one(&transaction)
            .await
            .context(DOING)?;
        let Some(key) = found else { return Ok(None) };
        let maker = user::Entity::find_by_id(key.created_by).one(&transaction).await.context(DOING)?;
        let Some(maker) = maker else { return Ok(None) };
        let maker = user_from(maker)?;
        let organization =
            organization::Entity::find_by_id(key.organization_id).one(&transaction).await.context(DOING)?;
        transaction.commit().await.context(DOING)?;
        let Some(organization) = organization.filter(|_| maker.status == UserStatus::Active) else { return Ok(None) };
        if key.last_used_at.is_none_or(|noted| now - noted >= NOTED_EVERY) {
            self.noting.note(note_use(self.database.clone(), key.id, now)).await;
        }
        Ok(Some(KeyHolder {
            id: ApiKeyId(key.id),
            name: key.name,
            scope: parsed(DOING, &key.scope)?,
            maker: maker.email.to_string(),
            organization_id: OrganizationId(key.organization_id),
            role: maker.role,
            language: parsed(DOING, &organization.language)?,
        }))
    }

    async fn list(&self, organization: OrganizationId) -> Result<Vec<ApiKey>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let rows = api_key::Entity::find()
            .filter(api_key::Column::OrganizationId.eq(organization.0))
            .order_by_desc(api_key::Column::Id)
            .all(&transaction)
            .await
            .context("list API keys")?;
        with_makers(&transaction, organization, rows).await
    }

    async fn find(&self, organization: OrganizationId, id: ApiKeyId) -> Result<Option<ApiKey>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let row = api_key::Entity::find_by_id(id.0)
            .filter(api_key::Column::OrganizationId.eq(organization.0))
            .one(&transaction)
            .await
            .context("read an API key")?;
        Ok(with_makers(&transaction, organization, row.into_iter().collect()).await?.pop())
    }

    async fn add(&self, key: NewApiKey) -> Result<ApiKey, StoreError> {
        const DOING: &str = "add an API key";
        let transaction = self.database.write(key.organization_id).await?;
        let organization = key.organization_id;
        let row = insert(&transaction, key).await?;
        let key = with_makers(&transaction, organization, vec![row]).await?.pop();
        transaction.commit().await.context(DOING)?;
        key.ok_or_else(|| StoreError::new(DOING, "its row is missing"))
    }

    async fn revoke(&self, organization: OrganizationId, id: ApiKeyId) -> Result<(), StoreError> {
        let transaction = self.database.write(organization).await?;
        api_key::Entity::delete_many()
            .filter(api_key::Column::Id.eq(id.0))
            .filter(api_key::Column::OrganizationId.eq(organization.0))
            .exec(&transaction)
            .await
            .context("revoke an API key")?;
        transaction.commit().await.context("revoke an API key")
    }
}

async fn note_use(database: Database, id: i64, now: DateTime<Utc>) -> Result<(), StoreError> {
    const DOING: &str = "note the use of an API key";
    let transaction = database.write(Tenancy::Operator).await?;
    api_key::Entity::update_many()
        .col_expr(api_key::Column::LastUsedAt, Expr::value(stored_time(now)))
        .filter(api_key::Column::Id.eq(id))
        .exec(&transaction)
        .await
        .context(DOING)?;
    transaction.commit().await.context(DOING)
}

pub(super) async fn insert(transaction: &DatabaseTransaction, key: NewApiKey) -> Result<api_key::Model, StoreError> {
    let row = api_key::ActiveModel {
        organization_id: Set(key.organization_id.0),
        name: Set(key.name),
        prefix: Set(key.prefix),
        scope: Set(key.scope.to_string()),
        token_hash: Set(key.token.as_str().to_owned()),
        created_by: Set(key.created_by.0),
        created_at: Set(stored_time(Utc::now())),
        ..Default::default()
    };
    row.insert(transaction).await.context("add an API key")
}

async fn with_makers(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    rows: Vec<api_key::Model>,
) -> Result<Vec<ApiKey>, StoreError> {
    let makers: HashMap<i64, String> = user::Entity::find()
        .filter(user::Column::OrganizationId.eq(organization.0))
        .all(transaction)
        .await
        .context("read the makers of API keys")?
        .into_iter()
        .map(|user| (user.id, user.email))
        .collect();
    let key = |row: api_key::Model| {
        Ok(ApiKey {
            id: ApiKeyId(row.id),
            name: row.name,
            prefix: row.prefix,
            scope: parsed("read an API key", &row.scope)?,
            created_by: makers.get(&row.created_by).cloned().unwrap_or_default(),
            created_at: row.created_at,
            last_used_at: row.last_used_at,
        })
    };
    rows.into_iter().map(key).collect()
}
