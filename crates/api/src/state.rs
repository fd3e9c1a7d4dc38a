use std::path::PathBuf;
use std::sync::Arc;

use actix_web::web;
use daicho_domain::access::{ApiKeys, Invitations, Pairings, Sessions, SetUp, Users};
use daicho_domain::account::AccountStore;
use daicho_domain::alert::AlertStore;
use daicho_domain::automation::Automations;
use daicho_domain::catalogue::{Catalogue, OwnConnectors, ServiceRequestStore};
use daicho_domain::directory::DirectoryStore;
use daicho_domain::integration::{AssistedSyncs, Connect, Dances, IntegrationLog, SyncStore, WorkspaceStore};
use daicho_domain::notification::{Messenger, NotificationStore};
use daicho_domain::offboarding::Offboardings;
use daicho_domain::operation::Operations;
use daicho_domain::organization::Organizations;
use url::Url;

/// The use cases that handlers call, and the few settings that answers depend on.
pub struct AppState {
    pub settings: ApiSettings,
    pub readiness: Arc<dyn crate::server::Readiness>,
    pub set_up: SetUp,
    pub sessions: Sessions,
    pub invitations: Invitations,
    pub users: Users,
    pub api_keys: ApiKeys,
    pub pairings: Pairings,
    pub organizations: Organizations,
    pub directory: Arc<dyn DirectoryStore>,
    pub catalogue: Arc<dyn Catalogue>,
    pub own_connectors: OwnConnectors,
    pub service_requests: Arc<dyn ServiceRequestStore>,
    pub connect: Connect,
    pub assisted_syncs: AssistedSyncs,
    pub dances: Dances,
    pub workspaces: Arc<dyn WorkspaceStore>,
    pub syncs: Arc<dyn SyncStore>,
    pub integration_log: Arc<dyn IntegrationLog>,
    pub accounts: Arc<dyn AccountStore>,
    pub alerts: Arc<dyn AlertStore>,
    pub notifications: Arc<dyn NotificationStore>,
    pub messenger: Arc<dyn Messenger>,
    pub operations: Operations,
    pub offboardings: Offboardings,
    pub automations: Automations,
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState").field("settings", &self.settings).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone)]
pub struct ApiSettings {
    /// How browsers reach this installation; part of links and of OAuth redirect addresses.
    pub public_url: Url,
    /// For PDF records, instead of one found where systems usually keep them.
    pub pdf_font: Option<PathBuf>,
}

impl ApiSettings {
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// The address of a page of the application, such as `/invitation/…`.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

/// What every handler can ask for.
pub type State = web::Data<AppState>;
