//! The employee master: its accounts tell who works here.

mod domains;
mod managers;
mod reports;

use std::collections::{HashMap, HashSet};

use chrono::Utc;
use daicho_domain::directory::{
    ChangeKind, ChangeSource, Email, FieldSettings, FieldSource, Identity, MasterLink, Origin, PersonReport,
};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, PeopleId, WorkspaceId};
use sea_orm::DatabaseTransaction;

use super::circumstances::{OrganizationFacts, organization_facts};
use super::fields::field_settings;
use super::read;
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
    let linked = managers::link(tx, organization, workspace, &run.settings, &run.origin).await?;
    if new_domains {
        super::refresh::refresh(tx, organization).await?;
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
            let mut last = 0;
            loop {
                let reports = reports::after(self.tx, self.workspace, vanished, last).await?;
                let Some((end, _)) = reports.last() else { break };
                last = *end;
                let reports = reports.into_iter().map(|(_, report)| report).collect();
                written.extend(self.take_over(reports, &mut claimed).await?);
            }
        }
        Ok(written)
    }

    async fn take_over(&self, reports: Vec<PersonReport>, claimed: &mut HashSet<PeopleId>) -> Outcome<Vec<PeopleId>> {
        let known = Known::look_up(self, &reports).await?;
        let mut taken: HashSet<Email> = HashSet::new();
        let mut numbers: HashSet<String> = HashSet::new();
        let mut changes = Vec::new();
        for mut report in reports {
            let id = known.whose(&report);
            if id.is_some_and(|id| !claimed.insert(id)) {
                continue;
            }
            known.leave_what_others_have(&mut report, id, &mut taken, &mut numbers);
            let before = id.and_then(|id| known.entries.get(&id));
            let mut after = before.cloned().unwrap_or_else(|| Identity::blank(Utc::now()));
            after.master = Some(MasterLink { workspace: self.workspace, external_id: report.external_id.clone() });
            let own_sources = after.field_sources.clone();
            let is_source = |field| self.settings.source(field, &own_sources) == FieldSource::Master;
            after.take_over(&report, is_source, &self.facts.circumstances);
            changes.push(match before {
                Some(before) => Change::of(before.clone(), after),
                None => Change::new(after),
            });
        }
        let written = save(self.tx, self.organization, changes, ChangeKind::Update, &self.origin).await?;
        claimed.extend(written.iter().copied());
        Ok(written)
    }
}

/// What the directory knows of the people in some reports.
struct Known {
    by_link: HashMap<String, PeopleId>,
    by_email: HashMap<Email, read::Owner>,
    by_number: HashMap<String, read::Owner>,
    entries: HashMap<PeopleId, Identity>,
}

impl Known {
    async fn look_up(run: &Run<'_>, reports: &[PersonReport]) -> Outcome<Self> {
        let emails: HashSet<&Email> =
            reports.iter().flat_map(|report| report.email.iter().chain(&report.aliases)).collect();
        let emails: Vec<&Email> = emails.into_iter().collect();
        let numbers: Vec<&str> = reports.iter().filter_map(|report| report.employee_number.as_deref()).collect();
        let external_ids: Vec<&str> = reports.iter().map(|report| report.external_id.as_str()).collect();
        let by_link = reports::linked(run.tx, run.organization, run.workspace, &external_ids).await?;
        let by_email = read::owners(run.tx, run.organization, &emails).await?;
        let by_number = read::number_owners(run.tx, run.organization, &numbers).await?;
        let owners = by_email.values().chain(by_number.values()).map(|owner| owner.root);
        let ids: HashSet<PeopleId> = by_link.values().copied().chain(owners).collect();
        let ids: Vec<PeopleId> = ids.into_iter().collect();
        let entries = read::identities(run.tx, run.organization, &ids).await?;
        Ok(Self { by_link, by_email, by_number, entries })
    }

    /// The entry known by the master's own id, else by main address, else by employee number.
    fn whose(&self, report: &PersonReport) -> Option<PeopleId> {
        let by_email = || report.email.as_ref().and_then(|email| self.by_email.get(email));
        let by_number = || report.employee_number.as_ref().and_then(|number| self.by_number.get(number));
        let linked = self.by_link.get(&report.external_id).copied();
        linked.or_else(|| by_email().or_else(by_number).map(|owner| owner.root))
    }

    /// Addresses and numbers that are another entry's stay there: a sync never fails for them.
    fn leave_what_others_have(
        &self,
        report: &mut PersonReport,
        id: Option<PeopleId>,
        taken: &mut HashSet<Email>,
        numbers: &mut HashSet<String>,
    ) {
        let mut is_free = |email: &Email| {
            let own = self.by_email.get(email).is_none_or(|owner| Some(owner.id) == id);
            own && taken.insert(email.clone())
        };
        report.email = report.email.take().filter(&mut is_free);
        report.aliases.retain(&mut is_free);
        let mut is_free = |number: &String| {
            let own = self.by_number.get(number).is_none_or(|owner| Some(owner.id) == id);
            own && numbers.insert(number.clone())
        };
        let told =
            report.employee_number.take().map(|number| number.trim().to_owned()).filter(|number| !number.is_empty());
        if let Some(number) = told {
            let known = || id.and_then(|id| self.entries.get(&id)).and_then(|entry| entry.employee_number.clone());
            report.employee_number = if is_free(&number) { Some(number) } else { known().filter(is_free) };
        }
    }
}
