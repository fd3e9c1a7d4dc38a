//! The services that Daicho knows: what each can do and what connecting it takes.

mod entry;
mod forecast;
mod operation;
mod own;
mod robot;
mod search;
mod service_names;
mod service_request;
mod services;

pub use entry::*;
pub use forecast::Forecast;
pub use operation::{Choice, DirectoryField, Effect, InputKind, OperationInput, ServiceOperation, ServiceOperations};
pub use own::{
    ManifestProblem, NewVersion, OwnConnector, OwnConnectorStore, OwnConnectors, OwnManifest, OwnVersion, Trial,
    TrialReport, TrialStep, TriedOperation, Workbench,
};
pub use robot::Robot;
pub use service_names::ServiceNames;
pub use service_request::{NewServiceRequest, ServiceRequest, ServiceRequestStore};
pub use services::Services;

use std::sync::Arc;

use async_trait::async_trait;

use crate::error::StoreError;
use crate::ids::{OrganizationId, ServiceId};

/// The catalogue, wherever it is kept: the services that are shipped, and those that an organization added by manifests of
/// its own, which nobody else sees.
#[async_trait]
pub trait Catalogue: Send + Sync {
    /// The shipped ones, in the order of their English names. Built into the program: looking something up here cannot
    /// fail or wait.
    fn services(&self) -> &[Arc<Service>];

    fn shipped_by_id(&self, id: ServiceId) -> Option<Arc<Service>>;

    fn shipped_by_slug(&self, slug: &str) -> Option<Arc<Service>>;

    /// Those of the organization's own.
    async fn own(&self, organization: OrganizationId) -> Result<Vec<Arc<Service>>, StoreError>;

    /// As the organization sees it.
    async fn of(&self, organization: OrganizationId) -> Result<Services, StoreError> {
        Ok(Services::new(self.services(), self.own(organization).await?))
    }

    async fn by_id(&self, organization: OrganizationId, id: ServiceId) -> Result<Option<Arc<Service>>, StoreError> {
        if id.is_custom() {
            return Ok(self.own(organization).await?.into_iter().find(|service| service.id == id));
        }
        Ok(self.shipped_by_id(id))
    }

    /// A name of the shipped catalogue is never one of an organization's own.
    async fn by_slug(&self, organization: OrganizationId, slug: &str) -> Result<Option<Arc<Service>>, StoreError> {
        match self.shipped_by_slug(slug) {
            Some(shipped) => Ok(Some(shipped)),
            None => Ok(self.own(organization).await?.into_iter().find(|service| service.slug == slug)),
        }
    }
}
