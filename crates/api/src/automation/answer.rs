use chrono::{DateTime, NaiveDate, Utc};
use daicho_domain::automation::{
    self as domain, AutomationAction, AutomationKind, AutomationTrigger, CauseKind, Condition, Rehearsal, RunError,
    RunResult, RunState, TriggerField,
};
use daicho_domain::catalogue::Services;
use daicho_domain::error::Failure;
use daicho_domain::ids::{AutomationId, AutomationRunId, ChannelId, DeliveryId, OffboardingId, PeopleId, RequestId};
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
    cause: AutomationCause,
    started_by: String,
    started_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
    /// In the order of the actions.
    results: Vec<AutomationResult>,
}

/// Why an automation ran.
#[derive(Debug, Serialize, ToSchema)]
struct AutomationCause {
    kind: CauseKind,
    /// Not of a run by hand.
    field: Option<TriggerField>,
    /// The date, or what the field became.
    value: Option<String>,
}

/// What became of one action.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AutomationResult {
    request_id: Option<RequestId>,
    offboarding_id: Option<OffboardingId>,
    delivery_id: Option<DeliveryId>,
    /// Why it could not be asked for.
    error_id: Option<&'static str>,
    /// The same in words.
    detail: Option<String>,
}

impl AutomationResult {
    fn new(result: RunResult, language: Language) -> Self {
        Self {
            request_id: result.request_id,
            offboarding_id: result.offboarding_id,
            delivery_id: result.delivery_id,
            error_id: result.error.as_ref().map(|error| error.code.id()),
            detail: result.error.map(|error| told(&error, language)),
        }
    }
}

fn told(error: &RunError, language: Language) -> String {
    let text = match &error.text {
        Some(text) => text.in_language(language),
        None => error.code.text(language),
    };
    match error.about.as_deref().filter(|about| !about.is_empty()) {
        Some(about) => format!("{text} ({about})"),
        None => text.to_owned(),
    }
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AutomationPerson {
    people_id: PeopleId,
    display_name: String,
    primary_email: Option<String>,
}

impl AutomationRun {
    pub(super) fn new(run: domain::AutomationRun, language: Language) -> Self {
        let cause = run.cause;
        Self {
            id: run.id,
            person: AutomationPerson {
                people_id: run.person.id,
                display_name: run.person.display_name,
                primary_email: run.person.primary_email.map(|email| email.to_string()),
            },
            state: run.state,
            cause: AutomationCause { kind: cause.kind, field: cause.field, value: cause.value },
            started_by: run.started_by,
            started_at: run.started_at,
            finished_at: run.finished_at,
            results: run.results.into_iter().map(|result| AutomationResult::new(result, language)).collect(),
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
    notice: Option<RehearsedNotice>,
    refusal: Option<RehearsalRefusal>,
}

/// Whom an automation would tell what.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RehearsedNotice {
    channel_id: ChannelId,
    channel: String,
    message: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RehearsalRefusal {
    error_id: &'static str,
    message: String,
}

impl RehearsedAction {
    pub(super) fn new(services: &Services, rehearsal: Rehearsal, language: Language) -> Self {
        let nothing = Self { plan: None, offboarding: None, notice: None, refusal: None };
        match rehearsal {
            Rehearsal::Creation(plan) => Self { plan: Some(OperationPlan::new(*plan, language)), ..nothing },
            Rehearsal::Offboarding(plan) => {
                Self { offboarding: Some(Offboarding::planned(services, plan, language)), ..nothing }
            }
            Rehearsal::Notice { channel, notice } => {
                let (channel_id, channel, message) = (channel.id, channel.name, notice.message);
                Self { notice: Some(RehearsedNotice { channel_id, channel, message }), ..nothing }
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
