use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::access::{Invitation, InvitationStore, NewInvitation, PasswordHash, TokenHash, User, UserStatus};
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, IntoActiveModel, Set};

use super::entity::{invitation, user};
use super::{Access, user_from};
use crate::Tenancy;
use crate::failure::{Context, is_duplicate};
use crate::organization::entity::organization;
use crate::support::stored_time;

#[async_trait]
impl InvitationStore for Access {
    async fn invite(&self, new: NewInvitation) -> Outcome<User> {
        let transaction = self.database.write(new.organization_id).await?;
        let user = match still_invited(&transaction, &new).await? {
            Some(user) => user,
            None => add_user(&transaction, &new).await?,
        };
        invitation::Entity::delete_by_id(user.id).exec(&transaction).await.context("replace an invitation")?;
        let row = invitation::ActiveModel {
            user_id: Set(user.id),
            organization_id: Set(new.organization_id.0),
            token_hash: Set(new.token.as_str().to_owned()),
            expires_at: Set(stored_time(new.expires_at)),
        };
        invitation::Entity::insert(row).exec_without_returning(&transaction).await.context("store an invitation")?;
        transaction.commit().await.context("invite a user")?;
        Ok(user_from(user)?)
    }

    async fn find(&self, token: &TokenHash, now: DateTime<Utc>) -> Result<Option<Invitation>, StoreError> {
        const DOING: &str = "read an invitation";
        let transaction = self.database.read(Tenancy::Operator).await?;
        let Some((_, user)) = open(&transaction, token, now).await? else { return Ok(None) };
        let organization =
            organization::Entity::find_by_id(user.organization_id).one(&transaction).await.context(DOING)?;
        let Some(organization) = organization else { return Ok(None) };
        let user = user_from(user)?;
        Ok(Some(Invitation { email: user.email, name: user.name, organization_name: organization.name }))
    }

    async fn accept(
        &self,
        token: &TokenHash,
        now: DateTime<Utc>,
        name: String,
        password: PasswordHash,
    ) -> Result<Option<User>, StoreError> {
        const DOING: &str = "accept an invitation";
        let transaction = self.database.write(Tenancy::Operator).await?;
        let Some((invitation, user)) = open(&transaction, token, now).await? else { return Ok(None) };
        let used = invitation::Entity::delete_many()
            .filter(invitation::Column::TokenHash.eq(invitation.token_hash))
            .exec(&transaction)
            .await
            .context(DOING)?;
        if used.rows_affected == 0 {
            return Ok(None);
        }
        let mut accepted = user.into_active_model();
        accepted.name = Set(name);
        accepted.password = Set(Some(password.0));
        accepted.status = Set(UserStatus::Active.to_string());
        let accepted = accepted.update(&transaction).await.context(DOING)?;
        transaction.commit().await.context(DOING)?;
        user_from(accepted).map(Some)
    }
}

/// The invitation of this token and its user, unless it has expired or was withdrawn.
async fn open(
    transaction: &DatabaseTransaction,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> Result<Option<(invitation::Model, user::Model)>, StoreError> {
    const DOING: &str = "read an invitation";
    let found = invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(token.as_str()))
        .filter(invitation::Column::ExpiresAt.gt(stored_time(now)))
        .one(transaction)
        .await
        .context(DOING)?;
    let Some(invitation) = found else { return Ok(None) };
    let user = user::Entity::find_by_id(invitation.user_id)
        .filter(user::Column::Status.eq(UserStatus::Invited.as_str()))
        .one(transaction)
        .await
        .context(DOING)?;
    Ok(user.map(|user| (invitation, user)))
}

async fn still_invited(
    transaction: &DatabaseTransaction,
    new: &NewInvitation,
) -> Result<Option<user::Model>, StoreError> {
    const DOING: &str = "invite a user again";
    let found = user::Entity::find()
        .filter(user::Column::OrganizationId.eq(new.organization_id.0))
        .filter(user::Column::Email.eq(new.email.as_str()))
        .filter(user::Column::Status.eq(UserStatus::Invited.as_str()))
        .one(transaction)
        .await
        .context(DOING)?;
    let Some(user) = found else { return Ok(None) };
    let mut again = user.into_active_model();
    again.name = Set(new.name.clone());
    again.role = Set(new.role.to_string());
    again.update(transaction).await.context(DOING).map(Some)
}

async fn add_user(transaction: &DatabaseTransaction, new: &NewInvitation) -> Outcome<user::Model> {
    let row = user::ActiveModel {
        organization_id: Set(new.organization_id.0),
        name: Set(new.name.clone()),
        email: Set(new.email.to_string()),
        role: Set(new.role.to_string()),
        status: Set(UserStatus::Invited.to_string()),
        created_at: Set(stored_time(Utc::now())),
        ..Default::default()
    };
    match row.insert(transaction).await {
        Err(error) if is_duplicate(&error) => Err(Refusal::about(ErrorCode::Conflict, new.email.to_string()).into()),
        other => Ok(other.context("add a user")?),
    }
}
