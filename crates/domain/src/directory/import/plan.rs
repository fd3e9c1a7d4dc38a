use super::{EmployeeFile, ImportError, ImportLine};
use crate::directory::{
    FieldChange, FieldSettings, FieldSource, Identity, IdentityPatch, Patch, PresetField, Surroundings, differences,
};
use crate::ids::PeopleId;

crate::enumeration! {
    /// What a line of the file does.
    pub enum ImportAction {
        Add = "add",
        Change = "change",
        Unchanged = "unchanged",
        /// Says something else about a field than its source does, the employee master or a workspace: that value stays.
        Conflict = "conflict",
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct ImportSummary {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub conflicting: u64,
    pub errors: u64,
}

impl ImportSummary {
    pub fn count(&mut self, action: ImportAction) {
        match action {
            ImportAction::Add => self.added += 1,
            ImportAction::Change => self.changed += 1,
            ImportAction::Unchanged => self.unchanged += 1,
            ImportAction::Conflict => self.conflicting += 1,
        }
    }
}

/// One line of the preview.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    pub line: u64,
    pub action: ImportAction,
    pub id: Option<PeopleId>,
    pub display_name: String,
    pub changes: Vec<FieldChange>,
}

/// What an import would do, or did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportReport {
    pub summary: ImportSummary,
    /// The first lines only: [`ImportReport::MOST_ROWS`].
    pub rows: Vec<ImportRow>,
    pub errors: Vec<ImportError>,
    pub applied: bool,
}

impl ImportReport {
    pub const MOST_ROWS: usize = 500;

    pub fn rejected(errors: Vec<ImportError>) -> Self {
        let summary = ImportSummary { errors: errors.len() as u64, ..ImportSummary::default() };
        Self { summary, errors, ..Self::default() }
    }
}

/// A line set against the directory.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedLine {
    pub row: ImportRow,
    /// The entry as it would become.
    pub after: Identity,
    /// What would be written; the preview also shows what the sources of fields keep.
    pub changes: Vec<FieldChange>,
}

/// Sets a line against the entry that it is about (`blank` when there is none yet).
pub fn plan_line(
    file: &EmployeeFile,
    line: &ImportLine,
    before: &Identity,
    settings: &FieldSettings,
    surroundings: &Surroundings<'_>,
) -> Result<PlannedLine, Vec<ImportError>> {
    let is_new = before.id == PeopleId(0);
    let mut patch = line.patch.clone();
    keep_other_addresses(before, &mut patch);
    let wanted = edited(file, line, before, &patch, surroundings)?;
    let shown = differences(before, &wanted);
    let allowed = without_fields_of_others(&patch, before, settings);
    let after = if allowed == patch { wanted } else { edited(file, line, before, &allowed, surroundings)? };
    let changes = differences(before, &after);
    let action = if is_new {
        ImportAction::Add
    } else if changes != shown {
        ImportAction::Conflict
    } else if changes.is_empty() {
        ImportAction::Unchanged
    } else {
        ImportAction::Change
    };
    let id = (!is_new).then_some(before.id);
    let row = ImportRow { line: line.line, action, id, display_name: after.display_name.clone(), changes: shown };
    Ok(PlannedLine { row, after, changes })
}

/// A list that names one of somebody's secondary addresses as primary does not take the others away.
fn keep_other_addresses(before: &Identity, patch: &mut IdentityPatch) {
    if patch.primary_email.as_set().is_some_and(|email| before.aliases.contains(email)) {
        patch.primary_email = Patch::Keep;
    }
}

fn edited(
    file: &EmployeeFile,
    line: &ImportLine,
    before: &Identity,
    patch: &IdentityPatch,
    surroundings: &Surroundings<'_>,
) -> Result<Identity, Vec<ImportError>> {
    let mut after = before.clone();
    match after.edit(patch, surroundings) {
        Ok(()) => Ok(after),
        Err(refusal) => Err(refusal
            .fields
            .into_iter()
            .map(|problem| {
                let title = file.title_of_field(&problem.field);
                ImportError::new(line.line, title, "", problem.message.en, problem.message.ja)
            })
            .collect()),
    }
}

/// The patch without the fields of this entry that the employee master or a workspace decides.
fn without_fields_of_others(patch: &IdentityPatch, before: &Identity, settings: &FieldSettings) -> IdentityPatch {
    use PresetField as F;
    let mut allowed = patch.clone();
    let is_new = before.id == PeopleId(0);
    let others = |field| match settings.source(field, &before.field_sources) {
        FieldSource::Master => before.master.is_some(),
        FieldSource::Workspace(_) => !is_new,
        FieldSource::Daicho => false,
    };
    macro_rules! keep {
        ($($field:ident => $slot:ident),+ $(,)?) => { $(if others(F::$field) { allowed.$slot = Patch::Keep; })+ };
    }
    keep!(
        DisplayName => display_name, LastName => last_name, FirstName => first_name, PrimaryEmail => primary_email,
        EmployeeId => employee_number, EmployeeType => employee_type, EmployeeStatus => status, CompanyName => company,
        Department => department, JobTitle => job_title, WorkLocation => location, ContractStartAt => contract_start,
        ContractEndAt => contract_end, SuspensionStartAt => leave_start, SuspensionEndAt => leave_end, Manager => manager,
    );
    allowed
}
