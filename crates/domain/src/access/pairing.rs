//! Pairing a browser extension: an Admin's one-time code for a key of the extension's own.

use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};

use super::user::checked_name;
use super::{ApiKeys, AttemptKey, SessionStore, Token, TokenHash};
use crate::error::{ErrorCode, Outcome, StoreError};
use crate::ids::{OrganizationId, UserId};

/// What an Admin reads out to the extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairingCode {
    /// Ten letters and digits, in two groups.
    pub code: String,
    pub expires_at: DateTime<Utc>,
}

#[derive(Debug, Clone)]
pub struct NewPairing {
    pub organization_id: OrganizationId,
    pub offered_by: UserId,
    pub code: TokenHash,
    pub expires_at: DateTime<Utc>,
}

/// The key that a pairing makes.
#[derive(Debug, Clone)]
pub struct PairedKey {
    pub name: String,
    pub prefix: String,
    pub token: TokenHash,
}

/// Whose extension it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paired {
    pub organization_id: OrganizationId,
    pub organization_name: String,
    /// The e-mail address of the Admin who made the code.
    pub offered_by: String,
}

#[async_trait]
pub trait PairingStore: std::fmt::Debug + Send + Sync {
    /// Keeps the code in place of any earlier one of the same Admin.
    async fn offer(&self, pairing: NewPairing) -> Result<(), StoreError>;

    /// Uses the code up and adds the key, in one step; `None` when it has expired, was used, or its maker is no Admin any more.
    async fn redeem(&self, code: &TokenHash, now: DateTime<Utc>, key: PairedKey) -> Result<Option<Paired>, StoreError>;
}

#[derive(Debug, Clone)]
pub struct Pairings {
    store: Arc<dyn PairingStore>,
    attempts: Arc<dyn SessionStore>,
}

impl Pairings {
    const VALID_FOR: TimeDelta = TimeDelta::minutes(10);

    pub fn new(store: Arc<dyn PairingStore>, attempts: Arc<dyn SessionStore>) -> Self {
        Self { store, attempts }
    }

    pub async fn offer(&self, organization: OrganizationId, offered_by: UserId) -> Outcome<PairingCode> {
        let code = new_code();
        let expires_at = Utc::now() + Self::VALID_FOR;
        let pairing = NewPairing { organization_id: organization, offered_by, code: hash(&code), expires_at };
        self.store.offer(pairing).await?;
        Ok(PairingCode { code, expires_at })
    }

    /// Gives the extension its key. Guesses are counted like attempts to sign in.
    pub async fn redeem(&self, code: &str, name: &str, address: Option<IpAddr>) -> Outcome<(Paired, Token)> {
        let now = Utc::now();
        let attempt = AttemptKey::new(address, "a pairing code");
        if self.attempts.count_attempt(&attempt, now, now - AttemptKey::WINDOW).await? > AttemptKey::LIMIT {
            return Err(ErrorCode::TooManyAttempts.into());
        }
        let token = Token::with_prefix(ApiKeys::PREFIX);
        let key = PairedKey { name: checked_name("name", name)?, prefix: ApiKeys::shown(&token), token: token.hash() };
        let paired = self.store.redeem(&hash(code), now, key).await?.ok_or(ErrorCode::PairingCodeInvalid)?;
        self.attempts.forget_attempts(&attempt).await?;
        Ok((paired, token))
    }
}

/// Letters and digits that nobody takes for each other.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// 50 random bits: enough for ten minutes and counted guesses, short enough to be typed.
fn new_code() -> String {
    let bytes: [u8; 10] = rand::random();
    let letters: String = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    format!("{}-{}", &letters[..5], &letters[5..])
}

/// As people type it: case, spaces and hyphens do not count.
fn hash(code: &str) -> TokenHash {
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    TokenHash::of(&format!("daicho/pairing/{}", letters.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = new_code();
        assert_eq!(code.len(), 11);
        assert_eq!(hash(&code), hash(&code.to_lowercase().replace('-', " ")));
        assert_ne!(hash(&code), hash(&new_code()));
    }
}
