use chrono::{DateTime, Utc};
use daicho_domain::directory::edit::email;
use daicho_domain::directory::{self, ManagementType, MasterWorkspace, Patch};
use daicho_domain::error::Refusal;
use daicho_domain::ids::{ServiceId, WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::target::IdentityId;
use super::{Authorized, may};
use crate::State;
use crate::error::{Answer, invalid};
use crate::request::{Json, Query};

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdentityStats {
    management_types: Vec<ManagementTypeCount>,
    /// The employee master, if one is set.
    hr_masters: Vec<HrMaster>,
    domains: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ManagementTypeCount {
    #[serde(rename = "type")]
    kind: ManagementType,
    count: u64,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct HrMaster {
    workspace_id: WorkspaceId,
    service_id: ServiceId,
    service_unique_name: String,
    service_name: String,
    last_synchronization_at: Option<DateTime<Utc>>,
}

impl From<MasterWorkspace> for HrMaster {
    fn from(master: MasterWorkspace) -> Self {
        Self {
            workspace_id: master.id,
            service_id: master.service,
            service_unique_name: master.service_slug,
            service_name: master.service_name,
            last_synchronization_at: master.last_synchronization,
        }
    }
}

impl From<directory::DirectoryStats> for IdentityStats {
    fn from(stats: directory::DirectoryStats) -> Self {
        let count = |(kind, count)| ManagementTypeCount { kind, count };
        Self {
            management_types: stats.management_types.into_iter().map(count).collect(),
            hr_masters: stats.master.into_iter().map(Into::into).collect(),
            domains: stats.domains,
        }
    }
}

pub(super) async fn get_identity_stats(
    caller: Authorized<may::DirectoryRead>,
    state: State,
) -> Answer<Json<IdentityStats>> {
    Ok(Json(state.directory.stats(caller.organization).await?.into()))
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct CheckParameters {
    email: Option<String>,
    #[param(value_type = Option<String>)]
    identity_id: Option<IdentityId>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IdentityCheck {
    /// The kind of ID that it is, or would be.
    #[serde(rename = "type")]
    kind: ManagementType,
}

pub(super) async fn check_identity(
    caller: Authorized<may::DirectoryRead>,
    state: State,
    Query(asked): Query<CheckParameters>,
) -> Answer<Json<IdentityCheck>> {
    let kind = match (asked.identity_id, asked.email) {
        (Some(id), _) => state.directory.get(caller.organization, id.people_id()).await?.identity.management_type,
        (None, Some(address)) => match email("email", &address) {
            Ok(Patch::Set(address)) => state.directory.check(caller.organization, &address).await?,
            Ok(_) => return Err(one_of_two()),
            Err(problem) => return Err(Refusal::fields(vec![problem]).into()),
        },
        (None, None) => return Err(one_of_two()),
    };
    Ok(Json(IdentityCheck { kind }))
}

fn one_of_two() -> crate::error::ApiError {
    invalid("email", "Give an email or an identityId.", "email または identityId を指定してください。")
}
