//! Answers as the vendors document them, read through the manifests. A sample carries the name of its list.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use daicho_connectors::ManifestCatalogue;
use daicho_connectors::manifest::{ForEach, Limits, Manifest, Paging};
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
            let read = read(slug, manifest, list, answer).await;
            let expected = sample.with_extension("expected.json");
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

/// What the engine reads from the one answer, without members that tell nothing.
async fn read(slug: &str, manifest: &Arc<Manifest>, list: &str, answer: String) -> Value {
    let mut only = Manifest { limits: Limits::default(), ..(**manifest).clone() };
    only.accounts.retain(|name, _| name == list);
    only.lookups.clear();
    only.details.clear();
    for list in only.accounts.values_mut() {
        list.paging = Paging::None;
        list.unless = None;
        list.when = None;
        list.details = Some(Vec::new());
        if matches!(list.for_each, Some(ForEach::Items(_))) {
            list.for_each = None;
        } else if let Some(ForEach::Constants(constants)) = &mut list.for_each {
            constants.truncate(1);
        }
    }
    let way = only.ways.keys().next().unwrap().clone();
    let values =
        only.ways[&way].all_fields(&only.fields).into_keys().map(|name| (name.clone(), format!("value-of-{name}")));
    let values = values.chain([("access_token".to_owned(), "given".to_owned())]).collect();
    let server = serve(move |_, _| json("200 OK", "", &answer)).await;
    let (connection, _) = connection(slug, &way, &server.url(), values);
    let accounts = listed(&engine(ManifestCatalogue::of(vec![(slug.to_owned(), only)])), &connection).await.unwrap();
    let mut read = serde_json::to_value(accounts).unwrap();
    for account in read.as_array_mut().unwrap() {
        account
            .as_object_mut()
            .unwrap()
            .retain(|_, value| !(value.is_null() || value.as_array().is_some_and(Vec::is_empty)));
    }
    read
}
