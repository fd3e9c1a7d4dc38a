use serde::{Deserialize, Serialize};

use super::item::StepAction;
use crate::catalogue::Service;
use crate::ids::ServiceId;
use crate::integration::{ChangeKind, Workspace};
use crate::operation::Rules;

crate::enumeration! {
    /// Who takes over what an account owns.
    pub enum HandOverTo {
        /// The person's manager, where that one has an account in the same workspace.
        Manager = "manager",
        Nobody = "none",
    }
}

/// What an organization does with the accounts of leavers; for one service, or for all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OffboardingPolicy {
    /// `None` for all services without a policy of their own.
    pub service_id: Option<ServiceId>,
    pub action: StepAction,
    /// Smaller ones come first.
    pub order: i32,
    pub transfer_to: HandOverTo,
}

const USUAL_ORDER: i32 = 10;
/// Whoever signs people in elsewhere goes last: closed first, it would lock out whoever still has to act.
const IDENTITY_PROVIDER_ORDER: i32 = 100;
const IDENTITY_PROVIDERS: &str = "identity";

impl OffboardingPolicy {
    /// The policy that holds for an account of this workspace.
    pub(super) fn for_workspace(policies: &[Self], service: Option<&Service>, workspace: &Workspace) -> Self {
        let own = policies.iter().find(|policy| policy.service_id == Some(workspace.service.id));
        let chosen = own.or_else(|| policies.iter().find(|policy| policy.service_id.is_none()));
        let order = match service {
            Some(service) if service.category == IDENTITY_PROVIDERS => IDENTITY_PROVIDER_ORDER,
            _ => USUAL_ORDER,
        };
        let usual = || Self { service_id: None, action: StepAction::Delete, order, transfer_to: HandOverTo::Nobody };
        match chosen {
            Some(policy) if policy.service_id.is_some() => policy.clone(),
            // What holds for all leaves the order as it is best for each.
            Some(policy) => Self { order, ..policy.clone() },
            None => usual(),
        }
    }
}

/// The nearest to what is wanted that the service can do.
pub(super) fn possible(wanted: StepAction, service: Option<&Service>, workspace: &Workspace) -> StepAction {
    let can = |kind| Rules::of(service, workspace, kind).supported;
    match wanted {
        StepAction::Delete | StepAction::Transfer if can(ChangeKind::Delete) => wanted,
        StepAction::Delete | StepAction::Transfer | StepAction::Suspend if can(ChangeKind::Suspend) => {
            StepAction::Suspend
        }
        StepAction::Suspend if can(ChangeKind::Delete) => StepAction::Manual,
        StepAction::Leave => StepAction::Leave,
        _ => StepAction::Manual,
    }
}
