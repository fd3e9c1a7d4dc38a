//! Fields whose source is a connected workspace: preset ones, and custom ones that it feeds.

use std::collections::{BTreeSet, HashMap, HashSet};

use daicho_domain::directory::{
    ChangeSource, CustomField, FieldSettings, FieldSource, HistoryKind, Identity, Origin, PersonReport, PresetField,
};
use daicho_domain::error::{Failure, Outcome, StoreError};
use daicho_domain::ids::{OrganizationId, PeopleId, WorkspaceId};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use super::circumstances::{OrganizationFacts, organization_facts};
use super::fields::{custom_fields, field_settings};
use super::known::{Known, Taken};
use super::managers::{self, Link};
use super::matching::rematch;
use super::reports::{self, Reports, Told, Whom};
use super::write::{Change, save};
use crate::failure::Context;
use crate::sql::Sql;

/// Brings the fields that the workspace is the source of in step with its accounts: what an account says overwrites, and what
/// it leaves empty is emptied. People without an account there keep what they have. What did not change is not written.
///
/// Call it in the transaction that changed the workspace's accounts, once they are matched. Answers how many entries were
/// written.
pub async fn apply_sources(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
) -> Outcome<u64> {
    let settings = field_settings(tx, organization).await?;
    let mut custom_fields = custom_fields(tx, organization).await?;
    custom_fields.retain(|field| field.fed_by(workspace).is_some());
    let source = FieldSource::Workspace(workspace);
    let for_everybody =
        !custom_fields.is_empty() || PresetField::ALL.iter().any(|field| settings.of(*field).source == source);
    let for_some = somebody_has_own_source(tx, organization, source).await?;
    if !for_everybody && !for_some {
        return Ok(0);
    }
    let whom = if for_everybody { Whom::Matched } else { Whom::WithOwnSource(source.to_string()) };
    let names_managers = for_some || settings.of(PresetField::Manager).source == source;
    let run = Run {
        tx,
        organization,
        workspace,
        settings,
        custom_fields,
        facts: organization_facts(tx, organization).await?,
        origin: Origin::new(ChangeSource::Service, reports::workspace_name(tx, organization, workspace).await?),
    };
    let mut written = run.take_over_accounts(&whom).await?;
    if names_managers {
        written.extend(run.link_managers().await?);
    }
    rematch(tx, organization, &written).await?;
    Ok(written.len() as u64)
}

async fn somebody_has_own_source(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    source: FieldSource,
) -> Outcome<bool> {
    let mut sql = Sql::new("SELECT 1 FROM identity WHERE organization_id = ");
    sql.bind(organization.0).push(" AND CAST(field_sources AS text) LIKE ").bind(format!("%\"{source}\"%"));
    sql.push(" LIMIT 1");
    let row =
        tx.query_one_raw(sql.statement(tx.get_database_backend())).await.context("look for sources of one entry")?;
    Ok(row.is_some())
}

/// Leaves the fields that the workspace was the source of to people: nothing will be told of them there any more. The values
/// stay. Call it in the transaction that disconnects the workspace.
pub async fn forget_source(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
) -> Result<(), StoreError> {
    const DOING: &str = "forget a source of fields";
    let backend = tx.get_database_backend();
    let (source, people) = (FieldSource::Workspace(workspace).to_string(), FieldSource::Daicho.to_string());
    let mut preset = Sql::new("UPDATE identity_field SET source = ");
    preset.bind(people.clone()).push(" WHERE organization_id = ").bind(organization.0);
    preset.push(" AND source = ").bind(source.clone());
    let mut of_one = Sql::new("UPDATE identity SET field_sources = ");
    let json = if backend == DatabaseBackend::Postgres { "json" } else { "text" };
    of_one.push("CAST(replace(CAST(field_sources AS text), ").bind(format!("\"{source}\"")).push(", ");
    of_one.bind(format!("\"{people}\"")).push(&format!(") AS {json}) WHERE organization_id = "));
    of_one.bind(organization.0).push(" AND CAST(field_sources AS text) LIKE ").bind(format!("%\"{source}\"%"));
    let fed = custom_fields(tx, organization).await.map_err(unread)?;
    let fed = fed.into_iter().filter(|field| field.fed_by(workspace).is_some());
    let mut custom = Sql::new("UPDATE identity_custom_field SET service_source = NULL WHERE organization_id = ");
    custom.bind(organization.0).push(" AND id IN ").bind_list(fed.map(|field| field.id.0).chain([0]));
    for sql in [preset, of_one, custom] {
        tx.execute_raw(sql.statement(backend)).await.context(DOING)?;
    }
    Ok(())
}

