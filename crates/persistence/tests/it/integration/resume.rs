use std::time::Duration;

use chrono::{TimeDelta, Utc};
use daicho_domain::integration::{ConnectorFault, FaultKind, RunStatus, SyncStore};
use daicho_domain::queue::{JobEnd, JobHandler, JobKind, JobQueue};
use tokio_util::sync::CancellationToken;

use crate::stores::{Bench, ScriptedConnector, account, for_each_database};

#[tokio::test]
async fn a_service_that_asks_for_patience_gets_it_and_the_sync_goes_on_behind_the_last_page() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving((0..50).map(account).collect(), 10)).await;
        let retry_at = Utc::now() + TimeDelta::milliseconds(300);
        bench.connector.fail_at(3, ConnectorFault::new(FaultKind::RateLimited, "429").not_before(retry_at));
        let request = bench.request().await;
        assert_eq!(bench.work().await, Some(JobEnd::PutOff(retry_at)));
        assert_eq!(bench.entry(request).await.status, RunStatus::Running);
        assert_eq!(bench.work().await, None, "not before the time that the service named");
        tokio::time::sleep_until(tokio::time::Instant::now() + Duration::from_millis(350)).await;
        assert_eq!(bench.work().await, Some(JobEnd::Done));
        assert_eq!(bench.entry(request).await.counts.unwrap().added, 50);
        assert_eq!(bench.connector.fetched(), [0, 1, 2, 3, 3, 4]);
    })
    .await;
}

#[tokio::test]
async fn a_killed_sync_goes_on_from_its_checkpoint() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving((0..500).map(account).collect(), 10)).await;
        let request = bench.request().await;
        let job = bench.queue.claim("dies", JobKind::ALL, Duration::ZERO).await.unwrap().unwrap();
        let never = CancellationToken::new();
        tokio::select! {
            _ = bench.jobs.run(&job, &never) => panic!("was to be killed"),
            () = pages_fetched(&bench, 20) => {}
        }
        let before = bench.connector.fetched().len();
        bench.queue.recover(true).await.unwrap();
        assert_eq!(bench.work().await, Some(JobEnd::Done));
        let twice = bench.connector.fetched().len() - 50;
        assert!(twice <= 2, "{twice} pages were fetched twice after {before}");
        assert_eq!(bench.entry(request).await.counts.unwrap().added, 500);
        assert_eq!(bench.stores.count("SELECT COUNT(*) FROM account").await, 500);
    })
    .await;
}

async fn pages_fetched(bench: &Bench, pages: usize) {
    while bench.connector.fetched().len() < pages {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test]
async fn killed_between_the_last_page_and_the_end_it_only_applies() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving((0..30).map(account).collect(), 10)).await;
        let request = bench.request().await;
        let job = bench.queue.claim("dies", JobKind::ALL, Duration::ZERO).await.unwrap().unwrap();
        let store = KilledBeforeApply(bench.integration.clone());
        let mut sync = bench.jobs.sync.clone();
        sync.store = std::sync::Arc::new(store);
        assert!(sync.run(job.organization, request, &CancellationToken::new()).await.is_err());
        bench.queue.recover(true).await.unwrap();
        assert_eq!(bench.work().await, Some(JobEnd::Done));
        assert_eq!(bench.connector.fetched(), [0, 1, 2]);
        assert_eq!(bench.entry(request).await.counts.unwrap().added, 30);
    })
    .await;
}

#[tokio::test]
async fn pages_that_the_database_lost_are_fetched_again() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving((0..30).map(account).collect(), 10)).await;
        bench.connector.fail_at(2, ConnectorFault::new(FaultKind::Unavailable, "503").not_before(Utc::now()));
        let request = bench.request().await;
        bench.work().await;
        bench.stores.execute("DELETE FROM staged_account").await;
        assert_eq!(bench.work().await, Some(JobEnd::Done));
        assert_eq!(bench.entry(request).await.counts.unwrap().added, 30);
    })
    .await;
}

