use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Role;
use crate::directory::Email;
use crate::error::{Outcome, StoreError};
use crate::ids::{OrganizationId, UserId};
use crate::list::SortOrder;
use crate::organization::Language;

crate::enumeration! {
    pub enum UserStatus {
        Active = "active",
        /// Has not accepted the invitation yet.
        Invited = "invited",
        /// Cannot sign in; what was made with the user's API keys stays.
        Suspended = "suspended",
    }
}

/// Somebody who signs in to Daicho. An e-mail address belongs to one user in the whole installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub organization_id: OrganizationId,
    pub name: String,
    pub email: Email,
    pub role: Role,
    pub status: UserStatus,
    /// `None`: the organization's.
    pub locale: Option<Language>,
    pub last_sign_in_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

crate::enumeration! {
    pub enum UserSort {
        Name = "name",
        Email = "email",
        Role = "role",
        Status = "status",
    }
}

/// Lists of users are numbered pages, as in the original's API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserFilter {
    /// Part of a name or an e-mail address.
    pub query: Option<String>,
    pub sort: UserSort,
    pub order: SortOrder,
    /// From 1.
    pub page: u32,
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserPage {
    pub users: Vec<User>,
    pub total: u64,
}

/// `None` leaves as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UserChange {
    pub role: Option<Role>,
    /// Active or suspended; an invitation is accepted by its link alone.
    pub status: Option<UserStatus>,
}

/// What the store does for [`Users`]. Changes keep at least one active Admin (`last_user_admin` otherwise) and end the
/// sessions of the user, each in one step.
#[async_trait]
pub trait UserStore: std::fmt::Debug + Send + Sync {
    async fn list(&self, organization: OrganizationId, filter: &UserFilter) -> Result<UserPage, StoreError>;
    async fn find(&self, organization: OrganizationId, id: UserId) -> Result<Option<User>, StoreError>;
    async fn count_admins(&self, organization: OrganizationId) -> Result<u64, StoreError>;
    async fn change(&self, user: &User, change: UserChange) -> Outcome<User>;
    async fn remove(&self, user: &User) -> Outcome<()>;
    async fn set_profile(&self, user: &User, name: String, locale: Option<Language>) -> Outcome<User>;
}

#[derive(Debug, Clone)]
pub struct Users {
    store: Arc<dyn UserStore>,
}

impl Users {
    pub fn new(store: Arc<dyn UserStore>) -> Self {
        Self { store }
    }

    pub async fn list(&self, organization: OrganizationId, filter: &UserFilter) -> Outcome<UserPage> {
        Ok(self.store.list(organization, filter).await?)
    }

    pub async fn find(&self, organization: OrganizationId, id: UserId) -> Outcome<Option<User>> {
        Ok(self.store.find(organization, id).await?)
    }

    pub async fn count_admins(&self, organization: OrganizationId) -> Outcome<u64> {
        Ok(self.store.count_admins(organization).await?)
    }

    pub async fn change(&self, user: &User, change: UserChange) -> Outcome<User> {
        self.store.change(user, change).await
    }

    pub async fn remove(&self, user: &User) -> Outcome<()> {
        self.store.remove(user).await
    }

    /// Changes what users may change about themselves.
    pub async fn set_profile(&self, user: &User, name: Option<&str>, locale: Option<Language>) -> Outcome<User> {
        let name = match name {
            Some(name) => checked_name("name", name)?,
            None => user.name.clone(),
        };
        self.store.set_profile(user, name, locale.or(user.locale)).await
    }
}

/// A name of a person or an organization: something to see, and not a novel.
pub(super) fn checked_name(field: &str, text: &str) -> Outcome<String> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
        return Err(crate::error::Refusal::field(
            field,
            "Enter 1 to 200 characters.",
            "1文字以上200文字以下で入力してください。",
        )
        .into());
    }
    Ok(name.to_owned())
}

/// An e-mail address, or the refusal that names the field.
pub(super) fn checked_email(field: &str, text: &str) -> Outcome<Email> {
    Email::entered(field, text).map_err(|problem| crate::error::Refusal::fields(vec![problem]).into())
}
