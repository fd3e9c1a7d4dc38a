//! Puts the parts of the program together.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use async_trait::async_trait;
use daicho_api::server::Readiness;
use daicho_api::{ApiSettings, AppState, Lists};
use daicho_connectors::notification::{MessengerSettings, Messengers};
use daicho_connectors::transport::SystemResolver;
use daicho_connectors::{ConnectorEngine, EngineConfig, ManifestCatalogue, ManifestWorkbench};
use daicho_domain::access::{ApiKeys, Invitations, Pairings, Passwords, SessionLimits, Sessions, SetUp, Users};
use daicho_domain::alert::AlertJobs;
use daicho_domain::automation::{AutomationJobs, Automations};
use daicho_domain::catalogue::OwnConnectors;
use daicho_domain::error::StoreError;
use daicho_domain::integration::{AssistedSyncs, Connect, Dances, IntegrationJobs, SyncWorkspace};
use daicho_domain::notification::NotificationJobs;
use daicho_domain::offboarding::{OffboardingJobs, Offboardings, RunOffboarding};
use daicho_domain::operation::{OperationJobs, Operations, PerformOperation};
use daicho_domain::organization::Organizations;
use daicho_domain::queue::{Crew, Rooms, Worker};
use daicho_persistence::access::Access;
use daicho_persistence::account::SqlAccounts;
use daicho_persistence::alert::SqlAlerts;
use daicho_persistence::automation::SqlAutomations;
use daicho_persistence::catalogue::SqlCatalogue;
use daicho_persistence::directory::SqlDirectoryStore;
use daicho_persistence::integration::SqlIntegration;
use daicho_persistence::notification::SqlNotifications;
use daicho_persistence::offboarding::SqlOffboardings;
use daicho_persistence::operation::SqlOperations;
use daicho_persistence::queue::{self, SqlJobQueue, Wake};
use daicho_persistence::vault::Vault;
use daicho_persistence::{Database, organization};

use tokio_util::sync::CancellationToken;
use url::Url;
use uuid::Uuid;

use crate::Failed;
use crate::settings::StorageSettings;

/// The database, brought up to date, and the vault for its secrets.
#[derive(Debug, Clone)]
pub(crate) struct Storage {
    pub(crate) database: Database,
    pub(crate) vault: Vault,
}

impl Storage {
    pub(crate) async fn open(settings: &StorageSettings) -> Result<Self, Failed> {
        let database = open_database(settings).await?;
        let vault = Vault::open_with(database.clone(), settings.master_key()).await?;
        Ok(Self { database, vault })
    }
}

/// The database alone, brought up to date.
pub(crate) async fn open_database(settings: &StorageSettings) -> Result<Database, Failed> {
    settings.prepare()?;
    let database = Database::connect(&settings.database()).await?;
    database.migrate().await?;
    Ok(database)
}

/// The use cases about organizations and access.
#[derive(Debug, Clone)]
pub(crate) struct AccessParts {
    pub(crate) set_up: SetUp,
    pub(crate) sessions: Sessions,
    pub(crate) invitations: Invitations,
    pub(crate) users: Users,
    pub(crate) api_keys: ApiKeys,
    pub(crate) pairings: Pairings,
    pub(crate) organizations: Organizations,
}

impl AccessParts {
    pub(crate) fn new(storage: &Storage) -> Self {
        let access = Arc::new(Access::new(storage.database.clone(), storage.vault.clone()));
        let passwords = Passwords::default();
        Self {
            set_up: SetUp::new(access.clone(), passwords.clone()),
            sessions: Sessions::new(access.clone(), passwords.clone(), SessionLimits::default()),
            invitations: Invitations::new(access.clone(), passwords),
            users: Users::new(access.clone()),
            api_keys: ApiKeys::new(access.clone()),
            pairings: Pairings::new(access.clone(), access),
            organizations: Organizations::new(Arc::new(organization::Organizations::new(storage.database.clone()))),
        }
    }
}

/// How requests and messages leave.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing {
    pub(crate) engine: EngineConfig,
    pub(crate) messengers: MessengerSettings,
}

