use std::collections::{HashMap, HashSet};

use daicho_domain::directory::{Email, Identity, PersonReport};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::DatabaseTransaction;

use super::read;

/// What the directory knows of the people in some reports.
pub(super) struct Known {
    /// By the external id of an account that is an entry's for sure.
    by_link: HashMap<String, PeopleId>,
    by_email: HashMap<Email, read::Owner>,
    by_number: HashMap<String, read::Owner>,
    pub(super) entries: HashMap<PeopleId, Identity>,
}

impl Known {
    pub(super) async fn look_up(
        tx: &DatabaseTransaction,
        organization: OrganizationId,
        reports: &[&PersonReport],
        by_link: HashMap<String, PeopleId>,
    ) -> Outcome<Self> {
        let emails: HashSet<&Email> =
            reports.iter().flat_map(|report| report.email.iter().chain(&report.aliases)).collect();
        let emails: Vec<&Email> = emails.into_iter().collect();
        let numbers: Vec<&str> = reports.iter().filter_map(|report| report.employee_number.as_deref()).collect();
        let by_email = read::owners(tx, organization, &emails).await?;
        let by_number = read::number_owners(tx, organization, &numbers).await?;
        let owners = by_email.values().chain(by_number.values()).map(|owner| owner.root);
        let ids: HashSet<PeopleId> = by_link.values().copied().chain(owners).collect();
        let ids: Vec<PeopleId> = ids.into_iter().collect();
        let entries = read::identities(tx, organization, &ids).await?;
        Ok(Self { by_link, by_email, by_number, entries })
    }

    /// The entry known by the service's own id, else by main address, else by employee number.
    pub(super) fn whose(&self, report: &PersonReport) -> Option<PeopleId> {
        let by_email = || report.email.as_ref().and_then(|email| self.by_email.get(email));
        let by_number = || report.employee_number.as_ref().and_then(|number| self.by_number.get(number));
        let linked = self.by_link.get(&report.external_id).copied();
        linked.or_else(|| by_email().or_else(by_number).map(|owner| owner.root))
    }

    /// Addresses and numbers that are another entry's stay there: a sync never fails for them.
    pub(super) fn leave_what_others_have(&self, report: &mut PersonReport, id: Option<PeopleId>, taken: &mut Taken) {
        let mut is_free = |email: &Email| {
            let own = self.by_email.get(email).is_none_or(|owner| Some(owner.id) == id);
            own && taken.emails.insert(email.clone())
        };
        report.email = report.email.take().filter(&mut is_free);
        report.aliases.retain(&mut is_free);
        let mut is_free = |number: &String| {
            let own = self.by_number.get(number).is_none_or(|owner| Some(owner.id) == id);
            own && taken.numbers.insert(number.clone())
        };
        let told =
            report.employee_number.take().map(|number| number.trim().to_owned()).filter(|number| !number.is_empty());
        if let Some(number) = told {
            let known = || id.and_then(|id| self.entries.get(&id)).and_then(|entry| entry.employee_number.clone());
            report.employee_number = if is_free(&number) { Some(number) } else { known().filter(is_free) };
        }
    }
}

/// What reports of the same batch have claimed.
#[derive(Debug, Default)]
pub(super) struct Taken {
    emails: HashSet<Email>,
    numbers: HashSet<String>,
}
