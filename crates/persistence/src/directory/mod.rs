//! The directory: entries, their addresses, history, fields, and employee lists.

mod change;
mod circumstances;
#[expect(unreachable_pub, reason = "the entity derives make columns public, and so must be the rows that they are of")]
mod entity;
mod fields;
mod history;
mod import;
mod known;
mod list;
mod managers;
pub mod master;
mod matching;
mod merging;
mod read;
mod refresh;
mod reports;
mod row;
mod sources;
mod stats;
mod write;

pub(crate) use read::identities;
pub(crate) use refresh::{Entries, refresh};
pub use sources::{apply_sources, forget_source};

use std::collections::HashMap;

use async_trait::async_trait;
use daicho_domain::directory::import::{EmployeeFile, ImportReport};
use daicho_domain::directory::{
    Batch, CustomField, CustomFieldDraft, CustomFieldEdit, DirectoryEntry, DirectoryStats, DirectoryStore, Email,
    FieldSetting, FieldSettings, FieldSource, HistoryItem, HistoryKind, Identity, IdentityPatch, IdentityQuery,
    ManagementType, Merge, NameCount, NameList, Origin, PresetField, Toggle,
};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{CustomFieldId, OrganizationId, PeopleId};
use daicho_domain::list::{Page, PageRequest};
use sea_orm::DatabaseTransaction;

use crate::database::Database;
use crate::failure::Context;

/// The directory in the database.
#[derive(Debug, Clone)]
pub struct SqlDirectoryStore {
    database: Database,
}

impl SqlDirectoryStore {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

async fn keep(tx: DatabaseTransaction) -> Outcome<()> {
    Ok(tx.commit().await.context("commit a change of the directory")?)
}

async fn entry(tx: &DatabaseTransaction, organization: OrganizationId, id: PeopleId) -> Outcome<DirectoryEntry> {
    read::entries(tx, organization, &[id]).await?.pop().ok_or_else(|| read::unknown(id).into())
}

#[async_trait]
impl DirectoryStore for SqlDirectoryStore {
    async fn list(
        &self,
        organization: OrganizationId,
        query: &IdentityQuery,
        page: &PageRequest,
    ) -> Outcome<Page<DirectoryEntry>> {
        let tx = self.database.read(organization).await?;
        list::list(&tx, organization, query, page).await
    }

    async fn get(&self, organization: OrganizationId, id: PeopleId) -> Outcome<DirectoryEntry> {
        let tx = self.database.read(organization).await?;
        entry(&tx, organization, id).await
    }

    async fn whose(&self, organization: OrganizationId, emails: &[Email]) -> Outcome<HashMap<Email, Identity>> {
        let tx = self.database.read(organization).await?;
        let owners = read::owners(&tx, organization, &emails.iter().collect::<Vec<_>>()).await?;
        let ids: Vec<PeopleId> = owners.values().map(|owner| owner.root).collect();
        let entries = read::identities(&tx, organization, &ids).await?;
        let entry = |(email, owner): (Email, read::Owner)| Some((email, entries.get(&owner.root)?.clone()));
        Ok(owners.into_iter().filter_map(entry).collect())
    }

    async fn check(&self, organization: OrganizationId, email: &Email) -> Outcome<ManagementType> {
        let tx = self.database.read(organization).await?;
        stats::check(&tx, organization, email).await
    }

    async fn create(
        &self,
        organization: OrganizationId,
        patch: &IdentityPatch,
        origin: &Origin,
    ) -> Outcome<DirectoryEntry> {
        let tx = self.database.write(organization).await?;
        let id = change::create(&tx, organization, patch, origin).await?;
        let created = entry(&tx, organization, id).await?;
        keep(tx).await?;
        Ok(created)
    }

    async fn update(
        &self,
        organization: OrganizationId,
        ids: &Batch<PeopleId>,
        patch: &IdentityPatch,
        origin: &Origin,
    ) -> Outcome<Vec<DirectoryEntry>> {
        let tx = self.database.write(organization).await?;
        change::update(&tx, organization, ids, patch, origin).await?;
        let changed = read::entries(&tx, organization, ids.items()).await?;
        keep(tx).await?;
        Ok(changed)
    }

    async fn toggle(
        &self,
        organization: OrganizationId,
        id: PeopleId,
        toggle: Toggle,
        origin: &Origin,
    ) -> Outcome<DirectoryEntry> {
        let tx = self.database.write(organization).await?;
        change::toggle(&tx, organization, id, toggle, origin).await?;
        let changed = entry(&tx, organization, id).await?;
        keep(tx).await?;
        Ok(changed)
    }

    async fn delete(&self, organization: OrganizationId, id: PeopleId) -> Outcome<DirectoryEntry> {
        let tx = self.database.write(organization).await?;
        let deleted = entry(&tx, organization, id).await?;
        change::delete(&tx, organization, id).await?;
        keep(tx).await?;
        Ok(deleted)
    }

