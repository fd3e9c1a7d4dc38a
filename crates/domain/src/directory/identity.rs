use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::classification::{Evidence, fitting_type, management_type};
use super::{
    Email, EmployeeStatus, EmployeeType, FieldSource, Lifecycle, ManagementType, PresetField, default_display_name,
};
use crate::ids::{PeopleId, WorkspaceId};
use crate::organization::{DomainName, Language};

pub type CustomValues = serde_json::Map<String, serde_json::Value>;

/// One entry of the directory: a person, or a group or system address.
///
/// What people state and what follows from it are kept apart: `settle` makes the second from the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    pub id: PeopleId,
    pub display_name: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub primary_email: Option<Email>,
    pub secondary_emails: Vec<Email>,
    /// Further addresses of the same mailbox, told by the employee master.
    pub aliases: Vec<Email>,
    /// `employeeId` in the API; unique in the organization.
    pub employee_number: Option<String>,
    pub company: Option<String>,
    pub department: Option<String>,
    pub job_title: Option<String>,
    pub location: Option<String>,
    pub lifecycle: Lifecycle,
    pub manager: Option<PeopleId>,
    pub note: Option<String>,
    pub custom_fields: CustomValues,
    /// Set by hand; `None` lets the dates tell.
    pub stated_status: Option<EmployeeStatus>,
    pub stated_type: Option<EmployeeType>,
    pub archived: bool,
    pub unregistered: bool,
    /// Sources decided for this entry alone.
    pub field_sources: BTreeMap<PresetField, FieldSource>,
    /// The account of the employee master that is this person.
    pub master: Option<MasterLink>,
    /// The entry that this one became part of.
    pub merged_into: Option<PeopleId>,
    pub status: EmployeeStatus,
    pub employee_type: EmployeeType,
    pub management_type: ManagementType,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterLink {
    pub workspace: WorkspaceId,
    /// The master's own id of the account.
    pub external_id: String,
}

/// What the judgements about an organization's entries rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
    pub domains: Vec<DomainName>,
    pub language: Language,
    /// The day in the organization's time zone.
    pub today: NaiveDate,
}

impl Identity {
    /// An entry of which nothing is known yet; its id is given by the store.
    pub fn blank(now: DateTime<Utc>) -> Self {
        Self {
            id: PeopleId(0),
            display_name: String::new(),
            first_name: None,
            last_name: None,
            primary_email: None,
            secondary_emails: Vec::new(),
            aliases: Vec::new(),
            employee_number: None,
            company: None,
            department: None,
            job_title: None,
            location: None,
            lifecycle: Lifecycle::default(),
            manager: None,
            note: None,
            custom_fields: CustomValues::new(),
            stated_status: None,
            stated_type: None,
            archived: false,
            unregistered: false,
            field_sources: BTreeMap::new(),
            master: None,
            merged_into: None,
            status: EmployeeStatus::Active,
            employee_type: EmployeeType::Unknown,
            management_type: ManagementType::Unknown,
            created_at: now,
            updated_at: now,
        }
    }

    /// Makes what follows from what is stated: the kind of ID, the type and status that count.
    pub fn settle(&mut self, circumstances: &Circumstances) {
        self.management_type = management_type(
            Evidence {
                email: self.primary_email.as_ref(),
                employee_type: self.stated_type,
                employee_number: self.employee_number.as_deref(),
                unregistered: self.unregistered,
            },
            &circumstances.domains,
        );
        self.employee_type = fitting_type(self.stated_type, self.management_type);
        self.status = if self.archived {
            EmployeeStatus::Archived
        } else {
            self.stated_status.unwrap_or_else(|| self.lifecycle.status_on(circumstances.today))
        };
    }

    /// The name that would be shown if none had been given.
    pub fn default_display_name(&self, language: Language) -> Option<String> {
        default_display_name(
            self.first_name.as_deref(),
            self.last_name.as_deref(),
            self.primary_email.as_ref(),
            self.employee_number.as_deref(),
            language,
        )
    }

    /// Archives the entry, or takes it back out with the status that it had.
    pub fn toggle_archived(&mut self) {
        self.archived = !self.archived;
    }

    /// Takes the entry out of management, or back in with the type that it had.
    pub fn toggle_unregistered(&mut self) {
        self.unregistered = !self.unregistered;
    }

    /// The text that searches look into.
    pub fn search_text(&self) -> String {
        let first = self.first_name.as_deref().unwrap_or_default();
        let last = self.last_name.as_deref().unwrap_or_default();
        let mut parts = vec![self.display_name.clone(), format!("{last}{first} {first}{last}")];
        let emails = self.primary_email.iter().chain(&self.secondary_emails).chain(&self.aliases);
        parts.extend(emails.map(|email| email.as_str().to_owned()));
        parts.extend(
            [&self.employee_number, &self.department, &self.job_title, &self.company].into_iter().flatten().cloned(),
        );
        crate::search::fold(&parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circumstances() -> Circumstances {
        Circumstances {
            domains: vec![DomainName::parse("example.com").unwrap()],
            language: Language::En,
            today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        }
    }

    fn employee() -> Identity {
        let mut identity = Identity::blank(DateTime::UNIX_EPOCH);
        identity.primary_email = Email::parse("ann@example.com");
        identity.stated_type = Some(EmployeeType::PartTimeEmployee);
        identity.stated_status = Some(EmployeeStatus::OnLeave);
        identity.settle(&circumstances());
        identity
    }

    #[test]
    fn archiving_twice_gives_the_status_back() {
        let mut identity = employee();
        identity.toggle_archived();
        identity.settle(&circumstances());
        assert_eq!(identity.status, EmployeeStatus::Archived);
        identity.toggle_archived();
        identity.settle(&circumstances());
        assert_eq!(identity.status, EmployeeStatus::OnLeave);
    }

    #[test]
    fn unregistering_twice_gives_kind_and_type_back() {
        let mut identity = employee();
        identity.toggle_unregistered();
        identity.settle(&circumstances());
        assert_eq!(
            (identity.management_type, identity.employee_type),
            (ManagementType::Unregistered, EmployeeType::Unregistered)
        );
        identity.toggle_unregistered();
        identity.settle(&circumstances());
        assert_eq!(
            (identity.management_type, identity.employee_type),
            (ManagementType::Managed, EmployeeType::PartTimeEmployee)
        );
    }

    #[test]
    fn a_status_set_by_hand_stands_against_the_dates() {
        let mut identity = employee();
        identity.lifecycle.contract_end = NaiveDate::from_ymd_opt(2026, 1, 31);
        identity.settle(&circumstances());
        assert_eq!(identity.status, EmployeeStatus::OnLeave);
        identity.stated_status = None;
        identity.settle(&circumstances());
        assert_eq!(identity.status, EmployeeStatus::Retired);
    }

    #[test]
    fn a_name_is_found_written_together() {
        let mut identity = employee();
        (identity.last_name, identity.first_name) = (Some("田中".into()), Some("太郎".into()));
        assert!(identity.search_text().contains(&crate::search::fold("田中太郎")));
    }
}
