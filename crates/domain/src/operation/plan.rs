use chrono::{DateTime, Utc};

use crate::account::Account;
use crate::catalogue::{Bilingual, Effect, ServiceOperation};
use crate::error::Refusal;
use crate::integration::{ChangeKind, PlannedRequest, Workspace};

/// What an operation would do, before anything is done.
#[derive(Debug, Clone)]
pub struct OperationPlan {
    pub kind: ChangeKind,
    pub workspace: Workspace,
    /// `None` for an account that is yet to be created.
    pub account: Option<Account>,
    /// Why it would not be done.
    pub refusal: Option<Refusal>,
    pub requests: Vec<PlannedRequest>,
    /// Of deleting only.
    pub effect: Option<Effect>,
    pub removes_content: Option<bool>,
    pub touches: Option<Bilingual>,
    pub shared_users: Option<Bilingual>,
    pub frees_license: Option<bool>,
    pub plan: Option<Bilingual>,
    pub hand_over: Option<HandOver>,
    /// To be typed before content is lost.
    pub confirm_name: Option<String>,
    /// By the organization's grace period.
    pub scheduled_for: Option<DateTime<Utc>>,
    /// The account is suspended until then.
    pub suspends_now: bool,
}

/// The service can give what the account owns to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    pub input: String,
    pub required: bool,
}

impl OperationPlan {
    pub(super) fn new(
        kind: ChangeKind,
        workspace: Workspace,
        account: Option<Account>,
        facts: Option<&ServiceOperation>,
    ) -> Self {
        let loses_content = facts.and_then(|facts| facts.removes_content).unwrap_or(false);
        let name = account.as_ref().map(|account| {
            account
                .display_name
                .clone()
                .or_else(|| account.email.clone())
                .unwrap_or_else(|| account.external_id.clone())
        });
        Self {
            kind,
            workspace,
            account,
            refusal: None,
            requests: Vec::new(),
            effect: facts.and_then(|facts| facts.effect),
            removes_content: facts.and_then(|facts| facts.removes_content),
            touches: facts.and_then(|facts| facts.touches.clone()),
            shared_users: facts.and_then(|facts| facts.shared_users.clone()),
            frees_license: facts.and_then(|facts| facts.frees_license),
            plan: facts.and_then(|facts| facts.plan.clone()),
            hand_over: facts.and_then(hand_over),
            confirm_name: name.filter(|_| loses_content),
            scheduled_for: None,
            suspends_now: false,
        }
    }
}

pub(super) fn hand_over(facts: &ServiceOperation) -> Option<HandOver> {
    let input = facts.hands_over.clone()?;
    let required = facts.input.iter().any(|field| field.name == input && field.required);
    Some(HandOver { input, required })
}
