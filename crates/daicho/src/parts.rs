//! Puts the parts of the program together.

use std::sync::Arc;

use actix_web::web;
use async_trait::async_trait;
use daicho_api::server::Readiness;
use daicho_api::{ApiSettings, AppState};
use daicho_domain::access::{ApiKeys, Invitations, Passwords, SessionLimits, Sessions, SetUp, Users};
use daicho_domain::error::StoreError;
use daicho_domain::organization::Organizations;
use daicho_persistence::access::Access;
use daicho_persistence::directory::SqlDirectoryStore;
use daicho_persistence::vault::Vault;
use daicho_persistence::{Database, organization};

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
            api_keys: ApiKeys::new(access),
            organizations: Organizations::new(Arc::new(organization::Organizations::new(storage.database.clone()))),
        }
    }
}

/// What the API's handlers call.
pub(crate) fn app_state(storage: &Storage, settings: ApiSettings) -> web::Data<AppState> {
    let access = AccessParts::new(storage);
    web::Data::new(AppState {
        settings,
        readiness: Arc::new(DatabaseAnswers(storage.database.clone())),
        set_up: access.set_up,
        sessions: access.sessions,
        invitations: access.invitations,
        users: access.users,
        api_keys: access.api_keys,
        organizations: access.organizations,
        directory: Arc::new(SqlDirectoryStore::new(storage.database.clone())),
    })
}

#[derive(Debug)]
struct DatabaseAnswers(Database);

#[async_trait]
impl Readiness for DatabaseAnswers {
    async fn check(&self) -> Result<(), StoreError> {
        self.0.ping().await
    }
}
