//! The services that Daicho knows: what each can do and what connecting it takes.

mod entry;
mod forecast;
mod operation;
mod own;
mod robot;
mod search;
mod service_request;

pub use entry::*;
pub use forecast::Forecast;
pub use operation::{Choice, DirectoryField, Effect, InputKind, OperationInput, ServiceOperation, ServiceOperations};
pub use own::{
    ManifestProblem, OwnConnector, OwnConnectorStore, OwnConnectors, OwnVersion, Trial, TrialReport, TrialStep,
    TriedOperation, Workbench,
};
pub use robot::Robot;
pub use service_request::{NewServiceRequest, ServiceRequest, ServiceRequestStore};

use crate::ids::ServiceId;

/// The shipped catalogue, wherever it is kept. In memory: looking something up cannot fail or wait.
pub trait Catalogue: Send + Sync {
    /// All services, in the order of their English names.
    fn services(&self) -> &[Service];

    fn by_id(&self, id: ServiceId) -> Option<&Service> {
        self.services().iter().find(|service| service.id == id)
    }

    fn by_slug(&self, slug: &str) -> Option<&Service> {
        self.services().iter().find(|service| service.slug == slug)
    }
}
