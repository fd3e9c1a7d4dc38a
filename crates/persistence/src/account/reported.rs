//! The columns that a service's report fills, the same in `account` and `staged_account`.

use daicho_domain::account::ReportedAccount;
use daicho_domain::directory::Email;
use daicho_domain::search::fold;
use sea_orm::Value;
use sha2::{Digest, Sha256};

use crate::support::stored_time;

pub(crate) const REPORTED_COLUMNS: [&str; 18] = [
    "external_id",
    "kind",
    "email",
    "aliases",
    "username",
    "display_name",
    "employee_number",
    "status",
    "role_class",
    "roles",
    "licenses",
    "two_factor",
    "last_activity",
    "created_at",
    "employee",
    "content_hash",
    "name_key",
    "search",
];

/// An account as it is stored.
#[derive(Debug)]
pub(crate) struct ReportedRow {
    pub(crate) external_id: String,
    pub(crate) content_hash: i64,
    account: ReportedAccount,
    email: Option<Email>,
}

impl ReportedRow {
    pub(crate) fn new(mut account: ReportedAccount) -> Self {
        account.last_activity = account.last_activity.map(stored_time);
        account.created_at = account.created_at.map(stored_time);
        let email = account.email.as_deref().and_then(Email::parse);
        Self { external_id: account.external_id.clone(), content_hash: content_hash(&account), account, email }
    }

    /// In the order of [`REPORTED_COLUMNS`].
    pub(crate) fn into_values(self) -> [Value; REPORTED_COLUMNS.len()] {
        let name_key = self.name_key();
        let search = self.search();
        let account = self.account;
        let aliases: Vec<String> =
            account.aliases.iter().filter_map(|alias| Email::parse(alias)).map(|email| email.to_string()).collect();
        [
            account.external_id.into(),
            account.kind.as_str().into(),
            self.email.map(|email| email.to_string()).into(),
            (!aliases.is_empty()).then(|| list(&aliases)).into(),
            account.username.into(),
            account.display_name.into(),
            account.employee_number.into(),
            account.status.as_str().into(),
            account.role_class.as_str().into(),
            list(&account.roles).into(),
            list(&account.licenses).into(),
            account.two_factor.into(),
            account.last_activity.into(),
            account.created_at.into(),
            account.employee.and_then(|employee| serde_json::to_value(employee).ok()).into(),
            self.content_hash.into(),
            name_key.into(),
            search.into(),
        ]
    }

    /// What lists are sorted by: the name, or whatever else is shown in its place.
    fn name_key(&self) -> String {
        let account = &self.account;
        let named = [account.display_name.as_deref(), account.email.as_deref(), account.username.as_deref()];
        let shown = named.into_iter().flatten().find(|text| !text.trim().is_empty());
        fold(shown.unwrap_or(&account.external_id))
    }

    fn search(&self) -> String {
        let account = &self.account;
        let mut text = String::new();
        let single = [&account.display_name, &account.email, &account.username, &account.employee_number];
        for part in single.into_iter().flatten().chain(&account.aliases) {
            text.push_str(part);
            text.push(' ');
        }
        text.push_str(&account.external_id);
        fold(&text)
    }
}

/// A list of texts as JSON: `"x"` with its quotation marks is found in it exactly when `x` is one of the texts.
pub(crate) fn list(texts: &[String]) -> String {
    serde_json::Value::from(texts.to_vec()).to_string()
}

/// Equal for accounts that were reported alike. The first 64 bits of a SHA-256.
fn content_hash(account: &ReportedAccount) -> i64 {
    let mut hasher = HashWriter(Sha256::new());
    // Writing into a hash cannot fail.
    let _ = serde_json::to_writer(&mut hasher, account);
    let digest = hasher.0.finalize();
    digest.first_chunk().map_or(0, |bytes| i64::from_be_bytes(*bytes))
}

struct HashWriter(Sha256);

impl std::io::Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_reported_alike_are_equal_and_others_are_not() {
        let ann = || {
            let mut account = ReportedAccount::new("1");
            account.email = Some("ann@example.com".into());
            account
        };
        let mut admin = ann();
        admin.roles.push("admin".into());
        assert_eq!(ReportedRow::new(ann()).content_hash, ReportedRow::new(ann()).content_hash);
        assert_ne!(ReportedRow::new(ann()).content_hash, ReportedRow::new(admin).content_hash);
    }

    #[test]
    fn an_account_without_name_is_sorted_by_what_stands_in_its_place() {
        let mut account = ReportedAccount::new("U1");
        assert_eq!(ReportedRow::new(account.clone()).name_key(), "u1");
        account.display_name = Some(" ".into());
        account.username = Some("Ａnn".into());
        assert_eq!(ReportedRow::new(account).name_key(), "ann");
    }
}