fn unread(failure: Failure) -> StoreError {
    match failure {
        Failure::Store(error) => error,
        other => StoreError::new("read the fields of an organization", other),
    }
}

/// Lets a decision about sources act at once, for the workspaces among them.
pub(super) async fn take_effect(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    sources: impl Iterator<Item = FieldSource>,
) -> Outcome<()> {
    let workspaces: BTreeSet<WorkspaceId> = sources
        .filter_map(|source| match source {
            FieldSource::Workspace(workspace) => Some(workspace),
            FieldSource::Daicho | FieldSource::Master => None,
        })
        .collect();
    for workspace in workspaces {
        apply_sources(tx, organization, workspace).await?;
    }
    Ok(())
}

struct Run<'a> {
    tx: &'a DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    settings: FieldSettings,
    /// Those that the workspace feeds.
    custom_fields: Vec<CustomField>,
    facts: OrganizationFacts,
    origin: Origin,
}

impl Run<'_> {
    fn is_source(&self, field: PresetField, entry: &Identity) -> bool {
        self.settings.source(field, &entry.field_sources) == FieldSource::Workspace(self.workspace)
    }

    /// Of several accounts of a person the first that is there speaks.
    async fn take_over_accounts(&self, whom: &Whom) -> Outcome<Vec<PeopleId>> {
        let mut heard = HashSet::new();
        let mut written = Vec::new();
        for vanished in [false, true] {
            let accounts = Reports { workspace: self.workspace, vanished, of: whom.clone() };
            let mut last = 0;
            while let Some((end, mut told)) = accounts.after(self.tx, last).await? {
                last = end;
                told.retain(|told| told.person.is_some_and(|person| heard.insert(person)));
                written.extend(self.take_over(told).await?);
            }
        }
        Ok(written)
    }

    async fn take_over(&self, told: Vec<Told>) -> Outcome<Vec<PeopleId>> {
        let people: HashMap<String, PeopleId> =
            told.iter().filter_map(|told| Some((told.account.external_id.clone(), told.person?))).collect();
        let reports: Vec<&PersonReport> = told.iter().map(|told| &told.report).collect();
        let known = Known::look_up(self.tx, self.organization, &reports, people).await?;
        let mut taken = Taken::default();
        let mut changes = Vec::new();
        for Told { person, account, mut report, .. } in told {
            let Some(before) = person.and_then(|person| known.entries.get(&person)) else { continue };
            known.leave_what_others_have(&mut report, person, &mut taken);
            let mut after = before.clone();
            after.take_over(&report, |field| self.is_source(field, before), &self.facts.circumstances);
            after.take_over_custom_fields(&account, self.workspace, &self.custom_fields);
            changes.push(Change::of(before.clone(), after));
        }
        save(self.tx, self.organization, changes, HistoryKind::Update, &self.origin).await
    }

    async fn link_managers(&self) -> Outcome<Vec<PeopleId>> {
        let told = managers::told(self.tx, self.organization, self.workspace, Link::Match).await?;
        let decides = |entry: &Identity| self.is_source(PresetField::Manager, entry);
        managers::link(self.tx, self.organization, told, decides, &self.origin).await
    }
}
