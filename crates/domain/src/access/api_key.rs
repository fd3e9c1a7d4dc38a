use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::user::checked_name;
use super::{Actor, Permission, Principal, Role, Token, TokenHash};
use crate::error::{Outcome, StoreError};
use crate::ids::{ApiKeyId, OrganizationId, UserId};
use crate::organization::Language;

crate::enumeration! {
    /// What a key is for.
    pub enum KeyScope {
        /// Whatever its maker may.
        Everything = "everything",
        /// The browser extension: recording recipes, and handing over what a person's own browser has read.
        Extension = "extension",
    }
}

impl KeyScope {
    /// Whether it is for this, given that its maker may.
    pub fn admits(self, permission: Permission) -> bool {
        match self {
            Self::Everything => true,
            Self::Extension => matches!(
                permission,
                Permission::WorkspacesRead | Permission::ConnectorsWrite | Permission::AssistedSyncsWrite
            ),
        }
    }
}

/// A key for programs. It may what its maker may, and stops working when its maker is suspended or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub name: String,
    /// The first characters, to tell keys apart.
    pub prefix: String,
    pub scope: KeyScope,
    /// The e-mail address of its maker.
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone)]
pub struct NewApiKey {
    pub organization_id: OrganizationId,
    pub name: String,
    pub prefix: String,
    pub scope: KeyScope,
    pub token: TokenHash,
    pub created_by: UserId,
}

/// Whose key was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHolder {
    pub id: ApiKeyId,
    pub name: String,
    pub scope: KeyScope,
    /// The e-mail address of its maker.
    pub maker: String,
    pub organization_id: OrganizationId,
    pub role: Role,
    pub language: Language,
}

impl KeyHolder {
    /// As histories name it: an extension does what the person before it does.
    fn called(&self) -> String {
        match self.scope {
            KeyScope::Everything => self.name.clone(),
            KeyScope::Extension => format!("{} ({})", self.maker, self.name),
        }
    }
}

#[async_trait]
pub trait ApiKeyStore: std::fmt::Debug + Send + Sync {
    /// The holder, when the key's maker is active; notes that the key is used.
    async fn holder(&self, token: &TokenHash, now: DateTime<Utc>) -> Result<Option<KeyHolder>, StoreError>;
    async fn list(&self, organization: OrganizationId) -> Result<Vec<ApiKey>, StoreError>;
    async fn find(&self, organization: OrganizationId, id: ApiKeyId) -> Result<Option<ApiKey>, StoreError>;
    async fn add(&self, key: NewApiKey) -> Result<ApiKey, StoreError>;
    async fn revoke(&self, organization: OrganizationId, id: ApiKeyId) -> Result<(), StoreError>;
}

#[derive(Debug, Clone)]
pub struct ApiKeys {
    store: Arc<dyn ApiKeyStore>,
}

impl ApiKeys {
    pub const PREFIX: &'static str = "daicho_";
    const SHOWN: usize = Self::PREFIX.len() + 6;

    /// The first characters of a key, which are no secret.
    pub(super) fn shown(token: &Token) -> String {
        token.expose().chars().take(Self::SHOWN).collect()
    }

    pub fn new(store: Arc<dyn ApiKeyStore>) -> Self {
        Self { store }
    }

    /// `None` when the key was never made, is revoked, or its maker is not active.
    pub async fn authenticate(&self, key: &str) -> Outcome<Option<Principal>> {
        if !key.starts_with(Self::PREFIX) {
            return Ok(None);
        }
        let holder = self.store.holder(&TokenHash::of(key), Utc::now()).await?;
        Ok(holder.map(|holder| Principal {
            actor: Actor::ApiKey { id: holder.id, name: holder.called() },
            organization_id: holder.organization_id,
            role: holder.role,
            scope: holder.scope,
            language: holder.language,
        }))
    }

    pub async fn list(&self, organization: OrganizationId) -> Outcome<Vec<ApiKey>> {
        Ok(self.store.list(organization).await?)
    }

    pub async fn find(&self, organization: OrganizationId, id: ApiKeyId) -> Outcome<Option<ApiKey>> {
        Ok(self.store.find(organization, id).await?)
    }

    /// Makes a key. The token is shown this once and never again.
    pub async fn make(&self, organization: OrganizationId, maker: UserId, name: &str) -> Outcome<(ApiKey, Token)> {
        let name = checked_name("name", name)?;
        let token = Token::with_prefix(Self::PREFIX);
        let key = NewApiKey {
            organization_id: organization,
            name,
            prefix: Self::shown(&token),
            scope: KeyScope::Everything,
            token: token.hash(),
            created_by: maker,
        };
        Ok((self.store.add(key).await?, token))
    }

    pub async fn revoke(&self, organization: OrganizationId, id: ApiKeyId) -> Outcome<()> {
        Ok(self.store.revoke(organization, id).await?)
    }
}
