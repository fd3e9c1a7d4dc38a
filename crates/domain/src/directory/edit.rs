//! Changing an entry by hand, by API or by a file: one set of rules for all.

use chrono::NaiveDate;

use super::identity::{Circumstances, CustomValues};
use super::{CustomField, Email, EmployeeStatus, EmployeeType, Identity, ManagementType, Patch};
use crate::error::{ErrorCode, FieldProblem, Refusal};
use crate::ids::PeopleId;

/// What to change of an entry. Texts are already trimmed and never empty: see [`text`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IdentityPatch {
    /// Cleared, the dates tell.
    pub status: Patch<EmployeeStatus>,
    pub employee_type: Patch<EmployeeType>,
    /// A hint: only `system` and `unregistered` say something that the address does not.
    pub management_type: Patch<ManagementType>,
    pub display_name: Patch<String>,
    pub first_name: Patch<String>,
    pub last_name: Patch<String>,
    pub primary_email: Patch<Email>,
    pub secondary_emails: Patch<Vec<Email>>,
    pub employee_number: Patch<String>,
    pub company: Patch<String>,
    pub department: Patch<String>,
    pub job_title: Patch<String>,
    pub location: Patch<String>,
    pub contract_start: Patch<NaiveDate>,
    pub contract_end: Patch<NaiveDate>,
    pub leave_start: Patch<NaiveDate>,
    pub leave_end: Patch<NaiveDate>,
    pub manager: Patch<PeopleId>,
    pub note: Patch<String>,
    /// By code; `null` empties.
    pub custom_fields: CustomValues,
}

/// What an edit has to know beyond the entry itself.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    pub circumstances: &'a Circumstances,
    pub custom_fields: &'a [CustomField],
    /// Whether an account of some service goes by the entry's present primary address.
    pub primary_is_linked: bool,
    /// Addresses of entries that were merged into this one: shown among its secondary ones, but not its own.
    pub merged_emails: &'a [Email],
}

impl Identity {
    /// Makes the change, or says everything that is wrong with it and leaves the entry undefined.
    pub fn edit(&mut self, patch: &IdentityPatch, surroundings: &Surroundings<'_>) -> Result<(), Refusal> {
        let language = surroundings.circumstances.language;
        let usual_name = self.default_display_name(language);
        self.edit_kind(patch);
        self.edit_emails(patch, surroundings);
        patch.first_name.apply(&mut self.first_name);
        patch.last_name.apply(&mut self.last_name);
        patch.employee_number.apply(&mut self.employee_number);
        patch.company.apply(&mut self.company);
        patch.department.apply(&mut self.department);
        patch.job_title.apply(&mut self.job_title);
        patch.location.apply(&mut self.location);
        patch.contract_start.apply(&mut self.lifecycle.contract_start);
        patch.contract_end.apply(&mut self.lifecycle.contract_end);
        patch.leave_start.apply(&mut self.lifecycle.leave_start);
        patch.leave_end.apply(&mut self.lifecycle.leave_end);
        patch.manager.apply(&mut self.manager);
        patch.note.apply(&mut self.note);

        let mut problems = self.lifecycle.problems();
        problems.extend(self.edit_display_name(&patch.display_name, usual_name.as_deref(), surroundings));
        problems.extend(self.manager.filter(|manager| *manager == self.id && self.id.0 != 0).map(|_| own_manager()));
        let custom_problems = self.edit_custom_fields(&patch.custom_fields, surroundings.custom_fields);
        self.settle(surroundings.circumstances);
        if problems.is_empty() && !custom_problems.is_empty() {
            return Err(Refusal { code: ErrorCode::InvalidQuery, about: None, fields: custom_problems });
        }
        problems.extend(custom_problems);
        if problems.is_empty() { Ok(()) } else { Err(Refusal::fields(problems)) }
    }

    fn edit_kind(&mut self, patch: &IdentityPatch) {
        match patch.status {
            Patch::Keep => {}
            Patch::Set(EmployeeStatus::Archived) => self.archived = true,
            Patch::Set(status) => (self.archived, self.stated_status) = (false, Some(status)),
            Patch::Clear => (self.archived, self.stated_status) = (false, None),
        }
        match patch.employee_type {
            Patch::Keep => {}
            Patch::Set(EmployeeType::Unregistered) => self.unregistered = true,
            Patch::Set(employee_type) => self.stated_type = Some(employee_type),
            Patch::Clear => self.stated_type = None,
        }
        match patch.management_type {
            Patch::Set(ManagementType::Unregistered) => self.unregistered = true,
            Patch::Set(ManagementType::System) if !self.stated_type.is_some_and(is_system) => {
                (self.unregistered, self.stated_type) = (false, Some(EmployeeType::GroupAddress));
            }
            Patch::Set(_) => self.unregistered = patch.employee_type == Patch::Set(EmployeeType::Unregistered),
            Patch::Keep | Patch::Clear => {}
        }
    }

