use std::collections::BTreeMap;

use crate::directory::Identity;

/// Puts fields of the entry in the place of `{{ name }}`; what the entry does not have leaves nothing.
pub(super) fn filled(data: &BTreeMap<String, String>, person: &Identity) -> BTreeMap<String, String> {
    data.iter().map(|(name, value)| (name.clone(), replaced(value, person))).collect()
}

pub(super) fn replaced(template: &str, person: &Identity) -> String {
    let mut parts = template.split("{{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some((name, rest)) = part.split_once("}}") {
            text.push_str(&field(name.trim(), person).unwrap_or_default());
            text.push_str(rest);
        } else {
            text.push_str("{{");
            text.push_str(part);
        }
    }
    text
}

fn field(name: &str, person: &Identity) -> Option<String> {
    match name {
        "email" => person.primary_email.as_ref().map(ToString::to_string),
        "display_name" => Some(person.display_name.clone()),
        "first_name" => person.first_name.clone(),
        "last_name" => person.last_name.clone(),
        "employee_number" => person.employee_number.clone(),
        "company" => person.company.clone(),
        "department" => person.department.clone(),
        "job_title" => person.job_title.clone(),
        "location" => person.location.clone(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;

    #[test]
    fn fields_of_the_entry_stand_in_the_place_of_their_names() {
        let mut person = Identity::blank(Utc::now());
        person.department = Some("営業".into());
        assert_eq!(replaced("group-{{ department }}-{{job_title}}.", &person), "group-営業-.");
        assert_eq!(replaced("{{ open", &person), "{{ open");
    }
}
