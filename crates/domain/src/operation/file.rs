//! New accounts as a CSV file: one a line, each column under the label of a field of the service's form.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::create::NewAccount;
use super::form::FormField;
use crate::catalogue::{Choice, InputKind, OperationInput};
use crate::directory::import::{CsvText, FileEncoding, ImportError, MOST_ERRORS, bare, unguarded};
use crate::organization::Language;

/// Marks the columns that cannot be left out.
const REQUIRED: &str = " *";

/// A line of the file.
#[derive(Debug, Clone)]
pub struct NewAccountLine {
    pub line: u64,
    pub account: NewAccount,
}

/// A file that is readable by itself.
#[derive(Debug, Clone)]
pub struct NewAccountFile {
    pub lines: Vec<NewAccountLine>,
    /// Columns that no field of the form stands for: they are left alone.
    pub ignored: Vec<String>,
    columns: Vec<Column>,
}

#[derive(Debug, Clone)]
struct Column {
    title: String,
    /// Where the field is in the form.
    field: Option<usize>,
    name: String,
}

impl NewAccountFile {
    /// More than anybody looks over before confirming.
    pub const MOST_LINES: usize = 500;

    /// The header of a file to begin with.
    pub fn header(fields: &[FormField], language: Language) -> Vec<String> {
        let title = |field: &FormField| {
            let mark = if is_needed(&field.input) { REQUIRED } else { "" };
            format!("{}{mark}", field.input.label.in_language(language))
        };
        fields.iter().map(title).collect()
    }

    /// All lines, or everything that is wrong. Values are those of the form: a choice may be given by its label.
    pub fn read(
        bytes: Vec<u8>,
        encoding: Option<FileEncoding>,
        fields: &[FormField],
    ) -> Result<Self, Vec<ImportError>> {
        let text = CsvText::read(bytes, encoding).map_err(|error| vec![error])?;
        let columns = columns(&text.header(), fields).map_err(|error| vec![error])?;
        let ignored = columns.iter().filter(|column| column.field.is_none()).map(|column| column.title.clone());
        let mut file = Self { lines: Vec::new(), ignored: ignored.collect(), columns };
        let mut errors = Vec::new();
        for record in text.records() {
            match record {
                Ok((line, _)) if file.lines.len() == Self::MOST_LINES => errors.push(too_many(line)),
                Ok((line, record)) => match file.account(line, &record, fields) {
                    Ok(account) => file.lines.push(NewAccountLine { line, account }),
                    Err(more) => errors.extend(more),
                },
                Err(error) => errors.push(error),
            }
            if file.lines.len() == Self::MOST_LINES && !errors.is_empty() || errors.len() >= MOST_ERRORS {
                break;
            }
        }
        if file.lines.is_empty() && errors.is_empty() {
            errors.push(empty());
        }
        errors.truncate(MOST_ERRORS);
        if errors.is_empty() { Ok(file) } else { Err(errors) }
    }

    /// The header of the column that a field comes from; empty when none does.
    pub fn title_of(&self, name: &str) -> &str {
        let found = self.columns.iter().find(|column| column.field.is_some() && column.name == name);
        found.map_or("", |column| &column.title)
    }

    fn account(&self, line: u64, record: &StringRecord, fields: &[FormField]) -> Result<NewAccount, Vec<ImportError>> {
        let mut data = BTreeMap::new();
        let mut errors = Vec::new();
        for (column, cell) in self.columns.iter().zip(record) {
            let cell = unguarded(cell);
            let Some(field) = column.field.and_then(|place| fields.get(place)).filter(|_| !cell.is_empty()) else {
                continue;
            };
            match value_of(field, cell) {
                Some(value) => {
                    data.insert(column.name.clone(), value);
                }
                None => errors.push(not_offered(line, &column.title, cell, &field.choices)),
            }
        }
        if record.iter().skip(self.columns.len()).any(|cell| !cell.is_empty()) {
            errors.push(too_wide(line, self.columns.len()));
        }
        if errors.is_empty() { Ok(NewAccount { person: None, data }) } else { Err(errors) }
    }
}

