use chrono::{DateTime, Utc};
use daicho_domain::catalogue::{Bilingual, Effect};
use daicho_domain::error::Refusal;
use daicho_domain::integration::{ChangeKind, PlannedRequest};
use daicho_domain::operation as domain;
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{OperationAccount, OperationService, OperationWorkspace};

/// What an operation would do. Nothing has been done.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OperationPlan {
    operation: ChangeKind,
    account: Option<OperationAccount>,
    service: OperationService,
    workspace: OperationWorkspace,
    allowed: bool,
    refusal: Option<PlanRefusal>,
    /// As they would be sent, with secrets masked.
    requests: Vec<PlannedRequest>,
    /// Of deleting only.
    effect: Option<Effect>,
    /// Whether the content of the account is lost; null when nobody knows.
    removes_content: Option<bool>,
    /// What else it touches.
    touches: Option<String>,
    /// Further products that lose the person, because they share their users.
    shared_users: Option<String>,
    frees_license: Option<bool>,
    /// The service's plan that this needs.
    plan: Option<String>,
    hand_over: Option<PlanHandOver>,
    /// To be typed before content is lost.
    confirm_name: Option<String>,
    /// By the organization's grace period; until then it can be undone.
    scheduled_for: Option<DateTime<Utc>>,
    /// The account is suspended until then.
    suspends_now: bool,
}

/// Why it would not be done, and what to do about it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanRefusal {
    error_id: &'static str,
    message: String,
    remedy: &'static str,
    about: Option<String>,
}

/// The service gives what the account owns to another account of the workspace.
#[derive(Debug, Serialize, ToSchema)]
struct PlanHandOver {
    input: String,
    /// Whether it cannot be left out.
    required: bool,
}

/// Plans in the order asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OperationPlans {
    pub(super) items: Vec<OperationPlan>,
}

impl PlanRefusal {
    pub(crate) fn new(refusal: &Refusal, language: Language) -> Self {
        let field = refusal.fields.first().map(|problem| problem.message.in_language(language).to_owned());
        Self {
            error_id: refusal.code.id(),
            message: field.unwrap_or_else(|| refusal.message(language).to_owned()),
            remedy: refusal.code.remedy(language),
            about: refusal.about.clone(),
        }
    }
}

impl OperationPlan {
    pub(crate) fn new(plan: domain::OperationPlan, language: Language) -> Self {
        let text = |text: Option<Bilingual>| text.map(|text| text.in_language(language).to_owned());
        let account = plan.account.map(|account| OperationAccount {
            id: Some(format!("{}#{}", account.workspace, account.external_id)),
            account_id: Some(account.id),
            display_name: account.display_name,
            email: account.email,
            user_name: account.username,
        });
        Self {
            operation: plan.kind,
            account,
            service: plan.workspace.service.into(),
            workspace: OperationWorkspace { id: plan.workspace.id, name: plan.workspace.name },
            allowed: plan.refusal.is_none(),
            refusal: plan.refusal.as_ref().map(|refusal| PlanRefusal::new(refusal, language)),
            requests: plan.requests,
            effect: plan.effect,
            removes_content: plan.removes_content,
            touches: text(plan.touches),
            shared_users: text(plan.shared_users),
            frees_license: plan.frees_license,
            plan: text(plan.plan),
            hand_over: plan.hand_over.map(|takes| PlanHandOver { input: takes.input, required: takes.required }),
            confirm_name: plan.confirm_name,
            scheduled_for: plan.scheduled_for,
            suspends_now: plan.suspends_now,
        }
    }
}
