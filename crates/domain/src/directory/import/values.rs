//! The words that files use for types, statuses and dates.

use chrono::NaiveDate;

use super::column::bare;
use crate::directory::{EmployeeStatus, EmployeeType};
use crate::organization::Language;

pub const fn employee_type_label(employee_type: EmployeeType, language: Language) -> &'static str {
    use EmployeeType as T;
    let (en, ja) = match employee_type {
        T::BoardMember => ("Board member", "役員"),
        T::FullTimeEmployee => ("Full-time employee", "正社員"),
        T::FixedTimeEmployee => ("Fixed-term employee", "契約社員"),
        T::TemporaryEmployee => ("Temporary employee", "派遣社員"),
        T::PartTimeEmployee => ("Part-time employee", "パート・アルバイト"),
        T::SecondmentEmployee => ("Secondment employee", "出向社員"),
        T::ContractEmployee => ("Contract employee", "業務委託"),
        T::Collaborator => ("Collaborator", "外部協力者"),
        T::GroupAddress => ("Group address", "グループアドレス"),
        T::SharedAddress => ("Shared address", "共有アドレス"),
        T::TestAddress => ("Test address", "テストアドレス"),
        T::Other => ("Other", "その他"),
        T::Unknown => ("Unknown", "不明"),
        T::Unregistered => ("Unmanaged", "管理対象外"),
    };
    match language {
        Language::En => en,
        Language::Ja => ja,
    }
}

pub const fn employee_status_label(status: EmployeeStatus, language: Language) -> &'static str {
    use EmployeeStatus as S;
    let (en, ja) = match status {
        S::Active => ("Active", "在職中"),
        S::OnLeave => ("On leave", "休職中"),
        S::Draft => ("Draft", "下書き"),
        S::Preactive => ("Before joining", "入社前"),
        S::Retired => ("Retired", "退職"),
        S::Untracked => ("Untracked", "追跡対象外"),
        S::Archived => ("Archived", "アーカイブ"),
    };
    match language {
        Language::En => en,
        Language::Ja => ja,
    }
}

/// Other words for statuses in employee lists.
const STATUS_WORDS: &[(&str, EmployeeStatus)] = &[
    ("在職", EmployeeStatus::Active),
    ("在籍", EmployeeStatus::Active),
    ("在籍中", EmployeeStatus::Active),
    ("休職", EmployeeStatus::OnLeave),
    ("退職済み", EmployeeStatus::Retired),
    ("退社", EmployeeStatus::Retired),
    ("terminated", EmployeeStatus::Retired),
];

const TYPE_WORDS: &[(&str, EmployeeType)] = &[
    ("パート", EmployeeType::PartTimeEmployee),
    ("アルバイト", EmployeeType::PartTimeEmployee),
    ("派遣", EmployeeType::TemporaryEmployee),
    ("出向", EmployeeType::SecondmentEmployee),
    ("取締役", EmployeeType::BoardMember),
    ("full time", EmployeeType::FullTimeEmployee),
    ("part time", EmployeeType::PartTimeEmployee),
];

pub(super) fn employee_type(text: &str) -> Option<EmployeeType> {
    word(text, EmployeeType::ALL, EmployeeType::as_str, employee_type_label, TYPE_WORDS)
}

pub(super) fn employee_status(text: &str) -> Option<EmployeeStatus> {
    word(text, EmployeeStatus::ALL, EmployeeStatus::as_str, employee_status_label, STATUS_WORDS)
}

fn word<T: Copy>(
    text: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    label: fn(T, Language) -> &'static str,
    others: &[(&str, T)],
) -> Option<T> {
    let wanted = bare(text);
    let labelled = all.iter().copied().find(|value| {
        [name(*value), label(*value, Language::En), label(*value, Language::Ja)].iter().any(|name| bare(name) == wanted)
    });
    labelled.or_else(|| others.iter().find(|(name, _)| bare(name) == wanted).map(|(_, value)| *value))
}

/// `YYYY-MM-DD` or `YYYY/MM/DD`, with or without leading zeros.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = text.split(separator).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_are_understood() {
        assert_eq!(employee_status("退職"), Some(EmployeeStatus::Retired));
        assert_eq!(employee_status("ON LEAVE"), Some(EmployeeStatus::OnLeave));
        assert_eq!(employee_status("on_leave"), Some(EmployeeStatus::OnLeave));
        assert_eq!(employee_status("fired"), None);
        assert_eq!(employee_type("正社員"), Some(EmployeeType::FullTimeEmployee));
        assert_eq!(employee_type("Part time"), Some(EmployeeType::PartTimeEmployee));
    }

    #[test]
    fn dates_come_with_hyphens_or_slashes_but_must_exist() {
        assert_eq!(date("2026-01-05"), NaiveDate::from_ymd_opt(2026, 1, 5));
        assert_eq!(date("2026/1/5"), NaiveDate::from_ymd_opt(2026, 1, 5));
        for text in ["2026-02-30", "05/01/2026", "26-01-05", "tomorrow", "2026-01-05-1"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
