use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;

use super::user::{checked_email, checked_name};
use super::{PasswordHash, Passwords, Role, Token, TokenHash, User};
use crate::directory::Email;
use crate::error::{ErrorCode, Outcome, StoreError};
use crate::ids::OrganizationId;

#[derive(Debug, Clone)]
pub struct NewInvitation {
    pub organization_id: OrganizationId,
    pub email: Email,
    pub name: String,
    pub role: Role,
    pub token: TokenHash,
    pub expires_at: DateTime<Utc>,
}

/// What the invited person sees before accepting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub email: Email,
    pub name: String,
    pub organization_name: String,
}

#[async_trait]
pub trait InvitationStore: std::fmt::Debug + Send + Sync {
    /// Adds the user as invited. Somebody still invited gets the new link; an address in use is a conflict.
    async fn invite(&self, invitation: NewInvitation) -> Outcome<User>;
    async fn find(&self, token: &TokenHash, now: DateTime<Utc>) -> Result<Option<Invitation>, StoreError>;
    /// Makes the user active and the link useless, in one step; `None` when the link is useless already.
    async fn accept(
        &self,
        token: &TokenHash,
        now: DateTime<Utc>,
        name: String,
        password: PasswordHash,
    ) -> Result<Option<User>, StoreError>;
}

#[derive(Debug, Clone)]
pub struct Invitations {
    store: Arc<dyn InvitationStore>,
    passwords: Passwords,
}

impl Invitations {
    const VALID_FOR: TimeDelta = TimeDelta::days(7);

    pub fn new(store: Arc<dyn InvitationStore>, passwords: Passwords) -> Self {
        Self { store, passwords }
    }

    pub async fn invite(
        &self,
        organization: OrganizationId,
        email: &str,
        name: &str,
        role: Role,
    ) -> Outcome<(User, Token)> {
        let token = Token::generate();
        let invitation = NewInvitation {
            organization_id: organization,
            email: checked_email("email", email)?,
            name: checked_name("name", name)?,
            role,
            token: token.hash(),
            expires_at: Utc::now() + Self::VALID_FOR,
        };
        Ok((self.store.invite(invitation).await?, token))
    }

    pub async fn find(&self, token: &str) -> Outcome<Invitation> {
        let found = self.store.find(&TokenHash::of(token), Utc::now()).await?;
        found.ok_or_else(|| ErrorCode::InvitationInvalid.into())
    }

    pub async fn accept(&self, token: &str, name: &str, password: SecretString) -> Outcome<User> {
        self.find(token).await?;
        let name = checked_name("name", name)?;
        let password = self.passwords.hash("password", password).await?;
        let accepted = self.store.accept(&TokenHash::of(token), Utc::now(), name, password).await?;
        accepted.ok_or_else(|| ErrorCode::InvitationInvalid.into())
    }
}
