use daicho_domain::account::AccountQuery;
use daicho_domain::ids::OrganizationId;
use daicho_domain::list::PageRequest;

use super::answer::Account;
use super::query::AccountFilters;
use super::target::KnownService;
use crate::State;
use crate::answer::ListAnswer;
use crate::directory::{Identity, Person};
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::{Json, Paging, Query};

type AccountAnswer = Answer<Json<ListAnswer<Account>>>;

pub(super) async fn list_accounts(
    caller: Authorized<may::AccountsRead>,
    state: State,
    Query(filters): Query<AccountFilters>,
    Paging(page): Paging,
) -> AccountAnswer {
    list(&state, caller.organization, filters.query()?, &page).await
}

pub(super) async fn list_service_accounts(
    caller: Authorized<may::AccountsRead, KnownService>,
    state: State,
    Query(filters): Query<AccountFilters>,
    Paging(page): Paging,
) -> AccountAnswer {
    let query = AccountQuery { services: vec![caller.target.0], ..filters.query()? };
    list(&state, caller.organization, query, &page).await
}

pub(super) async fn list_people_accounts(
    caller: Authorized<may::AccountsRead, Person>,
    state: State,
    Query(filters): Query<AccountFilters>,
    Paging(page): Paging,
) -> AccountAnswer {
    let query = AccountQuery { person: Some(caller.target.0.identity.id), ..filters.query()? };
    list(&state, caller.organization, query, &page).await
}

pub(super) async fn list_identity_accounts(
    caller: Authorized<may::AccountsRead, Identity>,
    state: State,
    Query(filters): Query<AccountFilters>,
    Paging(page): Paging,
) -> AccountAnswer {
    let query = AccountQuery { person: Some(caller.target.0.identity.id), ..filters.query()? };
    list(&state, caller.organization, query, &page).await
}

async fn list(state: &State, organization: OrganizationId, query: AccountQuery, page: &PageRequest) -> AccountAnswer {
    let found = state.accounts.list(organization, &query, page).await?;
    Ok(Json(ListAnswer::new(found, page)))
}
