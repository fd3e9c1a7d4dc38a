//! Accounts that somebody keeps by hand.

use super::{Account, ReportedAccount};
use crate::directory::Email;

/// An account kept by hand, known by its address. What is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomAccount {
    pub email: Email,
    pub display_name: Option<String>,
    pub username: Option<String>,
    pub roles: Option<Vec<String>>,
    pub licenses: Option<Vec<String>>,
    pub two_factor: Option<bool>,
}

/// One field that would change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct CustomAccountChange {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl CustomAccount {
    pub const fn new(email: Email) -> Self {
        Self { email, display_name: None, username: None, roles: None, licenses: None, two_factor: None }
    }

    pub fn external_id(&self) -> String {
        self.email.to_string()
    }

    pub fn shown_name(&self) -> String {
        self.display_name.clone().unwrap_or_else(|| self.email.to_string())
    }

    /// The whole account: what is given here, and what is known of it already.
    #[must_use]
    pub fn reported(self, known: Option<&Account>) -> ReportedAccount {
        let mut account = ReportedAccount::new(self.external_id());
        if let Some(known) = known {
            account.display_name.clone_from(&known.display_name);
            account.username.clone_from(&known.username);
            account.roles.clone_from(&known.roles);
            account.licenses.clone_from(&known.licenses);
            account.two_factor = known.two_factor;
            account.last_activity = known.last_activity;
            account.created_at = known.created_at;
            account.status = known.status;
            account.role_class = known.role;
            account.employee_number.clone_from(&known.employee_number);
        }
        account.email = Some(self.email.to_string());
        account.display_name = self.display_name.or(account.display_name);
        account.username = self.username.or(account.username);
        account.roles = self.roles.unwrap_or(account.roles);
        account.licenses = self.licenses.unwrap_or(account.licenses);
        account.two_factor = self.two_factor.or(account.two_factor);
        account
    }

    /// The fields that would be other than they are.
    pub fn changes(&self, known: Option<&Account>) -> Vec<CustomAccountChange> {
        let lists = |list: Option<&Vec<String>>| list.filter(|list| !list.is_empty()).map(|list| list.join("; "));
        let factor = |has: Option<bool>| has.map(|has| has.to_string());
        let fields = [
            ("displayName", known.and_then(|known| known.display_name.clone()), self.display_name.clone()),
            ("userName", known.and_then(|known| known.username.clone()), self.username.clone()),
            ("roles", lists(known.map(|known| &known.roles)), lists(self.roles.as_ref())),
            ("licenses", lists(known.map(|known| &known.licenses)), lists(self.licenses.as_ref())),
            ("twoFa", factor(known.and_then(|known| known.two_factor)), factor(self.two_factor)),
        ];
        fields
            .into_iter()
            .filter(|(_, before, after)| after.is_some() && before != after)
            .map(|(field, before, after)| CustomAccountChange { field: field.to_owned(), before, after })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_no_change() {
        let mut account = CustomAccount::new(Email::parse("Ann@Example.com").unwrap());
        assert_eq!(account.changes(None), []);
        account.roles = Some(vec!["admin".into(), "owner".into()]);
        let changes = account.changes(None);
        assert_eq!((changes[0].field.as_str(), changes[0].after.as_deref()), ("roles", Some("admin; owner")));
        assert_eq!(account.reported(None).external_id, "ann@example.com");
    }
}
