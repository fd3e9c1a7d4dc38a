//! Turns serde's complaints into refusals that name the field, in both languages.

use crate::error::{ApiError, invalid};

/// `path` is the field as far as it is known (`.` when the whole is meant), `position` where in the text it stands.
pub(super) fn refuse(path: &str, complaint: &str, position: Option<(usize, usize)>) -> ApiError {
    let complaint = without_position(complaint);
    let (field, en, ja) = describe(path, complaint);
    match position {
        Some((line, column)) => {
            invalid(field, format!("{en} (line {line}, column {column})"), format!("{ja}（{line}行{column}列）"))
        }
        None => invalid(field, en, ja),
    }
}

fn describe(path: &str, complaint: &str) -> (String, String, String) {
    if let Some(name) = complaint.strip_prefix("missing field ").and_then(first_quoted) {
        return (joined(path, name), "This field is required.".into(), "この項目は必須です。".into());
    }
    if let Some(rest) = complaint.strip_prefix("unknown field ") {
        let name = first_quoted(rest).unwrap_or_default();
        let allowed = allowed(rest);
        // serde's path already ends with the field that is not known.
        let field = if path.ends_with(name) { path.to_owned() } else { joined(path, name) };
        return (field, format!("There is no such field{allowed}."), format!("この項目はありません{allowed}。"));
    }
    if let Some(rest) = complaint.strip_prefix("unknown variant ") {
        let allowed = allowed(rest);
        return (
            path.to_owned(),
            format!("This is not one of the values{allowed}."),
            format!("使用できない値です{allowed}。"),
        );
    }
    (path.to_owned(), format!("{}.", complaint.trim_end_matches('.')), format!("値を読み取れません（{complaint}）。"))
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() || path == "." { name.to_owned() } else { format!("{path}.{name}") }
}

fn first_quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

/// What serde says is expected, such as `: a, b`.
fn allowed(rest: &str) -> String {
    let names: Vec<&str> = rest.split('`').skip(3).step_by(2).collect();
    if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) }
}

fn without_position(complaint: &str) -> &str {
    complaint.split(" at line ").next().unwrap_or(complaint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_field_is_named_with_the_way_to_it() {
        let (field, en, _) = describe("organization", "missing field `name`");
        assert_eq!((field.as_str(), en.as_str()), ("organization.name", "This field is required."));
    }

    #[test]
    fn a_value_that_is_not_allowed_comes_with_those_that_are() {
        let (_, en, ja) = describe("role", "unknown variant `boss`, expected one of `admin`, `member`");
        assert_eq!(en, "This is not one of the values: admin, member.");
        assert_eq!(ja, "使用できない値です: admin, member。");
    }

    #[test]
    fn a_field_too_many_is_named_once() {
        let (field, ..) = describe("nmae", "unknown field `nmae`, expected `name`");
        assert_eq!(field, "nmae");
    }
}
