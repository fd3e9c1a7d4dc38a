//! The requests that a manifest can make, planned and compared.

use std::collections::BTreeMap;
use std::sync::Arc;

use daicho_connectors::ConnectorEngine;
use daicho_connectors::manifest::Manifest;
use daicho_domain::integration::{
    AccountChange, ChangeKind, Connection, Connector, ConnectorFault, ConnectorName, CredentialValues, PlannedRequest,
    RequestObserver, RequestRecord, UnstoredCredentials,
};
use daicho_tests::vendor_spec::{Asked, Sent, Spec, Verdict};
use serde_json::Value;

use super::lock::Entry;
use super::report::Row;

pub(super) struct Unobserved;

impl RequestObserver for Unobserved {
    fn record(&self, _: RequestRecord) {}
}

pub(super) fn connection(slug: &str, way: &str, base_url: Option<&str>, values: CredentialValues) -> Connection {
    Connection {
        service: ConnectorName::Shipped(slug.to_owned()),
        method: way.to_owned(),
        base_url: base_url.map(|url| url.parse().expect("an address")),
        credentials: Arc::new(UnstoredCredentials::new(values)),
        observer: Arc::new(Unobserved),
        fast: false,
    }
}

pub(super) async fn check(
    engine: &ConnectorEngine,
    slug: &str,
    manifest: &Manifest,
    entry: &Entry,
    specs: &[Spec],
    row: &mut Row,
) {
    for way in manifest.ways.keys().filter(|way| !manifest.is_walked(way)) {
        let connection = connection(slug, way, None, CredentialValues::default());
        let mut plans = vec![
            engine.plan_verify(&connection).await,
            engine.plan_list(&connection).await,
            engine.plan_choices(&connection).await,
        ];
        for kind in ChangeKind::ALL.iter().copied() {
            if manifest.operation(kind, way).is_some() {
                let change = AccountChange { kind, input: inputs(manifest, kind, |name| format!("‹{name}›")) };
                plans.push(engine.plan(&connection, &change).await);
            }
        }
        for plan in plans {
            judge(plan, entry, specs, row);
        }
    }
}

fn judge(plan: Result<Vec<PlannedRequest>, ConnectorFault>, entry: &Entry, specs: &[Spec], row: &mut Row) {
    let planned = match plan {
        Ok(planned) => planned,
        Err(fault) => {
            row.differences.insert(format!("cannot be planned: {fault}"));
            return;
        }
    };
    for request in planned {
        let asked = entry.without_prefix(asked(&request));
        let shown = format!("{} {}", asked.method, asked.path);
        match verdict(&asked, specs) {
            Verdict::Fits => {
                row.planned.insert(shown);
            }
            Verdict::Differs(objections) if entry.excuse(&objections, row) => {}
            Verdict::Differs(objections) => {
                row.differences.insert(format!("{shown}: {}", objections.join("; ")));
            }
            Verdict::NotDescribed => match entry.reason(&asked.path) {
                Some(reason) => {
                    row.elsewhere.insert(format!("{shown}: {reason}"));
                }
                None => {
                    row.differences.insert(format!("{shown}: no such operation"));
                }
            },
        }
    }
}

/// What the first specification says that describes the request.
pub(super) fn verdict(asked: &Asked, specs: &[Spec]) -> Verdict {
    let verdicts = specs.iter().map(|spec| spec.check(asked));
    verdicts.into_iter().find(|verdict| *verdict != Verdict::NotDescribed).unwrap_or(Verdict::NotDescribed)
}

/// A value for everything that an operation needs.
pub(super) fn inputs(
    manifest: &Manifest,
    kind: ChangeKind,
    value: impl Fn(&str) -> String,
) -> BTreeMap<String, String> {
    let of_account = ["id", "email", "username"].map(|name| (name.to_owned(), value(name)));
    let mut inputs: BTreeMap<String, String> = of_account.into_iter().filter(|_| kind != ChangeKind::Create).collect();
    for (name, field) in manifest.operations.of(kind).into_iter().flat_map(|operation| &operation.input) {
        let choice = field.choices.first().map(|choice| choice.value.clone());
        let chosen = choice.or_else(|| field.default.clone()).unwrap_or_else(|| value(name));
        inputs.entry(name.clone()).or_insert(chosen);
    }
    inputs
}

fn asked(request: &PlannedRequest) -> Asked {
    let rest = request.url.split_once("://").map_or(request.url.as_str(), |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let query = request.query.iter().flat_map(|(name, value)| match value {
        Value::Array(values) => values.iter().map(|value| (name.clone(), text(value))).collect::<Vec<_>>(),
        value => vec![(name.clone(), text(value))],
    });
    let content_type = request.headers.get("content-type").map(String::as_str).unwrap_or_default();
    Asked {
        method: request.method.clone(),
        path: path.to_owned(),
        query: query.collect(),
        headers: request.headers.keys().cloned().collect(),
        body: request.body.clone().map(|body| sent(body, content_type)),
    }
}

pub(super) fn sent(body: Value, content_type: &str) -> Sent {
    if content_type.contains("json") {
        Sent::Json(body)
    } else if content_type.contains("form-urlencoded") {
        Sent::Form(body)
    } else {
        Sent::Text
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