/// The connector engine, the stores of the integration room, and the queue between them.
#[derive(Clone)]
pub(crate) struct Integration {
    catalogue: Arc<ManifestCatalogue>,
    additions: Arc<SqlCatalogue>,
    engine: Arc<ConnectorEngine>,
    workbench: Arc<ManifestWorkbench>,
    store: Arc<SqlIntegration>,
    alerts: Arc<SqlAlerts>,
    notifications: Arc<SqlNotifications>,
    messengers: Arc<Messengers>,
    lists: Lists,
    queue: Arc<SqlJobQueue>,
    crew: Crew,
    database: Database,
    vault: Vault,
    wake: Wake,
}

const LISTEN_AGAIN: Duration = Duration::from_secs(5);

impl Integration {
    pub(crate) fn new(storage: &Storage, outgoing: Outgoing, public_url: Url) -> Result<Self, Failed> {
        let additions = Arc::new(SqlCatalogue::new(storage.database.clone()));
        let catalogue = Arc::new(ManifestCatalogue::shipped().with_own(additions.clone()));
        let workbench = Arc::new(ManifestWorkbench::new(outgoing.engine.clone(), Arc::new(SystemResolver)));
        let crew = outgoing.engine.crew.clone();
        let engine = Arc::new(ConnectorEngine::with(catalogue.clone(), outgoing.engine, Arc::new(SystemResolver))?);
        let messengers = Arc::new(Messengers::new(outgoing.messengers, Arc::new(SystemResolver))?);
        let wake = Wake::default();
        let database = storage.database.clone();
        let store = Arc::new(SqlIntegration::new(storage.database.clone(), storage.vault.clone(), wake.clone()));
        let queue = Arc::new(SqlJobQueue::new(storage.database.clone(), wake.clone()));
        let alerts = Arc::new(SqlAlerts::new(storage.database.clone()));
        let notifications = SqlNotifications::new(database.clone(), storage.vault.clone(), wake.clone(), public_url);
        let lists = Lists {
            organizations: Organizations::new(Arc::new(organization::Organizations::new(database.clone()))),
            catalogue: catalogue.clone(),
            accounts: Arc::new(SqlAccounts::new(database.clone())),
            alerts: alerts.clone(),
            directory: Arc::new(SqlDirectoryStore::new(database.clone())),
            log: store.clone(),
        };
        let notifications = Arc::new(notifications);
        let vault = storage.vault.clone();
        Ok(Self {
            catalogue,
            additions,
            engine,
            workbench,
            store,
            alerts,
            notifications,
            messengers,
            lists,
            queue,
            crew,
            database,
            vault,
            wake,
        })
    }

    /// Works the queue off until it is told to stop, then lets the jobs at hand leave off.
    pub(crate) async fn work(&self, stop: CancellationToken) {
        let worker = self.worker();
        tokio::select! {
            () = worker.run(stop) => {}
            () = self.listen() => {}
        }
    }

    /// Hears of other processes, and tells them. Without it jobs are found by polling, a little later.
    async fn listen(&self) {
        loop {
            if let Err(error) = queue::share(&self.database, &self.wake, &self.crew).await {
                tracing::warn!(%error, "cannot hear of other processes for now");
            }
            tokio::time::sleep(LISTEN_AGAIN).await;
        }
    }

    /// Its name is that of this process, so that it can be found in the job table.
    fn worker(&self) -> Worker {
        let sync = SyncWorkspace {
            store: self.store.clone(),
            connector: self.engine.clone(),
            credentials: self.store.clone(),
        };
        let perform = PerformOperation {
            store: self.operation_store(),
            connector: self.engine.clone(),
            credentials: self.store.clone(),
            catalogue: self.catalogue.clone(),
        };
        let offboarding = RunOffboarding {
            offboardings: self.offboardings(),
            connector: self.engine.clone(),
            credentials: self.store.clone(),
        };
        Worker {
            name: format!("{}-{}", std::process::id(), Uuid::now_v7().simple()),
            queue: self.queue.clone(),
            crew: self.crew.clone(),
            handler: Arc::new(Rooms::new(vec![
                Arc::new(IntegrationJobs { sync }),
                Arc::new(OperationJobs(perform)),
                Arc::new(OffboardingJobs(offboarding)),
                Arc::new(AutomationJobs(self.automations())),
                Arc::new(AlertJobs { store: self.alerts.clone() }),
                Arc::new(NotificationJobs {
                    store: self.notifications.clone(),
                    messenger: self.messengers.clone(),
                    lists: Arc::new(self.lists.clone()),
                    catalogue: self.catalogue.clone(),
                }),
            ])),
        }
    }

