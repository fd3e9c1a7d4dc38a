//! Tokens that are obtained anew whenever they are needed, kept in memory per connection.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use daicho_domain::integration::CredentialValues;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};

/// Tokens are renewed this long before they end.
const EARLY: TimeDelta = TimeDelta::seconds(60);

/// What a sign-in gave.
#[derive(Clone, Default)]
pub(crate) struct Token {
    /// `access_token` and whatever else was read, by name.
    pub values: BTreeMap<String, String>,
    /// The `Cookie` header to send along.
    pub cookies: Option<String>,
    pub expires_at: Option<DateTime<Utc>>,
}

impl Token {
    pub(crate) fn is_fresh(&self) -> bool {
        self.expires_at.is_none_or(|end| end - EARLY > Utc::now())
    }
}

type Slot = Arc<tokio::sync::Mutex<Option<Arc<Token>>>>;

/// One slot for each set of credentials, so that a token is asked for once however many want it.
#[derive(Default)]
pub(crate) struct TokenCache(Mutex<HashMap<[u8; 32], Slot>>);

impl TokenCache {
    pub(crate) fn slot(&self, about: &[&str], values: &CredentialValues) -> Slot {
        let mut digest = Sha256::new();
        let fields = values.iter().flat_map(|(name, value)| [name, value.expose_secret()]);
        for part in about.iter().copied().chain(fields) {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(digest.finalize().into()).or_default())
    }
}
