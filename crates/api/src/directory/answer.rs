use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use daicho_domain::account as domain;
use daicho_domain::directory::{
    CustomField, CustomFieldKind, CustomValues, DirectoryEntry, EmployeeStatus, EmployeeType, EntryName, ManagementType,
};
use daicho_domain::ids::{CustomFieldId, OrganizationId, PeopleId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::account::Account;

/// An entry of the directory: a person, or a group or system address.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, clippy::struct_field_names, reason = "the names of the public API")]
pub(crate) struct Identity {
    id: String,
    organization_id: OrganizationId,
    people_id: PeopleId,
    employee_status: EmployeeStatus,
    employee_type: EmployeeType,
    management_type: ManagementType,
    display_name: String,
    first_name: Option<String>,
    last_name: Option<String>,
    avatar: Option<String>,
    primary_email: Option<String>,
    /// Its own, then those of the identities merged into it.
    secondary_emails: Vec<String>,
    /// Further addresses of the same mailbox, told by the employee master.
    aliases: Vec<String>,
    company_name: Option<String>,
    work_location: Option<String>,
    department: Department,
    job_title: Option<String>,
    employee_id: Option<String>,
    lifecycle: Lifecycle,
    note: Option<String>,
    #[schema(value_type = std::collections::HashMap<String, serde_json::Value>)]
    custom_fields: CustomValues,
    manager: Option<Manager>,
    is_manager: bool,
    is_mock: bool,
    /// Whether the address stays as it is entered here, whatever the employee master says.
    is_email_editable: bool,
    has_preset_fields_unlinked: bool,
    merged_people: Vec<MergedPerson>,
    /// The identity that this one is part of.
    merged_into: Option<String>,
    service_count: u64,
    account_count: u64,
    device_count: u64,
    costs: Vec<Cost>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    custom_fields_metadata: Option<Vec<CustomFieldValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    related_identity: Option<MergedPerson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    devices: Option<Vec<serde_json::Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    accounts: Option<Vec<Account>>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Department {
    name: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names of the public API")]
struct Lifecycle {
    contract_start_at: Option<NaiveDate>,
    contract_end_at: Option<NaiveDate>,
    suspension_start_at: Option<NaiveDate>,
    suspension_end_at: Option<NaiveDate>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Manager {
    id: String,
    display_name: Option<String>,
    primary_email: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MergedPerson {
    id: PeopleId,
    identity_id: String,
    display_name: String,
    primary_email: Option<String>,
    username: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Cost {
    amount: f64,
    currency: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CustomFieldValue {
    id: CustomFieldId,
    attribute_code: String,
    attribute_name: String,
    kind: CustomFieldKind,
    value: serde_json::Value,
}

/// What an answer shows beyond the identity itself.
#[derive(Debug, Default)]
pub(crate) struct Expansion {
    /// Filled when the custom fields are to be explained.
    pub(super) custom_fields: Option<Vec<CustomField>>,
    pub(super) related_identity: bool,
    pub(super) devices: bool,
    /// Filled when the accounts are to be shown.
    pub(super) accounts: Option<HashMap<PeopleId, Vec<domain::Account>>>,
}

impl Identity {
    pub(crate) fn new(organization: OrganizationId, entry: DirectoryEntry, expansion: &Expansion) -> Self {
        let identity = entry.identity;
        let explained = |fields: &Vec<CustomField>| {
            let value = |code: &str| identity.custom_fields.get(code).cloned().unwrap_or_default();
            let explain = |field: &CustomField| CustomFieldValue {
                id: field.id,
                attribute_code: field.code.clone(),
                attribute_name: field.name.clone(),
                kind: field.kind,
                value: value(&field.code),
            };
            fields.iter().map(explain).collect()
        };
        let custom_fields_metadata = expansion.custom_fields.as_ref().map(explained);
        let related = entry.manager.clone().filter(|_| expansion.related_identity).map(MergedPerson::from);
        let manager = identity.manager.map(|id| Manager {
            id: id.to_string(),
            display_name: entry.manager.as_ref().map(|manager| manager.display_name.clone()),
            primary_email: entry.manager.and_then(|manager| manager.primary_email).map(|email| email.to_string()),
        });
        let lifecycle = identity.lifecycle;
        let accounts = expansion.accounts.as_ref().map(|known| {
            let own = known.get(&identity.id).cloned().unwrap_or_default();
            own.into_iter().map(Account::from).collect()
        });
        Self {
            id: identity.id.to_string(),
            organization_id: organization,
            people_id: identity.id,
            employee_status: identity.status,
            employee_type: identity.employee_type,
            management_type: identity.management_type,
            display_name: identity.display_name,
            first_name: identity.first_name,
            last_name: identity.last_name,
            avatar: None,
            primary_email: identity.primary_email.map(|email| email.to_string()),
            secondary_emails: identity
                .secondary_emails
                .iter()
                .chain(&entry.merged_emails)
                .map(ToString::to_string)
                .collect(),
            aliases: identity.aliases.iter().map(ToString::to_string).collect(),
            company_name: identity.company,
            work_location: identity.location,
            department: Department { name: identity.department },
            job_title: identity.job_title,
            employee_id: identity.employee_number,
            lifecycle: Lifecycle {
                contract_start_at: lifecycle.contract_start,
                contract_end_at: lifecycle.contract_end,
                suspension_start_at: lifecycle.leave_start,
                suspension_end_at: lifecycle.leave_end,
            },
            note: identity.note,
            custom_fields: identity.custom_fields,
            manager,
            is_manager: entry.is_manager,
            is_mock: false,
            is_email_editable: identity.master.is_none(),
            has_preset_fields_unlinked: !identity.field_sources.is_empty(),
            merged_people: entry.merged.into_iter().map(Into::into).collect(),
            merged_into: identity.merged_into.map(|parent| parent.to_string()),
            service_count: entry.service_count,
            account_count: entry.account_count,
            device_count: 0,
            costs: Vec::new(),
            created_at: identity.created_at,
            updated_at: identity.updated_at,
            custom_fields_metadata,
            related_identity: related,
            devices: expansion.devices.then(Vec::new),
            accounts,
        }
    }
}

impl From<EntryName> for MergedPerson {
    fn from(name: EntryName) -> Self {
        Self {
            id: name.id,
            identity_id: name.id.to_string(),
            username: name.primary_email.as_ref().map(|email| local_part(email.as_str())),
            display_name: name.display_name,
            primary_email: name.primary_email.map(|email| email.to_string()),
        }
    }
}

pub(super) fn local_part(email: &str) -> String {
    email.rsplit_once('@').map_or(email, |(local, _)| local).to_owned()
}
