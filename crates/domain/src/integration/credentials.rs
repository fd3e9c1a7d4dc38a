//! The secrets of a workspace, as values that cannot be printed or serialized.

use std::collections::BTreeMap;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use crate::error::StoreError;

/// What the customer typed in and what the service issued since (tokens), by field name.
#[derive(Clone, Default)]
pub struct CredentialValues(BTreeMap<String, SecretString>);

impl CredentialValues {
    pub fn insert(&mut self, field: impl Into<String>, value: impl Into<String>) {
        self.0.insert(field.into(), SecretString::from(value.into()));
    }

    pub fn remove(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// The value of a field, for the one place that sends or seals it.
    pub fn expose(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(ExposeSecret::expose_secret)
    }

    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &SecretString)> {
        self.0.iter().map(|(field, value)| (field.as_str(), value))
    }
}

impl FromIterator<(String, String)> for CredentialValues {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(values: I) -> Self {
        Self(values.into_iter().map(|(field, value)| (field, SecretString::from(value))).collect())
    }
}

impl std::fmt::Debug for CredentialValues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Counts the changes of a workspace's credentials, so that a stale copy is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CredentialVersion(pub i64);

#[derive(Debug, Clone)]
pub struct VersionedCredentials {
    pub version: CredentialVersion,
    pub values: CredentialValues,
}

/// The answer to "may I renew the token that I saw?".
#[derive(Debug)]
pub enum RenewalTurn {
    /// Nobody else is renewing: renew, then call [`CredentialKeeper::finish_renewal`] or `abandon_renewal`.
    Yours(VersionedCredentials),
    /// Somebody has renewed it meanwhile.
    Done(VersionedCredentials),
}

/// Hands out the credentials of one workspace and lets exactly one caller, in any process, renew them at a time.
#[async_trait]
pub trait CredentialKeeper: Send + Sync {
    async fn read(&self) -> Result<VersionedCredentials, StoreError>;

    /// Waits while another caller is renewing.
    async fn begin_renewal(&self, seen: CredentialVersion) -> Result<RenewalTurn, StoreError>;

    async fn finish_renewal(&self, values: CredentialValues) -> Result<VersionedCredentials, StoreError>;

    async fn abandon_renewal(&self) -> Result<(), StoreError>;
}

/// Keeps credentials that are not stored (yet): while they are tried, and on the command line.
#[derive(Debug)]
pub struct UnstoredCredentials {
    current: Mutex<VersionedCredentials>,
    turn: tokio::sync::Semaphore,
}

impl UnstoredCredentials {
    pub fn new(values: CredentialValues) -> Self {
        Self {
            current: Mutex::new(VersionedCredentials { version: CredentialVersion(0), values }),
            turn: tokio::sync::Semaphore::new(1),
        }
    }
}

#[async_trait]
impl CredentialKeeper for UnstoredCredentials {
    async fn read(&self) -> Result<VersionedCredentials, StoreError> {
        Ok(self.current.lock().await.clone())
    }

    async fn begin_renewal(&self, seen: CredentialVersion) -> Result<RenewalTurn, StoreError> {
        if let Ok(turn) = self.turn.acquire().await {
            turn.forget();
        }
        let current = self.current.lock().await.clone();
        if current.version > seen {
            self.turn.add_permits(1);
            return Ok(RenewalTurn::Done(current));
        }
        Ok(RenewalTurn::Yours(current))
    }

    async fn finish_renewal(&self, values: CredentialValues) -> Result<VersionedCredentials, StoreError> {
        let mut current = self.current.lock().await;
        *current = VersionedCredentials { version: CredentialVersion(current.version.0 + 1), values };
        self.turn.add_permits(1);
        Ok(current.clone())
    }

    async fn abandon_renewal(&self) -> Result<(), StoreError> {
        self.turn.add_permits(1);
        Ok(())
    }
}