    fn operation_store(&self) -> Arc<SqlOperations> {
        Arc::new(SqlOperations::new((*self.store).clone()))
    }

    fn operations(&self) -> Operations {
        Operations {
            store: self.operation_store(),
            accounts: Arc::new(SqlAccounts::new(self.database.clone())),
            workspaces: self.store.clone(),
            directory: Arc::new(SqlDirectoryStore::new(self.database.clone())),
            organizations: Arc::new(organization::Organizations::new(self.database.clone())),
            catalogue: self.catalogue.clone(),
            connector: self.engine.clone(),
            credentials: self.store.clone(),
        }
    }

    fn automations(&self) -> Automations {
        Automations {
            store: Arc::new(SqlAutomations::new(self.database.clone(), self.wake.clone())),
            offboardings: self.offboardings(),
            notifications: self.notifications.clone(),
        }
    }

    fn offboardings(&self) -> Offboardings {
        Offboardings {
            store: Arc::new(SqlOffboardings::new(self.database.clone(), self.wake.clone())),
            operations: self.operations(),
            users: Arc::new(Access::new(self.database.clone(), self.vault.clone())),
        }
    }

    fn connect(&self) -> Connect {
        Connect {
            catalogue: self.catalogue.clone(),
            connector: self.engine.clone(),
            reader: self.engine.clone(),
            workspaces: self.store.clone(),
            syncs: self.store.clone(),
        }
    }

    fn assisted_syncs(&self) -> AssistedSyncs {
        AssistedSyncs {
            reader: self.engine.clone(),
            workspaces: self.store.clone(),
            syncs: self.store.clone(),
            credentials: self.store.clone(),
        }
    }
}

/// Where services send browsers back to; registered with them.
const OAUTH_CALLBACK: &str = "/api/v1/oauth/callback";

/// What the API's handlers call.
pub(crate) fn app_state(
    storage: &Storage,
    integration: &Integration,
    settings: ApiSettings,
) -> Result<web::Data<AppState>, Failed> {
    let access = AccessParts::new(storage);
    let dances = Dances {
        connect: integration.connect(),
        authorizer: integration.engine.clone(),
        store: integration.store.clone(),
        redirect_uri: settings.link(OAUTH_CALLBACK).parse()?,
    };
    Ok(web::Data::new(AppState {
        catalogue: integration.catalogue.clone(),
        own_connectors: OwnConnectors::new(
            integration.additions.clone(),
            integration.workbench.clone(),
            integration.catalogue.clone(),
        ),
        service_requests: integration.additions.clone(),
        connect: integration.connect(),
        assisted_syncs: integration.assisted_syncs(),
        dances,
        workspaces: integration.store.clone(),
        syncs: integration.store.clone(),
        integration_log: integration.store.clone(),
        accounts: Arc::new(SqlAccounts::new(storage.database.clone())),
        alerts: integration.alerts.clone(),
        notifications: integration.notifications.clone(),
        messenger: integration.messengers.clone(),
        operations: integration.operations(),
        offboardings: integration.offboardings(),
        automations: integration.automations(),
        settings,
        readiness: Arc::new(DatabaseAnswers(storage.database.clone())),
        set_up: access.set_up,
        sessions: access.sessions,
        invitations: access.invitations,
        users: access.users,
        api_keys: access.api_keys,
        pairings: access.pairings,
        organizations: access.organizations,
        directory: Arc::new(SqlDirectoryStore::new(storage.database.clone())),
    }))
}

#[derive(Debug)]
struct DatabaseAnswers(Database);

#[async_trait]
impl Readiness for DatabaseAnswers {
    async fn check(&self) -> Result<(), StoreError> {
        self.0.ping().await
    }
}
