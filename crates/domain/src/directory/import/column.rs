use unicode_normalization::UnicodeNormalization;

use crate::catalogue::Bilingual;
use crate::organization::Language;

macro_rules! columns {
    ($($variant:ident = $field:literal, $en:literal, $ja:literal, [$($alias:literal),*];)+) => {
        /// A column that employee lists can have; exports have all of them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Column { $($variant),+ }

        impl Column {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The API's name of the field.
            pub const fn field(self) -> &'static str {
                match self { $(Self::$variant => $field),+ }
            }

            const fn names(self) -> (&'static str, &'static str, &'static [&'static str]) {
                match self { $(Self::$variant => ($en, $ja, &[$($alias),*])),+ }
            }
        }
    };
}

columns! {
    DisplayName = "displayName", "Display name", "表示名", ["name", "氏名", "名前"];
    LastName = "lastName", "Last name", "姓", ["family name", "surname", "苗字", "氏"];
    FirstName = "firstName", "First name", "名", ["given name"];
    PrimaryEmail = "primaryEmail", "Primary e-mail", "メールアドレス",
        ["email", "e-mail", "mail", "email address", "mail address", "メール", "主メールアドレス", "プライマリメールアドレス"];
    SecondaryEmails = "secondaryEmails", "Secondary e-mails", "副メールアドレス",
        ["secondary email", "other emails", "サブメールアドレス", "セカンダリメールアドレス"];
    EmployeeNumber = "employeeId", "Employee ID", "社員番号", ["employee number", "employee no", "staff id", "従業員番号", "従業員id", "社員id"];
    EmployeeType = "employeeType", "Type", "種別", ["employee type", "employment type", "雇用形態", "従業員種別", "従業員タイプ"];
    Status = "employeeStatus", "Status", "ステータス", ["employee status", "在籍状況", "状態", "従業員ステータス"];
    Company = "companyName", "Company", "会社名", ["company name", "会社"];
    Department = "department", "Department", "部署", ["department name", "部署名", "所属"];
    JobTitle = "jobTitle", "Job title", "役職", ["title", "position", "役職名"];
    Location = "workLocation", "Work location", "勤務地", ["location", "office", "拠点"];
    ContractStart = "lifecycle.contractStartAt", "Contract start", "入社日",
        ["start date", "hire date", "joining date", "contract start date", "雇用開始日", "契約開始日"];
    ContractEnd = "lifecycle.contractEndAt", "Contract end", "退職日",
        ["end date", "leaving date", "termination date", "contract end date", "退社日", "雇用終了日", "契約終了日"];
    LeaveStart = "lifecycle.suspensionStartAt", "Leave start", "休職開始日", ["suspension start", "leave start date"];
    LeaveEnd = "lifecycle.suspensionEndAt", "Leave end", "休職終了日", ["suspension end", "leave end date"];
    ManagerEmail = "manager", "Manager e-mail", "上長メールアドレス", ["manager", "manager email", "上長", "上司", "上司メールアドレス"];
    Note = "note", "Note", "メモ", ["notes", "memo", "remarks", "備考"];
}

impl Column {
    pub const fn header(self, language: Language) -> &'static str {
        let (en, ja, _) = self.names();
        match language {
            Language::En => en,
            Language::Ja => ja,
        }
    }

    pub fn label(self) -> Bilingual {
        let (en, ja, _) = self.names();
        Bilingual { en: en.to_owned(), ja: ja.to_owned() }
    }

    /// The column that a header stands for, in either language, whatever the case, width and hyphens; also the API's name.
    pub(super) fn of(header: &str) -> Option<Self> {
        let wanted = bare(header);
        Self::ALL.iter().copied().find(|column| {
            let (en, ja, others) = column.names();
            [en, ja, column.field()].iter().chain(others).any(|name| bare(name) == wanted)
        })
    }
}

/// A header without what people spell differently.
pub(crate) fn bare(header: &str) -> String {
    let kept =
        |character: &char| !character.is_whitespace() && !matches!(character, '-' | '_' | '*' | '.' | '\u{FEFF}');
    header.nfkc().filter(kept).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_both_languages_and_many_spellings() {
        for (header, column) in [
            ("E-Mail", Column::PrimaryEmail),
            ("ｅｍａｉｌ", Column::PrimaryEmail),
            ("primary_email", Column::PrimaryEmail),
            ("メールアドレス", Column::PrimaryEmail),
            ("従業員番号", Column::EmployeeNumber),
            ("employeeId", Column::EmployeeNumber),
            ("退職日", Column::ContractEnd),
            (" Job  Title* ", Column::JobTitle),
        ] {
            assert_eq!(Column::of(header), Some(column), "{header}");
        }
        assert_eq!(Column::of("Shoe size"), None);
    }

    #[test]
    fn no_header_stands_for_two_columns() {
        for column in Column::ALL {
            let (en, ja, others) = column.names();
            for name in [en, ja, column.field()].iter().chain(others) {
                assert_eq!(Column::of(name), Some(*column), "{name}");
            }
        }
    }
}
