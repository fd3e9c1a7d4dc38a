//! Every manifest with a vendor's specification against it: the requests that it plans, and those that it really makes to a
//! server that answers in the shapes of the specification. Prints a table, one line a service.

mod lock;
mod planned;
mod report;
mod sent;

use std::{path::PathBuf, sync::Arc, thread};

use daicho_connectors::manifest::{Limits, Manifest, Verified};
use daicho_connectors::transport::{OpenNetworks, SystemResolver, TransportSettings};
use daicho_connectors::{ConnectorEngine, EngineConfig, ManifestCatalogue};
use daicho_tests::{places, vendor_spec::Spec};

use lock::Entry;
use report::Row;

fn folder() -> Option<PathBuf> {
    let beside = || places::project().join("../shared/specs");
    let folder = std::env::var_os("DAICHO_SPECS").map_or_else(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no folder of specs ({}); see tests/conformance/specs.lock", folder.display());
    None
}

#[test]
fn every_manifest_asks_as_its_vendors_specification_says() {
    let Some(folder) = folder() else { return };
    let catalogue = Arc::new(ManifestCatalogue::shipped());
    let entries: Vec<(String, Arc<Entry>)> =
        lock::read().into_iter().map(|(slug, entry)| (slug, Arc::new(entry))).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut rows = Vec::new();
        while let Some((slug, entry)) = entries.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            let manifest = catalogue.manifest(slug).unwrap_or_else(|| panic!("there is no service {slug}"));
            rows.push(row(slug, &manifest, entry, &folder));
        }
        rows
    };
    let mut rows: Vec<Row> = thread::scope(|threads| {
        let workers = [threads.spawn(work), threads.spawn(work)];
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker")).collect()
    });
    rows.sort_by(|one, other| one.service.cmp(&other.service));
    println!("{}", report::table(&rows));
    let failing: Vec<String> = rows.iter().filter(|row| row.fails()).map(Row::objections).collect();
    assert!(failing.is_empty(), "{}", failing.join("\n"));
}

fn row(slug: &str, manifest: &Arc<Manifest>, entry: &Arc<Entry>, folder: &std::path::Path) -> Row {
    let specs: Vec<Spec> = entry.specs.iter().map(|spec| Spec::read(&folder.join(&spec.file))).collect();
    let versions = entry.specs.iter().zip(&specs).map(|(spec, read)| format!("{} {}", spec.file, read.version()));
    let mut row = Row::new(slug, versions.collect(), manifest.verification == Verified::VendorSpec);
    if manifest.accounts.is_empty() {
        return row;
    }
    let specs = Arc::new(specs);
    let engine = engine(slug, manifest);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        planned::check(&engine, slug, manifest, entry, &specs, &mut row).await;
        sent::check(&engine, slug, manifest, entry, &specs, &mut row).await;
    });
    row
}

/// An engine that knows this service only, without the vendor's limits, and may speak to loopback.
fn engine(slug: &str, manifest: &Manifest) -> ConnectorEngine {
    let manifest = Manifest { limits: Limits::default(), ..manifest.clone() };
    let catalogue = ManifestCatalogue::of(vec![(slug.to_owned(), manifest)]);
    let loopback = OpenNetworks::new(vec!["127.0.0.0/8".parse().expect("a network")]);
    let transport = TransportSettings { open_networks: loopback, ..TransportSettings::default() };
    let config = EngineConfig { transport, ..EngineConfig::default() };
    ConnectorEngine::with(Arc::new(catalogue), config, Arc::new(SystemResolver)).expect("an engine")
}
