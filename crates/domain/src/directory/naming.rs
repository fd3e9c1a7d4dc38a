use super::Email;
use crate::organization::Language;

/// From this character on: kana, ideographs, Hangul.
const FIRST_EAST_ASIAN: char = '\u{2E80}';

/// The name to show when none was given: 姓 名 for East Asian names and in Japanese organizations, first name first otherwise.
/// Without a name the address or number that the entry is known by.
pub fn default_display_name(
    first_name: Option<&str>,
    last_name: Option<&str>,
    email: Option<&Email>,
    employee_number: Option<&str>,
    language: Language,
) -> Option<String> {
    match (filled(first_name), filled(last_name)) {
        (Some(first), Some(last)) if family_name_first(first, last, language) => Some(format!("{last} {first}")),
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (Some(name), None) | (None, Some(name)) => Some(name.to_owned()),
        (None, None) => {
            email.map(|email| email.as_str().to_owned()).or_else(|| filled(employee_number).map(str::to_owned))
        }
    }
}

fn family_name_first(first: &str, last: &str, language: Language) -> bool {
    let east_asian = |name: &str| name.chars().any(|character| character >= FIRST_EAST_ASIAN);
    language == Language::Ja || (east_asian(first) && east_asian(last))
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(first: &str, last: &str, language: Language) -> Option<String> {
        default_display_name(Some(first), Some(last), None, Some("E7"), language)
    }

    #[test]
    fn japanese_names_begin_with_the_family_name_everywhere() {
        assert_eq!(shown("太郎", "田中", Language::En).unwrap(), "田中 太郎");
        assert_eq!(shown("太郎", "田中", Language::Ja).unwrap(), "田中 太郎");
    }

    #[test]
    fn other_names_follow_the_language_of_the_organization() {
        assert_eq!(shown("Zoë", "Ångström", Language::En).unwrap(), "Zoë Ångström");
        assert_eq!(shown("Zoë", "Ångström", Language::Ja).unwrap(), "Ångström Zoë");
        assert_eq!(shown("محمد", "علي", Language::En).unwrap(), "محمد علي");
    }

    #[test]
    fn without_a_name_the_entry_is_called_by_what_it_is_known_by() {
        assert_eq!(shown(" ", "", Language::En).unwrap(), "E7");
        let email = Email::parse("ann@example.com");
        assert_eq!(default_display_name(None, None, email.as_ref(), None, Language::En).unwrap(), "ann@example.com");
        assert_eq!(default_display_name(None, None, None, None, Language::En), None);
    }
}