#[tokio::test]
async fn a_run_that_lost_its_job_gets_another() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving((0..3).map(account).collect(), 10)).await;
        let request = bench.request().await;
        bench.stores.execute("DELETE FROM job").await;
        bench.stores.execute("UPDATE integration_log SET changed_at = 0").await;
        bench.integration.sweep().await.unwrap();
        assert_eq!(bench.work().await, Some(JobEnd::Done));
        assert_eq!(bench.entry(request).await.status, RunStatus::Finished);
    })
    .await;
}

#[tokio::test]
async fn a_due_workspace_is_synced_by_the_schedule() {
    for_each_database(|stores| async move {
        let bench = Bench::new(stores, ScriptedConnector::serving((0..3).map(account).collect(), 10)).await;
        bench.sync().await;
        assert!(bench.workspace_now().await.next_synchronization_at.unwrap() > Utc::now() + TimeDelta::hours(20));
        bench.stores.execute("UPDATE workspace SET next_run = 1").await;
        bench.integration.request_due().await.unwrap();
        bench.integration.request_due().await.unwrap();
        assert_eq!(bench.work().await, Some(JobEnd::Done));
        assert_eq!(bench.work().await, None);
    })
    .await;
}

mod killed {
    use async_trait::async_trait;
    use chrono::{DateTime, Utc};
    use daicho_domain::access::Actor;
    use daicho_domain::error::{Outcome, StoreError};
    use daicho_domain::ids::{OrganizationId, RequestId};
    use daicho_domain::integration::{
        ConnectorFault, RequestRecord, RunState, StagedPage, SyncOutcome, SyncStore, SyncTask, Trigger, Workspace,
    };
    use daicho_persistence::integration::SqlIntegration;

    /// A store whose process dies when the sync is to be applied.
    pub(super) struct KilledBeforeApply(pub(super) SqlIntegration);

    #[async_trait]
    impl SyncStore for KilledBeforeApply {
        async fn request(&self, workspace: &Workspace, trigger: Trigger, actor: &Actor) -> Outcome<RequestId> {
            self.0.request(workspace, trigger, actor).await
        }
        async fn open_assisted(&self, workspace: &Workspace, actor: &Actor) -> Outcome<RequestId> {
            self.0.open_assisted(workspace, actor).await
        }
        async fn hand_over(&self, task: &SyncTask) -> Result<RunState, StoreError> {
            self.0.hand_over(task).await
        }
        async fn begin(
            &self,
            organization: OrganizationId,
            request: RequestId,
        ) -> Result<Option<SyncTask>, StoreError> {
            self.0.begin(organization, request).await
        }
        async fn stage_page(&self, task: &SyncTask, page: StagedPage) -> Result<RunState, StoreError> {
            self.0.stage_page(task, page).await
        }
        async fn apply_sync(&self, _: &SyncTask) -> Result<SyncOutcome, StoreError> {
            Err(StoreError::new("apply a sync", "killed"))
        }
        async fn start_over(&self, task: &SyncTask) -> Result<(), StoreError> {
            self.0.start_over(task).await
        }
        async fn pause(
            &self,
            task: &SyncTask,
            fault: &ConnectorFault,
            requests: Vec<RequestRecord>,
            until: DateTime<Utc>,
        ) -> Result<(), StoreError> {
            self.0.pause(task, fault, requests, until).await
        }
        async fn fail(
            &self,
            task: &SyncTask,
            fault: &ConnectorFault,
            requests: Vec<RequestRecord>,
        ) -> Result<(), StoreError> {
            self.0.fail(task, fault, requests).await
        }
        async fn confirm(&self, organization: OrganizationId, request: RequestId, actor: &Actor) -> Outcome<()> {
            self.0.confirm(organization, request, actor).await
        }
        async fn discard(&self, organization: OrganizationId, request: RequestId, actor: &Actor) -> Outcome<()> {
            self.0.discard(organization, request, actor).await
        }
        async fn request_due(&self) -> Result<(), StoreError> {
            self.0.request_due().await
        }
        async fn sweep(&self) -> Result<(), StoreError> {
            self.0.sweep().await
        }
    }
}

use killed::KilledBeforeApply;
