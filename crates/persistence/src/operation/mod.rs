//! Operations in the database: asked for, taken up, ended.

mod begin;
mod end;
pub(crate) mod idempotency;
mod list;
mod pause;
pub(crate) mod request;
pub(crate) mod row;
mod schedule;
mod situation;
pub(crate) mod steer;

use async_trait::async_trait;
use daicho_domain::error::{ErrorCode, Outcome, StoreError};
use daicho_domain::ids::{AccountId, OrganizationId, RequestId, WorkspaceId};
use daicho_domain::integration::RequestRecord;
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::operation::{
    Ending, Idempotency, Operation, OperationDraft, OperationQuery, OperationStore, OperationTask, Pause, Situation,
    Subject,
};

use crate::integration::SqlIntegration;

/// Names per statement.
const CHUNK: usize = 500;

/// The store behind the port of the operation room. Operations are entries of the integration log, too.
#[derive(Debug, Clone)]
pub struct SqlOperations(pub(crate) SqlIntegration);

impl SqlOperations {
    pub fn new(integration: SqlIntegration) -> Self {
        Self(integration)
    }

    fn nudged(&self) {
        self.0.wake.in_this_process();
        self.0.moved();
    }
}

#[async_trait]
impl OperationStore for SqlOperations {
    async fn request(
        &self,
        organization: OrganizationId,
        drafts: Vec<OperationDraft>,
        once: Option<&Idempotency>,
    ) -> Outcome<Vec<RequestId>> {
        let requested = request::request(&self.0, organization, drafts, once).await?;
        self.nudged();
        Ok(requested)
    }

    async fn remembered(&self, organization: OrganizationId, once: &Idempotency) -> Outcome<Option<Vec<RequestId>>> {
        let transaction = self.0.database.read(organization).await?;
        idempotency::recall(&transaction, organization, once).await
    }

    async fn situation(
        &self,
        organization: OrganizationId,
        workspace: WorkspaceId,
        account: Option<AccountId>,
    ) -> Outcome<Situation> {
        let transaction = self.0.database.read(organization).await?;
        let found = situation::read(&transaction, organization, workspace, account).await?;
        Ok(found.ok_or(ErrorCode::NotFound)?)
    }

    async fn there(
        &self,
        organization: OrganizationId,
        workspace: WorkspaceId,
        subjects: &[Subject],
    ) -> Result<Vec<Option<ErrorCode>>, StoreError> {
        let transaction = self.0.database.read(organization).await?;
        let mut there = Vec::with_capacity(subjects.len());
        for subject in subjects {
            there.push(request::there(&transaction, organization, workspace, subject).await?);
        }
        Ok(there)
    }

    async fn list(
        &self,
        organization: OrganizationId,
        query: &OperationQuery,
        page: &PageRequest,
    ) -> Outcome<Page<Operation>> {
        list::list(&self.0.database, organization, query, page).await
    }

    async fn find(&self, organization: OrganizationId, id: RequestId) -> Result<Option<Operation>, StoreError> {
        let transaction = self.0.database.read(organization).await?;
        row::find(&transaction, organization, id).await
    }

    async fn find_all(&self, organization: OrganizationId, ids: &[RequestId]) -> Result<Vec<Operation>, StoreError> {
        let transaction = self.0.database.read(organization).await?;
        let mut found = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(CHUNK) {
            let some = row::read(&transaction, |sql| {
                sql.push("o.organization_id = ").bind(organization.0);
                sql.push(" AND o.request_id IN ").bind_list(chunk.iter().map(|id| id.0));
            });
            found.extend(some.await?);
        }
        Ok(found)
    }

    async fn beside(&self, organization: OrganizationId, id: RequestId) -> Result<Option<Operation>, StoreError> {
        let transaction = self.0.database.read(organization).await?;
        let found = row::read(&transaction, |sql| {
            sql.push("o.organization_id = ").bind(organization.0).push(" AND o.beside = ").bind(id.0);
        })
        .await?;
        Ok(found.into_iter().next())
    }

    async fn cancel(&self, organization: OrganizationId, id: RequestId, by: &str) -> Outcome<()> {
        steer::cancel(&self.0.database, organization, id, by).await?;
        self.0.moved();
        Ok(())
    }

    async fn resume(&self, organization: OrganizationId, id: RequestId, by: &str) -> Outcome<()> {
        steer::resume(&self.0.database, organization, id, by).await?;
        self.nudged();
        Ok(())
    }

    async fn begin(&self, organization: OrganizationId, id: RequestId) -> Result<Option<OperationTask>, StoreError> {
        let task = begin::begin(&self.0, organization, id).await?;
        self.0.moved();
        Ok(task)
    }

    async fn pause(&self, task: &OperationTask, pause: Pause, requests: Vec<RequestRecord>) -> Result<(), StoreError> {
        pause::pause(&self.0.database, task, pause, requests).await?;
        self.0.moved();
        Ok(())
    }

    async fn end(&self, task: &OperationTask, ending: Ending, requests: Vec<RequestRecord>) -> Result<(), StoreError> {
        end::end(&self.0.database, task, ending, requests).await?;
        self.nudged();
        Ok(())
    }

    async fn request_due(&self) -> Result<(), StoreError> {
        if schedule::request_due(&self.0.database).await? {
            self.nudged();
        }
        Ok(())
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        if schedule::sweep(&self.0.database).await? {
            self.nudged();
        }
        Ok(())
    }
}
