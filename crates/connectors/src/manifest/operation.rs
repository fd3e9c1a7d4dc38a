//! What can be changed at the service, and how.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::accounts::ForEach;
use super::choices::Choice;
use super::errors::Condition;
use super::path::Path;
use super::pick::Pick;
use super::recipe::RecipeStep;
use super::request::Request;
use super::template::Template;
use super::text::Text;

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Operations {
    pub create: Option<Operation>,
    pub suspend: Option<Operation>,
    pub reactivate: Option<Operation>,
    pub delete: Option<Operation>,
}

impl Operations {
    pub fn of(&self, kind: daicho_domain::integration::ChangeKind) -> Option<&Operation> {
        use daicho_domain::integration::ChangeKind;
        match kind {
            ChangeKind::Create => self.create.as_ref(),
            ChangeKind::Suspend => self.suspend.as_ref(),
            ChangeKind::Reactivate => self.reactivate.as_ref(),
            ChangeKind::Delete => self.delete.as_ref(),
        }
    }
}

/// One change. `{{ input.id }}`, `{{ input.email }}` and `{{ input.username }}` of the account are always there
/// for suspend, reactivate and delete.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// What is asked of whoever starts it, beside the account itself.
    #[serde(default)]
    pub input: IndexMap<String, InputField>,
    /// The one request that does it.
    pub request: Option<Request>,
    /// Several requests, in order; the last one's answer counts.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// With ID and password: the steps on the service's pages, from where the members are; from being signed in when they
    /// begin with `go_to`. Templates have `input`.
    #[serde(default)]
    pub on_pages: Vec<RecipeStep>,
    /// Answers that mean that there was nothing to do. For delete, 404 and 410 when absent.
    pub already: Option<Vec<Condition>>,
    /// Where the last answer holds the account as it is now, read by `account`.
    pub account: Option<Path>,
    /// The person gets an invitation and the account lives when it is accepted.
    #[serde(default)]
    pub invites: bool,
    /// What delete really does there; `removes` when absent.
    pub effect: Option<Effect>,
    /// Whether the content of the account is lost.
    pub removes_content: Option<bool>,
    /// The same user store serves other products, which lose the person too; names them.
    pub shared_users: Option<Text>,
    pub frees_license: Option<bool>,
    /// The input that takes the successor of the content.
    pub hands_over: Option<String>,
    /// What else it touches: other products, licences, documents.
    pub touches: Option<Text>,
    pub notes: Option<Text>,
    /// The plan of the service that this needs.
    pub plan: Option<Text>,
    /// The ways that can do it; all when absent.
    pub ways: Option<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub request: Request,
    /// Done once for each of these; `{{ each }}` is the one at hand.
    pub for_each: Option<ForEach>,
    /// Asked before each of them: what `when` and the request go by, such as the document that is changed and written back.
    pub reads_first: Option<Before>,
    /// Done only when this gives something other than `false`, `0`, empty or nothing.
    pub when: Option<Template>,
    /// Values read from the answer for the steps that follow, by name: `{{ read.name }}`.
    #[serde(default)]
    pub read: IndexMap<String, Pick>,
    /// Answers after which it goes on as if the step had succeeded.
    #[serde(default)]
    pub passes: Vec<Condition>,
}

/// A request whose answer the next one needs.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Before {
    pub request: Request,
    /// Values read from the answer, by name: `{{ read.name }}`.
    pub read: IndexMap<String, Pick>,
}

#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct InputField {
    pub label: Option<Text>,
    /// Told by the name and the choices when absent.
    pub kind: Option<Kind>,
    pub optional: bool,
    pub example: Option<String>,
    pub default: Option<String>,
    /// Filled in from this field of the directory; an input that is called like one needs no saying.
    pub from: Option<Prefill>,
    /// The values to choose from.
    pub choices: Vec<Choice>,
    /// One of the manifest's `choices`: the values are read from the service.
    pub choices_from: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "InputKind")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Text,
    /// An e-mail address; what is filled from the directory's is one anyway.
    Email,
    /// Several values; a list in templates.
    List,
    /// Another account of the same workspace, by its id.
    Account,
    /// A password: typed or generated, never logged.
    Secret,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    Removes,
    Deactivates,
    /// Only out of this organization; the login lives on.
    Leaves,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Prefill {
    Email,
    FirstName,
    LastName,
    DisplayName,
    Username,
    EmployeeNumber,
    Department,
    JobTitle,
}

impl Operation {
    /// Its requests as steps, also when there is only the one.
    pub fn all_steps(&self) -> Vec<Step> {
        let only = self.request.iter().map(|request| Step {
            request: request.clone(),
            for_each: None,
            reads_first: None,
            when: None,
            read: IndexMap::new(),
            passes: Vec::new(),
        });
        only.chain(self.steps.iter().cloned()).collect()
    }

    /// Whether it is done by requests.
    pub fn has_requests(&self) -> bool {
        self.request.is_some() || !self.steps.is_empty()
    }
}