fn is_needed(input: &OperationInput) -> bool {
    input.required && input.default.is_none() && input.kind != InputKind::Secret
}

/// What each column stands for, by its label in either language or by the field's name.
fn columns(header: &StringRecord, fields: &[FormField]) -> Result<Vec<Column>, ImportError> {
    let mut columns: Vec<Column> = Vec::with_capacity(header.len());
    for title in header {
        let wanted = bare(title);
        let is_meant = |field: &FormField| {
            let input = &field.input;
            [&input.label.en, &input.label.ja, &input.name].into_iter().any(|name| bare(name) == wanted)
        };
        let place = fields.iter().position(is_meant);
        if place.is_some() && columns.iter().any(|column| column.field == place) {
            return Err(ImportError::new(
                1,
                title,
                title,
                "Two columns mean the same. Remove one of them.",
                "同じ意味の列が2つあります。どちらかを削除してください。",
            ));
        }
        let name = place.and_then(|place| fields.get(place)).map(|field| field.input.name.clone()).unwrap_or_default();
        columns.push(Column { title: title.to_owned(), field: place, name });
    }
    if columns.iter().any(|column| column.field.is_some()) {
        return Ok(columns);
    }
    let labels = |language| fields.iter().map(move |field| field.input.label.in_language(language));
    Err(ImportError::new(
        1,
        "",
        &header.iter().collect::<Vec<_>>().join(","),
        format!("No column is one of this service's: {}.", labels(Language::En).collect::<Vec<_>>().join(", ")),
        format!("このサービスの項目の列がありません：{}", labels(Language::Ja).collect::<Vec<_>>().join("、")),
    ))
}

/// The cell as the form's value; `None` when it is not one of the choices.
fn value_of(field: &FormField, cell: &str) -> Option<String> {
    let chosen = |text: &str| match field.choices.as_slice() {
        [] => Some(text.to_owned()),
        choices => choice_of(choices, text).map(|choice| choice.value.clone()),
    };
    match field.input.kind {
        InputKind::List => {
            let parts = cell.split([',', ';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty());
            parts.map(chosen).collect::<Option<Vec<_>>>().map(|values| values.join(","))
        }
        InputKind::Choice => chosen(cell),
        InputKind::Text | InputKind::Email | InputKind::Account | InputKind::Secret => Some(cell.to_owned()),
    }
}

fn choice_of<'a>(choices: &'a [Choice], text: &str) -> Option<&'a Choice> {
    let wanted = bare(text);
    let named = |choice: &&Choice| bare(&choice.label.en) == wanted || bare(&choice.label.ja) == wanted;
    choices.iter().find(|choice| choice.value == text).or_else(|| choices.iter().find(named))
}

fn not_offered(line: u64, title: &str, cell: &str, choices: &[Choice]) -> ImportError {
    let labels = |language| choices.iter().map(move |choice| choice.label.in_language(language)).collect::<Vec<_>>();
    ImportError::new(
        line,
        title,
        cell,
        format!("Give one of: {}.", labels(Language::En).join(", ")),
        format!("次のいずれかを入力してください：{}", labels(Language::Ja).join("、")),
    )
}

fn too_wide(line: u64, columns: usize) -> ImportError {
    ImportError::new(
        line,
        "",
        "",
        format!("The line has more than {columns} cells. Put texts with commas into quotation marks."),
        format!("列数が{columns}を超えています。カンマを含む値は引用符で囲んでください。"),
    )
}

fn too_many(line: u64) -> ImportError {
    let most = NewAccountFile::MOST_LINES;
    ImportError::new(
        line,
        "",
        "",
        format!("The file has more than {most} accounts. Split it and send the parts."),
        format!("アカウントが{most}件を超えています。ファイルを分割してください。"),
    )
}

