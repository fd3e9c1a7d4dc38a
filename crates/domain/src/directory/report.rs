//! What a connected service says of a person, and how it enters the directory.

use super::edit::is_system;
use super::identity::Circumstances;
use super::{CustomField, Email, EmployeeStatus, EmployeeType, Identity, PresetField};
use crate::account::{AccountKind, AccountStatus, ReportedAccount, ReportedEmployee};
use crate::ids::WorkspaceId;

/// A person as the employee master, or another service that is the source of a field, reports it.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonReport {
    pub external_id: String,
    pub kind: AccountKind,
    pub email: Option<Email>,
    pub aliases: Vec<Email>,
    pub display_name: Option<String>,
    pub employee_number: Option<String>,
    /// Suspended or deleted there.
    pub gone: bool,
    pub employee: ReportedEmployee,
}

impl PersonReport {
    /// What the account says of its person; `vanished` when the service does not list it any more.
    pub fn of(account: &ReportedAccount, vanished: bool) -> Self {
        Self {
            external_id: account.external_id.clone(),
            kind: account.kind,
            email: account.email.as_deref().and_then(Email::parse),
            aliases: account.aliases.iter().filter_map(|alias| Email::parse(alias)).collect(),
            display_name: account.display_name.clone(),
            employee_number: account.employee_number.clone(),
            gone: vanished || account.status == AccountStatus::Suspended,
            employee: account.employee.as_deref().cloned().unwrap_or_default(),
        }
    }

    fn status(&self) -> Option<EmployeeStatus> {
        if self.gone { Some(EmployeeStatus::Retired) } else { self.employee.status }
    }

    fn employee_type(&self) -> Option<EmployeeType> {
        match self.kind {
            AccountKind::Person => self.employee.employee_type,
            AccountKind::System => Some(
                self.employee.employee_type.filter(|stated| is_system(*stated)).unwrap_or(EmployeeType::GroupAddress),
            ),
        }
    }
}

impl Identity {
    /// Takes over the fields whose source is whoever reports: its value overwrites, and what it leaves empty is emptied.
    /// The manager is an entry of its own and is linked afterwards. An address that is missing keeps the one known.
    pub fn take_over(
        &mut self,
        report: &PersonReport,
        is_source: impl Fn(PresetField) -> bool,
        circumstances: &Circumstances,
    ) {
        use PresetField as F;
        let told = &report.employee;
        let usual_before = self.default_display_name(circumstances.language);
        let overwrite = |field: PresetField, target: &mut Option<String>, value: &Option<String>| {
            if is_source(field) {
                *target = clean(value.as_deref());
            }
        };
        overwrite(F::FirstName, &mut self.first_name, &told.first_name);
        overwrite(F::LastName, &mut self.last_name, &told.last_name);
        overwrite(F::EmployeeId, &mut self.employee_number, &report.employee_number);
        overwrite(F::CompanyName, &mut self.company, &told.company);
        overwrite(F::Department, &mut self.department, &told.department);
        overwrite(F::JobTitle, &mut self.job_title, &told.job_title);
        overwrite(F::WorkLocation, &mut self.location, &told.location);
        let dates = &mut self.lifecycle;
        for (field, target, value) in [
            (F::ContractStartAt, &mut dates.contract_start, told.contract_start),
            (F::ContractEndAt, &mut dates.contract_end, told.contract_end),
            (F::SuspensionStartAt, &mut dates.leave_start, told.leave_start),
            (F::SuspensionEndAt, &mut dates.leave_end, told.leave_end),
        ] {
            if is_source(field) {
                *target = value;
            }
        }
        if is_source(F::PrimaryEmail) {
            self.take_over_emails(report);
        }
        if is_source(F::EmployeeStatus) {
            self.stated_status = report.status();
        }
        if is_source(F::EmployeeType) {
            self.stated_type = report.employee_type();
        }
        let follows = self.display_name.is_empty() || usual_before.as_deref() == Some(self.display_name.as_str());
        if is_source(F::DisplayName) || follows {
            let told_name = clean(report.display_name.as_deref()).filter(|_| is_source(F::DisplayName));
            if let Some(name) = told_name.or_else(|| self.default_display_name(circumstances.language)) {
                self.display_name = name;
            } else if self.display_name.is_empty() {
                self.display_name.clone_from(&report.external_id);
            }
        }
        self.settle(circumstances);
    }

    /// Takes over the custom fields that the workspace feeds. What does not fit a field leaves it empty.
    pub fn take_over_custom_fields(
        &mut self,
        account: &ReportedAccount,
        workspace: WorkspaceId,
        custom_fields: &[CustomField],
    ) {
        for field in custom_fields {
            let Some(source) = field.fed_by(workspace) else { continue };
            match field.read(&source.value(account)) {
                Ok(value) if !value.is_null() => self.custom_fields.insert(field.code.clone(), value),
                Ok(_) | Err(_) => self.custom_fields.remove(&field.code),
            };
        }
    }

