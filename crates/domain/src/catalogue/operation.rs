//! What a service can be asked to change, and what doing so means there.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Bilingual;
use crate::integration::ChangeKind;

crate::enumeration! {
    /// What deleting an account really does at the service.
    pub enum Effect {
        /// The account is gone.
        Removes = "removes",
        /// The account stays, closed.
        Deactivates = "deactivates",
        /// The account leaves this organization; its login lives on.
        Leaves = "leaves",
    }
}

crate::enumeration! {
    pub enum InputKind {
        Text = "text",
        /// An e-mail address.
        Email = "email",
        /// One of `choices`.
        Choice = "choice",
        /// Several values.
        List = "list",
        /// Another account of the same workspace, by its external id.
        Account = "account",
        /// A password, typed or generated; never logged.
        Secret = "secret",
    }
}

crate::enumeration! {
    /// What of a directory entry may be filled into a form.
    pub enum DirectoryField {
        Email = "email",
        FirstName = "first_name",
        LastName = "last_name",
        DisplayName = "display_name",
        Username = "username",
        EmployeeNumber = "employee_number",
        Department = "department",
        JobTitle = "job_title",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Choice {
    pub value: String,
    pub label: Bilingual,
}

/// One value that an operation asks for beside the account itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationInput {
    pub name: String,
    pub label: Bilingual,
    pub kind: InputKind,
    pub required: bool,
    pub default: Option<String>,
    pub example: Option<String>,
    pub prefill: Option<DirectoryField>,
    /// Those that do not change. Live ones are read from the service.
    pub choices: Vec<Choice>,
    /// Whether the service itself is asked for the choices.
    pub live_choices: bool,
}

/// What one change takes and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceOperation {
    /// Of deleting only.
    pub effect: Option<Effect>,
    /// Whether the content of the account is lost; `None` when nobody knows.
    pub removes_content: Option<bool>,
    /// What else it touches: other products, licences, documents.
    pub touches: Option<Bilingual>,
    /// Further products that lose the person, because they share the users of this one.
    pub shared_users: Option<Bilingual>,
    pub frees_license: Option<bool>,
    /// The plan of the service that this needs.
    pub plan: Option<Bilingual>,
    pub notes: Option<Bilingual>,
    /// The person gets an invitation, and the account lives when it is accepted.
    pub invites: bool,
    /// The input that names the successor of the account's content.
    pub hands_over: Option<String>,
    /// The ways of connecting that can do it; all when absent.
    pub ways: Option<Vec<String>>,
    pub input: Vec<OperationInput>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ServiceOperations {
    pub create: Option<ServiceOperation>,
    pub suspend: Option<ServiceOperation>,
    pub reactivate: Option<ServiceOperation>,
    pub delete: Option<ServiceOperation>,
}

impl ServiceOperations {
    pub fn of(&self, kind: ChangeKind) -> Option<&ServiceOperation> {
        match kind {
            ChangeKind::Create => self.create.as_ref(),
            ChangeKind::Suspend => self.suspend.as_ref(),
            ChangeKind::Reactivate => self.reactivate.as_ref(),
            ChangeKind::Delete => self.delete.as_ref(),
        }
    }
}
