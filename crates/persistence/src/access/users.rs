use async_trait::async_trait;
use daicho_domain::access::{Role, User, UserChange, UserFilter, UserPage, UserSort, UserStatus, UserStore};
use daicho_domain::error::{ErrorCode, Outcome, Refusal, StoreError};
use daicho_domain::ids::{OrganizationId, UserId};
use daicho_domain::list::SortOrder;
use daicho_domain::organization::Language;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{Condition, DatabaseTransaction, ExprTrait, IntoActiveModel, Order, QueryOrder, QuerySelect, Set};

use super::entity::user;
use super::sessions::end_sessions;
use super::{Access, count_admins, lock_users, user_from};
use crate::failure::Context;

#[async_trait]
impl UserStore for Access {
    async fn list(&self, organization: OrganizationId, filter: &UserFilter) -> Result<UserPage, StoreError> {
        const DOING: &str = "list users";
        let transaction = self.database.read(organization).await?;
        let matching = user::Entity::find()
            .filter(user::Column::OrganizationId.eq(organization.0))
            .filter(contains(filter.query.as_deref()));
        let total = matching.clone().count(&transaction).await.context(DOING)?;
        let rows = matching
            .order_by(sort_column(filter.sort), order(filter.order))
            .order_by_asc(user::Column::Id)
            .offset(u64::from(filter.page.saturating_sub(1)) * u64::from(filter.limit))
            .limit(u64::from(filter.limit))
            .all(&transaction)
            .await
            .context(DOING)?;
        Ok(UserPage { users: rows.into_iter().map(user_from).collect::<Result<_, _>>()?, total })
    }

    async fn find(&self, organization: OrganizationId, id: UserId) -> Result<Option<User>, StoreError> {
        let transaction = self.database.read(organization).await?;
        row(&transaction, organization, id).await?.map(user_from).transpose()
    }

    async fn count_admins(&self, organization: OrganizationId) -> Result<u64, StoreError> {
        let transaction = self.database.read(organization).await?;
        count_admins(&transaction, organization, None).await
    }

    async fn change(&self, user: &User, change: UserChange) -> Outcome<User> {
        let transaction = self.database.write(user.organization_id).await?;
        lock_users(&transaction, user.organization_id).await?;
        let found = row(&transaction, user.organization_id, user.id).await?.ok_or(ErrorCode::NotFound)?;
        let before = user_from(found.clone())?;
        let role = change.role.unwrap_or(before.role);
        let status = change.status.unwrap_or(before.status);
        check_status(before.status, status)?;
        if (role, status) != (Role::Admin, UserStatus::Active) {
            keep_an_admin(&transaction, &before).await?;
        }
        let mut changed = found.into_active_model();
        changed.role = Set(role.to_string());
        changed.status = Set(status.to_string());
        let changed = user_from(changed.update(&transaction).await.context("change a user")?)?;
        end_sessions(&transaction, user).await?;
        transaction.commit().await.context("change a user")?;
        Ok(changed)
    }

    async fn remove(&self, user: &User) -> Outcome<()> {
        let transaction = self.database.write(user.organization_id).await?;
        lock_users(&transaction, user.organization_id).await?;
        let found = row(&transaction, user.organization_id, user.id).await?.ok_or(ErrorCode::NotFound)?;
        keep_an_admin(&transaction, &user_from(found)?).await?;
        user::Entity::delete_by_id(user.id.0).exec(&transaction).await.context("remove a user")?;
        transaction.commit().await.context("remove a user")?;
        Ok(())
    }

    async fn set_profile(&self, user: &User, name: String, locale: Option<Language>) -> Outcome<User> {
        let transaction = self.database.write(user.organization_id).await?;
        let found = row(&transaction, user.organization_id, user.id).await?.ok_or(ErrorCode::NotFound)?;
        let mut changed = found.into_active_model();
        changed.name = Set(name);
        changed.locale = Set(locale.map(|locale| locale.to_string()));
        let changed = user_from(changed.update(&transaction).await.context("change a profile")?)?;
        transaction.commit().await.context("change a profile")?;
        Ok(changed)
    }
}

async fn row(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: UserId,
) -> Result<Option<user::Model>, StoreError> {
    user::Entity::find_by_id(id.0)
        .filter(user::Column::OrganizationId.eq(organization.0))
        .one(transaction)
        .await
        .context("read a user")
}

async fn keep_an_admin(transaction: &DatabaseTransaction, user: &User) -> Outcome<()> {
    let is_admin = user.role == Role::Admin && user.status == UserStatus::Active;
    if is_admin && count_admins(transaction, user.organization_id, Some(user.id)).await? == 0 {
        return Err(ErrorCode::LastUserAdmin.into());
    }
    Ok(())
}

/// Only the invitation's link makes an invited user active.
fn check_status(before: UserStatus, after: UserStatus) -> Outcome<()> {
    if before == after || (before != UserStatus::Invited && after != UserStatus::Invited) {
        return Ok(());
    }
    Err(Refusal::field("status", "An invitation is accepted by its link alone.", "招待はリンクからのみ承認できます。")
        .into())
}

fn contains(query: Option<&str>) -> Condition {
    let Some(query) = query.filter(|query| !query.is_empty()) else { return Condition::all() };
    let query = query.to_lowercase();
    let folded = |column: user::Column| Expr::expr(Func::lower(Expr::col(column)));
    Condition::any()
        .add(folded(user::Column::Name).like(pattern(&query)))
        .add(folded(user::Column::Email).like(pattern(&query)))
}

fn pattern(query: &str) -> sea_orm::sea_query::LikeExpr {
    let escaped = query.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    sea_orm::sea_query::LikeExpr::new(format!("%{escaped}%")).escape('\\')
}

fn sort_column(sort: UserSort) -> user::Column {
    match sort {
        UserSort::Name => user::Column::Name,
        UserSort::Email => user::Column::Email,
        UserSort::Role => user::Column::Role,
        UserSort::Status => user::Column::Status,
    }
}

fn order(order: SortOrder) -> Order {
    match order {
        SortOrder::Ascending => Order::Asc,
        SortOrder::Descending => Order::Desc,
    }
}
