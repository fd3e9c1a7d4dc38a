use csv::StringRecord;

use super::column::Column;
use super::file::{HeaderCell, Meaning};
use super::text::unguarded;
use super::{ImportError, values};
use crate::directory::edit::{LONGEST_NOTE, LONGEST_TEXT, text};
use crate::directory::{CustomField, Email, IdentityPatch, Patch};
use crate::error::FieldProblem;

/// One line of a file: what it says of somebody. A blank cell says nothing: it leaves the field as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportLine {
    pub line: u64,
    pub patch: IdentityPatch,
    pub manager_email: Option<Email>,
}

impl ImportLine {
    pub fn primary_email(&self) -> Option<&Email> {
        self.patch.primary_email.as_set()
    }

    pub fn employee_number(&self) -> Option<&str> {
        self.patch.employee_number.as_set().map(String::as_str)
    }

    /// All addresses that the line claims.
    pub fn emails(&self) -> impl Iterator<Item = &Email> {
        self.primary_email().into_iter().chain(self.patch.secondary_emails.as_set().into_iter().flatten())
    }
}

pub(super) fn read_line(
    headers: &[HeaderCell],
    number: u64,
    record: &StringRecord,
) -> Result<ImportLine, Vec<ImportError>> {
    let mut line = ImportLine { line: number, patch: IdentityPatch::default(), manager_email: None };
    let mut errors = Vec::new();
    for (header, cell) in headers.iter().zip(record) {
        let cell = unguarded(cell);
        if cell.is_empty() {
            continue;
        }
        let read = match &header.meaning {
            Meaning::Preset(column) => read_cell(&mut line, *column, cell),
            Meaning::Custom(field) => read_custom(&mut line, field, cell),
            Meaning::Ignored => Ok(()),
        };
        if let Err(problem) = read {
            errors.push(ImportError::new(number, &header.title, cell, problem.message.en, problem.message.ja));
        }
    }
    let surplus = record.iter().skip(headers.len()).any(|cell| !cell.is_empty());
    if surplus {
        errors.push(ImportError::new(
            number,
            "",
            record.get(headers.len()).unwrap_or_default(),
            format!("The line has more than {} cells. Put texts with commas into quotation marks.", headers.len()),
            format!("列数が{}を超えています。カンマを含む値は引用符で囲んでください。", headers.len()),
        ));
    }
    if errors.is_empty() && line.primary_email().is_none() && line.employee_number().is_none() {
        errors.push(ImportError::new(
            number,
            "",
            "",
            "The line has neither a primary e-mail nor an employee ID. Give at least one of them.",
            "メールアドレスと社員番号のどちらもありません。少なくとも一方を入力してください。",
        ));
    }
    if errors.is_empty() { Ok(line) } else { Err(errors) }
}

fn read_cell(line: &mut ImportLine, column: Column, cell: &str) -> Result<(), FieldProblem> {
    let patch = &mut line.patch;
    let short = || text(column.field(), Patch::Set(cell.to_owned()), LONGEST_TEXT);
    match column {
        Column::DisplayName => patch.display_name = short()?,
        Column::LastName => patch.last_name = short()?,
        Column::FirstName => patch.first_name = short()?,
        Column::PrimaryEmail => patch.primary_email = Patch::Set(address(cell)?),
        Column::SecondaryEmails => {
            let texts = cell.split([',', ';', ' ', '、', '\n']).filter(|text| !text.trim().is_empty());
            patch.secondary_emails = Patch::Set(texts.map(address).collect::<Result<_, _>>()?);
        }
        Column::EmployeeNumber => patch.employee_number = short()?,
        Column::EmployeeType => patch.employee_type = Patch::Set(values::employee_type(cell).ok_or_else(unknown_type)?),
        Column::Status => patch.status = Patch::Set(values::employee_status(cell).ok_or_else(unknown_status)?),
        Column::Company => patch.company = short()?,
        Column::Department => patch.department = short()?,
        Column::JobTitle => patch.job_title = short()?,
        Column::Location => patch.location = short()?,
        Column::ContractStart => patch.contract_start = Patch::Set(day(cell)?),
        Column::ContractEnd => patch.contract_end = Patch::Set(day(cell)?),
        Column::LeaveStart => patch.leave_start = Patch::Set(day(cell)?),
        Column::LeaveEnd => patch.leave_end = Patch::Set(day(cell)?),
        Column::ManagerEmail => line.manager_email = Some(address(cell)?),
        Column::Note => patch.note = text(column.field(), Patch::Set(cell.to_owned()), LONGEST_NOTE)?,
    }
    Ok(())
}

fn read_custom(line: &mut ImportLine, field: &CustomField, cell: &str) -> Result<(), FieldProblem> {
    let value = field.read(&cell.into())?;
    line.patch.custom_fields.insert(field.code.clone(), value);
    Ok(())
}

fn address(text: &str) -> Result<Email, FieldProblem> {
    Email::entered("", text)
}

fn day(text: &str) -> Result<chrono::NaiveDate, FieldProblem> {
    values::date(text).ok_or_else(|| {
        FieldProblem::new(
            "",
            "Give a date as YYYY-MM-DD or YYYY/MM/DD.",
            "日付は YYYY-MM-DD または YYYY/MM/DD の形式で入力してください。",
        )
    })
}

fn unknown_status() -> FieldProblem {
    use crate::directory::EmployeeStatus;
    use crate::organization::Language;
    let words =
        |language| EmployeeStatus::ALL.iter().map(move |status| values::employee_status_label(*status, language));
    FieldProblem::new(
        "",
        format!("Give one of: {}.", words(Language::En).collect::<Vec<_>>().join(", ")),
        format!("次のいずれかを入力してください：{}", words(Language::Ja).collect::<Vec<_>>().join("、")),
    )
}

fn unknown_type() -> FieldProblem {
    use crate::directory::EmployeeType;
    use crate::organization::Language;
    let words = |language| EmployeeType::ALL.iter().map(move |kind| values::employee_type_label(*kind, language));
    FieldProblem::new(
        "",
        format!("Give one of: {}.", words(Language::En).collect::<Vec<_>>().join(", ")),
        format!("次のいずれかを入力してください：{}", words(Language::Ja).collect::<Vec<_>>().join("、")),
    )
}
