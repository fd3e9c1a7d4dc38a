//! What changed in an entry, field by field.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::{ChangeSource, Email, HistoryKind, Identity};

/// One field before and after, in the words of the API.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The API's name: `employeeStatus`, `lifecycle.contractEndAt`, `customFields.<code>`.
    pub field: String,
    pub previous: Option<Value>,
    pub current: Option<Value>,
}

/// Who changed something, and how it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub source: ChangeSource,
    /// An e-mail address, the name of an API key, or the name of a workspace.
    pub actor: String,
}

impl Origin {
    pub fn new(source: ChangeSource, actor: impl Into<String>) -> Self {
        Self { source, actor: actor.into() }
    }
}

/// One line of an entry's history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryItem {
    pub id: i64,
    pub change: FieldChange,
    pub kind: HistoryKind,
    pub origin: Origin,
    pub created_at: DateTime<Utc>,
}

/// What became different. Times and what no one sees do not count.
pub fn differences(before: &Identity, after: &Identity) -> Vec<FieldChange> {
    let mut changes: Vec<FieldChange> = fields(before)
        .into_iter()
        .zip(fields(after))
        .filter(|((_, previous), (_, current))| previous != current)
        .map(|((field, previous), (_, current))| FieldChange { field: field.to_owned(), previous, current })
        .collect();
    let codes = before
        .custom_fields
        .keys()
        .chain(after.custom_fields.keys().filter(|code| !before.custom_fields.contains_key(*code)));
    for code in codes {
        let (previous, current) = (before.custom_fields.get(code).cloned(), after.custom_fields.get(code).cloned());
        if previous != current {
            changes.push(FieldChange { field: format!("customFields.{code}"), previous, current });
        }
    }
    changes
}

fn fields(identity: &Identity) -> [(&'static str, Option<Value>); 20] {
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let day = |day: Option<NaiveDate>| day.map(|day| Value::from(day.to_string()));
    [
        ("displayName", Some(Value::from(identity.display_name.as_str())).filter(|name| name != "")),
        ("lastName", text(&identity.last_name)),
        ("firstName", text(&identity.first_name)),
        ("primaryEmail", identity.primary_email.as_ref().map(|email| Value::from(email.as_str()))),
        ("secondaryEmails", addresses(&identity.secondary_emails)),
        ("aliases", addresses(&identity.aliases)),
        ("employeeId", text(&identity.employee_number)),
        ("managementType", Some(Value::from(identity.management_type.as_str()))),
        ("employeeType", Some(Value::from(identity.employee_type.as_str()))),
        ("employeeStatus", Some(Value::from(identity.status.as_str()))),
        ("companyName", text(&identity.company)),
        ("department", text(&identity.department)),
        ("jobTitle", text(&identity.job_title)),
        ("workLocation", text(&identity.location)),
        ("lifecycle.contractStartAt", day(identity.lifecycle.contract_start)),
        ("lifecycle.contractEndAt", day(identity.lifecycle.contract_end)),
        ("lifecycle.suspensionStartAt", day(identity.lifecycle.leave_start)),
        ("lifecycle.suspensionEndAt", day(identity.lifecycle.leave_end)),
        ("manager", identity.manager.map(|manager| Value::from(manager.to_string()))),
        ("note", text(&identity.note)),
    ]
}

fn addresses(emails: &[Email]) -> Option<Value> {
    (!emails.is_empty()).then(|| emails.iter().map(Email::as_str).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_told() {
        let before = Identity::blank(DateTime::UNIX_EPOCH);
        let mut after = before.clone();
        after.job_title = Some("部長".into());
        after.custom_fields.insert("size".into(), json!("L"));
        let told: Vec<(String, Option<Value>, Option<Value>)> = differences(&before, &after)
            .into_iter()
            .map(|change| (change.field, change.previous, change.current))
            .collect();
        assert_eq!(
            told,
            [("jobTitle".into(), None, Some(json!("部長"))), ("customFields.size".into(), None, Some(json!("L"))),]
        );
        assert!(differences(&after, &after).is_empty());
    }
}
