use std::sync::Arc;

use async_trait::async_trait;
use chrono_tz::Tz;
use secrecy::SecretString;

use super::user::{checked_email, checked_name};
use super::{PasswordHash, Passwords, Token, TokenHash, User};
use crate::directory::Email;
use crate::error::{ErrorCode, Outcome, StoreError};
use crate::organization::{DomainName, Language};

/// An organization to be made.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    pub name: String,
    pub primary_domain: DomainName,
    pub language: Language,
    pub time_zone: Tz,
}

impl NewOrganization {
    /// Checks what a person typed; refusals name the fields of the set-up form.
    pub fn checked(name: &str, primary_domain: &str, language: Language, time_zone: &str) -> Outcome<Self> {
        Ok(Self {
            name: checked_name("organization.name", name)?,
            primary_domain: crate::organization::checked_domain("organization.primaryDomain", primary_domain)?,
            language,
            time_zone: crate::organization::checked_time_zone("organization.timeZone", time_zone)?,
        })
    }
}

/// Its first Admin, as typed.
#[derive(Debug, Clone)]
pub struct FirstAdmin {
    pub name: String,
    pub email: String,
    pub password: SecretString,
}

/// Its first Admin, as stored.
#[derive(Debug, Clone)]
pub struct NewAdmin {
    pub name: String,
    pub email: Email,
    pub password: PasswordHash,
}

#[async_trait]
pub trait SetUpStore: std::fmt::Debug + Send + Sync {
    /// Whether there is no organization yet.
    async fn is_required(&self) -> Result<bool, StoreError>;

    /// Stores the token of the set-up link in place of any earlier one.
    async fn expect(&self, token: &TokenHash) -> Result<(), StoreError>;

    /// Makes the first organization and uses up the token, in one step. Of two that try at once, one wins.
    async fn complete(&self, token: &TokenHash, organization: NewOrganization, admin: NewAdmin) -> Outcome<User>;

    /// Makes an organization for the operator. A name or an address in use is a conflict.
    async fn add_organization(&self, organization: NewOrganization, admin: NewAdmin) -> Outcome<User>;
}

/// From an empty installation to the first Admin.
#[derive(Debug, Clone)]
pub struct SetUp {
    store: Arc<dyn SetUpStore>,
    passwords: Passwords,
}

impl SetUp {
    pub fn new(store: Arc<dyn SetUpStore>, passwords: Passwords) -> Self {
        Self { store, passwords }
    }

    pub async fn is_required(&self) -> Outcome<bool> {
        Ok(self.store.is_required().await?)
    }

    /// The token for the set-up link when set-up is required. Links printed before stop working.
    pub async fn new_link(&self) -> Outcome<Option<Token>> {
        if !self.store.is_required().await? {
            return Ok(None);
        }
        let token = Token::generate();
        self.store.expect(&token.hash()).await?;
        Ok(Some(token))
    }

    pub async fn complete(&self, token: &str, organization: NewOrganization, admin: FirstAdmin) -> Outcome<User> {
        if !self.store.is_required().await? {
            return Err(ErrorCode::AlreadySetUp.into());
        }
        let admin = self.checked(admin).await?;
        self.store.complete(&TokenHash::of(token), organization, admin).await
    }

    pub async fn add_organization(&self, organization: NewOrganization, admin: FirstAdmin) -> Outcome<User> {
        let admin = self.checked(admin).await?;
        self.store.add_organization(organization, admin).await
    }

    async fn checked(&self, admin: FirstAdmin) -> Outcome<NewAdmin> {
        Ok(NewAdmin {
            name: checked_name("admin.name", &admin.name)?,
            email: checked_email("admin.email", &admin.email)?,
            password: self.passwords.hash("admin.password", admin.password).await?,
        })
    }
}
