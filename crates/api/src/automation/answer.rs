use chrono::{DateTime, NaiveDate, Utc};
use daicho_domain::automation::{
    self as domain, AutomationAction, AutomationKind, AutomationTrigger, Condition, Rehearsal, RunResult, RunState,
};
use daicho_domain::catalogue::Services;
use daicho_domain::error::Failure;
use daicho_domain::ids::{AutomationId, AutomationRunId, PeopleId};
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use crate::offboarding::Offboarding;
use crate::operation::OperationPlan;

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Automation {
    id: AutomationId,
    name: String,
    enabled: bool,
    kind: AutomationKind,
    trigger: AutomationTrigger,
    /// All must hold.
    conditions: Vec<Condition>,
    actions: Vec<AutomationAction>,
    created_by: String,
    created_at: DateTime<Utc>,
}

impl From<domain::Automation> for Automation {
    fn from(automation: domain::Automation) -> Self {
        let draft = automation.draft;
        Self {
            id: automation.id,
            name: draft.name,
            enabled: draft.enabled,
            kind: draft.kind,
            trigger: draft.trigger,
            conditions: draft.conditions,
            actions: draft.actions,
            created_by: automation.created_by,
            created_at: automation.created_at,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AutomationRun {
    id: AutomationRunId,
    person: AutomationPerson,
    state: RunState,
    /// `contractEndAt 2027-03-31`, `status retired (17)`, `by hand …`.
    cause: String,
    started_by: String,
    started_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
    /// In the order of the actions.
    results: Vec<RunResult>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AutomationPerson {
    people_id: PeopleId,
    display_name: String,
    primary_email: Option<String>,
}

impl From<domain::AutomationRun> for AutomationRun {
    fn from(run: domain::AutomationRun) -> Self {
        Self {
            id: run.id,
            person: AutomationPerson {
                people_id: run.person.id,
                display_name: run.person.display_name,
                primary_email: run.person.primary_email.map(|email| email.to_string()),
            },
            state: run.state,
            cause: run.cause,
            started_by: run.started_by,
            started_at: run.started_at,
            finished_at: run.finished_at,
            results: run.results,
        }
    }
}

/// What running an automation for a person would do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AutomationRehearsal {
    pub(super) people_id: PeopleId,
    /// In the order of the actions.
    pub(super) actions: Vec<RehearsedAction>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RehearsedAction {
    plan: Option<OperationPlan>,
    offboarding: Option<Offboarding>,
    refusal: Option<RehearsalRefusal>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RehearsalRefusal {
    error_id: &'static str,
    message: String,
}

impl RehearsedAction {
    pub(super) fn new(services: &Services, rehearsal: Rehearsal, language: Language) -> Self {
        let nothing = Self { plan: None, offboarding: None, refusal: None };
        match rehearsal {
            Rehearsal::Creation(plan) => Self { plan: Some(OperationPlan::new(*plan, language)), ..nothing },
            Rehearsal::Offboarding(plan) => {
                Self { offboarding: Some(Offboarding::planned(services, plan, language)), ..nothing }
            }
            Rehearsal::Refused(failure) => Self { refusal: Some(RehearsalRefusal::new(&failure, language)), ..nothing },
        }
    }
}

impl RehearsalRefusal {
    fn new(failure: &Failure, language: Language) -> Self {
        let (code, message) = match failure {
            Failure::Refused(refusal) => {
                let field = refusal.fields.first();
                let field = field.map(|problem| problem.message.in_language(language).to_owned());
                (refusal.code, field)
            }
            Failure::Service(fault) => (fault.kind.into(), Some(fault.detail.clone())),
            Failure::Store(_) => (daicho_domain::error::ErrorCode::InternalServerError, None),
        };
        Self { error_id: code.id(), message: message.unwrap_or_else(|| code.text(language).to_owned()) }
    }
}

/// A run that a date will bring.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct QueuedAutomation {
    automation_id: AutomationId,
    name: String,
    kind: AutomationKind,
    run_on: NaiveDate,
}

impl From<domain::Queued> for QueuedAutomation {
    fn from(queued: domain::Queued) -> Self {
        Self { automation_id: queued.automation, name: queued.name, kind: queued.kind, run_on: queued.run_on }
    }
}
