//! What the stories share: connections, people, an engine that may speak to loopback.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{TimeZone, Utc};
use daicho_connectors::mock::MockService;
use daicho_connectors::transport::{OpenNetworks, Patience, SystemResolver, TransportSettings};
use daicho_connectors::{ConnectorEngine, EngineConfig, ManifestCatalogue};
use daicho_domain::account::{AccountStatus, ReportedAccount, RoleClass};
use daicho_domain::integration::{
    AccountPage, Checkpoint, Connection, Connector, ConnectorFault, ConnectorName, CredentialValues, RequestObserver,
    RequestRecord, UnstoredCredentials,
};
use daicho_domain::queue::Crew;
use futures::StreamExt;

pub(crate) fn loopback() -> OpenNetworks {
    OpenNetworks::new(vec!["127.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()])
}

pub(crate) fn settings() -> EngineConfig {
    EngineConfig {
        transport: TransportSettings { open_networks: loopback(), ..TransportSettings::default() },
        patience: Patience { first_pause: Duration::from_millis(5), ..Patience::default() },
        browser: None,
        crew: Crew::default(),
    }
}

pub(crate) fn engine(catalogue: ManifestCatalogue) -> ConnectorEngine {
    ConnectorEngine::with(Arc::new(catalogue), settings(), Arc::new(SystemResolver)).unwrap()
}

/// An engine that knows only this one service, called `service`.
pub(crate) fn engine_for(manifest: &str) -> ConnectorEngine {
    let manifest = daicho_connectors::manifest::load(manifest, &BTreeMap::new()).unwrap();
    engine(ManifestCatalogue::of(vec![("service".to_owned(), manifest)]))
}

#[derive(Default)]
pub(crate) struct Log(pub(crate) Mutex<Vec<RequestRecord>>);

impl RequestObserver for Log {
    fn record(&self, request: RequestRecord) {
        self.0.lock().unwrap().push(request);
    }
}

pub(crate) fn connection(
    service: &str,
    method: &str,
    base_url: &str,
    values: CredentialValues,
) -> (Connection, Arc<Log>) {
    let log = Arc::new(Log::default());
    let connection = Connection {
        service: ConnectorName::Shipped(service.to_owned()),
        method: method.to_owned(),
        base_url: Some(base_url.parse().unwrap()),
        credentials: Arc::new(UnstoredCredentials::new(values)),
        observer: Arc::clone(&log) as Arc<dyn RequestObserver>,
        fast: false,
    };
    (connection, log)
}

pub(crate) fn connected(service: &str, mock: &MockService) -> (Connection, Arc<Log>) {
    connection(service, &mock.way, mock.base_url.as_str(), mock.credentials.clone())
}

pub(crate) fn token(value: &str) -> CredentialValues {
    [("token".to_owned(), value.to_owned())].into_iter().collect()
}

pub(crate) async fn pages(
    engine: &ConnectorEngine,
    connection: &Connection,
    resume: Option<Checkpoint>,
) -> Result<Vec<AccountPage>, ConnectorFault> {
    engine.accounts(connection, resume).collect::<Vec<_>>().await.into_iter().collect()
}

pub(crate) async fn listed(
    engine: &ConnectorEngine,
    connection: &Connection,
) -> Result<Vec<ReportedAccount>, ConnectorFault> {
    Ok(pages(engine, connection, None).await?.into_iter().flat_map(|page| page.accounts).collect())
}

/// People of every status and role.
pub(crate) fn people(count: usize) -> Vec<ReportedAccount> {
    (1..=count)
        .map(|number| {
            let mut account = ReportedAccount::new((1000 + number).to_string());
            account.email = Some(format!("person{number}@example.com"));
            account.username = Some(format!("person{number}"));
            account.display_name = Some(format!("山田 太郎{number}"));
            account.employee_number = Some(format!("E{number:05}"));
            account.status =
                [AccountStatus::Active, AccountStatus::Active, AccountStatus::Suspended, AccountStatus::Invited]
                    [number % 4];
            account.role_class =
                [RoleClass::Other, RoleClass::Other, RoleClass::Admin, RoleClass::Other, RoleClass::Guest][number % 5];
            account.two_factor = Some(number % 3 == 0);
            account.last_activity = Utc.timestamp_opt(1_700_000_000 + i64::try_from(number).unwrap() * 60, 0).single();
            account.created_at = Utc.timestamp_opt(1_600_000_000, 0).single();
            account
        })
        .collect()
}