    async fn merge(&self, organization: OrganizationId, merges: &Batch<Merge>, origin: &Origin) -> Outcome<()> {
        let tx = self.database.write(organization).await?;
        merging::merge(&tx, organization, merges, origin).await?;
        keep(tx).await
    }

    async fn unmerge(&self, organization: OrganizationId, ids: &Batch<PeopleId>, origin: &Origin) -> Outcome<()> {
        let tx = self.database.write(organization).await?;
        merging::unmerge(&tx, organization, ids, origin).await?;
        keep(tx).await
    }

    async fn history(
        &self,
        organization: OrganizationId,
        id: PeopleId,
        page: &PageRequest,
    ) -> Outcome<Page<HistoryItem>> {
        let tx = self.database.read(organization).await?;
        history::history(&tx, organization, id, page).await
    }

    async fn stats(&self, organization: OrganizationId) -> Outcome<DirectoryStats> {
        let tx = self.database.read(organization).await?;
        stats::stats(&tx, organization).await
    }

    async fn names(&self, organization: OrganizationId, list: NameList) -> Outcome<Vec<NameCount>> {
        let tx = self.database.read(organization).await?;
        list::names(&tx, organization, list).await
    }

    async fn field_settings(&self, organization: OrganizationId) -> Outcome<FieldSettings> {
        let tx = self.database.read(organization).await?;
        fields::field_settings(&tx, organization).await
    }

    async fn set_fields(&self, organization: OrganizationId, settings: &[(PresetField, FieldSetting)]) -> Outcome<()> {
        let tx = self.database.write(organization).await?;
        fields::set_fields(&tx, organization, settings).await?;
        let sources = settings.iter().map(|(_, setting)| setting.source);
        sources::take_effect(&tx, organization, sources).await?;
        keep(tx).await
    }

    async fn set_own_sources(
        &self,
        organization: OrganizationId,
        id: PeopleId,
        sources: &[(PresetField, Option<FieldSource>)],
    ) -> Outcome<DirectoryEntry> {
        let tx = self.database.write(organization).await?;
        let before = read::identity(&tx, organization, id).await?;
        let mut after = before.clone();
        for (field, source) in sources {
            match source {
                Some(source) => after.field_sources.insert(*field, *source),
                None => after.field_sources.remove(field),
            };
        }
        let origin = Origin::new(daicho_domain::directory::ChangeSource::Manual, "");
        write::save(&tx, organization, vec![write::Change::of(before, after)], HistoryKind::Update, &origin).await?;
        sources::take_effect(&tx, organization, sources.iter().filter_map(|(_, source)| *source)).await?;
        let changed = entry(&tx, organization, id).await?;
        keep(tx).await?;
        Ok(changed)
    }

    async fn custom_fields(&self, organization: OrganizationId) -> Outcome<Vec<CustomField>> {
        let tx = self.database.read(organization).await?;
        fields::custom_fields(&tx, organization).await
    }

    async fn create_custom_field(
        &self,
        organization: OrganizationId,
        draft: &CustomFieldDraft,
    ) -> Outcome<CustomField> {
        let tx = self.database.write(organization).await?;
        let created = fields::create_custom_field(&tx, organization, draft).await?;
        let source = created.service_source.map(|source| FieldSource::Workspace(source.workspace_id));
        sources::take_effect(&tx, organization, source.into_iter()).await?;
        keep(tx).await?;
        Ok(created)
    }

    async fn update_custom_field(
        &self,
        organization: OrganizationId,
        id: CustomFieldId,
        edit: &CustomFieldEdit,
    ) -> Outcome<CustomField> {
        let tx = self.database.write(organization).await?;
        let changed = fields::update_custom_field(&tx, organization, id, edit).await?;
        keep(tx).await?;
        Ok(changed)
    }

    async fn delete_custom_field(&self, organization: OrganizationId, id: CustomFieldId) -> Outcome<CustomField> {
        let tx = self.database.write(organization).await?;
        let deleted = fields::delete_custom_field(&tx, organization, id).await?;
        keep(tx).await?;
        Ok(deleted)
    }

    async fn import(
        &self,
        organization: OrganizationId,
        file: &EmployeeFile,
        apply: bool,
        origin: &Origin,
    ) -> Outcome<ImportReport> {
        let tx =
            if apply { self.database.write(organization).await? } else { self.database.read(organization).await? };
        let report = import::import(&tx, organization, file, apply, origin).await?;
        if report.applied {
            keep(tx).await?;
        }
        Ok(report)
    }

    async fn refresh(&self, organization: OrganizationId) -> Outcome<u64> {
        let tx = self.database.write(organization).await?;
        let changed = refresh(&tx, organization, Entries::All).await?;
        keep(tx).await?;
        Ok(changed)
    }
}
