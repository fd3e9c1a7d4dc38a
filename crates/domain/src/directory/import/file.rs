use std::collections::HashMap;

use super::column::{Column, bare};
use super::encoding::FileEncoding;
use super::line::{ImportLine, read_line};
use super::text::{CsvText, twice};
use super::{ImportError, values};
use crate::directory::{CustomField, Email};
use crate::organization::Language;

/// How many errors are told; who has more has the same mistake in many lines.
pub(crate) const MOST_ERRORS: usize = 1_000;

/// What a column of the file means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Preset(Column),
    Custom(CustomField),
    /// Not ours: left alone.
    Ignored,
}

/// A header of the file with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderCell {
    pub(super) title: String,
    pub(super) meaning: Meaning,
}

/// A readable employee list. Its lines are read anew each time that they are asked for, so that memory holds the text alone.
#[derive(Debug, Clone)]
pub struct EmployeeFile {
    text: CsvText,
    headers: Vec<HeaderCell>,
}

impl EmployeeFile {
    /// Reads the bytes of a file. The custom fields can be columns too, by name or code.
    pub fn read(bytes: Vec<u8>, encoding: Option<FileEncoding>, custom: &[CustomField]) -> Result<Self, ImportError> {
        let mut file = Self { text: CsvText::read(bytes, encoding)?, headers: Vec::new() };
        file.headers = file.read_headers(custom)?;
        Ok(file)
    }

    fn read_headers(&self, custom: &[CustomField]) -> Result<Vec<HeaderCell>, ImportError> {
        let record = self.text.header();
        let mut headers: Vec<HeaderCell> = Vec::new();
        for title in &record {
            let meaning = meaning_of(title, custom);
            let taken = meaning != Meaning::Ignored && headers.iter().any(|header| header.meaning == meaning);
            if taken {
                return Err(ImportError::new(
                    1,
                    title,
                    title,
                    "Two columns mean the same. Remove one of them.",
                    "同じ意味の列が2つあります。どちらかを削除してください。",
                ));
            }
            headers.push(HeaderCell { title: title.to_owned(), meaning });
        }
        let is_key = |header: &HeaderCell| {
            matches!(header.meaning, Meaning::Preset(Column::PrimaryEmail | Column::EmployeeNumber))
        };
        if headers.iter().any(is_key) {
            return Ok(headers);
        }
        Err(ImportError::new(
            1,
            "",
            &record.iter().collect::<Vec<_>>().join(","),
            "A column for the primary e-mail or the employee ID is missing: name it \"Primary e-mail\" or \"Employee ID\".",
            "「メールアドレス」または「社員番号」の列が必要です。",
        ))
    }

    /// The lines behind the header; empty ones are left out.
    pub fn lines(&self) -> impl Iterator<Item = Result<ImportLine, Vec<ImportError>>> + '_ {
        self.text.records().map(|record| match record {
            Ok((line, record)) => read_line(&self.headers, line, &record),
            Err(error) => Err(vec![error]),
        })
    }

    /// Everything that is wrong with the file by itself: values that cannot be read, and what stands in it twice.
    pub fn errors(&self) -> Vec<ImportError> {
        let mut errors = Vec::new();
        let mut emails: HashMap<Email, u64> = HashMap::new();
        let mut numbers: HashMap<String, u64> = HashMap::new();
        for line in self.lines() {
            match line {
                Err(found) => errors.extend(found),
                Ok(line) => {
                    for email in line.emails() {
                        if let Some(earlier) = emails.insert(email.clone(), line.line) {
                            let column = if line.primary_email() == Some(email) {
                                Column::PrimaryEmail
                            } else {
                                Column::SecondaryEmails
                            };
                            errors.push(twice(line.line, earlier, self.title(column), email.as_str()));
                        }
                    }
                    if let Some(number) = line.employee_number()
                        && let Some(earlier) = numbers.insert(number.to_owned(), line.line)
                    {
                        errors.push(twice(line.line, earlier, self.title(Column::EmployeeNumber), number));
                    }
                }
            }
            if errors.len() >= MOST_ERRORS {
                break;
            }
        }
        errors.truncate(MOST_ERRORS);
        errors
    }

    /// Whether the file has the column.
    pub fn has(&self, column: Column) -> bool {
        self.headers.iter().any(|header| header.meaning == Meaning::Preset(column))
    }

    /// The header of a column as the file spells it.
    pub fn title(&self, column: Column) -> &str {
        let found = self.headers.iter().find(|header| header.meaning == Meaning::Preset(column));
        found.map_or_else(|| column.header(Language::En), |header| &header.title)
    }

    /// The header of the column that a field of the API comes from; empty when none does.
    pub fn title_of_field(&self, field: &str) -> &str {
        let comes_from = |header: &&HeaderCell| match &header.meaning {
            Meaning::Preset(column) => field.starts_with(column.field()),
            Meaning::Custom(custom) => field.strip_prefix("customFields.") == Some(custom.code.as_str()),
            Meaning::Ignored => false,
        };
        self.headers.iter().find(comes_from).map_or("", |header| &header.title)
    }

    /// A file to begin with: all columns, and one line that shows what to write.
    pub fn template(language: Language) -> String {
        let example = |column: &Column| match (column, language) {
            (Column::DisplayName, Language::En) => "Hanako Sato",
            (Column::DisplayName, Language::Ja) => "佐藤 花子",
            (Column::LastName, Language::En) => "Sato",
            (Column::LastName, Language::Ja) => "佐藤",
            (Column::FirstName, Language::En) => "Hanako",
            (Column::FirstName, Language::Ja) => "花子",
            (Column::PrimaryEmail, _) => "hanako.sato@example.com",
            (Column::EmployeeNumber, _) => "E0001",
            (Column::EmployeeType, language) => {
                values::employee_type_label(crate::directory::EmployeeType::FullTimeEmployee, language)
            }
            (Column::Department, Language::En) => "Sales",
            (Column::Department, Language::Ja) => "営業部",
            (Column::ContractStart, _) => "2026-04-01",
            _ => "",
        };
        let headers: Vec<&str> = Column::ALL.iter().map(|column| column.header(language)).collect();
        let examples: Vec<&str> = Column::ALL.iter().map(example).collect();
        format!("{}\r\n{}\r\n", headers.join(","), examples.join(","))
    }
}

