//! Lists of accounts as CSV.

use std::collections::HashMap;

use csv::StringRecord;

use super::CustomAccount;
use crate::directory::Email;
use crate::directory::import::{CsvText, FileEncoding, ImportError, MOST_ERRORS, twice, unguarded};

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    pub line: u64,
    pub account: CustomAccount,
}

/// Reads lists of accounts.
#[derive(Debug)]
pub struct AccountFile;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Email,
    DisplayName,
    UserName,
    Roles,
    Licenses,
    TwoFactor,
}

impl Column {
    /// What the header means; `None` for columns that are not ours.
    fn of(header: &str) -> Option<Self> {
        let bare: String = header.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect();
        Some(match bare.as_str() {
            "email" | "mail" | "emailaddress" | "mailaddress" | "メール" | "メールアドレス" => Self::Email,
            "displayname" | "name" | "fullname" | "表示名" | "氏名" | "名前" => Self::DisplayName,
            "username" | "login" | "ユーザー名" | "ユーザ名" => Self::UserName,
            "roles" | "role" | "権限" | "ロール" => Self::Roles,
            "licenses" | "license" | "licence" | "licences" | "ライセンス" => Self::Licenses,
            "twofactor" | "twofa" | "2fa" | "mfa" | "二要素認証" | "2要素認証" => Self::TwoFactor,
            _ => return None,
        })
    }
}

impl AccountFile {
    /// All lines, or everything that is wrong.
    pub fn read(bytes: Vec<u8>, encoding: Option<FileEncoding>) -> Result<Vec<AccountLine>, Vec<ImportError>> {
        let text = CsvText::read(bytes, encoding).map_err(|error| vec![error])?;
        let headers = text.header();
        let columns: HashMap<Column, usize> =
            headers.iter().enumerate().filter_map(|(place, header)| Some((Column::of(header)?, place))).collect();
        if !columns.contains_key(&Column::Email) {
            return Err(vec![no_email_column(&headers)]);
        }
        let file = Reading { headers, columns };
        let (mut lines, mut errors) = (Vec::new(), Vec::new());
        let mut seen: HashMap<String, u64> = HashMap::new();
        for record in text.records() {
            let line = record.and_then(|(line, record)| file.line(line, &record));
            match line {
                Ok(line) => match seen.insert(line.account.external_id(), line.line) {
                    None => lines.push(line),
                    Some(earlier) => errors.push(file.twice(&line, earlier)),
                },
                Err(error) => errors.push(error),
            }
            if errors.len() >= MOST_ERRORS {
                break;
            }
        }
        if errors.is_empty() { Ok(lines) } else { Err(errors) }
    }
}

struct Reading {
    headers: StringRecord,
    columns: HashMap<Column, usize>,
}

impl Reading {
    fn line(&self, line: u64, record: &StringRecord) -> Result<AccountLine, ImportError> {
        let email = self.text(record, Column::Email).unwrap_or_default();
        let address = Email::entered("", &email)
            .map_err(|problem| self.wrong(line, Column::Email, &email, &problem.message.en, &problem.message.ja))?;
        let mut account = CustomAccount::new(address);
        account.display_name = self.text(record, Column::DisplayName);
        account.username = self.text(record, Column::UserName);
        account.roles = self.text(record, Column::Roles).map(|text| list(&text));
        account.licenses = self.text(record, Column::Licenses).map(|text| list(&text));
        if let Some(text) = self.text(record, Column::TwoFactor) {
            let has = yes_or_no(&text).ok_or_else(|| {
                self.wrong(
                    line,
                    Column::TwoFactor,
                    &text,
                    "Enter yes or no.",
                    "「はい」または「いいえ」を入力してください。",
                )
            })?;
            account.two_factor = Some(has);
        }
        Ok(AccountLine { line, account })
    }

    /// `None` where the column is missing or the cell is empty: that leaves the field as it is.
    fn text(&self, record: &StringRecord, column: Column) -> Option<String> {
        let text = unguarded(record.get(*self.columns.get(&column)?)?);
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn title(&self, column: Column) -> &str {
        self.columns.get(&column).and_then(|place| self.headers.get(*place)).unwrap_or_default()
    }

    fn wrong(&self, line: u64, column: Column, value: &str, en: &str, ja: &str) -> ImportError {
        ImportError::new(line, self.title(column), value, en, ja)
    }

    fn twice(&self, line: &AccountLine, earlier: u64) -> ImportError {
        twice(line.line, earlier, self.title(Column::Email), line.account.email.as_str())
    }
}

fn list(text: &str) -> Vec<String> {
    let parts = text.split([';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "on" | "1" | "enabled" | "はい" | "有効" | "○" => Some(true),
        "no" | "false" | "off" | "0" | "disabled" | "いいえ" | "無効" | "×" => Some(false),
        _ => None,
    }
}

fn no_email_column(headers: &StringRecord) -> ImportError {
    ImportError::new(
        1,
        "",
        &headers.iter().collect::<Vec<_>>().join(","),
        "A column for the e-mail address is missing: name it \"E-mail\".",
        "「メールアドレス」の列が必要です。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_any_of_the_usual_encodings_is_read() {
        let text = "メールアドレス,表示名,権限,二要素認証\nann@example.com,田中,管理者;経理,有効\n";
        let (shift_jis, ..) = encoding_rs::SHIFT_JIS.encode(text);
        for bytes in [text.as_bytes().to_vec(), shift_jis.into_owned()] {
            let lines = AccountFile::read(bytes, None).unwrap();
            assert_eq!(lines[0].line, 2);
            assert_eq!(lines[0].account.display_name.as_deref(), Some("田中"));
            assert_eq!(lines[0].account.roles.as_deref(), Some(&["管理者".to_owned(), "経理".to_owned()][..]));
            assert_eq!(lines[0].account.two_factor, Some(true));
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_by_line_and_column() {
        let text = "E-mail,2FA\nann,yes\nbob@example.com,maybe\neve@example.com,\nEVE@example.com,\n";
        let errors = AccountFile::read(text.into(), None).unwrap_err();
        let places: Vec<_> = errors.iter().map(|error| (error.line, error.column.as_str())).collect();
        assert_eq!(places, [(2, "E-mail"), (3, "2FA"), (5, "E-mail")]);
        assert_eq!(AccountFile::read("name\nann\n".into(), None).unwrap_err()[0].line, 1);
    }
}
