use daicho_domain::offboarding::OffboardingPolicy;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::Json;

/// One for each service that has its own, and at most one for all others.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct OffboardingPolicies {
    items: Vec<OffboardingPolicy>,
}

pub(super) async fn list_offboarding_policies(
    caller: Authorized<may::AccountsRead>,
    state: State,
) -> Answer<Json<OffboardingPolicies>> {
    Ok(Json(OffboardingPolicies { items: state.offboardings.store.policies(caller.organization).await? }))
}

pub(super) async fn replace_offboarding_policies(
    caller: Authorized<may::AccountsWrite>,
    state: State,
    Json(wanted): Json<OffboardingPolicies>,
) -> Answer<Json<OffboardingPolicies>> {
    for (place, policy) in wanted.items.iter().enumerate() {
        let twice = wanted.items[..place].iter().any(|other| other.service_id == policy.service_id);
        let field = format!("items[{place}].serviceId");
        if twice {
            return Err(invalid(field, "This service is named twice.", "同じサービスが重複しています。"));
        }
        let shipped = |id| state.catalogue.shipped_by_id(id).is_some();
        if policy.service_id.is_some_and(|id| !id.is_custom() && !shipped(id)) {
            return Err(invalid(field, "There is no such service.", "該当するサービスがありません。"));
        }
    }
    state.offboardings.store.set_policies(caller.organization, &wanted.items).await?;
    Ok(Json(OffboardingPolicies { items: state.offboardings.store.policies(caller.organization).await? }))
}
