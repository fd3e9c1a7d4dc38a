use std::sync::Arc;

use super::Service;
use crate::ids::ServiceId;

/// The catalogue as one organization sees it at one moment, in the order of the English names.
#[derive(Debug, Clone)]
pub struct Services(Vec<Arc<Service>>);

impl Services {
    pub(super) fn new(shipped: &[Arc<Service>], own: Vec<Arc<Service>>) -> Self {
        let mut services = shipped.to_vec();
        if !own.is_empty() {
            services.extend(own);
            services.sort_by_cached_key(|service| service.name.en.to_lowercase());
        }
        Self(services)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.0.iter()
    }

    pub fn by_id(&self, id: ServiceId) -> Option<&Service> {
        self.0.iter().find(|service| service.id == id).map(Arc::as_ref)
    }
}
