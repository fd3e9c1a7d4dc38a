//! The requests that a manifest really makes, to a server that answers as the specification says.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use daicho_connectors::ConnectorEngine;
use daicho_connectors::manifest::{Manifest, Paging, Path};
use daicho_domain::integration::{AccountChange, ChangeKind, Connector, ConnectorFault, CredentialValues};
use daicho_tests::{
    vendor_mock::{Received, Reply, VendorMock},
    vendor_spec::{Asked, Spec, Verdict},
};
use futures::StreamExt;
use serde_json::{Map, Value};

use super::lock::Entry;
use super::planned::{connection, inputs, sent, verdict};
use super::report::Row;

pub(super) async fn check(
    engine: &ConnectorEngine,
    slug: &str,
    manifest: &Arc<Manifest>,
    entry: &Arc<Entry>,
    specs: &Arc<Vec<Spec>>,
    row: &mut Row,
) {
    if specs.iter().any(|spec| matches!(spec, Spec::Graphql(_))) {
        row.elsewhere.insert("answers: a GraphQL schema has no examples of them".to_owned());
        return;
    }
    let Some(way) = manifest.ways.keys().next() else { return };
    let vendor = vendor(manifest, entry, specs, true);
    let connected = connection(slug, way, Some(&vendor.url), values(manifest, way));
    let verified = engine.verify(&connected).await.map(|_| "verify".to_owned());
    conclude("verify", verified, &vendor, entry, specs, row);

    let vendor = self::vendor(manifest, entry, specs, true);
    let connected = connection(slug, way, Some(&vendor.url), values(manifest, way));
    let mut pages = engine.accounts(&connected, None);
    let mut ids = Vec::new();
    let mut listed = Ok(());
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => ids.extend(page.accounts.into_iter().map(|account| account.external_id)),
            Err(fault) => listed = Err(fault),
        }
    }
    conclude("list", listed.map(|()| format!("list:{}", ids.len())), &vendor, entry, specs, row);

    let id = ids.first().cloned().unwrap_or_else(|| "1".to_owned());
    for kind in ChangeKind::ALL.iter().copied() {
        let can = |way: &&String| !manifest.is_walked(way) && manifest.operation(kind, way).is_some();
        let Some(way) = manifest.ways.keys().find(can) else { continue };
        let vendor = self::vendor(manifest, entry, specs, false);
        let connected = connection(slug, way, Some(&vendor.url), values(manifest, way));
        let value = |name: &str| match name {
            "id" => id.clone(),
            "email" => "someone@example.com".to_owned(),
            _ => "1".to_owned(),
        };
        let change = AccountChange { kind, input: inputs(manifest, kind, value) };
        let outcome = engine.operate(&connected, &change).await.map(|_| kind.to_string());
        conclude(kind.as_str(), outcome, &vendor, entry, specs, row);
    }
}

/// Answers the first request for each address in full, and any further one as the end of a list.
fn vendor(manifest: &Arc<Manifest>, entry: &Arc<Entry>, specs: &Arc<Vec<Spec>>, only_reads: bool) -> VendorMock {
    let entry = Arc::clone(entry);
    let (specs, marks) = (Arc::clone(specs), next_addresses(manifest));
    let times: Mutex<HashMap<String, usize>> = Mutex::default();
    VendorMock::start(move |request| {
        let answer = specs.iter().find_map(|spec| spec.answer(&request.method, entry.plain(&request.path)));
        let Some((status, mut document)) = answer else { return Reply::status(404) };
        let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
        let times = times.entry(format!("{} {}", request.method, request.path)).or_default();
        if *times > 0 && (only_reads || request.method == "GET") {
            end_list(&mut document);
        }
        *times += 1;
        for mark in &marks {
            forget(mark, &mut document);
        }
        if document.is_null() { Reply::status(status) } else { Reply::json(&document).with_status(status) }
    })
}

