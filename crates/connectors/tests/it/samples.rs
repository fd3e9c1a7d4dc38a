//! Answers as the vendors document them, read through the manifests. A sample carries the name of its list.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use daicho_connectors::ManifestCatalogue;
use daicho_connectors::manifest::{Cursor, ForEach, Limits, Manifest, Offset, PageNumber, Paging, Request, Source};
use serde_json::Value;

use crate::server::{json, serve};
use crate::support::{connection, engine, listed};

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_reads_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue");
    let catalogue = ManifestCatalogue::shipped();
    let mut problems = Vec::new();
    for (slug, manifest) in catalogue.manifests() {
        for (list, _) in &manifest.accounts {
            let sample = folder.join(slug).join(format!("samples/{list}.json"));
            let Ok(answer) = fs::read_to_string(&sample) else { continue };
            let expected = sample.with_extension("expected.json");
            if !expected.exists() && std::env::var_os("UPDATE_SAMPLES").is_none() {
                problems.push(format!("{slug} {list}: nobody says what is to be read from the sample"));
                continue;
            }
            let read = read(slug, &manifest, list, answer).await;
            if std::env::var_os("UPDATE_SAMPLES").is_some() {
                fs::write(&expected, serde_json::to_string_pretty(&read).unwrap() + "\n").unwrap();
            }
            let wanted: Value =
                serde_json::from_str(&fs::read_to_string(&expected).unwrap_or_default()).unwrap_or_default();
            if wanted != read {
                problems.push(format!("{slug} {list}: read {read}, expected {wanted}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The same way of asking for a page, for a list that has only the one.
fn only_page(paging: &Paging) -> Paging {
    match paging {
        Paging::Page(page) => {
            Paging::Page(PageNumber { param: None, first: page.first, size: Some(u64::MAX), pages: None, more: None })
        }
        Paging::Offset(offset) => {
            Paging::Offset(Offset { param: None, first: offset.first, size: Some(u64::MAX), more: None })
        }
        Paging::Cursor(_) => Paging::Cursor(Cursor { at: Source::Header("none".to_owned()), param: None, more: None }),
        Paging::None | Paging::LinkHeader | Paging::NextUrl(_) => Paging::None,
    }
}

/// One thing to ask the list for, with everything that its request names.
fn one_of_each(request: &Request) -> ForEach {
    let mut members = serde_json::Map::new();
    request.templates(&mut |template| {
        let names = template.names();
        members.extend(names.iter().filter_map(|name| Some((name.strip_prefix("each.")?.to_owned(), "each".into()))));
    });
    let value = if members.is_empty() { Value::from("each") } else { Value::Object(members) };
    serde_json::from_value(Value::Array(vec![value])).unwrap()
}

/// What the engine reads from the one answer, without members that tell nothing.
async fn read(slug: &str, manifest: &Arc<Manifest>, list: &str, answer: String) -> Value {
    let mut only = Manifest { limits: Limits::default(), ..(**manifest).clone() };
    only.accounts.retain(|name, _| name == list);
    only.lookups.clear();
    only.details.clear();
    for list in only.accounts.values_mut() {
        list.paging = only_page(&list.paging);
        list.unless = None;
        list.when = None;
        list.details = Some(Vec::new());
        if matches!(list.for_each, Some(ForEach::Items(_))) {
            list.for_each = Some(one_of_each(&list.request));
        } else if let Some(ForEach::Constants(constants)) = &mut list.for_each {
            constants.truncate(1);
        }
    }
    let way = only.ways.keys().next().unwrap().clone();
    let values =
        only.ways[&way].all_fields(&only.fields).into_keys().map(|name| (name.clone(), format!("value-of-{name}")));
    let given = only.given_by_sign_in(&way).into_iter().map(|name| (name, "given".to_owned()));
    let values = values.chain(given).collect();
    let server = serve(move |_, _| json("200 OK", "", &answer)).await;
    let (connection, _) = connection(slug, &way, &server.url(), values);
    let accounts = listed(&engine(ManifestCatalogue::of(vec![(slug.to_owned(), only)])), &connection).await;
    let accounts = match accounts {
        Ok(accounts) => accounts,
        Err(fault) => return Value::String(fault.to_string()),
    };
    let mut read = serde_json::to_value(accounts).unwrap();
    for account in read.as_array_mut().unwrap() {
        account
            .as_object_mut()
            .unwrap()
            .retain(|_, value| !(value.is_null() || value.as_array().is_some_and(Vec::is_empty)));
    }
    read
}
