use async_trait::async_trait;
use daicho_domain::account::Account;
use daicho_domain::error::Outcome;
use daicho_domain::ids::{AccountId, OrganizationId, ServiceId};

use crate::AppState;
use crate::guard::LoadRow;

#[async_trait(?Send)]
impl LoadRow for Account {
    const PARAMETER: &'static str = "accountId";
    type Id = AccountId;

    async fn load(state: &AppState, organization: OrganizationId, id: AccountId) -> Outcome<Option<Self>> {
        Ok(state.accounts.find(organization, id).await?)
    }
}

/// A service of the catalogue, or a custom app of the organization.
#[derive(Debug)]
pub(super) struct KnownService(pub(super) ServiceId);

#[async_trait(?Send)]
impl LoadRow for KnownService {
    const PARAMETER: &'static str = "serviceId";
    type Id = ServiceId;

    async fn load(state: &AppState, organization: OrganizationId, id: ServiceId) -> Outcome<Option<Self>> {
        let known = match id.is_custom() {
            true => state.workspaces.find_custom_service(organization, id).await?.is_some(),
            false => state.catalogue.by_id(organization, id).await?.is_some(),
        };
        Ok(known.then_some(Self(id)))
    }
}
