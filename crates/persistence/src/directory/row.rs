//! Between rows and domain values.

use std::collections::BTreeMap;
use std::str::FromStr;

use daicho_domain::directory::{CustomValues, Email, FieldSource, Identity, Lifecycle, MasterLink, PresetField};
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{OrganizationId, PeopleId, WorkspaceId};
use daicho_domain::search::fold;
use sea_orm::ActiveValue::Set;
use serde_json::Value;

use super::entity::{email, identity};
use crate::failure::corrupt;
use crate::support::stored_time;

pub(super) const PRIMARY: &str = "primary";
pub(super) const SECONDARY: &str = "secondary";
pub(super) const ALIAS: &str = "alias";

const READING: &str = "read a directory entry";

pub(super) fn row_of(organization: OrganizationId, entry: &Identity) -> identity::ActiveModel {
    identity::ActiveModel {
        id: Set(entry.id.0),
        organization_id: Set(organization.0),
        display_name: Set(entry.display_name.clone()),
        name_key: Set(fold(&entry.display_name)),
        first_name: Set(entry.first_name.clone()),
        last_name: Set(entry.last_name.clone()),
        employee_number: Set(entry.employee_number.clone()),
        management_type: Set(entry.management_type.to_string()),
        employee_type: Set(entry.employee_type.to_string()),
        employee_status: Set(entry.status.to_string()),
        stated_type: Set(entry.stated_type.map(|stated| stated.to_string())),
        stated_status: Set(entry.stated_status.map(|stated| stated.to_string())),
        archived: Set(entry.archived),
        unregistered: Set(entry.unregistered),
        company: Set(entry.company.clone().unwrap_or_default()),
        department: Set(entry.department.clone().unwrap_or_default()),
        job_title: Set(entry.job_title.clone().unwrap_or_default()),
        location: Set(entry.location.clone().unwrap_or_default()),
        contract_start: Set(entry.lifecycle.contract_start),
        contract_end: Set(entry.lifecycle.contract_end),
        leave_start: Set(entry.lifecycle.leave_start),
        leave_end: Set(entry.lifecycle.leave_end),
        manager_id: Set(entry.manager.map(|manager| manager.0)),
        note: Set(entry.note.clone()),
        custom_fields: Set(Value::Object(entry.custom_fields.clone())),
        field_sources: Set(sources_json(&entry.field_sources)),
        master_workspace_id: Set(entry.master.as_ref().map(|master| master.workspace.0)),
        master_external_id: Set(entry.master.as_ref().map(|master| master.external_id.clone())),
        merged_into: Set(entry.merged_into.map(|parent| parent.0)),
        search: Set(entry.search_text()),
        created_at: Set(stored_time(entry.created_at)),
        updated_at: Set(stored_time(entry.updated_at)),
    }
}

/// The columns that change when an entry is saved again.
pub(super) fn changing_columns() -> impl Iterator<Item = identity::Column> {
    use sea_orm::Iterable;
    identity::Column::iter().filter(|column| {
        !matches!(column, identity::Column::Id | identity::Column::OrganizationId | identity::Column::CreatedAt)
    })
}

pub(super) fn email_rows(organization: OrganizationId, entry: &Identity) -> Vec<email::ActiveModel> {
    let primary = entry.primary_email.iter().map(|email| (email, PRIMARY));
    let secondary = entry.secondary_emails.iter().map(|email| (email, SECONDARY));
    let aliases = entry.aliases.iter().map(|email| (email, ALIAS));
    primary
        .chain(secondary)
        .chain(aliases)
        .zip(0..)
        .map(|((email, kind), position)| email::ActiveModel {
            organization_id: Set(organization.0),
            email: Set(email.to_string()),
            identity_id: Set(entry.id.0),
            kind: Set(kind.to_owned()),
            position: Set(position),
        })
        .collect()
}

/// The entry without its addresses.
pub(super) fn entry_of(row: identity::Model) -> Outcome<Identity> {
    let master = match (row.master_workspace_id, row.master_external_id) {
        (Some(workspace), Some(external_id)) => Some(MasterLink { workspace: WorkspaceId(workspace), external_id }),
        _ => None,
    };
    Ok(Identity {
        id: PeopleId(row.id),
        display_name: row.display_name,
        first_name: row.first_name,
        last_name: row.last_name,
        primary_email: None,
        secondary_emails: Vec::new(),
        aliases: Vec::new(),
        employee_number: row.employee_number,
        company: filled(row.company),
        department: filled(row.department),
        job_title: filled(row.job_title),
        location: filled(row.location),
        lifecycle: Lifecycle {
            contract_start: row.contract_start,
            contract_end: row.contract_end,
            leave_start: row.leave_start,
            leave_end: row.leave_end,
        },
        manager: row.manager_id.map(PeopleId),
        note: row.note,
        custom_fields: match row.custom_fields {
            Value::Object(values) => values,
            _ => CustomValues::new(),
        },
        stated_status: row.stated_status.as_deref().map(named).transpose()?,
        stated_type: row.stated_type.as_deref().map(named).transpose()?,
        archived: row.archived,
        unregistered: row.unregistered,
        field_sources: sources_of(&row.field_sources)?,
        master,
        merged_into: row.merged_into.map(PeopleId),
        status: named(&row.employee_status)?,
        employee_type: named(&row.employee_type)?,
        management_type: named(&row.management_type)?,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

pub(super) fn address_of(text: &str) -> Outcome<Email> {
    Email::parse(text).ok_or_else(|| StoreError::new(READING, format!("`{text}` is no e-mail address")).into())
}

/// Reads a name that an enumeration has.
pub(super) fn named<T>(text: &str) -> Outcome<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().map_err(|error| corrupt(READING, error))
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn sources_json(sources: &BTreeMap<PresetField, FieldSource>) -> Value {
    sources.iter().map(|(field, source)| (field.to_string(), Value::from(source.to_string()))).collect()
}

fn sources_of(json: &Value) -> Outcome<BTreeMap<PresetField, FieldSource>> {
    let entries = json.as_object().into_iter().flatten();
    entries
        .map(|(field, source)| {
            let source = source.as_str().unwrap_or_default();
            Ok((named(field)?, source.parse().map_err(|error| corrupt(READING, error))?))
        })
        .collect()
}