/// Where answers hold the address of the next page: an example's would lead to a page that is not there.
fn next_addresses(manifest: &Manifest) -> Vec<Path> {
    let lists = manifest.accounts.values().map(|list| &list.paging);
    let pagings = lists.chain(manifest.lookups.values().map(|lookup| &lookup.paging));
    pagings.filter_map(|paging| if let Paging::NextUrl(next) = paging { Some(next.at.clone()) } else { None }).collect()
}

fn forget(mark: &Path, document: &mut Value) {
    let Some(names) = mark.names() else { return };
    let place = names.iter().try_fold(document, |place, name| place.get_mut(name));
    if let Some(place) = place {
        *place = Value::Null;
    }
}

fn end_list(document: &mut Value) {
    match document {
        Value::Array(items) => items.clear(),
        Value::Bool(flag) => *flag = false,
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                let marks = ["next", "cursor", "token", "offset", "after"];
                match value {
                    Value::String(_) if marks.iter().any(|mark| name.to_lowercase().contains(mark)) => {
                        *value = Value::Null;
                    }
                    // Whether the answer is one at all stays as it is.
                    Value::Bool(_) if name == "ok" || name == "success" => {}
                    value => end_list(value),
                }
            }
        }
        _ => {}
    }
}

fn values(manifest: &Manifest, way: &str) -> CredentialValues {
    let fields = manifest.ways.get(way).map(|way| way.all_fields(&manifest.fields)).unwrap_or_default();
    let mut values = CredentialValues::default();
    for (name, field) in fields.into_iter().filter(|(_, field)| !field.optional && field.default.is_none()) {
        let value = field.example.unwrap_or_else(|| format!("the-{}", name.replace('_', "-")));
        values.insert(name, value);
    }
    for name in manifest.given_by_sign_in(way) {
        values.insert(name, "a-token-of-the-test");
    }
    values
}

fn conclude(
    operation: &str,
    outcome: Result<String, ConnectorFault>,
    vendor: &VendorMock,
    entry: &Entry,
    specs: &[Spec],
    row: &mut Row,
) {
    let mut is_elsewhere = false;
    for request in vendor.received() {
        let asked = entry.without_prefix(asked(&request));
        let shown = format!("{} {}", asked.method, asked.path);
        match verdict(&asked, specs) {
            Verdict::Fits => {
                row.sent.insert(shown);
            }
            Verdict::Differs(objections) if entry.excuse(&objections, row) => {}
            Verdict::Differs(objections) => {
                row.differences.insert(format!("{operation} sent {shown}: {}", objections.join("; ")));
            }
            Verdict::NotDescribed => {
                is_elsewhere = true;
                if entry.reason(&asked.path).is_none() {
                    row.differences.insert(format!("{operation} sent {shown}: no such operation"));
                }
            }
        }
    }
    match outcome {
        Ok(_) if is_elsewhere => {
            row.elsewhere.insert(format!("{operation} in full: part of it is described elsewhere"));
        }
        Ok(done) => {
            if done == "list:0" {
                row.elsewhere.insert("list: the specification shows no account in its answers".to_owned());
            }
            row.done.push(done);
        }
        Err(fault) if is_elsewhere => {
            row.elsewhere.insert(format!("{operation} in full: part of it is described elsewhere ({})", fault.kind));
        }
        Err(fault) => {
            row.differences.insert(format!("{operation} could not read what the specification answers: {fault}"));
        }
    }
}

fn asked(request: &Received) -> Asked {
    let content_type = request.header("content-type").unwrap_or_default();
    let body = match serde_json::from_str(&request.body) {
        Ok(value) => Some(value),
        Err(_) if content_type.contains("form-urlencoded") => {
            let fields = url::form_urlencoded::parse(request.body.as_bytes());
            Some(Value::Object(
                fields.map(|(name, value)| (name.into_owned(), Value::from(value.into_owned()))).collect::<Map<_, _>>(),
            ))
        }
        Err(_) => None,
    };
    Asked {
        method: request.method.clone(),
        path: request.path.clone(),
        query: request.query.clone(),
        headers: request.headers.iter().map(|(name, _)| name.clone()).collect(),
        body: body.map(|body| sent(body, content_type)),
    }
}
