mod entries;
mod importing;
mod lists;
mod master;
mod merging;
mod reported;
mod sources;

use std::sync::Arc;

use daicho_domain::directory::{
    Batch, ChangeSource, DirectoryEntry, DirectoryStore, Email, IdentityPatch, IdentityQuery, Origin, Patch,
};
use daicho_domain::ids::{OrganizationId, PeopleId};
use daicho_domain::list::PageRequest;
use daicho_persistence::Database;
use daicho_persistence::directory::SqlDirectoryStore;

use crate::support;

/// A directory of an organization with the domain example.com.
pub(crate) struct Directory {
    pub(crate) database: Database,
    pub(crate) store: Arc<dyn DirectoryStore>,
    pub(crate) organization: OrganizationId,
}

impl Directory {
    pub(crate) async fn new(database: Database) -> Self {
        let organization = support::organization(&database, "Example").await;
        Self { store: Arc::new(SqlDirectoryStore::new(database.clone())), database, organization }
    }

    pub(crate) async fn add(&self, patch: IdentityPatch) -> DirectoryEntry {
        self.store.create(self.organization, &patch, &by_hand()).await.unwrap()
    }

    pub(crate) async fn person(&self, address: &str) -> DirectoryEntry {
        self.add(known_by(address)).await
    }

    pub(crate) async fn get(&self, id: PeopleId) -> DirectoryEntry {
        self.store.get(self.organization, id).await.unwrap()
    }

    pub(crate) async fn update(
        &self,
        id: PeopleId,
        patch: IdentityPatch,
    ) -> daicho_domain::error::Outcome<DirectoryEntry> {
        let changed = self.store.update(self.organization, &Batch::one(id), &patch, &by_hand()).await?;
        Ok(changed.into_iter().next().unwrap())
    }

    pub(crate) async fn names(&self, query: IdentityQuery) -> Vec<String> {
        let page = PageRequest { limit: 200, cursor: None };
        let page = self.store.list(self.organization, &query, &page).await.unwrap();
        page.items.into_iter().map(|entry| entry.identity.display_name).collect()
    }
}

pub(crate) fn by_hand() -> Origin {
    Origin::new(ChangeSource::Manual, "admin@example.com")
}

pub(crate) fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub(crate) fn set(text: &str) -> Patch<String> {
    Patch::Set(text.to_owned())
}

pub(crate) fn known_by(address: &str) -> IdentityPatch {
    IdentityPatch { primary_email: Patch::Set(email(address)), ..IdentityPatch::default() }
}
