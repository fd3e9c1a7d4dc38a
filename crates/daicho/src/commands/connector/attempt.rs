use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use daicho_connectors::transport::SystemResolver;
use daicho_connectors::{ConnectorEngine, ManifestCatalogue};
use daicho_domain::account::ReportedAccount;
use daicho_domain::integration::{
    AccountChange, ChangeKind, Connection, Connector, ConnectorFault, ConnectorName, CredentialValues, RequestObserver,
    RequestRecord, UnstoredCredentials,
};
use futures::StreamExt;
use serde_json::json;
use url::Url;

use crate::Failed;
use crate::settings::NetworkSettings;

#[derive(Debug, Args)]
pub(crate) struct Attempt {
    /// A service of the catalogue (its slug), or the file of a manifest.
    service: String,
    operation: Operation,
    /// The way to connect, as the manifest names it.
    #[arg(long, value_name = "METHOD")]
    auth: String,
    /// A field of that way; may be given several times.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = pair)]
    values: Vec<(String, String)>,
    /// Another address than the service's own; every request goes there, sign-in included.
    #[arg(long)]
    base_url: Option<Url>,
    /// A token to work with instead of signing in.
    #[arg(long, value_name = "VALUE")]
    token: Option<String>,
    /// A value of the change; may be given several times.
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, num_args = 1..)]
    input: Vec<(String, String)>,
    /// Leave out what costs a request per account.
    #[arg(long)]
    fast: bool,
    /// One JSON document on one line.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    network: NetworkSettings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Operation {
    Verify,
    List,
    Create,
    Suspend,
    Reactivate,
    Delete,
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or_else(|| format!("`{text}`: expected KEY=VALUE"))?;
    Ok((key.to_owned(), value.to_owned()))
}

/// Shows each request on standard error as it happens.
pub(super) struct Shown;

impl RequestObserver for Shown {
    fn record(&self, request: RequestRecord) {
        let status = request.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
        eprintln!("{} {} → {status} ({} ms)", request.method, request.path, request.milliseconds);
    }
}

impl Attempt {
    pub(super) async fn run(self) -> Result<(), Failed> {
        run(self).await
    }
}

async fn run(arguments: Attempt) -> Result<(), Failed> {
    let (slug, catalogue) = find(&arguments.service)?;
    let mut values: CredentialValues = arguments.values.iter().cloned().collect();
    if let (Some(token), Some(manifest)) = (&arguments.token, catalogue.manifest(&slug)) {
        for name in manifest.given_by_sign_in(&arguments.auth) {
            values.insert(name, token.clone());
        }
    }
    let engine = ConnectorEngine::with(Arc::new(catalogue), arguments.network.engine(), Arc::new(SystemResolver))?;
    let connection = Connection {
        service: ConnectorName::Shipped(slug),
        method: arguments.auth.clone(),
        base_url: arguments.base_url.clone(),
        credentials: Arc::new(UnstoredCredentials::new(values)),
        observer: Arc::new(Shown),
        fast: arguments.fast,
    };
    let printed = match perform(&engine, &connection, &arguments).await {
        Ok(printed) => printed,
        Err(fault) => {
            print(
                &json!({"error": {"kind": fault.kind, "detail": fault.detail, "retryAt": fault.retry_at}}),
                arguments.json,
            )?;
            return Err(fault.to_string().into());
        }
    };
    print(&printed, arguments.json)
}

/// The catalogue's service of that name, or the manifest in that file.
pub(super) fn find(service: &str) -> Result<(String, ManifestCatalogue), Failed> {
    let file = Path::new(service);
    if file.is_file() {
        let (slug, manifest) = ManifestCatalogue::of_file(file).map_err(|problem| format!("{service}:{problem}"))?;
        return Ok((slug.clone(), ManifestCatalogue::of(vec![(slug, manifest)])));
    }
    let catalogue = ManifestCatalogue::shipped();
    match catalogue.manifest(service) {
        Some(_) => Ok((service.to_owned(), catalogue)),
        None => Err(format!("`{service}` is neither a file nor a service of the catalogue").into()),
    }
}

async fn perform(
    engine: &ConnectorEngine,
    connection: &Connection,
    arguments: &Attempt,
) -> Result<serde_json::Value, ConnectorFault> {
    let kind = match arguments.operation {
        Operation::Verify => return engine.verify(connection).await.map(|tenant| json!({"tenant": tenant})),
        Operation::List => return list(engine, connection).await.map(|accounts| json!({"accounts": accounts})),
        Operation::Create => ChangeKind::Create,
        Operation::Suspend => ChangeKind::Suspend,
        Operation::Reactivate => ChangeKind::Reactivate,
        Operation::Delete => ChangeKind::Delete,
    };
    let input: BTreeMap<String, String> = arguments.input.iter().cloned().collect();
    engine.operate(connection, &AccountChange { kind, input }).await.map(|outcome| json!({"outcome": outcome}))
}

pub(super) async fn list(
    engine: &ConnectorEngine,
    connection: &Connection,
) -> Result<Vec<ReportedAccount>, ConnectorFault> {
    let mut pages = engine.accounts(connection, None);
    let mut accounts = Vec::new();
    while let Some(page) = pages.next().await {
        accounts.extend(page?.accounts);
    }
    Ok(accounts)
}

fn print(value: &serde_json::Value, on_one_line: bool) -> Result<(), Failed> {
    let text = if on_one_line { serde_json::to_string(value)? } else { serde_json::to_string_pretty(value)? };
    println!("{text}");
    Ok(())
}
