//! Secrets at rest: AES-256-GCM under one data key per organization, which is itself wrapped by the master key.
//!
//! A sealed value is the text `v1.<data key id>.<nonce and ciphertext, base64>`. It is bound to its organization,
//! owner and field: moved to another row it does not open.

mod cipher;
#[expect(unreachable_pub, reason = "the entity derives make columns public, and so must be the rows that they are of")]
mod data_key;
mod keyring;
mod rotation;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use daicho_domain::error::StoreError;
use daicho_domain::ids::{ChannelId, OrganizationId, WorkspaceId};
use secrecy::{ExposeSecret, SecretString};

use crate::Database;
use cipher::Cipher;
pub use cipher::VaultError;
pub use keyring::{KeySource, Keyring};
pub use rotation::KeyStatus;

/// Whose secret it is: a workspace's credentials, or what a notification channel needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretOwner {
    Workspace(WorkspaceId),
    Channel(ChannelId),
}

impl SecretOwner {
    const fn number(self) -> i64 {
        match self {
            Self::Workspace(id) => id.0,
            Self::Channel(id) => id.0,
        }
    }
}

impl From<WorkspaceId> for SecretOwner {
    fn from(id: WorkspaceId) -> Self {
        Self::Workspace(id)
    }
}

impl From<ChannelId> for SecretOwner {
    fn from(id: ChannelId) -> Self {
        Self::Channel(id)
    }
}

/// Seals and opens the secrets of workspaces and channels.
#[derive(Debug, Clone)]
pub struct Vault {
    database: Database,
    keyring: Arc<Keyring>,
    known: Arc<Mutex<HashMap<i64, Arc<Cipher>>>>,
}

impl Vault {
    /// Refuses when the database holds data under a master key that is not at hand.
    pub async fn open_with(database: Database, source: KeySource) -> Result<Self, StoreError> {
        let used = data_key::master_keys_in_use(&database).await?;
        let keyring = Keyring::open(source, &used).map_err(|error| StoreError::new("open the master key", error))?;
        Ok(Self { database, keyring: Arc::new(keyring), known: Arc::default() })
    }

    /// Seals one field of a workspace's credentials or a channel's secrets. Works inside a caller's write transaction too: it only reads.
    pub async fn seal(
        &self,
        organization: OrganizationId,
        owner: impl Into<SecretOwner> + Send,
        field: &str,
        value: &SecretString,
    ) -> Result<String, StoreError> {
        let owner = owner.into();
        let key = data_key::current(&self.database, organization).await?;
        self.seal_with(&key, organization, owner, field, value)
    }

    fn seal_with(
        &self,
        key: &data_key::Model,
        organization: OrganizationId,
        owner: SecretOwner,
        field: &str,
        value: &SecretString,
    ) -> Result<String, StoreError> {
        let cipher = self.cipher(organization, key)?;
        let sealed = cipher
            .seal(&binding(organization, owner, field), value.expose_secret().as_bytes())
            .map_err(|error| StoreError::new("seal a secret", error))?;
        Ok(format!("v1.{}.{sealed}", key.id))
    }

    /// Opens what [`Vault::seal`] made for the same organization, owner and field.
    pub async fn open(
        &self,
        organization: OrganizationId,
        owner: impl Into<SecretOwner> + Send,
        field: &str,
        sealed: &str,
    ) -> Result<SecretString, StoreError> {
        let owner = owner.into();
        let failed = |error: VaultError| StoreError::new("open a secret", error);
        let (key_id, text) = parse(sealed).ok_or(VaultError::Malformed).map_err(failed)?;
        let cipher = match self.remembered(key_id) {
            Some(cipher) => cipher,
            None => self.cipher(organization, &data_key::by_id(&self.database, organization, key_id).await?)?,
        };
        let opened = cipher.open(&binding(organization, owner, field), text).map_err(failed)?;
        String::from_utf8(opened).map(SecretString::from).map_err(|_| failed(VaultError::Malformed))
    }

    fn cipher(&self, organization: OrganizationId, key: &data_key::Model) -> Result<Arc<Cipher>, StoreError> {
        if let Some(cipher) = self.remembered(key.id) {
            return Ok(cipher);
        }
        let cipher = self
            .keyring
            .unwrap_data_key(&key.master_key_id, organization, &key.wrapped)
            .map_err(|error| StoreError::new("unwrap a data key", error))?;
        let cipher = Arc::new(cipher);
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key.id, Arc::clone(&cipher));
        Ok(cipher)
    }

    fn remembered(&self, key_id: i64) -> Option<Arc<Cipher>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key_id).cloned()
    }
}

fn parse(sealed: &str) -> Option<(i64, &str)> {
    let (key_id, text) = sealed.strip_prefix("v1.")?.split_once('.')?;
    Some((key_id.parse().ok()?, text))
}

/// What a sealed value is bound to. The field comes last, so that no two places give the same text.
fn binding(organization: OrganizationId, owner: SecretOwner, field: &str) -> String {
    match owner {
        SecretOwner::Workspace(workspace) => format!("daicho/secret/{organization}/{workspace}/{field}"),
        SecretOwner::Channel(channel) => format!("daicho/secret/{organization}/channel/{channel}/{field}"),
    }
}
