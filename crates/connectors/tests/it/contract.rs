//! Every manifest of the catalogue against the mock that is made from it: several pages, every field, every change, every named error.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::TimeDelta;
use daicho_connectors::manifest::{AccountFields, Auth, Effect, InputKind, Limits, Manifest, Operation, Pick};
use daicho_connectors::mock::{self, MockService};
use daicho_connectors::{ConnectorEngine, ManifestCatalogue};
use daicho_domain::account::{AccountStatus, ReportedAccount};
use daicho_domain::catalogue::{Catalogue, Service};
use daicho_domain::integration::{
    AccountChange, ChangeKind, ChangeOutcome, Connector, ConnectorFault, CredentialValues, FaultKind,
};
use futures::StreamExt;
use futures::{future, stream};

use crate::support::{connected, engine, listed, people};

const PEOPLE: usize = 130;

/// The shipped manifests without the vendors' limits, which the mock does not have.
fn unlimited() -> ManifestCatalogue {
    let shipped = ManifestCatalogue::shipped();
    let manifests = shipped.manifests().map(|(slug, manifest)| {
        let manifest = Manifest { limits: Limits::default(), ..(*manifest).clone() };
        (slug.to_owned(), manifest)
    });
    ManifestCatalogue::of(manifests.collect())
}

/// The services that can be listed, with their manifests.
fn services(catalogue: &ManifestCatalogue) -> Vec<(Service, Arc<Manifest>)> {
    let listable = catalogue.services().iter().filter(|service| service.capabilities.list);
    listable.map(|service| (Service::clone(service), catalogue.manifest(&service.slug).unwrap())).collect()
}

async fn start(manifest: &Arc<Manifest>, way: &str) -> MockService {
    mock::start_with(Arc::clone(manifest), way, people(PEOPLE), 20).await.unwrap()
}

fn same<T: PartialEq>(read: Option<&T>, told: Option<&T>) -> bool {
    read.is_none() || read == told
}

/// Whether a field is read from lookups, of which the mock knows the plain ones only.
fn comes_from_elsewhere(manifest: &Manifest, field: &str) -> bool {
    let lists = manifest.accounts.values().map(|list| list.fields.over(&manifest.account));
    let reads_beside = |fields: AccountFields| {
        let mut beside = false;
        for (_, pick) in fields.picks().into_iter().filter(|(name, _)| *name == field) {
            pick.visit(&mut |pick| match pick {
                Pick::Mapped(mapped) => beside |= mapped.of.is_some(),
                // What is computed cannot be turned around.
                Pick::Template(template) => {
                    beside |= template.as_str().contains(['|', '(', '[']) || template.as_str().contains(" if ");
                }
                _ => {}
            });
        }
        beside
    };
    // A way reads its own lists only.
    manifest.accounts.values().any(|list| list.when.is_some() || list.ways.is_some())
        || lists.into_iter().any(reads_beside)
}

/// What was read differs from what the service holds, or a field that the manifest claims was never read.
fn differences(
    service: &Service,
    manifest: &Manifest,
    told: &[ReportedAccount],
    read: &[ReportedAccount],
) -> Vec<String> {
    let by_id: HashMap<&str, &ReportedAccount> =
        read.iter().map(|account| (account.external_id.as_str(), account)).collect();
    let mut differences = Vec::new();
    if by_id.len() != told.len() || read.len() != told.len() {
        differences.push(format!("{} accounts, {} read, {} of them different", told.len(), read.len(), by_id.len()));
    }
    let statuses: BTreeSet<AccountStatus> = read.iter().map(|account| account.status).collect();
    let mut seen: BTreeMap<&str, bool> = BTreeMap::new();
    for told in told {
        // Invitations have ids of their own making.
        let read = by_id
            .get(told.external_id.as_str())
            .copied()
            .or_else(|| read.iter().find(|read| read.email.is_some() && read.email == told.email));
        let Some(read) = read else {
            differences.push(format!("{} is missing", told.external_id));
            continue;
        };
        let checks = [
            ("email", same(read.email.as_ref(), told.email.as_ref()), read.email.is_some()),
            (
                "username",
                same(read.username.as_ref(), told.username.as_ref())
                    || read.username == told.email
                    || read.username.as_ref() == Some(&told.external_id),
                read.username.is_some(),
            ),
            (
                "display_name",
                same(read.display_name.as_ref(), told.display_name.as_ref())
                    || !service.fields.display_name
                    || read.display_name == told.username
                    || read.display_name == told.email,
                read.display_name.is_some(),
            ),
            (
                "employee_number",
                same(read.employee_number.as_ref(), told.employee_number.as_ref()),
                read.employee_number.is_some(),
            ),
            ("two_factor", same(read.two_factor.as_ref(), told.two_factor.as_ref()), read.two_factor.is_some()),
            (
                "last_activity",
                same(read.last_activity.as_ref(), told.last_activity.as_ref()),
                read.last_activity.is_some(),
            ),
            ("created_at", same(read.created_at.as_ref(), told.created_at.as_ref()), read.created_at.is_some()),
            ("status", read.status == told.status || !statuses.contains(&told.status), true),
        ];
        for (field, agrees, was_read) in checks {
            *seen.entry(field).or_default() |= was_read;
            if !agrees {
                differences.push(format!("{field} of {} differs: {read:?} instead of {told:?}", told.external_id));
            }
        }
    }
    let claimed = [
        ("email", service.fields.email),
        ("display_name", service.fields.display_name),
        ("two_factor", service.fields.two_factor),
        ("last_activity", service.fields.last_activity),
        ("created_at", service.fields.created_at),
    ];
    differences.extend(
        claimed
            .into_iter()
            .filter(|(field, claims)| {
                *claims && !comes_from_elsewhere(manifest, field) && !seen.get(field).copied().unwrap_or_default()
            })
            .map(|(field, _)| format!("{field} was never read")),
    );
    differences.truncate(5);
    differences
}