fn meaning_of(title: &str, custom: &[CustomField]) -> Meaning {
    if let Some(column) = Column::of(title) {
        return Meaning::Preset(column);
    }
    let wanted = bare(title);
    let found = custom.iter().find(|field| {
        bare(&field.name) == wanted || bare(&field.code) == wanted || bare(&format!("custom.{}", field.code)) == wanted
    });
    found.map_or(Meaning::Ignored, |field| Meaning::Custom(field.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> EmployeeFile {
        EmployeeFile::read(text.as_bytes().to_vec(), None, &[]).unwrap()
    }

    fn complaints(text: &str) -> Vec<(u64, String, String)> {
        file(text).errors().into_iter().map(|error| (error.line, error.column, error.value)).collect()
    }

    #[test]
    fn a_file_without_a_key_column_is_refused() {
        let error = EmployeeFile::read("姓,名\n田中,太郎\n".into(), None, &[]).unwrap_err();
        assert_eq!(error.line, 1);
        assert!(error.message.ja.contains("社員番号"));
        assert!(EmployeeFile::read(Vec::new(), None, &[]).is_err());
    }

    #[test]
    fn semicolons_and_tabs_separate_too() {
        for text in ["Email;First name\nann@example.com;Ann\n", "Email\tFirst name\nann@example.com\tAnn\n"] {
            assert_eq!(file(text).lines().count(), 1);
            assert_eq!(file(text).errors(), []);
        }
    }

    #[test]
    fn errors_are_told_by_line_and_column() {
        let text = "email,status,入社日,社員番号\n\
                    ann@example.com,active,2026-01-01,1\n\
                    \n\
                    bob(at)example.com,fired,2026-13-01,2\n\
                    ,,,\n\
                    ANN@example.com,,,1\n";
        assert_eq!(
            complaints(text),
            [
                (4, "email".into(), "bob(at)example.com".into()),
                (4, "status".into(), "fired".into()),
                (4, "入社日".into(), "2026-13-01".into()),
                (6, "email".into(), "ann@example.com".into()),
                (6, "社員番号".into(), "1".into()),
            ]
        );
    }

    #[test]
    fn a_quoted_text_may_hold_line_breaks() {
        let text = "email,note\nann@example.com,\"一行\n二行\"\nbob,x\n";
        assert_eq!(complaints(text), [(4, "email".into(), "bob".into())]);
    }

    #[test]
    fn a_line_without_key_is_an_error() {
        assert_eq!(complaints("email,first name\n,Ann\n"), [(2, String::new(), String::new())]);
    }

    #[test]
    fn the_template_is_a_file_that_can_be_imported() {
        for language in Language::ALL {
            assert_eq!(file(&EmployeeFile::template(*language)).errors(), []);
        }
    }
}
