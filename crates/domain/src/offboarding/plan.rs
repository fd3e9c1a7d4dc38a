//! Planning: what becomes of each account of a person.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::item::{StepAction, StepState, StepSubject};
use super::policy::{HandOverTo, OffboardingPolicy, possible};
use super::store::{NewOffboarding, NewStep, OffboardingStore};
use crate::access::{UserStatus, UserStore};
use crate::account::{Account, AccountQuery, AccountStore};
use crate::directory::{DirectoryEntry, EmployeeStatus, EntryName};
use crate::error::{ErrorCode, FieldProblem, Outcome, Refusal};
use crate::ids::{AccountId, OffboardingId, OrganizationId, PeopleId, UserId, WorkspaceId};
use crate::integration::Workspace;
use crate::list::PageRequest;
use crate::operation::{Idempotency, Operations, Subject};

/// A minute behind is no past: clocks differ.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(1);
const ACCOUNTS_PER_PAGE: u32 = 200;
/// Manual tasks and those that need a person come whenever somebody finds the time.
const TASK_ORDER: i32 = 1_000;

#[derive(Clone)]
pub struct Offboardings {
    pub store: Arc<dyn OffboardingStore>,
    pub operations: Operations,
    pub users: Arc<dyn UserStore>,
}

impl std::fmt::Debug for Offboardings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Offboardings").finish_non_exhaustive()
    }
}

/// What somebody wants of an offboarding. What is left out follows from the policies.
#[derive(Debug, Clone)]
pub struct PlanRequest {
    pub person: PeopleId,
    pub run_at: Option<DateTime<Utc>>,
    pub approver: Option<UserId>,
    pub steps: Vec<StepRequest>,
    pub tasks: Vec<TaskRequest>,
    pub actor: String,
}

#[derive(Debug, Clone)]
pub struct StepRequest {
    pub account: AccountId,
    pub action: StepAction,
    pub transfer_to: Option<AccountId>,
    pub order: Option<i32>,
    pub assignee: Option<UserId>,
    pub due_date: Option<NaiveDate>,
    pub note: Option<String>,
}

#[derive(Debug, Clone)]
pub struct TaskRequest {
    pub title: String,
    pub assignee: Option<UserId>,
    pub due_date: Option<NaiveDate>,
    pub note: Option<String>,
}

/// What planning rests on.
struct Material {
    entry: DirectoryEntry,
    accounts: Vec<Account>,
    workspaces: HashMap<WorkspaceId, Workspace>,
    policies: Vec<OffboardingPolicy>,
}

impl Offboardings {
    /// The plan, not stored.
    pub async fn plan(&self, organization: OrganizationId, request: &PlanRequest) -> Outcome<NewOffboarding> {
        let material = self.material(organization, request.person).await?;
        self.check(organization, request, &material).await?;
        let mut steps = Vec::with_capacity(material.accounts.len() + request.tasks.len());
        for account in &material.accounts {
            let asked = request.steps.iter().find(|step| step.account == account.id);
            steps.push(self.step(organization, account, asked, &material).await?);
        }
        steps.extend(request.tasks.iter().map(task));
        steps.sort_by_key(|step| step.order);
        let identity = &material.entry.identity;
        Ok(NewOffboarding {
            person: EntryName {
                id: identity.id,
                display_name: identity.display_name.clone(),
                primary_email: identity.primary_email.clone(),
            },
            had_left: has_left(identity.status),
            run_at: request.run_at,
            approver: request.approver,
            created_by: request.actor.clone(),
            steps,
        })
    }

    /// Stores the plan.
    pub async fn add(
        &self,
        organization: OrganizationId,
        request: &PlanRequest,
        once: Option<&Idempotency>,
    ) -> Outcome<OffboardingId> {
        let plan = self.plan(organization, request).await?;
        self.store.add(organization, plan, once).await
    }

    async fn material(&self, organization: OrganizationId, person: PeopleId) -> Outcome<Material> {
        let entry = self.operations.directory.get(organization, person).await?;
        let accounts = accounts_of(self.operations.accounts.as_ref(), organization, person).await?;
        let workspaces = self.operations.workspaces.list(organization).await?;
        let workspaces = workspaces.into_iter().map(|workspace| (workspace.id, workspace)).collect();
        let policies = self.store.policies(organization).await?;
        Ok(Material { entry, accounts, workspaces, policies })
    }

