use std::net::IpAddr;

use chrono::TimeDelta;

use super::TokenHash;

/// Who tries to sign in as whom, hashed: the list of failed attempts tells nobody's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptKey(TokenHash);

impl AttemptKey {
    /// Attempts within [`Self::WINDOW`] from one network address for one e-mail address.
    pub const LIMIT: u64 = 10;
    pub const WINDOW: TimeDelta = TimeDelta::minutes(15);

    pub fn new(address: Option<IpAddr>, email: &str) -> Self {
        let address = address.map_or_else(|| "unknown".to_owned(), |address| address.to_string());
        Self(TokenHash::of(&format!("{address} {}", email.trim().to_lowercase())))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}
