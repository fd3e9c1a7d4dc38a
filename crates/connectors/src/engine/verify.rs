//! Trying credentials: the checks of the manifest, or the first page of accounts.

use std::collections::HashMap;
use std::sync::Arc;

use daicho_domain::integration::{ConnectorFault, VerifiedTenant};

use super::compose::invalid;
use super::list::{each_local, holds};
use super::lookups::is_refusal;
use super::read_account::{Beside, ItemReader, Tables};
use super::scope::Local;
use super::session::{Session, Turned};
use super::walk::{Listing, Mark, Walk};
use crate::manifest::AccountList;

pub(super) async fn verify(session: &Arc<Session>) -> Result<VerifiedTenant, ConnectorFault> {
    let manifest = Arc::clone(&session.manifest);
    let way = session.way_name.as_str();
    let checks: Vec<_> = manifest
        .verify
        .iter()
        .filter(|check| check.ways.as_ref().is_none_or(|ways| ways.iter().any(|name| name == way)))
        .collect();
    if checks.is_empty() {
        first_page(session).await?;
    }
    let mut tenant = VerifiedTenant::default();
    for check in checks {
        let answer = match session.ask(&check.request, &Local::default(), &Turned::default(), true).await {
            Ok(answer) => answer,
            Err(failure) if check.optional && is_refusal(&failure.fault) => continue,
            Err(failure) => return Err(failure.fault),
        };
        let signed = session.signed_in_now();
        let (local, tables, matches, details) = (Local::default(), Tables::new(), HashMap::new(), HashMap::new());
        let beside =
            Beside { known: &signed.known, local: &local, tables: &tables, matches: &matches, details: &details };
        let reader = ItemReader::new(&answer.document, &beside);
        tenant.id = reader.text("id", check.id.as_ref())?.or(tenant.id);
        tenant.name = reader.text("name", check.name.as_ref())?.or(tenant.name);
        tenant.domains.extend(reader.texts("domains", check.domains.as_ref())?);
        tenant.integrated_account =
            reader.text("integrated_account", check.integrated_account.as_ref())?.or(tenant.integrated_account);
    }
    Ok(tenant)
}

/// The first list that this connection reads in any case.
pub(super) fn first_list(session: &Session) -> Result<Option<&AccountList>, ConnectorFault> {
    for list in session.manifest.accounts.values().filter(|list| list.unless.is_none()) {
        let is_read = list.when.as_ref().map_or(Ok(true), |when| holds(when, session, &Local::default()))?;
        if is_read && list.offered_by(&session.way_name) {
            return Ok(Some(list));
        }
    }
    Ok(None)
}

async fn first_page(session: &Arc<Session>) -> Result<(), ConnectorFault> {
    let list = first_list(session)?.ok_or_else(|| invalid("this service has no list of accounts"))?;
    let listing = Listing {
        request: &list.request,
        paging: &list.paging,
        items: list.items.as_ref(),
        total: list.total.as_ref(),
        empty_when: &list.empty_when,
    };
    if let Some(local) = each_local(session, list.for_each.as_ref(), &Local::default()).await?.first() {
        Walk::from(Mark::First).step(session, listing, local).await?;
    }
    Ok(())
}