    fn take_over_emails(&mut self, report: &PersonReport) {
        if report.email.is_some() && report.email != self.primary_email {
            let replaced = std::mem::replace(&mut self.primary_email, report.email.clone());
            self.secondary_emails.extend(replaced);
        }
        let primary = self.primary_email.clone();
        let mut seen: std::collections::HashSet<Email> = primary.into_iter().collect();
        self.secondary_emails.retain(|email| !report.aliases.contains(email) && seen.insert(email.clone()));
        self.aliases = report.aliases.iter().filter(|email| seen.insert((*email).clone())).cloned().collect();
    }
}

fn clean(text: Option<&str>) -> Option<String> {
    let text = text?.trim().replace('\0', "");
    let shortened: String = text.chars().take(super::edit::LONGEST_TEXT).collect();
    (!shortened.is_empty()).then_some(shortened)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organization::{DomainName, Language};
    use chrono::{DateTime, NaiveDate};

    fn circumstances() -> Circumstances {
        Circumstances {
            domains: vec![DomainName::parse("example.com").unwrap()],
            language: Language::En,
            today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        }
    }

    fn report() -> PersonReport {
        PersonReport {
            external_id: "u1".into(),
            kind: AccountKind::Person,
            email: Email::parse("ann@example.com"),
            aliases: vec![Email::parse("anne@example.com").unwrap()],
            display_name: Some("Ann Smith".into()),
            employee_number: Some("7".into()),
            gone: false,
            employee: ReportedEmployee { department: Some("Sales".into()), ..ReportedEmployee::default() },
        }
    }

    fn known() -> Identity {
        let mut identity = Identity::blank(DateTime::UNIX_EPOCH);
        identity.take_over(&report(), |_| true, &circumstances());
        identity
    }

    #[test]
    fn what_the_master_leaves_empty_is_emptied_only_where_the_master_is_the_source() {
        let mut identity = known();
        identity.job_title = Some("Lead".into());
        identity.department = Some("Marketing".into());
        identity.take_over(&report(), |field| field != PresetField::JobTitle, &circumstances());
        assert_eq!((identity.job_title.as_deref(), identity.department.as_deref()), (Some("Lead"), Some("Sales")));
        identity.take_over(&report(), |_| true, &circumstances());
        assert_eq!(identity.job_title, None);
    }

    #[test]
    fn whoever_is_suspended_or_deleted_in_the_master_is_retired_and_comes_back_when_restored() {
        let mut identity = known();
        identity.take_over(&PersonReport { gone: true, ..report() }, |_| true, &circumstances());
        assert_eq!(identity.status, EmployeeStatus::Retired);
        identity.take_over(&report(), |_| true, &circumstances());
        assert_eq!(identity.status, EmployeeStatus::Active);
    }

    #[test]
    fn a_group_of_the_master_is_a_system_entry() {
        let mut identity = Identity::blank(DateTime::UNIX_EPOCH);
        identity.take_over(&PersonReport { kind: AccountKind::System, ..report() }, |_| true, &circumstances());
        assert_eq!(identity.management_type, super::super::ManagementType::System);
    }

    #[test]
    fn a_custom_field_follows_the_workspace_that_feeds_it() {
        use super::super::{CustomFieldKind, ServiceField, ServiceSource};
        let field = |code: &str, workspace: i64, kind, service_field_id| CustomField {
            id: crate::ids::CustomFieldId(1),
            code: code.into(),
            name: code.into(),
            kind,
            configuration: None,
            service_source: Some(ServiceSource { workspace_id: WorkspaceId(workspace), service_field_id }),
        };
        let fields = [
            field("plan", 7, CustomFieldKind::Text, ServiceField::Licenses),
            field("seen", 7, CustomFieldKind::Date, ServiceField::LastActivity),
            field("size", 7, CustomFieldKind::Number, ServiceField::UserName),
            field("other", 8, CustomFieldKind::Text, ServiceField::Licenses),
        ];
        let mut identity = known();
        identity.custom_fields =
            ["plan", "seen", "size", "other"].map(|code| (code.to_owned(), "before".into())).into_iter().collect();
        let account = ReportedAccount {
            licenses: vec!["Pro".into()],
            username: Some("not a number".into()),
            ..ReportedAccount::new("u1")
        };
        identity.take_over_custom_fields(&account, WorkspaceId(7), &fields);
        let kept: Vec<(&str, &str)> = identity
            .custom_fields
            .iter()
            .map(|(code, value)| (code.as_str(), value.as_str().unwrap_or_default()))
            .collect();
        assert_eq!(kept, [("plan", "Pro"), ("other", "before")]);
    }

    #[test]
    fn a_new_address_keeps_the_old_one_as_secondary() {
        let mut identity = known();
        let renamed = PersonReport { email: Email::parse("ann.jones@example.com"), ..report() };
        identity.take_over(&renamed, |_| true, &circumstances());
        assert_eq!(identity.primary_email, Email::parse("ann.jones@example.com"));
        assert_eq!(identity.secondary_emails, [Email::parse("ann@example.com").unwrap()]);
    }
}
