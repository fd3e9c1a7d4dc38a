//! Trying credentials: the checks of the manifest, or the first page of accounts.

use std::collections::HashMap;
use std::sync::Arc;

use daicho_domain::integration::{ConnectorFault, VerifiedTenant};

use super::compose::invalid;
use super::list::each_local;
use super::lookups::is_refusal;
use super::read_account::{Beside, ItemReader, Tables};
use super::scope::Local;
use super::session::{Session, Turned};
use super::walk::{Listing, Mark, Walk};

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

async fn first_page(session: &Arc<Session>) -> Result<(), ConnectorFault> {
    let list =
        session.manifest.accounts.values().next().ok_or_else(|| invalid("this service has no list of accounts"))?;
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
