//! What is refused without asking the service.

use crate::account::{Account, AccountStatus, RoleClass};
use crate::catalogue::{Effect, Service};
use crate::error::{ErrorCode, Refusal};
use crate::ids::RequestId;
use crate::integration::{ChangeKind, Workspace, WorkspaceKind, WorkspaceStatus};

/// What the catalogue says about one kind of operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// By the service, and by the way that the workspace is connected.
    pub supported: bool,
    /// Whether the service tells who its admins are.
    pub knows_roles: bool,
    /// Accounts with one of these roles are left alone.
    pub untouchable_roles: Vec<String>,
    pub effect: Effect,
    /// The account lives only when its person accepts an invitation.
    pub invites: bool,
}

impl Rules {
    pub fn of(service: Option<&Service>, workspace: &Workspace, kind: ChangeKind) -> Self {
        let operation = service.and_then(|service| service.operations.of(kind));
        let way = workspace.method.as_deref().unwrap_or_default();
        let offered = |ways: &Option<Vec<String>>| ways.as_ref().is_none_or(|ways| ways.iter().any(|name| name == way));
        Self {
            supported: operation.is_some_and(|operation| offered(&operation.ways)),
            knows_roles: service.is_some_and(|service| service.fields.role),
            untouchable_roles: service.map(|service| service.untouchable_roles.clone()).unwrap_or_default(),
            effect: operation.and_then(|operation| operation.effect).unwrap_or(Effect::Removes),
            invites: operation.is_some_and(|operation| operation.invites),
        }
    }
}

/// What is known when an operation is asked for, and again when it is about to begin.
#[derive(Debug, Clone)]
pub struct Situation {
    pub workspace: Workspace,
    pub account: Option<Account>,
    /// Active admins of the workspace beside the account, whom no other operation is about to take away.
    pub other_admins: u64,
    /// Another operation on the same account that has not ended.
    pub in_progress: Option<RequestId>,
}

/// Says why the service must not even be asked, if so.
pub fn guard(kind: ChangeKind, rules: &Rules, situation: &Situation) -> Result<(), Refusal> {
    let workspace = &situation.workspace;
    if workspace.kind != WorkspaceKind::Connected || !rules.supported {
        let code =
            if kind == ChangeKind::Delete { ErrorCode::DeleteNotSupported } else { ErrorCode::OperationNotSupported };
        return Err(Refusal::about(code, &workspace.service.name));
    }
    is_healthy(workspace)?;
    if let Some(account) = &situation.account {
        may_be_changed(kind, rules, situation, account)?;
    } else if kind != ChangeKind::Create {
        return Err(Refusal::new(ErrorCode::AccountGone));
    }
    match situation.in_progress {
        Some(other) => Err(Refusal::about(ErrorCode::OperationInProgress, other.to_string())),
        None => Ok(()),
    }
}

/// A workspace whose credentials do not work, or whose last sync failed for good, takes no operations.
fn is_healthy(workspace: &Workspace) -> Result<(), Refusal> {
    let code = match (&workspace.fault, workspace.status) {
        (_, WorkspaceStatus::Paused) => ErrorCode::WorkspacePaused,
        (Some(fault), _)
            if fault.code == ErrorCode::CredentialsRejected || fault.code == ErrorCode::PermissionMissing =>
        {
            ErrorCode::CredentialsExpired
        }
        (Some(fault), _) if fault.code != ErrorCode::RateLimited && fault.code != ErrorCode::Unavailable => {
            ErrorCode::WorkspaceUnhealthy
        }
        _ => return Ok(()),
    };
    Err(Refusal::about(code, &workspace.name))
}

fn may_be_changed(kind: ChangeKind, rules: &Rules, situation: &Situation, account: &Account) -> Result<(), Refusal> {
    let named = || account.email.as_deref().or(account.display_name.as_deref()).unwrap_or(&account.external_id);
    if account.vanished_at.is_some() {
        return Err(Refusal::about(ErrorCode::AccountGone, named()));
    }
    if !matches!(kind, ChangeKind::Suspend | ChangeKind::Delete) {
        return Ok(());
    }
    if is_integrated(&situation.workspace, account) {
        return Err(Refusal::about(ErrorCode::IntegratedUser, named()));
    }
    let untouchable = |role: &String| rules.untouchable_roles.iter().any(|name| name.eq_ignore_ascii_case(role));
    if account.roles.iter().any(untouchable) {
        return Err(Refusal::about(ErrorCode::UntouchableRole, account.roles.join(", ")));
    }
    let is_admin = account.role == RoleClass::Admin && account.status == AccountStatus::Active;
    if rules.knows_roles && is_admin && situation.other_admins == 0 {
        return Err(Refusal::about(ErrorCode::LastAdmin, named()));
    }
    Ok(())
}

/// Whether Daicho itself signs in with this account.
fn is_integrated(workspace: &Workspace, account: &Account) -> bool {
    let Some(integrated) = workspace.tenant.integrated_account.as_deref() else { return false };
    let names = [account.email.as_deref(), account.username.as_deref()];
    integrated == account.external_id || names.into_iter().flatten().any(|name| name.eq_ignore_ascii_case(integrated))
}
