use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::directory::EntryName;
use crate::error::{FieldProblem, Refusal};
use crate::ids::{AutomationId, AutomationRunId, OffboardingId, OrganizationId, RequestId, WorkspaceId};

crate::enumeration! {
    pub enum AutomationKind {
        Joiner = "joiner",
        Leaver = "leaver",
    }
}

crate::enumeration! {
    /// What of a directory entry sets an automation off.
    pub enum TriggerField {
        ContractStartAt = "contractStartAt",
        ContractEndAt = "contractEndAt",
        Status = "status",
        Department = "department",
        EmployeeType = "employeeType",
    }
}

impl TriggerField {
    pub const fn is_date(self) -> bool {
        matches!(self, Self::ContractStartAt | Self::ContractEndAt)
    }
}

crate::enumeration! {
    pub enum When {
        On = "on",
        Before = "before",
        After = "after",
    }
}

/// A date, so many days before or after it; or a field that becomes `to`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AutomationTrigger {
    pub field: TriggerField,
    #[serde(default = "on")]
    pub when: When,
    #[serde(default)]
    pub days: u16,
    /// Of a field that is no date: any change without it.
    pub to: Option<String>,
}

fn on() -> When {
    When::On
}

crate::enumeration! {
    pub enum ConditionField {
        EmployeeType = "employeeType",
        Status = "status",
        Company = "company",
        Department = "department",
        JobTitle = "jobTitle",
        WorkLocation = "workLocation",
    }
}

/// The field is one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Condition {
    pub field: ConditionField,
    pub is: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AutomationAction {
    /// A new account, filled in from the directory and from this; `{{ department }}` and its like stand for fields of the entry.
    #[serde(rename_all = "camelCase")]
    Create {
        workspace_id: WorkspaceId,
        #[serde(default)]
        data: BTreeMap<String, String>,
    },
    /// Everything that the person has, by the policies.
    Offboard,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AutomationDraft {
    pub name: String,
    pub enabled: bool,
    pub kind: AutomationKind,
    pub trigger: AutomationTrigger,
    /// All must hold.
    pub conditions: Vec<Condition>,
    pub actions: Vec<AutomationAction>,
}

impl AutomationDraft {
    pub fn check(&self) -> Result<(), Refusal> {
        let mut problems = Vec::new();
        let mut problem = |field: &str, en: &str, ja: &str| problems.push(FieldProblem::new(field, en, ja));
        if self.name.trim().is_empty() {
            problem("name", "This field is required.", "この項目は必須です。");
        }
        if self.actions.is_empty() {
            problem("actions", "Name at least one action.", "アクションを1つ以上指定してください。");
        }
        if !self.trigger.field.is_date() && self.trigger.when != When::On {
            problem(
                "trigger.when",
                "Only dates have a before and after.",
                "前後の指定は日付の項目でのみ使用できます。",
            );
        }
        if self.trigger.field.is_date() && self.trigger.to.is_some() {
            problem("trigger.to", "A date becomes nothing.", "日付の項目には指定できません。");
        }
        if problems.is_empty() { Ok(()) } else { Err(Refusal::fields(problems)) }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Automation {
    pub id: AutomationId,
    pub organization: OrganizationId,
    pub draft: AutomationDraft,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    /// Nothing from before counts.
    pub enabled_at: DateTime<Utc>,
}

crate::enumeration! {
    pub enum RunState {
        Running = "running",
        Done = "done",
        /// At least one action could not be asked for.
        Failed = "failed",
    }
}

/// What became of one action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunResult {
    pub request_id: Option<RequestId>,
    pub offboarding_id: Option<OffboardingId>,
    pub error_id: Option<String>,
    pub detail: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AutomationRun {
    pub id: AutomationRunId,
    pub person: EntryName,
    pub state: RunState,
    /// `contractEndAt 2027-03-31`, `status retired`, `by hand`.
    pub cause: String,
    pub started_by: String,
    pub started_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    /// In the order of the actions.
    pub results: Vec<RunResult>,
}

/// A run that a date will bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    pub automation: AutomationId,
    pub name: String,
    pub kind: AutomationKind,
    pub run_on: NaiveDate,
}