    /// A secondary address that becomes the primary one changes places with it. A primary address that accounts go by stays
    /// among the secondary ones, so that they keep their person.
    fn edit_emails(&mut self, patch: &IdentityPatch, surroundings: &Surroundings<'_>) {
        let old_primary = self.primary_email.clone();
        let was_secondary = patch.primary_email.as_set().is_some_and(|email| self.secondary_emails.contains(email));
        patch.primary_email.apply(&mut self.primary_email);
        match &patch.secondary_emails {
            Patch::Keep => {}
            Patch::Clear => self.secondary_emails.clear(),
            Patch::Set(emails) => self.secondary_emails.clone_from(emails),
        }
        let replaced = old_primary.filter(|old| self.primary_email.as_ref() != Some(old));
        let swapped = was_secondary && patch.secondary_emails.is_keep();
        if let Some(old) = replaced.filter(|_| swapped || surroundings.primary_is_linked) {
            self.secondary_emails.push(old);
        }
        let mut seen: std::collections::HashSet<Email> = self.primary_email.iter().cloned().collect();
        self.secondary_emails.retain(|email| !surroundings.merged_emails.contains(email) && seen.insert(email.clone()));
        self.aliases.retain(|email| !seen.contains(email));
    }

    /// A name that was made from others follows them; one that was given stays.
    fn edit_display_name(
        &mut self,
        patch: &Patch<String>,
        usual_before: Option<&str>,
        surroundings: &Surroundings<'_>,
    ) -> Option<FieldProblem> {
        let was_usual = self.display_name.is_empty() || usual_before == Some(self.display_name.as_str());
        let name = match patch {
            Patch::Set(name) => Some(name.clone()),
            Patch::Keep if !was_usual => return None,
            Patch::Keep | Patch::Clear => self.default_display_name(surroundings.circumstances.language),
        };
        match name {
            Some(name) => {
                self.display_name = name;
                None
            }
            None => Some(FieldProblem::new(
                "displayName",
                "Give a display name, a first or last name, an e-mail address or an employee ID.",
                "表示名、姓名、メールアドレス、社員番号のいずれかを入力してください。",
            )),
        }
    }

    fn edit_custom_fields(&mut self, values: &CustomValues, fields: &[CustomField]) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        for (code, value) in values {
            let field = fields.iter().find(|field| field.code == *code);
            match field.ok_or_else(|| unknown_custom_field(code)).and_then(|field| field.read(value)) {
                Ok(value) if value.is_null() => {
                    self.custom_fields.remove(code);
                }
                Ok(value) => {
                    self.custom_fields.insert(code.clone(), value);
                }
                Err(problem) => problems.push(problem),
            }
        }
        problems
    }
}

pub(super) const fn is_system(employee_type: EmployeeType) -> bool {
    matches!(employee_type, EmployeeType::GroupAddress | EmployeeType::SharedAddress | EmployeeType::TestAddress)
}

fn own_manager() -> FieldProblem {
    FieldProblem::new("manager.id", "Nobody is their own manager.", "本人を上長に指定することはできません。")
}

fn unknown_custom_field(code: &str) -> FieldProblem {
    FieldProblem::new(
        format!("customFields.{code}"),
        "There is no custom field with this code.",
        "このコードのカスタム項目はありません。",
    )
}

/// Most characters of a one-line text.
pub const LONGEST_TEXT: usize = 255;
/// Most characters of a note.
pub const LONGEST_NOTE: usize = 20_000;

/// Trims a text for a patch; an empty one clears the field. Fails when it is too long or holds a null character.
pub fn text(field: &str, value: Patch<String>, longest: usize) -> Result<Patch<String>, FieldProblem> {
    let Patch::Set(value) = value else { return Ok(value) };
    let trimmed = value.trim();
    if trimmed.is_empty() {
        Ok(Patch::Clear)
    } else if trimmed.chars().count() > longest || trimmed.contains('\0') {
        Err(FieldProblem::new(
            field,
            format!("Use at most {longest} characters and no null character."),
            format!("NULL文字を含まない{longest}文字以内で入力してください。"),
        ))
    } else {
        Ok(Patch::Set(trimmed.to_owned()))
    }
}

