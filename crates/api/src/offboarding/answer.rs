use chrono::{DateTime, NaiveDate, Utc};
use daicho_domain::catalogue::{Bilingual, ServiceOperation, Services};
use daicho_domain::directory::EntryName;
use daicho_domain::ids::{
    AccountId, OffboardingId, OffboardingStepId, PeopleId, RequestId, ServiceId, UserId, WorkspaceId,
};
use daicho_domain::integration::{ChangeKind, ServiceName};
use daicho_domain::offboarding::{
    self as domain, NewStep, OffboardingState, StepAction, StepState, StepSubject, Verified,
};
use daicho_domain::operation::Subject;
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use crate::integration::Fault;

/// Everything that a leaver has, on its way to being closed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Offboarding {
    /// Null on a dry run.
    id: Option<OffboardingId>,
    person: OffboardingPerson,
    state: OffboardingState,
    run_at: Option<DateTime<Utc>>,
    approver: Option<OffboardingUser>,
    approved_by: Option<String>,
    created_by: String,
    created_at: Option<DateTime<Utc>>,
    started_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    progress: OffboardingProgress,
    steps: Vec<OffboardingStep>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OffboardingPerson {
    people_id: PeopleId,
    display_name: String,
    primary_email: Option<String>,
}

impl From<EntryName> for OffboardingPerson {
    fn from(person: EntryName) -> Self {
        Self {
            people_id: person.id,
            display_name: person.display_name,
            primary_email: person.primary_email.map(|email| email.to_string()),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct OffboardingUser {
    id: UserId,
    /// Null when the user was removed.
    email: Option<String>,
}

/// Steps that are settled, of how many.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
struct OffboardingProgress {
    done: usize,
    total: usize,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum OffboardingStepKind {
    Account,
    /// Something that no connector can do.
    Task,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OffboardingStep {
    id: Option<OffboardingStepId>,
    kind: OffboardingStepKind,
    /// Of a task.
    title: Option<String>,
    service: Option<OffboardingService>,
    workspace: Option<OffboardingWorkspace>,
    account: Option<OffboardingAccount>,
    action: StepAction,
    /// Smaller ones come first; equal ones run side by side.
    order: i32,
    state: StepState,
    operation_id: Option<RequestId>,
    /// Whether the content of the account is lost; null when nobody knows.
    removes_content: Option<bool>,
    /// What else it touches.
    touches: Option<String>,
    transfer_to: Option<AccountId>,
    assignee: Option<OffboardingUser>,
    due_date: Option<NaiveDate>,
    note: Option<String>,
    error: Option<Fault>,
    /// What reading the service again told.
    verified: Option<Verified>,
    done_at: Option<DateTime<Utc>>,
    done_by: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OffboardingService {
    id: ServiceId,
    unique_name: String,
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct OffboardingWorkspace {
    id: WorkspaceId,
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OffboardingAccount {
    /// `<workspaceId>#<the service's own id>`.
    id: String,
    account_id: AccountId,
    display_name: Option<String>,
    email: Option<String>,
    user_name: Option<String>,
}

impl Offboarding {
    pub(super) fn new(services: &Services, offboarding: domain::Offboarding, language: Language) -> Self {
        let settled = offboarding.steps.iter().filter(|step| step.state.is_settled()).count();
        let progress = OffboardingProgress { done: settled, total: offboarding.steps.len() };
        let approver_email = offboarding.approver_email;
        Self {
            id: Some(offboarding.id),
            person: offboarding.person.into(),
            state: offboarding.state,
            run_at: offboarding.run_at,
            approver: offboarding.approver.map(|id| OffboardingUser { id, email: approver_email }),
            approved_by: offboarding.approved_by,
            created_by: offboarding.created_by,
            created_at: Some(offboarding.created_at),
            started_at: offboarding.started_at,
            finished_at: offboarding.finished_at,
            progress,
            steps: offboarding.steps.into_iter().map(|step| OffboardingStep::new(services, step, language)).collect(),
        }
    }

    /// A plan that is not stored.
    pub(crate) fn planned(services: &Services, plan: domain::NewOffboarding, language: Language) -> Self {
        let waits = plan.approver.is_some();
        Self {
            id: None,
            person: plan.person.into(),
            state: if waits { OffboardingState::WaitingForApproval } else { OffboardingState::Planned },
            run_at: plan.run_at,
            approver: plan.approver.map(|id| OffboardingUser { id, email: None }),
            approved_by: None,
            created_by: plan.created_by,
            created_at: None,
            started_at: None,
            finished_at: None,
            progress: OffboardingProgress { done: 0, total: plan.steps.len() },
            steps: plan.steps.into_iter().map(|step| OffboardingStep::planned(services, step, language)).collect(),
        }
    }
}

impl OffboardingStep {
    fn new(services: &Services, step: domain::OffboardingStep, language: Language) -> Self {
        let assignee_email = step.assignee_email;
        let about = About::new(services, step.subject, step.action, language);
        Self {
            id: Some(step.id),
            state: step.state,
            operation_id: step.operation,
            error: step.fault.map(|fault| Fault::new(fault, language)),
            verified: step.verified,
            done_at: step.done_at,
            done_by: step.done_by,
            action: step.action,
            order: step.order,
            transfer_to: step.transfer_to,
            assignee: step.assignee.map(|id| OffboardingUser { id, email: assignee_email }),
            due_date: step.due_date,
            note: step.note,
            kind: about.kind,
            title: about.title,
            service: about.service,
            workspace: about.workspace,
            account: about.account,
            removes_content: about.removes_content,
            touches: about.touches,
        }
    }

    fn planned(services: &Services, step: NewStep, language: Language) -> Self {
        let about = About::new(services, step.subject, step.action, language);
        Self {
            id: None,
            state: step.state,
            operation_id: None,
            error: None,
            verified: None,
            done_at: None,
            done_by: None,
            action: step.action,
            order: step.order,
            transfer_to: step.transfer_to,
            assignee: step.assignee.map(|id| OffboardingUser { id, email: None }),
            due_date: step.due_date,
            note: step.note,
            kind: about.kind,
            title: about.title,
            service: about.service,
            workspace: about.workspace,
            account: about.account,
            removes_content: about.removes_content,
            touches: about.touches,
        }
    }
}

/// What a step is about, with what the catalogue says about it.
struct About {
    kind: OffboardingStepKind,
    title: Option<String>,
    service: Option<OffboardingService>,
    workspace: Option<OffboardingWorkspace>,
    account: Option<OffboardingAccount>,
    removes_content: Option<bool>,
    touches: Option<String>,
}

impl About {
    fn new(services: &Services, subject: StepSubject, action: StepAction, language: Language) -> Self {
        match subject {
            StepSubject::Task { title } => Self {
                kind: OffboardingStepKind::Task,
                title: Some(title),
                service: None,
                workspace: None,
                account: None,
                removes_content: None,
                touches: None,
            },
            StepSubject::Account { id, service, workspace, workspace_name, account } => {
                let facts = facts(services, &service, action);
                let text = |text: &Bilingual| text.in_language(language).to_owned();
                Self {
                    kind: OffboardingStepKind::Account,
                    title: None,
                    removes_content: facts.as_ref().and_then(|facts| facts.removes_content),
                    touches: facts.as_ref().and_then(|facts| facts.touches.as_ref()).map(text),
                    service: Some(OffboardingService { id: service.id, unique_name: service.slug, name: service.name }),
                    workspace: Some(OffboardingWorkspace { id: workspace, name: workspace_name }),
                    account: Some(account_of(id, workspace, account)),
                }
            }
        }
    }
}

fn facts(services: &Services, service: &ServiceName, action: StepAction) -> Option<ServiceOperation> {
    let kind = match action {
        StepAction::Delete | StepAction::Transfer => ChangeKind::Delete,
        StepAction::Suspend => ChangeKind::Suspend,
        StepAction::Manual | StepAction::Leave => return None,
    };
    services.by_id(service.id)?.operations.of(kind).cloned()
}

fn account_of(id: AccountId, workspace: WorkspaceId, account: Subject) -> OffboardingAccount {
    OffboardingAccount {
        id: format!("{workspace}#{}", account.external_id.unwrap_or_default()),
        account_id: id,
        display_name: account.display_name,
        email: account.email,
        user_name: account.username,
    }
}
