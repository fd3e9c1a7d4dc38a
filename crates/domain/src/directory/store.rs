//! The port to where entries are kept.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::import::{EmployeeFile, ImportReport};
use super::query::IdentityQuery;
use super::source::{FieldSetting, FieldSettings, FieldSource};
use super::{
    Batch, CustomField, CustomFieldDraft, CustomFieldEdit, Email, HistoryItem, Identity, IdentityPatch, ManagementType,
    Origin, PresetField,
};
use crate::error::Outcome;
use crate::ids::{CustomFieldId, OrganizationId, PeopleId, ServiceId, WorkspaceId};
use crate::list::{Page, PageRequest};

/// An entry with what surrounds it.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectoryEntry {
    pub identity: Identity,
    pub manager: Option<EntryName>,
    /// Whether somebody has this entry as manager.
    pub is_manager: bool,
    /// Entries that became part of this one.
    pub merged: Vec<EntryName>,
    pub merged_emails: Vec<Email>,
    /// Services in which the person has an account.
    pub service_count: u64,
    pub account_count: u64,
}

/// Enough of an entry to name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryName {
    pub id: PeopleId,
    pub display_name: String,
    pub primary_email: Option<Email>,
}

/// One text that entries have in common, with the number of those that do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameCount {
    pub name: String,
    pub count: u64,
}

crate::enumeration! {
    /// Fields whose values are offered as a choice.
    pub enum NameList {
        Company = "company",
        Department = "department",
        Location = "location",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryStats {
    pub management_types: Vec<(ManagementType, u64)>,
    pub master: Option<MasterWorkspace>,
    pub domains: Vec<String>,
}

/// The workspace that tells who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterWorkspace {
    pub id: WorkspaceId,
    pub service: ServiceId,
    pub service_name: String,
    /// The catalogue slug: `serviceUniqueName` in the API.
    pub service_slug: String,
    pub last_synchronization: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toggle {
    Archived,
    Unregistered,
}

/// Which entry becomes part of which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    pub child: PeopleId,
    pub parent: PeopleId,
}

/// Every method is one atomic step. An id of another organization is refused as not found.
#[async_trait]
pub trait DirectoryStore: std::fmt::Debug + Send + Sync {
    /// Entries that are not part of another one.
    async fn list(
        &self,
        organization: OrganizationId,
        query: &IdentityQuery,
        page: &PageRequest,
    ) -> Outcome<Page<DirectoryEntry>>;

    async fn get(&self, organization: OrganizationId, id: PeopleId) -> Outcome<DirectoryEntry>;

    /// The entries that these addresses are of; of a merged one the entry that it is part of.
    async fn whose(&self, organization: OrganizationId, emails: &[Email]) -> Outcome<HashMap<Email, Identity>>;

    /// The kind of ID that the address belongs to, or would belong to.
    async fn check(&self, organization: OrganizationId, email: &Email) -> Outcome<ManagementType>;

    async fn create(
        &self,
        organization: OrganizationId,
        patch: &IdentityPatch,
        origin: &Origin,
    ) -> Outcome<DirectoryEntry>;

    /// Changes all of them or none; answers them in the order asked.
    async fn update(
        &self,
        organization: OrganizationId,
        ids: &Batch<PeopleId>,
        patch: &IdentityPatch,
        origin: &Origin,
    ) -> Outcome<Vec<DirectoryEntry>>;

    async fn toggle(
        &self,
        organization: OrganizationId,
        id: PeopleId,
        toggle: Toggle,
        origin: &Origin,
    ) -> Outcome<DirectoryEntry>;

    /// Answers the entry as it was. Entries merged into it stand alone again.
    async fn delete(&self, organization: OrganizationId, id: PeopleId) -> Outcome<DirectoryEntry>;

    /// Does all merges or none.
    async fn merge(&self, organization: OrganizationId, merges: &Batch<Merge>, origin: &Origin) -> Outcome<()>;

    /// Lets entries stand alone again; for an entry that others were merged into, all of those.
    async fn unmerge(&self, organization: OrganizationId, ids: &Batch<PeopleId>, origin: &Origin) -> Outcome<()>;

    /// The newest first.
    async fn history(
        &self,
        organization: OrganizationId,
        id: PeopleId,
        page: &PageRequest,
    ) -> Outcome<Page<HistoryItem>>;

    async fn stats(&self, organization: OrganizationId) -> Outcome<DirectoryStats>;

    async fn names(&self, organization: OrganizationId, list: NameList) -> Outcome<Vec<NameCount>>;

    async fn field_settings(&self, organization: OrganizationId) -> Outcome<FieldSettings>;

    async fn set_fields(&self, organization: OrganizationId, settings: &[(PresetField, FieldSetting)]) -> Outcome<()>;

    /// Decides the source of fields for one entry alone; `None` goes back to the organization's decision.
    async fn set_own_sources(
        &self,
        organization: OrganizationId,
        id: PeopleId,
        sources: &[(PresetField, Option<FieldSource>)],
    ) -> Outcome<DirectoryEntry>;

    async fn custom_fields(&self, organization: OrganizationId) -> Outcome<Vec<CustomField>>;

    async fn create_custom_field(&self, organization: OrganizationId, draft: &CustomFieldDraft)
    -> Outcome<CustomField>;

    /// A new code takes the values along.
    async fn update_custom_field(
        &self,
        organization: OrganizationId,
        id: CustomFieldId,
        edit: &CustomFieldEdit,
    ) -> Outcome<CustomField>;

    /// Answers the field as it was. Its values go with it.
    async fn delete_custom_field(&self, organization: OrganizationId, id: CustomFieldId) -> Outcome<CustomField>;

    /// Says what the file would change; with `apply` and without errors also changes it, all or nothing.
    async fn import(
        &self,
        organization: OrganizationId,
        file: &EmployeeFile,
        apply: bool,
        origin: &Origin,
    ) -> Outcome<ImportReport>;

    /// Judges all entries anew: to be called once a day, since dates give statuses, and when the domains have changed.
    /// Answers how many changed.
    async fn refresh(&self, organization: OrganizationId) -> Outcome<u64>;
}
