use std::sync::Arc;

use daicho_connectors::manifest::{Limits, Manifest};
use daicho_connectors::transport::{OpenNetworks, SystemResolver, TransportSettings};
use daicho_connectors::{ConnectorEngine, EngineConfig, ManifestCatalogue, mock};
use daicho_domain::account::ReportedAccount;
use daicho_domain::integration::{Connection, Connector, ConnectorName, UnstoredCredentials};

use super::attempt::{Shown, find, list};
use crate::Failed;

/// Enough for several pages.
const PEOPLE: usize = 130;
const PAGE: usize = 20;

/// Whether the manifest, taken at its word, leads through sign-in, pages and fields. What the real service says is another
/// matter: `daicho connector try`.
pub(super) async fn run(service: &str) -> Result<(), Failed> {
    let (slug, catalogue) = find(service)?;
    let manifest = catalogue.manifest(&slug).ok_or("the manifest cannot be read")?;
    let manifest = Manifest { limits: Limits::default(), ..(*manifest).clone() };
    let ways: Vec<String> = manifest.ways.keys().cloned().collect();
    let manifest = Arc::new(manifest.clone());
    let engine = ConnectorEngine::with(
        Arc::new(ManifestCatalogue::of(vec![(slug.clone(), (*manifest).clone())])),
        EngineConfig { transport: loopback()?, ..Default::default() },
        Arc::new(SystemResolver),
    )?;
    for way in &ways {
        let service = mock::start_with(Arc::clone(&manifest), way, people(), PAGE).await?;
        let connection = Connection {
            service: ConnectorName::Shipped(slug.clone()),
            method: way.clone(),
            base_url: Some(service.base_url.clone()),
            credentials: Arc::new(UnstoredCredentials::new(service.credentials.clone())),
            observer: Arc::new(Shown),
            fast: false,
        };
        engine.verify(&connection).await.map_err(|fault| format!("{way}: {fault}"))?;
        let read = list(&engine, &connection).await.map_err(|fault| format!("{way}: {fault}"))?.len();
        let held = service.accounts().len();
        if read != held {
            return Err(format!("{way}: {read} of {held} accounts were read").into());
        }
        println!("{way}: signed in and read {read} accounts with {} requests", service.requests());
    }
    Ok(())
}

fn loopback() -> Result<TransportSettings, Failed> {
    Ok(TransportSettings { open_networks: OpenNetworks::new(vec!["127.0.0.0/8".parse()?]), ..Default::default() })
}

fn people() -> Vec<ReportedAccount> {
    let person = |number: usize| {
        let mut account = ReportedAccount::new((1000 + number).to_string());
        account.email = Some(format!("person{number}@example.com"));
        account.username = Some(format!("person{number}"));
        account.display_name = Some(format!("Person {number}"));
        account
    };
    (1..=PEOPLE).map(person).collect()
}
