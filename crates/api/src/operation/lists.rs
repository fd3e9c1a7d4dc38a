use async_trait::async_trait;
use daicho_domain::error::{ErrorCode, Outcome, Refusal};
use daicho_domain::ids::{AccountId, OrganizationId, PeopleId, RequestId, ServiceId};
use daicho_domain::integration::ChangeKind;
use daicho_domain::operation::{self as domain, OperationQuery, OperationState};
use serde::Deserialize;
use utoipa::IntoParams;

use super::answer::Operation;
use crate::answer::{ListAnswer, NoContent};
use crate::error::Answer;
use crate::guard::{Authorized, LoadRow, may};
use crate::request::{Json, Paging, Query};
use crate::{AppState, State};

#[async_trait(?Send)]
impl LoadRow for domain::Operation {
    const PARAMETER: &'static str = "operationId";
    type Id = RequestId;

    async fn load(state: &AppState, organization: OrganizationId, id: RequestId) -> Outcome<Option<Self>> {
        Ok(state.operations.store.find(organization, id).await?)
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct OperationFilters {
    #[param(inline)]
    states: Vec<OperationState>,
    #[param(inline)]
    kinds: Vec<ChangeKind>,
    service_ids: Vec<ServiceId>,
    people_id: Option<PeopleId>,
    account_id: Option<AccountId>,
}

pub(super) async fn list_operations(
    caller: Authorized<may::AccountsRead>,
    state: State,
    Query(filters): Query<OperationFilters>,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<Operation>>> {
    let query = OperationQuery {
        states: filters.states,
        kinds: filters.kinds,
        services: filters.service_ids,
        person: filters.people_id,
        account: filters.account_id,
    };
    let found = state.operations.store.list(caller.organization, &query, &page).await?;
    Ok(Json(ListAnswer::new(found.map(|operation| Operation::new(operation, caller.language)), &page)))
}

pub(super) async fn get_operation(caller: Authorized<may::AccountsRead, domain::Operation>) -> Answer<Json<Operation>> {
    Ok(Json(Operation::new(caller.target, caller.language)))
}

pub(super) async fn cancel_operation(
    caller: Authorized<may::AccountsWrite, domain::Operation>,
    state: State,
) -> Answer<NoContent> {
    state.operations.cancel(&caller.target, &caller.actor).await?;
    Ok(NoContent)
}

pub(super) async fn retry_operation(
    caller: Authorized<may::AccountsWrite, domain::Operation>,
    state: State,
) -> Answer<NoContent> {
    state.operations.resume(&caller.target, &caller.actor).await?;
    Ok(NoContent)
}

pub(super) async fn settle_operation(
    caller: Authorized<may::AccountsWrite, domain::Operation>,
    state: State,
) -> Answer<NoContent> {
    if caller.target.state != OperationState::Unknown {
        return Err(Refusal::about(ErrorCode::OperationHasEnded, caller.target.state.as_str()).into());
    }
    state.operations.resume(&caller.target, &caller.actor).await?;
    Ok(NoContent)
}
