use super::{KeyScope, Permission, Role};
use crate::directory::Email;
use crate::ids::{ApiKeyId, OrganizationId, UserId};
use crate::organization::Language;

/// Who does something, as histories and logs name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    User {
        id: UserId,
        email: Email,
    },
    ApiKey {
        id: ApiKeyId,
        name: String,
    },
    /// Daicho by itself: the schedule, the employee master, an operator command.
    System,
}

impl Actor {
    /// One line for a history entry: an e-mail address, the name of a key, or `system`.
    pub fn label(&self) -> &str {
        match self {
            Self::User { email, .. } => email.as_str(),
            Self::ApiKey { name, .. } => name,
            Self::System => "system",
        }
    }
}

/// Whoever has proved who they are, and what they may do in which organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    pub actor: Actor,
    pub organization_id: OrganizationId,
    pub role: Role,
    /// What of it the key is for; everything for a person who has signed in.
    pub scope: KeyScope,
    /// The language of the user, or of the organization for an API key.
    pub language: Language,
}

impl Principal {
    pub fn may(&self, permission: Permission) -> bool {
        self.role.may(permission) && self.scope.admits(permission)
    }
}
