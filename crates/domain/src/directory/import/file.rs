use std::collections::HashMap;

use csv::StringRecord;

use super::column::{Column, bare};
use super::encoding::{FileEncoding, decode};
use super::line::{ImportLine, read_line};
use super::{ImportError, values};
use crate::directory::{CustomField, Email};
use crate::organization::Language;

/// How many errors are told; who has more has the same mistake in many lines.
pub(super) const MOST_ERRORS: usize = 1_000;

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
    text: String,
    delimiter: u8,
    headers: Vec<HeaderCell>,
    pub encoding: FileEncoding,
}

impl EmployeeFile {
    /// Reads the bytes of a file. The custom fields can be columns too, by name or code.
    pub fn read(bytes: Vec<u8>, encoding: Option<FileEncoding>, custom: &[CustomField]) -> Result<Self, ImportError> {
        let (text, encoding) = decode(bytes, encoding)?;
        let first_line = text.lines().next().unwrap_or_default();
        let delimiter = [b'\t', b';'].into_iter().max_by_key(|mark| count(first_line, *mark));
        let delimiter = delimiter.filter(|mark| count(first_line, *mark) > count(first_line, b',')).unwrap_or(b',');
        let mut file = Self { text, delimiter, headers: Vec::new(), encoding };
        file.headers = file.read_headers(custom)?;
        Ok(file)
    }

    fn read_headers(&self, custom: &[CustomField]) -> Result<Vec<HeaderCell>, ImportError> {
        let mut record = StringRecord::new();
        let _ = self.reader().read_record(&mut record);
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

    fn reader(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(self.delimiter)
            .from_reader(self.text.as_bytes())
    }

    /// The lines behind the header; empty ones are left out.
    pub fn lines(&self) -> impl Iterator<Item = Result<ImportLine, Vec<ImportError>>> + '_ {
        let mut reader = self.reader();
        let mut record = StringRecord::new();
        let mut ended = reader.read_record(&mut record).is_err();
        std::iter::from_fn(move || {
            while !ended {
                let line = self.line_at(reader.position());
                match reader.read_record(&mut record) {
                    Ok(true) if record.iter().all(str::is_empty) => {}
                    Ok(true) => return Some(read_line(&self.headers, line, &record)),
                    Ok(false) => ended = true,
                    Err(error) => {
                        ended = true;
                        return Some(Err(vec![unreadable(line, &error)]));
                    }
                }
            }
            None
        })
    }

    /// The line that the record behind a position begins in: empty lines before it belong to no record.
    fn line_at(&self, position: &csv::Position) -> u64 {
        let behind =
            usize::try_from(position.byte()).ok().and_then(|byte| self.text.as_bytes().get(byte..)).unwrap_or_default();
        let line_ends = behind.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        position.line() + line_ends.filter(|byte| **byte == b'\n').count() as u64
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
                            errors.push(self.twice(line.line, earlier, column, email.as_str()));
                        }
                    }
                    if let Some(number) = line.employee_number()
                        && let Some(earlier) = numbers.insert(number.to_owned(), line.line)
                    {
                        errors.push(self.twice(line.line, earlier, Column::EmployeeNumber, number));
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

    fn twice(&self, line: u64, earlier: u64, column: Column, value: &str) -> ImportError {
        ImportError::new(
            line,
            self.title(column),
            value,
            format!("The same stands in line {earlier}. Keep one of the two."),
            format!("{earlier}行目と重複しています。どちらかを削除してください。"),
        )
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

fn count(line: &str, mark: u8) -> usize {
    line.bytes().filter(|byte| *byte == mark).count()
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

fn unreadable(line: u64, error: &csv::Error) -> ImportError {
    ImportError::new(
        line,
        "",
        &error.to_string(),
        "The line is not readable as CSV. Check its quotation marks.",
        "この行はCSVとして読み取れません。引用符を確認してください。",
    )
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
