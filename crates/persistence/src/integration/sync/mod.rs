//! Runs: requested, staged page by page, applied at once.

mod apply;
mod assisted;
mod begin;
mod changes;
mod edit;
mod end;
mod request;
mod schedule;
mod stage;
mod step;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use daicho_domain::access::Actor;
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId};
use daicho_domain::integration::{
    ConnectorFault, RequestRecord, RunState, StagedPage, SyncOutcome, SyncStore, SyncTask, Trigger, Workspace,
};

use super::SqlIntegration;

pub(crate) use apply::apply_operation;
pub(crate) use begin::set as set_run;
pub(crate) use edit::save;
pub(super) use end::cancel_active;
pub(crate) use request::{NewRun, open_run, open_sync};
pub(crate) use step::add as add_step;
pub(super) use step::read as read_steps;

#[async_trait]
impl SyncStore for SqlIntegration {
    async fn request(&self, workspace: &Workspace, trigger: Trigger, actor: &Actor) -> Outcome<RequestId> {
        let request = request::request(&self.database, workspace, trigger, actor).await?;
        self.wake.in_this_process();
        self.moved();
        Ok(request)
    }

    async fn open_assisted(&self, workspace: &Workspace, actor: &Actor) -> Outcome<RequestId> {
        let request = assisted::open(&self.database, workspace, actor).await?;
        self.moved();
        Ok(request)
    }

    async fn hand_over(&self, task: &SyncTask) -> Result<RunState, StoreError> {
        let state = assisted::hand_over(&self.database, task).await?;
        self.wake.in_this_process();
        self.moved();
        Ok(state)
    }

    async fn begin(&self, organization: OrganizationId, request: RequestId) -> Result<Option<SyncTask>, StoreError> {
        let task = begin::begin(&self.database, organization, request).await?;
        self.moved();
        Ok(task)
    }

    async fn stage_page(&self, task: &SyncTask, page: StagedPage) -> Result<RunState, StoreError> {
        let state = stage::stage_page(&self.database, task, page).await?;
        self.moved();
        Ok(state)
    }

    async fn apply_sync(&self, task: &SyncTask) -> Result<SyncOutcome, StoreError> {
        let outcome = apply::apply_sync(&self.database, task).await?;
        self.moved();
        Ok(outcome)
    }

    async fn start_over(&self, task: &SyncTask) -> Result<(), StoreError> {
        begin::start_over(&self.database, task).await
    }

    async fn pause(
        &self,
        task: &SyncTask,
        fault: &ConnectorFault,
        requests: Vec<RequestRecord>,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        end::pause(&self.database, task, fault, requests, until).await?;
        self.moved();
        Ok(())
    }

    async fn fail(
        &self,
        task: &SyncTask,
        fault: &ConnectorFault,
        requests: Vec<RequestRecord>,
    ) -> Result<(), StoreError> {
        end::fail(&self.database, task, fault, requests).await?;
        self.moved();
        Ok(())
    }

    async fn confirm(&self, organization: OrganizationId, request: RequestId, actor: &Actor) -> Outcome<()> {
        request::confirm(&self.database, organization, request, actor).await?;
        self.wake.in_this_process();
        self.moved();
        Ok(())
    }

    async fn discard(&self, organization: OrganizationId, request: RequestId, actor: &Actor) -> Outcome<()> {
        end::discard(&self.database, organization, request, actor).await?;
        self.moved();
        Ok(())
    }

    async fn request_due(&self) -> Result<(), StoreError> {
        if schedule::request_due(&self.database).await? {
            self.wake.in_this_process();
        }
        Ok(())
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        if schedule::sweep(&self.database).await? {
            self.wake.in_this_process();
        }
        Ok(())
    }
}
