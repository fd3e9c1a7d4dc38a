//! What the catalogue claims, and what backs it: every service of the list has its folder, and no manifest says that it was
//! verified more than a test shows.

use std::fs;
use std::path::{Path, PathBuf};

use daicho_connectors::ManifestCatalogue;
use daicho_connectors::manifest::{Manifest, Verified};
use daicho_domain::catalogue::Catalogue;

/// The services whose real server software the tests talk to.
const LIVE: [&str; 3] = ["wordpress-self-host-api", "amazon-web-services", "scim"];
/// The services of the list, numbered from 1 without a gap.
const LISTED: i64 = 226;
const LONGEST_USUAL: usize = 70;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue")
}

#[test]
fn every_service_of_the_list_has_its_folder() {
    let catalogue = ManifestCatalogue::shipped();
    let numbers: Vec<i64> = catalogue.services().iter().map(|service| service.id.0).collect();
    let missing: Vec<i64> = (1..=LISTED).filter(|number| !numbers.contains(number)).collect();
    assert!(missing.is_empty(), "there is no service with the numbers {missing:?}");
    for service in catalogue.services() {
        assert_eq!(catalogue.shipped_by_id(service.id).as_deref(), Some(&**service));
        assert_eq!(catalogue.shipped_by_slug(&service.slug).as_deref(), Some(&**service));
    }
}

#[test]
fn no_manifest_claims_more_than_a_test_shows() {
    let lock = fs::read_to_string(folder().join("../../../tests/conformance/specs.lock")).unwrap();
    let has_spec = |slug: &str| lock.lines().any(|line| line == format!("{slug}:"));
    let has_sample = |slug: &str, manifest: &Manifest| {
        let samples = folder().join(slug).join("samples");
        manifest.accounts.keys().any(|list| {
            samples.join(format!("{list}.json")).exists() && samples.join(format!("{list}.expected.json")).exists()
        })
    };
    let catalogue = ManifestCatalogue::shipped();
    let unbacked = catalogue.manifests().filter(|(slug, manifest)| match manifest.verification {
        Verified::Live => !LIVE.contains(slug),
        Verified::VendorSpec => !has_spec(slug),
        Verified::VendorSample => !has_sample(slug, manifest),
        Verified::Unverified => false,
    });
    let unbacked: Vec<&str> = unbacked.map(|(slug, _)| slug).collect();
    assert!(unbacked.is_empty(), "nothing backs what these claim: {unbacked:?}");
}

#[test]
fn a_whole_connector_is_short() {
    let catalogue = ManifestCatalogue::shipped();
    let whole = catalogue.services().iter().filter(|service| {
        let can = &service.capabilities;
        can.list && can.create && can.suspend && can.delete
    });
    let lines = |slug: &str| fs::read_to_string(folder().join(slug).join("manifest.yaml")).unwrap().lines().count();
    let mut lengths: Vec<usize> = whole.map(|service| lines(&service.slug)).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= LONGEST_USUAL, "the median of {} whole manifests is {median} lines", lengths.len());
}

/// Slugs that also name what Daicho itself does: notifications go to Slack, each through a channel.
const ALSO_OF_NOTIFICATIONS: [&str; 2] = ["channel", "slack"];

#[test]
fn no_code_knows_a_service() {
    let catalogue = ManifestCatalogue::shipped();
    let slugs = catalogue.services().iter().map(|service| service.slug.as_str());
    let slugs: Vec<&str> = slugs.filter(|slug| !ALSO_OF_NOTIFICATIONS.contains(slug)).collect();
    let mut named = Vec::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for part in ["connectors", "domain", "persistence", "api", "daicho"] {
        code(&crates.join(part).join("src"), &mut |file, text| {
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            for line in shipped.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for slug in slugs.iter().filter(|slug| line.contains(&format!("\"{slug}\""))) {
                    named.push(format!("{}: {slug}", file.display()));
                }
            }
        });
    }
    assert!(named.is_empty(), "services are data: {named:#?}");
}

fn code(folder: &Path, seen: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            code(&path, seen);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            seen(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
