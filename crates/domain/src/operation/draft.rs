use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{Origin, Rules};
use crate::account::Account;
use crate::ids::{AccountId, PeopleId, RequestId, WorkspaceId};
use crate::integration::ChangeKind;

/// How the account that an operation is about is recognized at the service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Subject {
    /// The service's own id; of an account that is yet to be created nobody knows it.
    pub external_id: Option<String>,
    pub email: Option<String>,
    pub username: Option<String>,
    pub display_name: Option<String>,
}

impl Subject {
    /// What two creations of the same account have in common.
    pub fn key(&self) -> Option<String> {
        self.email.as_deref().or(self.username.as_deref()).map(str::to_lowercase)
    }

    /// Whether an account of the service is the one meant.
    pub fn is(&self, external_id: &str, email: Option<&str>, username: Option<&str>) -> bool {
        if let Some(own) = &self.external_id {
            return own == external_id;
        }
        let same = |own: Option<&str>, other: Option<&str>| {
            own.zip(other).is_some_and(|(own, other)| own.trim().to_lowercase() == other.trim().to_lowercase())
        };
        same(self.email.as_deref(), email) || same(self.username.as_deref(), username)
    }
}

impl From<&Account> for Subject {
    fn from(account: &Account) -> Self {
        Self {
            external_id: Some(account.external_id.clone()),
            email: account.email.clone(),
            username: account.username.clone(),
            display_name: account.display_name.clone(),
        }
    }
}

/// An operation that somebody asks for.
#[derive(Debug, Clone)]
pub struct OperationDraft {
    pub id: RequestId,
    pub kind: ChangeKind,
    pub workspace: WorkspaceId,
    pub account: Option<AccountId>,
    pub subject: Subject,
    pub person: Option<PeopleId>,
    /// What the service's form asks for beside the account itself, without secrets.
    pub input: BTreeMap<String, String>,
    /// Passwords of the form: kept sealed until the operation has succeeded.
    pub secrets: BTreeMap<String, SecretString>,
    pub rules: Rules,
    /// As logs name whoever asks.
    pub actor: String,
    pub origin: Origin,
    /// Not before then; `None` at once.
    pub run_at: Option<DateTime<Utc>>,
    /// The operation that this one goes along with: it suspends until the deletion, or gives back after undoing it.
    pub beside: Option<RequestId>,
}

/// What makes sure that a request sent twice is done once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// As the caller sent it.
    pub key: String,
    /// Equal for equal requests.
    pub digest: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_yet_to_be_created_is_known_by_its_address_or_name() {
        let subject =
            Subject { email: Some("Ann@example.com".into()), username: Some("ann".into()), ..Subject::default() };
        assert!(subject.is("7", Some("ann@example.com"), None));
        assert!(subject.is("7", None, Some("ANN")));
        assert!(!subject.is("7", Some("bob@example.com"), None));
        let known = Subject { external_id: Some("7".into()), ..subject };
        assert!(!known.is("8", Some("ann@example.com"), None));
    }
}
