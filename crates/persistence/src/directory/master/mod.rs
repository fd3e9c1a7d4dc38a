//! The employee master: its accounts tell who works here.

mod domains;

use std::collections::HashSet;

use chrono::Utc;
use daicho_domain::directory::{
    ChangeSource, FieldSettings, FieldSource, HistoryKind, Identity, MasterLink, Origin, PersonReport, PresetField,
};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, PeopleId, WorkspaceId};
use sea_orm::DatabaseTransaction;

use super::circumstances::{OrganizationFacts, organization_facts};
use super::fields::field_settings;
use super::known::{Known, Taken};
use super::managers::{self, Link};
use super::reports::{self, Reports, Whom};
use super::write::{Change, save};

/// Brings the directory in step with the accounts of the workspace that is the organization's employee master: adds who is
/// new, takes over the fields whose source is the master, retires whoever is suspended or gone there, and takes over the
/// master's domains. What did not change is not written.
///
/// Call it in the transaction that changed the workspace's accounts, and match the organization's accounts afterwards. Answers
/// how many entries were written.
pub async fn apply_master(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
) -> Outcome<u64> {
    let new_domains = domains::take_over(tx, organization, workspace).await?;
    let run = Run {
        tx,
        organization,
        workspace,
        facts: organization_facts(tx, organization).await?,
        settings: field_settings(tx, organization).await?,
        origin: Origin::new(ChangeSource::Master, reports::workspace_name(tx, organization, workspace).await?),
    };
    let taken_over = run.take_over_accounts().await?;
    let told = managers::told(tx, organization, workspace, Link::Master).await?;
    let is_master = |entry: &Identity| run.is_source(PresetField::Manager, entry);
    let linked = managers::link(tx, organization, told, is_master, &run.origin).await?;
    if new_domains {
        super::refresh::refresh(tx, organization, super::Entries::All).await?;
    }
    Ok((taken_over.len() + linked.len()) as u64)
}

struct Run<'a> {
    tx: &'a DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    facts: OrganizationFacts,
    settings: FieldSettings,
    origin: Origin,
}

impl Run<'_> {
    /// Accounts that are there go first: whoever got a new account is not retired for the old one.
    async fn take_over_accounts(&self) -> Outcome<Vec<PeopleId>> {
        let mut claimed = HashSet::new();
        let mut written = Vec::new();
        for vanished in [false, true] {
            let accounts = Reports { workspace: self.workspace, vanished, of: Whom::Everybody };
            let mut last = 0;
            while let Some((end, told)) = accounts.after(self.tx, last).await? {
                last = end;
                let reports = told.into_iter().map(|told| told.report).collect();
                written.extend(self.take_over(reports, &mut claimed).await?);
            }
        }
        Ok(written)
    }

    fn is_source(&self, field: PresetField, entry: &Identity) -> bool {
        self.settings.source(field, &entry.field_sources) == FieldSource::Master
    }

    async fn take_over(&self, reports: Vec<PersonReport>, claimed: &mut HashSet<PeopleId>) -> Outcome<Vec<PeopleId>> {
        let external_ids: Vec<&str> = reports.iter().map(|report| report.external_id.as_str()).collect();
        let by_link = reports::linked(self.tx, self.organization, self.workspace, &external_ids).await?;
        let told: Vec<&PersonReport> = reports.iter().collect();
        let known = Known::look_up(self.tx, self.organization, &told, by_link).await?;
        let mut taken = Taken::default();
        let mut changes = Vec::new();
        for mut report in reports {
            let id = known.whose(&report);
            if id.is_some_and(|id| !claimed.insert(id)) {
                continue;
            }
            known.leave_what_others_have(&mut report, id, &mut taken);
            let before = id.and_then(|id| known.entries.get(&id));
            let mut after = before.cloned().unwrap_or_else(|| Identity::blank(Utc::now()));
            after.master = Some(MasterLink { workspace: self.workspace, external_id: report.external_id.clone() });
            let sources = after.clone();
            after.take_over(&report, |field| self.is_source(field, &sources), &self.facts.circumstances);
            changes.push(match before {
                Some(before) => Change::of(before.clone(), after),
                None => Change::new(after),
            });
        }
        let written = save(self.tx, self.organization, changes, HistoryKind::Update, &self.origin).await?;
        claimed.extend(written.iter().copied());
        Ok(written)
    }
}
