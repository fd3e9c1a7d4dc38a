use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::catalogue::Bilingual;
use crate::directory::EntryName;
use crate::error::{ErrorCode, FieldProblem, Refusal};
use crate::ids::{
    AutomationId, AutomationRunId, ChannelId, DeliveryId, OffboardingId, OrganizationId, RequestId, WorkspaceId,
};

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
    /// Tells a channel of the person, with this text beside; the same fields of the entry may stand in it.
    #[serde(rename_all = "camelCase")]
    Notify { channel_id: ChannelId, message: Option<String> },
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
        /// When its turn came, it was switched off or its conditions did not hold any more.
        Skipped = "skipped",
    }
}

crate::enumeration! {
    pub enum CauseKind {
        Date = "date",
        Change = "change",
        ByHand = "by_hand",
    }
}

/// Why an automation runs for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunCause {
    pub kind: CauseKind,
    /// Not of a run by hand.
    pub field: Option<TriggerField>,
    /// The date, or what the field became.
    pub value: Option<String>,
}

impl RunCause {
    pub const BY_HAND: Self = Self { kind: CauseKind::ByHand, field: None, value: None };

    pub fn date(field: TriggerField, date: NaiveDate) -> Self {
        Self { kind: CauseKind::Date, field: Some(field), value: Some(date.to_string()) }
    }

    pub fn change(field: TriggerField, became: &str) -> Self {
        Self { kind: CauseKind::Change, field: Some(field), value: Some(became.to_owned()) }
    }

    /// The same date brings one run, however often it is looked at; every other cause is one of its own moment.
    pub fn key(&self, now: DateTime<Utc>) -> String {
        let field = self.field.map_or("", TriggerField::as_str);
        let value = self.value.as_deref().unwrap_or_default();
        match self.kind {
            CauseKind::Date => format!("{field} {value}"),
            CauseKind::Change | CauseKind::ByHand => {
                format!("{} {field} {value} {}", self.kind, now.timestamp_micros())
            }
        }
    }
}

/// What became of one action.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunResult {
    pub request_id: Option<RequestId>,
    pub offboarding_id: Option<OffboardingId>,
    pub delivery_id: Option<DeliveryId>,
    pub error: Option<RunError>,
}

/// Why an action could not be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunError {
    pub code: ErrorCode,
    /// To which thing it happened, in its own words.
    pub about: Option<String>,
    /// What is wrong with a field.
    pub text: Option<Bilingual>,
}

impl RunResult {
    pub fn failed(code: ErrorCode, about: Option<String>) -> Self {
        Self { error: Some(RunError { code, about, text: None }), ..Self::default() }
    }
}

impl From<Refusal> for RunError {
    fn from(refusal: Refusal) -> Self {
        let text = refusal.fields.into_iter().next().map(|problem| problem.message);
        Self { code: refusal.code, about: refusal.about, text }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct AutomationRun {
    pub id: AutomationRunId,
    pub person: EntryName,
    pub state: RunState,
    pub cause: RunCause,
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
