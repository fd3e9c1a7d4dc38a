//! Services that somebody misses in the catalogue.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::error::StoreError;
use crate::ids::OrganizationId;

/// A service that the catalogue should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceRequest {
    pub id: i64,
    pub name: String,
    pub homepage: Option<String>,
    pub note: Option<String>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewServiceRequest {
    pub name: String,
    pub homepage: Option<String>,
    pub note: Option<String>,
    pub created_by: String,
}

#[async_trait]
pub trait ServiceRequestStore: Send + Sync {
    /// The newest first; there are never many.
    async fn list(&self, organization: OrganizationId) -> Result<Vec<ServiceRequest>, StoreError>;

    async fn add(&self, organization: OrganizationId, wanted: NewServiceRequest) -> Result<ServiceRequest, StoreError>;
}
