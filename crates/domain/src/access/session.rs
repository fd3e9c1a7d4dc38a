use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;

use super::{Actor, AttemptKey, KeyScope, PasswordHash, Passwords, Principal, Token, TokenHash, User, UserStatus};
use crate::directory::Email;
use crate::error::{ErrorCode, Outcome, Refusal, StoreError};
use crate::organization::{Language, OrganizationSummary};

/// A user with the hash of the password, for signing in.
#[derive(Debug, Clone)]
pub struct StoredCredentials {
    pub user: User,
    pub password: Option<PasswordHash>,
}

#[derive(Debug, Clone)]
pub struct NewSession {
    pub token: TokenHash,
    pub started_at: DateTime<Utc>,
}

/// A session that has not expired, of a user who may sign in.
#[derive(Debug, Clone)]
pub struct ActiveSession {
    pub user: User,
    pub organization: OrganizationSummary,
}

impl ActiveSession {
    pub fn language(&self) -> Language {
        self.user.locale.unwrap_or(self.organization.language)
    }

    pub fn principal(&self) -> Principal {
        Principal {
            actor: Actor::User { id: self.user.id, email: self.user.email.clone() },
            organization_id: self.organization.id,
            role: self.user.role,
            scope: KeyScope::Everything,
            language: self.language(),
        }
    }
}

/// A session just started, with the token for the cookie.
#[derive(Debug)]
pub struct SignedIn {
    pub session: ActiveSession,
    pub token: Token,
}

/// How long a session lasts.
#[derive(Debug, Clone, Copy)]
pub struct SessionLimits {
    /// Without any request.
    pub idle: TimeDelta,
    /// In all.
    pub absolute: TimeDelta,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { idle: TimeDelta::hours(12), absolute: TimeDelta::days(14) }
    }
}

#[async_trait]
pub trait SessionStore: std::fmt::Debug + Send + Sync {
    async fn credentials(&self, email: &Email) -> Result<Option<StoredCredentials>, StoreError>;

    /// Records an attempt and counts those since `since`, this one included.
    async fn count_attempt(
        &self,
        key: &AttemptKey,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
    ) -> Result<u64, StoreError>;

    async fn forget_attempts(&self, key: &AttemptKey) -> Result<(), StoreError>;

    /// Starts a session and notes the time on the user.
    async fn start(&self, user: &User, session: NewSession) -> Result<ActiveSession, StoreError>;

    /// The session of this token when it was started and last used after the given times; notes that it is used.
    async fn find(
        &self,
        token: &TokenHash,
        now: DateTime<Utc>,
        limits: SessionLimits,
    ) -> Result<Option<ActiveSession>, StoreError>;

    async fn end(&self, token: &TokenHash) -> Result<(), StoreError>;

    async fn end_all(&self, user: &User) -> Result<(), StoreError>;

    /// Stores a new password and ends all sessions of the user but the one named.
    async fn set_password(&self, user: &User, hash: PasswordHash, keep: &TokenHash) -> Result<(), StoreError>;
}

/// Signing in and out.
#[derive(Debug, Clone)]
pub struct Sessions {
    store: Arc<dyn SessionStore>,
    passwords: Passwords,
    limits: SessionLimits,
}

impl Sessions {
    pub fn new(store: Arc<dyn SessionStore>, passwords: Passwords, limits: SessionLimits) -> Self {
        Self { store, passwords, limits }
    }

    /// Every attempt counts until one succeeds; an unknown address is refused like a wrong password, in the same time.
    pub async fn sign_in(&self, email: &str, password: SecretString, address: Option<IpAddr>) -> Outcome<SignedIn> {
        let now = Utc::now();
        let key = AttemptKey::new(address, email);
        if self.store.count_attempt(&key, now, now - AttemptKey::WINDOW).await? > AttemptKey::LIMIT {
            return Err(ErrorCode::TooManyAttempts.into());
        }
        let stored = match Email::parse(email) {
            Some(email) => self.store.credentials(&email).await?,
            None => None,
        };
        let hash = stored.as_ref().and_then(|stored| stored.password.clone());
        let matches = self.passwords.verify(password, hash).await?;
        let Some(stored) = stored.filter(|stored| matches && stored.user.status == UserStatus::Active) else {
            return Err(ErrorCode::SignInFailed.into());
        };
        self.store.forget_attempts(&key).await?;
        self.start(&stored.user).await
    }

    /// Starts a session for a user who has proved to be one. The token is always new.
    pub async fn start(&self, user: &User) -> Outcome<SignedIn> {
        let token = Token::generate();
        let session = self.store.start(user, NewSession { token: token.hash(), started_at: Utc::now() }).await?;
        Ok(SignedIn { session, token })
    }

    /// `None` when there is no such session, it has expired, or the user is suspended.
    pub async fn find(&self, token: &str) -> Outcome<Option<ActiveSession>> {
        Ok(self.store.find(&TokenHash::of(token), Utc::now(), self.limits).await?)
    }

    pub async fn sign_out(&self, token: &str) -> Outcome<()> {
        Ok(self.store.end(&TokenHash::of(token)).await?)
    }

    pub async fn sign_out_everywhere(&self, user: &User) -> Outcome<()> {
        Ok(self.store.end_all(user).await?)
    }

    /// Ends every other session of the user; the one of `token` goes on.
    pub async fn change_password(
        &self,
        user: &User,
        current: SecretString,
        new: SecretString,
        token: &str,
    ) -> Outcome<()> {
        let stored = self.store.credentials(&user.email).await?.and_then(|stored| stored.password);
        if !self.passwords.verify(current, stored).await? {
            return Err(Refusal::field(
                "current",
                "This is not your current password.",
                "現在のパスワードが正しくありません。",
            )
            .into());
        }
        let hash = self.passwords.hash("new", new).await?;
        Ok(self.store.set_password(user, hash, &TokenHash::of(token)).await?)
    }
}
