//! Offboardings in the database.

mod add;
mod change;
mod policy;
mod read;
mod schedule;

use async_trait::async_trait;
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{OffboardingId, OrganizationId};
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::offboarding::{
    NewOffboarding, Offboarding, OffboardingChange, OffboardingEvent, OffboardingPolicy, OffboardingQuery,
    OffboardingStore, StepChange,
};
use daicho_domain::operation::Idempotency;

use crate::Database;
use crate::queue::Wake;

/// The store behind the port of the offboarding room.
#[derive(Debug, Clone)]
pub struct SqlOffboardings {
    database: Database,
    wake: Wake,
}

impl SqlOffboardings {
    pub fn new(database: Database, wake: Wake) -> Self {
        Self { database, wake }
    }
}

#[async_trait]
impl OffboardingStore for SqlOffboardings {
    async fn add(
        &self,
        organization: OrganizationId,
        new: NewOffboarding,
        once: Option<&Idempotency>,
    ) -> Outcome<OffboardingId> {
        add::add(&self.database, organization, new, once).await
    }

    async fn find(&self, organization: OrganizationId, id: OffboardingId) -> Result<Option<Offboarding>, StoreError> {
        let transaction = self.database.read(organization).await?;
        read::find(&transaction, organization, id).await
    }

    async fn list(
        &self,
        organization: OrganizationId,
        query: &OffboardingQuery,
        page: &PageRequest,
    ) -> Outcome<Page<Offboarding>> {
        let transaction = self.database.read(organization).await?;
        read::list(&transaction, organization, query, page).await
    }

    async fn events(
        &self,
        organization: OrganizationId,
        id: OffboardingId,
    ) -> Result<Vec<OffboardingEvent>, StoreError> {
        let transaction = self.database.read(organization).await?;
        read::events(&transaction, organization, id).await
    }

    async fn replan(&self, organization: OrganizationId, id: OffboardingId, new: NewOffboarding) -> Outcome<()> {
        add::replan(&self.database, organization, id, new).await
    }

    async fn change(&self, organization: OrganizationId, id: OffboardingId, change: OffboardingChange) -> Outcome<()> {
        change::change(&self.database, organization, id, change).await?;
        self.wake.in_this_process();
        Ok(())
    }

    async fn note_steps(
        &self,
        organization: OrganizationId,
        id: OffboardingId,
        steps: &[StepChange],
    ) -> Result<(), StoreError> {
        if steps.is_empty() {
            return Ok(());
        }
        change::note_steps(&self.database, organization, id, steps).await
    }

    async fn policies(&self, organization: OrganizationId) -> Result<Vec<OffboardingPolicy>, StoreError> {
        policy::read(&self.database, organization).await
    }

    async fn set_policies(
        &self,
        organization: OrganizationId,
        policies: &[OffboardingPolicy],
    ) -> Result<(), StoreError> {
        policy::replace(&self.database, organization, policies).await
    }

    async fn start_due(&self) -> Result<(), StoreError> {
        if schedule::start_due(&self.database).await? {
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
