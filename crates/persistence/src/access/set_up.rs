use async_trait::async_trait;
use chrono::Utc;
use daicho_domain::access::{NewAdmin, NewOrganization, Role, SetUpStore, TokenHash, User, UserStatus};
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, Set};

use super::entity::{set_up_link, user};
use super::{Access, user_from};
use crate::Tenancy;
use crate::failure::{Context, is_duplicate};
use crate::organization::{self, entity::organization as organizations};
use crate::support::stored_time;

/// There is one link or none.
const ONLY: i32 = 1;

#[async_trait]
impl SetUpStore for Access {
    async fn is_required(&self) -> Result<bool, StoreError> {
        let transaction = self.database.read(Tenancy::Operator).await?;
        is_empty(&transaction).await
    }

    async fn expect(&self, token: &TokenHash) -> Result<(), StoreError> {
        const DOING: &str = "store the set-up link";
        let transaction = self.database.write(Tenancy::Operator).await?;
        set_up_link::Entity::delete_by_id(ONLY).exec(&transaction).await.context(DOING)?;
        let row = set_up_link::ActiveModel { id: Set(ONLY), token_hash: Set(token.as_str().to_owned()) };
        set_up_link::Entity::insert(row).exec_without_returning(&transaction).await.context(DOING)?;
        transaction.commit().await.context(DOING)
    }

    async fn complete(&self, token: &TokenHash, new: NewOrganization, admin: NewAdmin) -> Outcome<User> {
        let transaction = self.database.write(Tenancy::Operator).await?;
        // Whoever deletes the row has the set-up; on PostgreSQL a second one waits here and then finds none.
        let used = set_up_link::Entity::delete_many()
            .filter(set_up_link::Column::TokenHash.eq(token.as_str()))
            .exec(&transaction)
            .await
            .context("use the set-up link")?;
        if !is_empty(&transaction).await? {
            return Err(ErrorCode::AlreadySetUp.into());
        }
        if used.rows_affected == 0 {
            return Err(ErrorCode::SetUpLinkInvalid.into());
        }
        self.add(transaction, new, admin).await
    }

    async fn add_organization(&self, new: NewOrganization, admin: NewAdmin) -> Outcome<User> {
        let transaction = self.database.write(Tenancy::Operator).await?;
        self.add(transaction, new, admin).await
    }
}

impl Access {
    async fn add(&self, transaction: DatabaseTransaction, new: NewOrganization, admin: NewAdmin) -> Outcome<User> {
        let organization = organization::add(&transaction, &self.vault, &new).await?;
        let row = user::ActiveModel {
            organization_id: Set(organization.0),
            name: Set(admin.name),
            email: Set(admin.email.to_string()),
            role: Set(Role::Admin.to_string()),
            status: Set(UserStatus::Active.to_string()),
            locale: Set(Some(new.language.to_string())),
            password: Set(Some(admin.password.0)),
            created_at: Set(stored_time(Utc::now())),
            ..Default::default()
        };
        let user = match row.insert(&transaction).await {
            Err(error) if is_duplicate(&error) => {
                return Err(Refusal::about(ErrorCode::Conflict, admin.email.to_string()).into());
            }
            other => other.context("add an Admin")?,
        };
        transaction.commit().await.context("add an organization")?;
        Ok(user_from(user)?)
    }
}

async fn is_empty(transaction: &DatabaseTransaction) -> Result<bool, StoreError> {
    let count = organizations::Entity::find().count(transaction).await.context("count the organizations")?;
    Ok(count == 0)
}
