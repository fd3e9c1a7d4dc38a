use std::sync::Arc;
use std::time::Duration;

use daicho_domain::access::Actor;
use daicho_domain::ids::{RequestId, ServiceId};
use daicho_domain::integration::{
    CredentialValues, IntegrationJobs, IntegrationLog, LogEntry, NewWorkspace, ServiceName, SyncStore, SyncWorkspace,
    Trigger, VerifiedTenant, Workspace, WorkspaceKind, WorkspaceSettings, WorkspaceStore,
};
use daicho_domain::queue::{JobEnd, JobHandler, JobKind, JobQueue};
use daicho_persistence::integration::SqlIntegration;
use daicho_persistence::queue::{SqlJobQueue, Wake};
use tokio_util::sync::CancellationToken;

use super::connector::{ScriptedConnector, Shared};
use super::database::Stores;

/// A workspace on a scripted service, with the queue worked off by hand.
pub(crate) struct Bench {
    pub(crate) stores: Stores,
    pub(crate) connector: Arc<ScriptedConnector>,
    pub(crate) integration: SqlIntegration,
    pub(crate) queue: SqlJobQueue,
    pub(crate) workspace: Workspace,
    pub(crate) jobs: IntegrationJobs,
}

const LEASE: Duration = Duration::from_secs(60);

impl Bench {
    pub(crate) async fn new(stores: Stores, connector: Arc<ScriptedConnector>) -> Self {
        let wake = Wake::default();
        let integration = SqlIntegration::new(stores.database.clone(), stores.vault.clone(), wake.clone());
        let queue = SqlJobQueue::new(stores.database.clone(), wake);
        let workspace = NewWorkspace {
            service: ServiceName { id: ServiceId(7), slug: "scripted".into(), name: "Scripted".into() },
            name: "Example".into(),
            kind: WorkspaceKind::Connected,
            method: Some("token".into()),
            settings: WorkspaceSettings::default(),
            tenant: VerifiedTenant::default(),
        };
        let values: CredentialValues = [("token".to_owned(), "right".to_owned())].into_iter().collect();
        let workspace = integration.add(stores.organization, workspace, Some(values)).await.unwrap();
        let sync = SyncWorkspace {
            store: Arc::new(integration.clone()),
            connector: Arc::new(Shared(Arc::clone(&connector))),
            credentials: Arc::new(integration.clone()),
        };
        Self { stores, connector, integration, queue, workspace, jobs: IntegrationJobs { sync } }
    }

    pub(crate) async fn request(&self) -> RequestId {
        let workspace = self.workspace_now().await;
        self.integration.request(&workspace, Trigger::User, &Actor::System).await.unwrap()
    }

    /// Claims the next job and does it; says how it ended.
    pub(crate) async fn work(&self) -> Option<JobEnd> {
        let job = self.queue.claim("test", JobKind::ALL, LEASE).await.unwrap()?;
        let end = self.jobs.run(&job, &CancellationToken::new()).await.unwrap();
        match end {
            JobEnd::Done => self.queue.finish(&job).await.unwrap(),
            JobEnd::PutOff(until) => self.queue.put_off(&job, until).await.unwrap(),
        }
        Some(end)
    }

    /// Requests a sync and does it to its end.
    pub(crate) async fn sync(&self) -> LogEntry {
        let request = self.request().await;
        assert_eq!(self.work().await, Some(JobEnd::Done));
        self.entry(request).await
    }

    pub(crate) async fn entry(&self, request: RequestId) -> LogEntry {
        IntegrationLog::find(&self.integration, self.stores.organization, request).await.unwrap().unwrap()
    }

    pub(crate) async fn workspace_now(&self) -> Workspace {
        WorkspaceStore::find(&self.integration, self.stores.organization, self.workspace.id).await.unwrap().unwrap()
    }
}
