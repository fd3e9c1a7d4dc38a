use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Args;
use daicho_connectors::manifest::Manifest;
use daicho_connectors::transport::SystemResolver;
use daicho_connectors::{ConnectorEngine, EngineConfig};
use daicho_domain::integration::{
    AccountChange, ChangeKind, Connection, Connector, ConnectorName, CredentialValues, PlannedRequest,
    UnstoredCredentials,
};
use url::Url;

use super::attempt::{Operation, Shown, find, pair};
use crate::Failed;

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// A service of the catalogue (its slug), or the file of a manifest.
    service: String,
    operation: Operation,
    /// The way to connect, as the manifest names it; the first when absent.
    #[arg(long, value_name = "METHOD")]
    auth: Option<String>,
    /// A field of that way; may be given several times. What is not given stands for itself.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = pair)]
    values: Vec<(String, String)>,
    /// Another address than the service's own.
    #[arg(long)]
    base_url: Option<Url>,
    /// A value of the change; may be given several times. What is not given stands for itself.
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, num_args = 1..)]
    input: Vec<(String, String)>,
    /// One JSON document on one line.
    #[arg(long)]
    json: bool,
}

impl Plan {
    pub(super) async fn run(self) -> Result<(), Failed> {
        let (slug, catalogue) = find(&self.service)?;
        let manifest = catalogue.manifest(&slug).ok_or("the manifest cannot be read")?;
        let way = self.auth.clone().or_else(|| usual_way(&manifest, self.operation.change()));
        let way = way.ok_or("the service has no way of connecting that can do this")?;
        let engine = ConnectorEngine::with(Arc::new(catalogue), EngineConfig::default(), Arc::new(SystemResolver))?;
        let values: CredentialValues = self.values.iter().cloned().collect();
        let connection = Connection {
            service: ConnectorName::Shipped(slug),
            method: way,
            base_url: self.base_url.clone(),
            credentials: Arc::new(UnstoredCredentials::new(values)),
            observer: Arc::new(Shown),
            fast: false,
        };
        let planned = match self.operation.change() {
            Some(kind) => {
                let input = complete(&manifest, kind, self.input.iter().cloned().collect());
                engine.plan(&connection, &AccountChange { kind, input }).await?
            }
            None if self.operation == Operation::Verify => engine.plan_verify(&connection).await?,
            None => engine.plan_list(&connection).await?,
        };
        if self.json {
            println!("{}", serde_json::to_string(&planned)?);
        } else {
            planned.iter().for_each(show);
        }
        Ok(())
    }
}

impl Operation {
    fn change(self) -> Option<ChangeKind> {
        match self {
            Self::Verify | Self::List => None,
            Self::Create => Some(ChangeKind::Create),
            Self::Suspend => Some(ChangeKind::Suspend),
            Self::Reactivate => Some(ChangeKind::Reactivate),
            Self::Delete => Some(ChangeKind::Delete),
        }
    }
}

/// The first way that can do it.
fn usual_way(manifest: &Manifest, kind: Option<ChangeKind>) -> Option<String> {
    manifest.ways.keys().find(|way| kind.is_none_or(|kind| manifest.operation(kind, way).is_some())).cloned()
}

/// What was not given stands for itself: an example, the first choice, or the name.
fn complete(manifest: &Manifest, kind: ChangeKind, mut given: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let itself = |name: &str| format!("‹{name}›");
    if kind != ChangeKind::Create {
        for name in ["id", "email", "username"] {
            given.entry(name.to_owned()).or_insert_with(|| itself(name));
        }
    }
    let fields = manifest.operations.of(kind).into_iter().flat_map(|operation| &operation.input);
    for (name, field) in fields.filter(|(_, field)| !field.optional && field.default.is_none()) {
        let first = field.choices.first().map(|choice| choice.value.clone());
        given.entry(name.clone()).or_insert_with(|| first.or(field.example.clone()).unwrap_or_else(|| itself(name)));
    }
    given
}

fn show(request: &PlannedRequest) {
    let often = if request.repeats { " (repeated)" } else { "" };
    let if_needed = if request.conditional { " (if needed)" } else { "" };
    println!("{} {}{often}{if_needed}", request.method, request.url);
    for (name, value) in &request.query {
        println!("  ?{name}={value}");
    }
    for (name, value) in &request.headers {
        println!("  {name}: {value}");
    }
    if let Some(body) = &request.body {
        println!("  {body}");
    }
}
