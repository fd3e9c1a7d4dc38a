//! Second lists, fetched once and held by key.

use std::collections::HashMap;
use std::sync::Arc;

use daicho_domain::integration::ConnectorFault;
use futures::FutureExt;
use serde_json::{Map, Value as Json};

use super::list::{NEVER_EMPTY, each_local};
use super::read_account::{Beside, ItemReader, Tables, key_text};
use super::scope::Local;
use super::session::Session;
use super::walk::{Listing, Walk};
use crate::answer::parse_time;
use crate::manifest::{Lookup, Manifest, Path, Pick};

/// Fetches those that are wanted and not there yet, side by side.
pub(super) async fn fetch(
    session: &Arc<Session>,
    wanted: &[&String],
    tables: &mut Tables,
) -> Result<(), ConnectorFault> {
    let manifest = Arc::clone(&session.manifest);
    let missing = wanted.iter().filter(|name| !tables.contains_key(**name));
    let missing: Vec<(String, Lookup)> =
        missing.filter_map(|name| Some(((*name).clone(), manifest.lookups.get(*name)?.clone()))).collect();
    let fetched = missing.into_iter().map(|(name, lookup)| {
        let session = Arc::clone(session);
        async move { Ok::<_, ConnectorFault>((name, table(&session, &lookup).await?)) }.boxed()
    });
    tables.extend(futures::future::try_join_all(fetched).await?);
    Ok(())
}

/// How an account finds its entries, for each lookup.
pub(super) fn matches(manifest: &Manifest) -> HashMap<String, Pick> {
    let usual = || Path::parse("$.id").map(Pick::Path);
    let pairs = manifest.lookups.iter().filter_map(|(name, lookup)| {
        let pick = lookup.matches.clone().map_or_else(usual, Ok).ok()?;
        Some((name.clone(), pick))
    });
    pairs.collect()
}

/// `None` when it is left out.
async fn table(
    session: &Arc<Session>,
    lookup: &Lookup,
) -> Result<Option<Arc<HashMap<String, Vec<Json>>>>, ConnectorFault> {
    if !lookup.offered_by(&session.way_name) || (lookup.optional && session.connection.fast) {
        return Ok(None);
    }
    let mut table: HashMap<String, Vec<Json>> = HashMap::new();
    for local in each_local(session, lookup.for_each.as_ref(), &Local::default()).await? {
        let listing = Listing {
            request: &lookup.request,
            paging: &lookup.paging,
            items: lookup.items.as_ref(),
            total: None,
            empty_when: &NEVER_EMPTY,
        };
        let items = match Walk::collect(session, listing, &local).await {
            Ok(items) => items,
            Err(fault) if lookup.optional && is_refusal(&fault) => {
                tracing::info!(service = session.edition, %fault, "a lookup is left out");
                return Ok(None);
            }
            Err(fault) => return Err(fault),
        };
        let signed = session.signed_in_now();
        let (tables, no_matches, no_details) = (Tables::new(), HashMap::new(), HashMap::new());
        let beside =
            Beside { known: &signed.known, local: &local, tables: &tables, matches: &no_matches, details: &no_details };
        for item in &items {
            let reader = ItemReader::new(item, &beside);
            let kept = kept(&reader, lookup)?;
            for key in reader.texts("key", Some(&lookup.key))? {
                add(table.entry(key_text(&Json::String(key))).or_default(), &kept, lookup.newest.as_deref());
            }
        }
    }
    Ok(Some(Arc::new(table)))
}

/// Adds an item to those of its account, or puts it in the place of an older one where only the newest is kept.
fn add(entries: &mut Vec<Json>, item: &Json, newest: Option<&str>) {
    let Some(newest) = newest else { return entries.push(item.clone()) };
    let time = |item: &Json| item.get(newest).and_then(|time| parse_time(time).ok().flatten());
    match entries.first_mut() {
        Some(known) if time(known) < time(item) => *known = item.clone(),
        Some(_) => {}
        None => entries.push(item.clone()),
    }
}

fn kept(reader: &ItemReader<'_>, lookup: &Lookup) -> Result<Json, ConnectorFault> {
    if lookup.keep.is_empty() {
        return Ok(Json::Bool(true));
    }
    let mut members = Map::new();
    for (name, pick) in &lookup.keep {
        let mut texts = reader.texts(name, Some(pick))?;
        let value = match texts.len() {
            0 => continue,
            1 => Json::String(texts.remove(0)),
            _ => texts.into_iter().map(Json::String).collect(),
        };
        members.insert(name.clone(), value);
    }
    Ok(Json::Object(members))
}

/// The service refuses for lack of permission or plan, or does not take the question at all.
pub(super) fn is_refusal(fault: &ConnectorFault) -> bool {
    use daicho_domain::integration::FaultKind;
    matches!(
        fault.kind,
        FaultKind::PermissionMissing | FaultKind::PlanNotEligible | FaultKind::NotFound | FaultKind::Refused
    )
}