fn empty() -> ImportError {
    ImportError::new(
        1,
        "",
        "",
        "The file has no account: write one into each line behind the header.",
        "アカウントがありません。ヘッダーの次の行から1行に1件ずつ入力してください。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Bilingual;

    fn field(name: &str, label: (&str, &str), kind: InputKind, choices: &[(&str, &str, &str)]) -> FormField {
        let bilingual = |en: &str, ja: &str| Bilingual { en: en.to_owned(), ja: ja.to_owned() };
        let choice =
            |(value, en, ja): &(&str, &str, &str)| Choice { value: (*value).to_owned(), label: bilingual(en, ja) };
        let input = OperationInput {
            name: name.to_owned(),
            label: bilingual(label.0, label.1),
            kind,
            required: name == "email",
            default: None,
            example: None,
            prefill: None,
            choices: Vec::new(),
            live_choices: false,
        };
        FormField { input, choices: choices.iter().map(choice).collect() }
    }

    fn form() -> Vec<FormField> {
        vec![
            field("email", ("E-mail address", "メールアドレス"), InputKind::Email, &[]),
            field(
                "role",
                ("Role", "権限"),
                InputKind::Choice,
                &[("a1", "Admin", "管理者"), ("m1", "Member", "メンバー")],
            ),
            field("teams", ("Teams", "チーム"), InputKind::List, &[("7", "Sales", "営業"), ("8", "Legal", "法務")]),
        ]
    }

    fn read(text: &str) -> Result<NewAccountFile, Vec<ImportError>> {
        NewAccountFile::read(text.into(), None, &form())
    }

    fn complaints(text: &str) -> Vec<(u64, String)> {
        read(text).unwrap_err().into_iter().map(|error| (error.line, error.column)).collect()
    }

    #[test]
    fn a_file_is_read_by_the_labels_of_the_form_in_either_language() {
        for text in [
            "E-mail Address *,Role,Teams,Memo\nann@example.com,admin,\"Sales, Legal\",x\n",
            "メールアドレス*;権限;チーム;Memo\nann@example.com;管理者;営業、法務;x\n",
            "email,role,teams,Memo\nann@example.com,a1,7;8,x\n",
        ] {
            let file = read(text).unwrap();
            let data = &file.lines[0].account.data;
            assert_eq!(
                (data["email"].as_str(), data["role"].as_str(), data["teams"].as_str()),
                ("ann@example.com", "a1", "7,8")
            );
            assert_eq!(file.ignored, ["Memo"]);
        }
    }

    #[test]
    fn the_template_has_a_column_for_each_field_and_can_be_read() {
        for language in Language::ALL {
            let header = NewAccountFile::header(&form(), *language);
            let file = read(&format!("{}\nann@example.com,,\n", header.join(","))).unwrap();
            assert_eq!((file.ignored.len(), file.lines[0].account.data.len()), (0, 1));
            assert!(header[0].ends_with('*') && !header[1].ends_with('*'));
        }
    }

    #[test]
    fn what_is_wrong_is_told_by_line_and_column() {
        let text = "E-mail address,Role,Teams\nann@example.com,King,\n\nbob@example.com,,\"Sales, Zoo\"\neve@example.com,,,more\n";
        assert_eq!(complaints(text), [(2, "Role".into()), (4, "Teams".into()), (5, String::new())]);
        assert_eq!(complaints("Shoe size\n42\n"), [(1, String::new())]);
        assert_eq!(complaints("email,E-mail address\na,b\n"), [(1, "E-mail address".into())]);
        assert_eq!(complaints("email\n"), [(1, String::new())]);
    }

    #[test]
    fn a_file_of_too_many_accounts_is_refused_at_the_first_too_many() {
        let lines: Vec<String> =
            (0..=NewAccountFile::MOST_LINES).map(|number| format!("u{number}@example.com\n")).collect();
        let lines = lines.concat();
        assert_eq!(complaints(&format!("email\n{lines}")), [(502, String::new())]);
    }
}
