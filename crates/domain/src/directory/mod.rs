//! Who works here: people, groups and system addresses, and which accounts are theirs.

mod batch;
pub mod classification;
mod custom_field;
pub mod edit;
mod email;
mod history;
mod identity;
pub mod import;
mod lifecycle;
mod merge;
mod naming;
mod patch;
mod query;
mod report;
mod service_field;
mod source;
mod store;
mod vocabulary;

pub use batch::Batch;
pub use custom_field::{
    CustomField, CustomFieldDraft, CustomFieldEdit, CustomFieldKind, DropdownConfiguration, DropdownOption,
    ServiceSource,
};
pub use edit::{IdentityPatch, Surroundings};
pub use email::Email;
pub use history::{FieldChange, HistoryItem, Origin, differences};
pub use identity::{Circumstances, CustomValues, Identity, MasterLink};
pub use lifecycle::Lifecycle;
pub use merge::may_merge;
pub use naming::default_display_name;
pub use patch::Patch;
pub use query::{DateRange, IdentityQuery, IdentitySort};
pub use report::PersonReport;
pub use service_field::ServiceField;
pub use source::{FieldSetting, FieldSettings, FieldSource, UnknownSource};
pub use store::{
    DirectoryEntry, DirectoryStats, DirectoryStore, EntryName, MasterWorkspace, Merge, NameCount, NameList, Toggle,
};
pub use vocabulary::{ChangeSource, EmployeeStatus, EmployeeType, HistoryKind, ManagementType, PresetField};