#[tokio::test(flavor = "multi_thread")]
async fn every_service_is_listed_over_several_pages_with_every_field_by_every_way() {
    let catalogue = unlimited();
    let services = services(&catalogue);
    assert!(!services.is_empty());
    let engine = engine(catalogue);
    let mut problems = Vec::new();
    for (service, manifest) in services {
        for way in manifest.ways.keys().filter(|way| !manifest.is_walked(way)) {
            let mock = start(&manifest, way).await;
            let (connection, _) = connected(&service.slug, &mock);
            match engine.verify(&connection).await {
                Ok(tenant) => {
                    if manifest.verify.iter().any(|check| check.id.is_some() && check.ways.is_none())
                        && tenant.id.is_none()
                    {
                        problems.push(format!("{} by {way}: no tenant id", service.slug));
                    }
                }
                Err(fault) => problems.push(format!("{} by {way}: verify: {fault}", service.slug)),
            }
            match listed(&engine, &connection).await {
                Ok(read) => {
                    let differences = differences(&service, &manifest, &mock.accounts(), &read);
                    problems.extend(
                        differences.into_iter().map(|difference| format!("{} by {way}: {difference}", service.slug)),
                    );
                }
                Err(fault) => problems.push(format!("{} by {way}: {fault}", service.slug)),
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Whether it changes a document that it reads and writes it back: what that means the mock cannot know, and it has stories of
/// its own.
fn writes_back(operation: &Operation) -> bool {
    operation.steps.iter().any(|step| step.reads_first.is_some())
}

/// The first way that can make the change.
fn way_for(manifest: &Manifest, kind: ChangeKind) -> Option<&String> {
    manifest.ways.keys().find(|way| !manifest.is_walked(way) && manifest.operation(kind, way).is_some())
}

fn somebody(mock: &MockService) -> ReportedAccount {
    mock.accounts().into_iter().find(|account| account.status == AccountStatus::Active).unwrap()
}

fn change_of(manifest: &Manifest, mock: &MockService, kind: ChangeKind) -> AccountChange {
    let subject = (kind != ChangeKind::Create).then(|| somebody(mock));
    AccountChange { kind, input: inputs(manifest, kind, subject.as_ref()) }
}

fn inputs(manifest: &Manifest, kind: ChangeKind, account: Option<&ReportedAccount>) -> BTreeMap<String, String> {
    let mut inputs = BTreeMap::new();
    if let Some(account) = account {
        inputs.insert("id".to_owned(), account.external_id.clone());
        inputs.insert("email".to_owned(), account.email.clone().unwrap_or_default());
        inputs.insert("username".to_owned(), account.username.clone().unwrap_or_default());
    }
    for (name, field) in &manifest.operations.of(kind).unwrap().input {
        let value = match name.as_str() {
            "email" => "newcomer@example.com".to_owned(),
            "id" | "username" if account.is_some() => continue,
            name => field
                .choices
                .first()
                .map(|choice| choice.value.clone())
                .or_else(|| field.default.clone())
                .unwrap_or_else(|| match field.kind {
                    Some(InputKind::Account) => "1002".to_owned(),
                    Some(InputKind::Email) => format!("{name}@example.com"),
                    _ if mock::needs_number(manifest, &format!("input.{name}")) => "7".to_owned(),
                    _ => format!("new-{name}"),
                }),
        };
        inputs.insert(name.clone(), value);
    }
    inputs
}

/// What is wrong with the outcome of a change that was made before.
fn repeated(
    kind: ChangeKind,
    operation: &Operation,
    again: Result<ChangeOutcome, ConnectorFault>,
    before: &[ReportedAccount],
    after: &[ReportedAccount],
) -> Option<String> {
    if before != after {
        return Some("the same change was made twice".to_owned());
    }
    let in_several_places = operation.steps.len() > 1 || operation.steps.iter().any(|step| !step.passes.is_empty());
    match (kind, again) {
        (ChangeKind::Create, Err(fault)) if fault.kind == FaultKind::AlreadyExists => None,
        // Whoever is known is found by a step before, and only given what is missing.
        (ChangeKind::Create, Ok(_)) if operation.steps.len() > 1 => None,
        (ChangeKind::Delete, Ok(outcome)) if outcome.already => None,
        // Out of many places, or closed and still there: asking once more is no failure.
        (ChangeKind::Delete, Ok(_)) if in_several_places || operation.effect == Some(Effect::Deactivates) => None,
        (ChangeKind::Suspend | ChangeKind::Reactivate, Ok(_)) => None,
        (_, again) => Some(format!("{again:?}")),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_made_and_seen_and_told_when_there_is_nothing_to_do() {
    let catalogue = unlimited();
    let services = services(&catalogue);
    let engine = engine(catalogue);
    let mut problems = Vec::new();
    for (service, manifest) in services {
        for kind in ChangeKind::ALL.iter().copied() {
            let Some(operation) = manifest.operations.of(kind) else { continue };
            let Some(way) = way_for(&manifest, kind) else { continue };
            if writes_back(operation) {
                continue;
            }
            let mock = start(&manifest, way).await;
            let (connection, _) = connected(&service.slug, &mock);
            let subject = (kind != ChangeKind::Create).then(|| somebody(&mock));
            let change = change_of(&manifest, &mock, kind);
            let outcome = engine.operate(&connection, &change).await;
            let now = mock.accounts();
            let state = subject
                .as_ref()
                .and_then(|subject| now.iter().find(|account| account.external_id == subject.external_id));
            let is_done = match kind {
                ChangeKind::Create => now.len() == PEOPLE + 1,
                ChangeKind::Delete if operation.effect == Some(Effect::Deactivates) && state.is_some() => {
                    state.is_some_and(|account| account.status == AccountStatus::Suspended)
                }
                ChangeKind::Delete => now.len() == PEOPLE - 1 && state.is_none(),
                ChangeKind::Suspend => state.is_some_and(|account| account.status == AccountStatus::Suspended),
                ChangeKind::Reactivate => state.is_some_and(|account| account.status == AccountStatus::Active),
            };
            match outcome {
                Ok(outcome) if is_done && !outcome.already => {}
                other => problems.push(format!("{} {kind}: {other:?}, done: {is_done}", service.slug)),
            }
            let again = engine.operate(&connection, &change).await;
            if let Some(problem) = repeated(kind, operation, again, &now, &mock.accounts()) {
                problems.push(format!("{} {kind} again: {problem}", service.slug));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A service that answers once that it is asked too often, and what was asked of it since.
async fn after_a_refusal_for_the_rate(
    engine: &ConnectorEngine,
    service: &Service,
    mock: &MockService,
    kind: Option<ChangeKind>,
    manifest: &Manifest,
) -> Option<String> {
    let (connection, log) = connected(&service.slug, mock);
    mock.refuse(FaultKind::RateLimited, 1);
    let done = match kind {
        None => listed(engine, &connection).await.map(|_| ()),
        Some(kind) => engine.operate(&connection, &change_of(manifest, mock, kind)).await.map(|_| ()),
    };
    if let Err(fault) = done {
        return Some(format!("{fault}"));
    }
    let log = log.0.lock().unwrap();
    let Some(refused) = log.iter().position(|request| request.note.is_some()) else {
        return Some("nothing was refused".to_owned());
    };
    let answered = log[refused].at + TimeDelta::milliseconds(log[refused].milliseconds.into());
    // What was under way beside it may come a moment later.
    let silence = answered + TimeDelta::milliseconds(50)..answered + TimeDelta::milliseconds(995);
    let early = log.iter().find(|request| silence.contains(&request.at));
    early.map(|early| format!("{} {} came before the time that the service named", early.method, early.path))
}

#[tokio::test(flavor = "multi_thread")]
async fn no_service_is_asked_again_before_the_time_that_it_named() {
    let catalogue = unlimited();
    let services = services(&catalogue);
    let engine = engine(catalogue);
    let stories = services.iter().flat_map(|(service, manifest)| {
        let is_told =
            |kind: &ChangeKind| manifest.operations.of(*kind).is_some_and(|operation| !writes_back(operation));
        let kinds = ChangeKind::ALL.iter().copied().filter(is_told).filter(|kind| way_for(manifest, *kind).is_some());
        std::iter::once(None).chain(kinds.map(Some)).map(move |kind| (service, manifest, kind))
    });
    let engine = &engine;
    let told = stories.map(|(service, manifest, kind)| async move {
        let way = kind.map_or_else(|| manifest.ways.keys().next(), |kind| way_for(manifest, kind)).unwrap();
        let mock = start(manifest, way).await;
        let problem = after_a_refusal_for_the_rate(engine, service, &mock, kind, manifest).await?;
        Some(format!("{} {}: {problem}", service.slug, kind.map_or("list", ChangeKind::as_str)))
    });
    let problems: Vec<String> = stream::iter(told).buffer_unordered(64).filter_map(future::ready).collect().await;
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_tells_by_name_why_it_was_refused() {
    let catalogue = unlimited();
    let services = services(&catalogue);
    let engine = engine(catalogue);
    let mut problems = Vec::new();
    for (service, manifest) in services {
        for kind in ChangeKind::ALL.iter().copied() {
            let Some(way) = way_for(&manifest, kind) else { continue };
            let mock = start(&manifest, way).await;
            let (connection, _) = connected(&service.slug, &mock);
            let before = mock.accounts();
            for refusal in [FaultKind::CredentialsRejected, FaultKind::PermissionMissing] {
                mock.refuse(refusal, 40);
                match engine.operate(&connection, &change_of(&manifest, &mock, kind)).await {
                    Err(fault) if fault.kind == refusal => {}
                    other => problems.push(format!("{} {kind}: {refusal} read as {other:?}", service.slug)),
                }
            }
            assert_eq!(mock.accounts(), before, "{} {kind}", service.slug);
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_credentials_and_missing_permission_are_told_by_name() {
    let catalogue = unlimited();
    let services = services(&catalogue);
    let engine = engine(catalogue);
    let mut problems = Vec::new();
    for (service, manifest) in services {
        let mock = mock::start(Arc::clone(&manifest), people(3)).await.unwrap();
        let (mut connection, _) = connected(&service.slug, &mock);
        for kind in [FaultKind::CredentialsRejected, FaultKind::PermissionMissing] {
            mock.refuse(kind, 40);
            match listed(&engine, &connection).await {
                Err(fault) if fault.kind == kind => {}
                other => problems.push(format!("{}: {kind} read as {:?}", service.slug, other.map(|read| read.len()))),
            }
        }
        let mock = mock::start(Arc::clone(&manifest), people(3)).await.unwrap();
        connection.base_url = Some(mock.base_url.clone());
        let secrets = manifest.ways[&mock.way].all_fields(&manifest.fields);
        let wrong: CredentialValues = mock
            .credentials
            .iter()
            .map(|(name, _)| {
                let value = mock.credentials.expose(name).unwrap();
                let is_secret = secrets.get(name).is_some_and(|field| field.is_secret(name))
                    || name.contains("key")
                    || name.ends_with("_token");
                (name.to_owned(), if is_secret { "wrong".to_owned() } else { value.to_owned() })
            })
            .collect();
        connection.credentials = Arc::new(daicho_domain::integration::UnstoredCredentials::new(wrong));
        match engine.verify(&connection).await {
            Err(fault) if matches!(fault.kind, FaultKind::CredentialsRejected | FaultKind::NotFound) => {}
            // What is sent within the requests themselves, the mock does not tell from the rest.
            Ok(_) if matches!(&manifest.ways[&mock.way].auth, Auth::Send(send) if send.templates().next().is_none()) => {
            }
            other => problems.push(format!("{}: wrong credentials read as {other:?}", service.slug)),
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
