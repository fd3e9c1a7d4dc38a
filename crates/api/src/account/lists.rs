use std::collections::{HashMap, HashSet};

use daicho_domain::account::AccountQuery;
use daicho_domain::directory::{DirectoryEntry, IdentityQuery};
use daicho_domain::ids::{OrganizationId, PeopleId};
use daicho_domain::list::PageRequest;

use super::answer::Account;
use super::query::AccountFilters;
use super::target::KnownService;
use crate::State;
use crate::answer::ListAnswer;
use crate::directory::{Expansion, Identity, IdentityAnswer, Person};
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
    list(&state, caller.organization, filters.query()?, &filters, &page).await
}

pub(super) async fn list_service_accounts(
    caller: Authorized<may::AccountsRead, KnownService>,
    state: State,
    Query(filters): Query<AccountFilters>,
    Paging(page): Paging,
) -> AccountAnswer {
    let query = AccountQuery { services: vec![caller.target.0], ..filters.query()? };
    list(&state, caller.organization, query, &filters, &page).await
}

pub(super) async fn list_people_accounts(
    caller: Authorized<may::AccountsRead, Person>,
    state: State,
    Query(filters): Query<AccountFilters>,
    Paging(page): Paging,
) -> AccountAnswer {
    let query = AccountQuery { person: Some(caller.target.0.identity.id), ..filters.query()? };
    list(&state, caller.organization, query, &filters, &page).await
}

pub(super) async fn list_identity_accounts(
    caller: Authorized<may::AccountsRead, Identity>,
    state: State,
    Query(filters): Query<AccountFilters>,
    Paging(page): Paging,
) -> AccountAnswer {
    let query = AccountQuery { person: Some(caller.target.0.identity.id), ..filters.query()? };
    list(&state, caller.organization, query, &filters, &page).await
}

async fn list(
    state: &State,
    organization: OrganizationId,
    query: AccountQuery,
    filters: &AccountFilters,
    page: &PageRequest,
) -> AccountAnswer {
    let found = state.accounts.list(organization, &query, page).await?;
    let identities = if filters.expand_identities {
        let people: HashSet<PeopleId> =
            found.items.iter().filter_map(|account| account.owner.as_ref()).map(|owner| owner.id).collect();
        identities(state, organization, people.into_iter().collect()).await?
    } else {
        HashMap::new()
    };
    let shown = found.map(|account| {
        let identity = account.owner.as_ref().and_then(|owner| identities.get(&owner.id)).cloned();
        let identity = identity.map(|entry| IdentityAnswer::new(organization, entry, &Expansion::default()));
        let account = Account::from(account).with_identity(identity);
        if filters.include_account_memo == Some(false) { account.without_memo() } else { account }
    });
    Ok(Json(ListAnswer::new(shown, page)))
}

/// The entries of the people of one page.
async fn identities(
    state: &State,
    organization: OrganizationId,
    people: Vec<PeopleId>,
) -> Answer<HashMap<PeopleId, DirectoryEntry>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let page = PageRequest { limit: u32::try_from(people.len()).unwrap_or(u32::MAX), cursor: None };
    let query = IdentityQuery { ids: people, ..IdentityQuery::default() };
    let entries = state.directory.list(organization, &query, &page).await?.items;
    Ok(entries.into_iter().map(|entry| (entry.identity.id, entry)).collect())
}
