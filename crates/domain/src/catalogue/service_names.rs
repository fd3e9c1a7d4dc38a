use std::collections::HashMap;
use std::fmt;

use super::Catalogue;
use crate::error::StoreError;
use crate::ids::{OrganizationId, ServiceId};
use crate::integration::ServiceName;
use crate::organization::Language;

/// The services of a file or a message in its reader's language, each looked up once.
pub struct ServiceNames<'a> {
    catalogue: &'a dyn Catalogue,
    organization: OrganizationId,
    language: Language,
    known: HashMap<ServiceId, Option<String>>,
}

impl fmt::Debug for ServiceNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceNames").field("known", &self.known).finish_non_exhaustive()
    }
}

impl<'a> ServiceNames<'a> {
    pub fn new(catalogue: &'a dyn Catalogue, organization: OrganizationId, language: Language) -> Self {
        Self { catalogue, organization, language, known: HashMap::new() }
    }

    /// What the catalogue does not know keeps its name.
    pub async fn translate(&mut self, service: &mut ServiceName) -> Result<(), StoreError> {
        self.translate_name(service.id, &mut service.name).await
    }

    /// The same for a name that stands beside the service's id.
    pub async fn translate_name(&mut self, id: ServiceId, name: &mut String) -> Result<(), StoreError> {
        if !self.known.contains_key(&id) {
            let found = self.catalogue.by_id(self.organization, id).await?;
            self.known.insert(id, found.map(|found| found.name.in_language(self.language).to_owned()));
        }
        if let Some(Some(known)) = self.known.get(&id) {
            name.clone_from(known);
        }
        Ok(())
    }
}
