use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use daicho_domain::access::{
    ActiveSession, AttemptKey, NewSession, PasswordHash, SessionLimits, SessionStore, StoredCredentials, TokenHash,
    User, UserStatus,
};
use daicho_domain::directory::Email;
use daicho_domain::error::StoreError;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DatabaseTransaction, Set};

use super::entity::{session, sign_in_attempt, user};
use super::{Access, user_from};
use crate::failure::Context;
use crate::organization;
use crate::support::stored_time;
use crate::{Database, Tenancy};

/// A session in use is noted at most this often.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

#[async_trait]
impl SessionStore for Access {
    async fn credentials(&self, email: &Email) -> Result<Option<StoredCredentials>, StoreError> {
        let transaction = self.database.read(Tenancy::Operator).await?;
        let found = user::Entity::find()
            .filter(user::Column::Email.eq(email.as_str()))
            .one(&transaction)
            .await
            .context("read a user")?;
        let Some(row) = found else { return Ok(None) };
        let password = row.password.clone().map(PasswordHash);
        Ok(Some(StoredCredentials { user: user_from(row)?, password }))
    }

    async fn count_attempt(
        &self,
        key: &AttemptKey,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        const DOING: &str = "count an attempt to sign in";
        let transaction = self.database.write(Tenancy::Operator).await?;
        sign_in_attempt::Entity::delete_many()
            .filter(sign_in_attempt::Column::At.lt(stored_time(since)))
            .exec(&transaction)
            .await
            .context(DOING)?;
        let attempt = sign_in_attempt::ActiveModel {
            key_hash: Set(key.as_str().to_owned()),
            at: Set(stored_time(now)),
            ..Default::default()
        };
        sign_in_attempt::Entity::insert(attempt).exec_without_returning(&transaction).await.context(DOING)?;
        let count = sign_in_attempt::Entity::find()
            .filter(sign_in_attempt::Column::KeyHash.eq(key.as_str()))
            .count(&transaction)
            .await
            .context(DOING)?;
        transaction.commit().await.context(DOING)?;
        Ok(count)
    }

    async fn forget_attempts(&self, key: &AttemptKey) -> Result<(), StoreError> {
        const DOING: &str = "forget attempts to sign in";
        let transaction = self.database.write(Tenancy::Operator).await?;
        sign_in_attempt::Entity::delete_many()
            .filter(sign_in_attempt::Column::KeyHash.eq(key.as_str()))
            .exec(&transaction)
            .await
            .context(DOING)?;
        transaction.commit().await.context(DOING)
    }

    async fn start(&self, user: &User, new: NewSession) -> Result<ActiveSession, StoreError> {
        const DOING: &str = "start a session";
        let transaction = self.database.write(user.organization_id).await?;
        let started_at = stored_time(new.started_at);
        let row = session::ActiveModel {
            token_hash: Set(new.token.as_str().to_owned()),
            organization_id: Set(user.organization_id.0),
            user_id: Set(user.id.0),
            started_at: Set(started_at),
            last_used_at: Set(started_at),
        };
        session::Entity::insert(row).exec_without_returning(&transaction).await.context(DOING)?;
        user::Entity::update_many()
            .col_expr(user::Column::LastSignInAt, Expr::value(started_at))
            .filter(user::Column::Id.eq(user.id.0))
            .exec(&transaction)
            .await
            .context(DOING)?;
        let session = of_user(&transaction, user.id.0).await?;
        transaction.commit().await.context(DOING)?;
        session.ok_or_else(|| StoreError::new(DOING, "the user is gone or suspended"))
    }

    async fn find(
        &self,
        token: &TokenHash,
        now: DateTime<Utc>,
        limits: SessionLimits,
    ) -> Result<Option<ActiveSession>, StoreError> {
        let transaction = self.database.read(Tenancy::Operator).await?;
        let found = session::Entity::find_by_id(token.as_str())
            .filter(session::Column::StartedAt.gt(stored_time(now - limits.absolute)))
            .filter(session::Column::LastUsedAt.gt(stored_time(now - limits.idle)))
            .one(&transaction)
            .await
            .context("read a session")?;
        let Some(row) = found else { return Ok(None) };
        let session = of_user(&transaction, row.user_id).await?;
        transaction.commit().await.context("read a session")?;
        if session.is_some() && now - row.last_used_at >= NOTED_EVERY {
            self.noting.note(note_use(self.database.clone(), token.clone(), now)).await;
        }
        Ok(session)
    }

    async fn end(&self, token: &TokenHash) -> Result<(), StoreError> {
        let transaction = self.database.write(Tenancy::Operator).await?;
        session::Entity::delete_by_id(token.as_str()).exec(&transaction).await.context("end a session")?;
        transaction.commit().await.context("end a session")
    }

    async fn end_all(&self, user: &User) -> Result<(), StoreError> {
        let transaction = self.database.write(user.organization_id).await?;
        end_sessions(&transaction, user).await?;
        transaction.commit().await.context("end sessions")
    }

    async fn set_password(&self, user: &User, hash: PasswordHash, keep: &TokenHash) -> Result<(), StoreError> {
        const DOING: &str = "change a password";
        let transaction = self.database.write(user.organization_id).await?;
        user::Entity::update_many()
            .col_expr(user::Column::Password, Expr::value(hash.0))
            .filter(user::Column::Id.eq(user.id.0))
            .exec(&transaction)
            .await
            .context(DOING)?;
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user.id.0))
            .filter(session::Column::TokenHash.ne(keep.as_str()))
            .exec(&transaction)
            .await
            .context(DOING)?;
        transaction.commit().await.context(DOING)
    }
}

async fn note_use(database: Database, token: TokenHash, now: DateTime<Utc>) -> Result<(), StoreError> {
    const DOING: &str = "note the use of a session";
    let transaction = database.write(Tenancy::Operator).await?;
    session::Entity::update_many()
        .col_expr(session::Column::LastUsedAt, Expr::value(stored_time(now)))
        .filter(session::Column::TokenHash.eq(token.as_str()))
        .exec(&transaction)
        .await
        .context(DOING)?;
    transaction.commit().await.context(DOING)
}

/// Ends every session of a user, in the transaction that changes the user.
pub(super) async fn end_sessions(transaction: &DatabaseTransaction, user: &User) -> Result<(), StoreError> {
    session::Entity::delete_many()
        .filter(session::Column::UserId.eq(user.id.0))
        .exec(transaction)
        .await
        .context("end sessions")?;
    Ok(())
}

/// What a session of this user shows; `None` unless the user may sign in.
async fn of_user(transaction: &DatabaseTransaction, user_id: i64) -> Result<Option<ActiveSession>, StoreError> {
    const DOING: &str = "read the user of a session";
    let Some(row) = user::Entity::find_by_id(user_id).one(transaction).await.context(DOING)? else { return Ok(None) };
    let user = user_from(row)?;
    if user.status != UserStatus::Active {
        return Ok(None);
    }
    let organization = organization::entity::organization::Entity::find_by_id(user.organization_id.0)
        .one(transaction)
        .await
        .context(DOING)?;
    let Some(organization) = organization else { return Ok(None) };
    Ok(Some(ActiveSession { user, organization: organization::summary(organization)? }))
}