/// Reads an address for a patch; an empty text clears the field.
pub fn email(field: &str, value: &str) -> Result<Patch<Email>, FieldProblem> {
    if value.trim().is_empty() {
        return Ok(Patch::Clear);
    }
    Email::entered(field, value).map(Patch::Set)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organization::{DomainName, Language};
    use chrono::DateTime;

    fn circumstances() -> Circumstances {
        Circumstances {
            domains: vec![DomainName::parse("example.com").unwrap()],
            language: Language::Ja,
            today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        }
    }

    fn address(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    fn set(text: &str) -> Patch<String> {
        Patch::Set(text.to_owned())
    }

    fn tanaka() -> Identity {
        let mut identity = Identity::blank(DateTime::UNIX_EPOCH);
        let patch = IdentityPatch {
            first_name: set("太郎"),
            last_name: set("田中"),
            primary_email: Patch::Set(address("taro@example.com")),
            secondary_emails: Patch::Set(vec![address("taro@old.example")]),
            ..IdentityPatch::default()
        };
        edited(&mut identity, &patch, false).unwrap();
        identity
    }

    fn edited(identity: &mut Identity, patch: &IdentityPatch, primary_is_linked: bool) -> Result<(), Refusal> {
        let circumstances = circumstances();
        let surroundings =
            Surroundings { circumstances: &circumstances, custom_fields: &[], primary_is_linked, merged_emails: &[] };
        identity.edit(patch, &surroundings)
    }

    #[test]
    fn a_made_up_name_follows_and_a_given_name_stays() {
        let mut identity = tanaka();
        assert_eq!(identity.display_name, "田中 太郎");
        edited(&mut identity, &IdentityPatch { last_name: set("佐藤"), ..IdentityPatch::default() }, false).unwrap();
        assert_eq!(identity.display_name, "佐藤 太郎");
        edited(&mut identity, &IdentityPatch { display_name: set("タロー"), ..IdentityPatch::default() }, false)
            .unwrap();
        edited(&mut identity, &IdentityPatch { last_name: set("田中"), ..IdentityPatch::default() }, false).unwrap();
        assert_eq!(identity.display_name, "タロー");
    }

    #[test]
    fn primary_and_secondary_addresses_change_places() {
        let mut identity = tanaka();
        let swap = IdentityPatch { primary_email: Patch::Set(address("taro@old.example")), ..IdentityPatch::default() };
        edited(&mut identity, &swap, false).unwrap();
        assert_eq!(identity.primary_email, Some(address("taro@old.example")));
        assert_eq!(identity.secondary_emails, [address("taro@example.com")]);
        assert_eq!(identity.management_type, ManagementType::External);
    }

    #[test]
    fn a_primary_address_that_accounts_go_by_is_kept_as_a_secondary_one() {
        let replace = IdentityPatch {
            primary_email: Patch::Set(address("taro2@example.com")),
            secondary_emails: Patch::Clear,
            ..IdentityPatch::default()
        };
        let (mut linked, mut unlinked) = (tanaka(), tanaka());
        edited(&mut linked, &replace, true).unwrap();
        edited(&mut unlinked, &replace, false).unwrap();
        assert_eq!(linked.secondary_emails, [address("taro@example.com")]);
        assert!(unlinked.secondary_emails.is_empty());
    }

    #[test]
    fn claiming_to_be_managed_changes_nothing_about_an_external_address() {
        let mut identity = Identity::blank(DateTime::UNIX_EPOCH);
        let claim = IdentityPatch {
            primary_email: Patch::Set(address("ann@partner.example")),
            management_type: Patch::Set(ManagementType::Managed),
            employee_type: Patch::Set(EmployeeType::FullTimeEmployee),
            ..IdentityPatch::default()
        };
        edited(&mut identity, &claim, false).unwrap();
        assert_eq!(
            (identity.management_type, identity.employee_type),
            (ManagementType::External, EmployeeType::Collaborator)
        );
    }

    #[test]
    fn an_entry_without_any_name_is_refused() {
        let refusal = edited(&mut Identity::blank(DateTime::UNIX_EPOCH), &IdentityPatch::default(), false).unwrap_err();
        assert_eq!(refusal.fields[0].field, "displayName");
    }

    #[test]
    fn an_unknown_custom_field_alone_is_an_invalid_query() {
        let values = CustomValues::from_iter([("shoe".to_owned(), 42.into())]);
        let refusal =
            edited(&mut tanaka(), &IdentityPatch { custom_fields: values, ..IdentityPatch::default() }, false)
                .unwrap_err();
        assert_eq!((refusal.code, refusal.fields[0].field.as_str()), (ErrorCode::InvalidQuery, "customFields.shoe"));
    }
}