    async fn check(&self, organization: OrganizationId, request: &PlanRequest, material: &Material) -> Outcome<()> {
        let mut problems = Vec::new();
        if request.run_at.is_some_and(|at| at < Utc::now() - CLOCKS_DIFFER) {
            problems.push(FieldProblem::new("runAt", "This time is in the past.", "過去の日時は指定できません。"));
        }
        for (place, step) in request.steps.iter().enumerate() {
            if !material.accounts.iter().any(|account| account.id == step.account) {
                problems.push(FieldProblem::new(
                    format!("steps[{place}].accountId"),
                    "This is not an account of the person.",
                    "この従業員のアカウントではありません。",
                ));
            }
        }
        for (place, task) in request.tasks.iter().enumerate() {
            if task.title.trim().is_empty() {
                problems.push(FieldProblem::new(
                    format!("tasks[{place}].title"),
                    "This field is required.",
                    "この項目は必須です。",
                ));
            }
        }
        if let Some(approver) = request.approver {
            problems.extend(self.unfit(organization, "approverId", approver).await?);
        }
        let assignees = request.steps.iter().filter_map(|step| step.assignee);
        for assignee in assignees.chain(request.tasks.iter().filter_map(|task| task.assignee)) {
            problems.extend(self.unfit(organization, "assigneeId", assignee).await?);
        }
        if problems.is_empty() { Ok(()) } else { Err(Refusal::fields(problems).into()) }
    }

    /// Whoever has left can neither approve nor do anything.
    pub(super) async fn unfit(
        &self,
        organization: OrganizationId,
        field: &str,
        user: UserId,
    ) -> Outcome<Option<FieldProblem>> {
        let found = self.users.find(organization, user).await?;
        let is_fit = found.is_some_and(|user| user.status == UserStatus::Active);
        Ok((!is_fit).then(|| {
            FieldProblem::new(field, "There is no active user with this id.", "このIDの有効なユーザーが存在しません。")
        }))
    }

    async fn step(
        &self,
        organization: OrganizationId,
        account: &Account,
        asked: Option<&StepRequest>,
        material: &Material,
    ) -> Outcome<NewStep> {
        let workspace = material.workspaces.get(&account.workspace).ok_or(ErrorCode::NotFound)?;
        let service = self.operations.catalogue.by_id(organization, account.service.id).await?;
        let service = service.as_deref();
        let policy = OffboardingPolicy::for_workspace(&material.policies, service, workspace);
        let mut transfer_to = asked.and_then(|step| step.transfer_to);
        let hands_over = service.and_then(|service| service.operations.delete.as_ref()?.hands_over.as_ref()).is_some();
        if asked.is_none() && hands_over && policy.transfer_to == HandOverTo::Manager {
            transfer_to = self.account_of_manager(organization, account, material).await?;
        }
        let wanted = asked.map_or(policy.action, |step| step.action);
        let action = if asked.is_some() { wanted } else { possible(wanted, service, workspace) };
        Ok(NewStep {
            subject: StepSubject::Account {
                id: account.id,
                service: account.service.clone(),
                workspace: account.workspace,
                workspace_name: account.workspace_name.clone(),
                account: Subject::from(account),
            },
            action,
            order: asked.and_then(|step| step.order).unwrap_or(policy.order),
            state: first_state(action),
            transfer_to,
            assignee: asked.and_then(|step| step.assignee),
            due_date: asked.and_then(|step| step.due_date),
            note: asked.and_then(|step| step.note.clone()),
        })
    }

    async fn account_of_manager(
        &self,
        organization: OrganizationId,
        account: &Account,
        material: &Material,
    ) -> Outcome<Option<AccountId>> {
        let Some(manager) = material.entry.identity.manager else { return Ok(None) };
        let theirs = accounts_of(self.operations.accounts.as_ref(), organization, manager).await?;
        Ok(theirs.into_iter().find(|other| other.workspace == account.workspace).map(|other| other.id))
    }
}

pub(super) fn has_left(status: EmployeeStatus) -> bool {
    matches!(status, EmployeeStatus::Retired | EmployeeStatus::Archived)
}

fn first_state(action: StepAction) -> StepState {
    match action {
        StepAction::Delete | StepAction::Suspend | StepAction::Transfer => StepState::Waiting,
        StepAction::Manual => StepState::ByHand,
        StepAction::Leave => StepState::Skipped,
    }
}

fn task(task: &TaskRequest) -> NewStep {
    NewStep {
        subject: StepSubject::Task { title: task.title.trim().to_owned() },
        action: StepAction::Manual,
        order: TASK_ORDER,
        state: StepState::ByHand,
        transfer_to: None,
        assignee: task.assignee,
        due_date: task.due_date,
        note: task.note.clone(),
    }
}

async fn accounts_of(
    store: &dyn AccountStore,
    organization: OrganizationId,
    person: PeopleId,
) -> Outcome<Vec<Account>> {
    let query = AccountQuery { person: Some(person), ..AccountQuery::default() };
    let mut accounts = Vec::new();
    let mut page = PageRequest { limit: ACCOUNTS_PER_PAGE, cursor: None };
    loop {
        let found = store.list(organization, &query, &page).await?;
        accounts.extend(found.items);
        match found.next_cursor {
            Some(next) => page.cursor = Some(next),
            None => return Ok(accounts),
        }
    }
}
