//! Users, sessions, API keys, invitations, pairings and set-up.

mod api_keys;
#[expect(unreachable_pub, reason = "the entity derives make columns public, and so must be the rows that they are of")]
mod entity;
mod invitations;
mod noting;
mod pairings;
mod sessions;
mod set_up;
mod users;

use daicho_domain::access::{Role, User, UserStatus};
use daicho_domain::directory::Email;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QuerySelect};

use crate::Database;
use crate::failure::Context;
use crate::organization::entity::organization;
use crate::support::parsed;
use crate::vault::Vault;
use entity::user;
use noting::Noting;

/// The store of everything about access.
#[derive(Debug, Clone)]
pub struct Access {
    database: Database,
    vault: Vault,
    noting: Noting,
}

impl Access {
    /// The vault gives new organizations their data key.
    pub fn new(database: Database, vault: Vault) -> Self {
        Self { database, vault, noting: Noting::new() }
    }
}

fn user_from(row: user::Model) -> Result<User, StoreError> {
    const DOING: &str = "read a user";
    Ok(User {
        id: UserId(row.id),
        organization_id: OrganizationId(row.organization_id),
        name: row.name,
        email: Email::parse(&row.email).ok_or_else(|| StoreError::new(DOING, "not an e-mail address"))?,
        role: parsed(DOING, &row.role)?,
        status: parsed(DOING, &row.status)?,
        locale: row.locale.as_deref().map(|locale| parsed(DOING, locale)).transpose()?,
        last_sign_in_at: row.last_sign_in_at,
        created_at: row.created_at,
    })
}

/// Active Admins, and with `but` those besides one user.
async fn count_admins(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    but: Option<UserId>,
) -> Result<u64, StoreError> {
    user::Entity::find()
        .filter(user::Column::OrganizationId.eq(organization.0))
        .filter(user::Column::Role.eq(Role::Admin.as_str()))
        .filter(user::Column::Status.eq(UserStatus::Active.as_str()))
        .filter(user::Column::Id.ne(but.map_or(0, |user| user.0)))
        .count(transaction)
        .await
        .context("count the Admins")
}

/// Of two that change the users of an organization at once, the second waits for the first.
async fn lock_users(transaction: &DatabaseTransaction, organization: OrganizationId) -> Result<(), StoreError> {
    organization::Entity::find_by_id(organization.0)
        .lock_exclusive()
        .one(transaction)
        .await
        .context("lock the users of an organization")?;
    Ok(())
}
