use std::collections::HashMap;

use daicho_domain::catalogue::Catalogue;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, ServiceId};
use daicho_domain::integration::ServiceName;
use daicho_domain::organization::Language;

/// The services of a file in its reader's language, each looked up once.
pub(crate) struct ServiceNames<'a> {
    catalogue: &'a dyn Catalogue,
    organization: OrganizationId,
    language: Language,
    known: HashMap<ServiceId, Option<String>>,
}

impl<'a> ServiceNames<'a> {
    pub(crate) fn new(catalogue: &'a dyn Catalogue, organization: OrganizationId, language: Language) -> Self {
        Self { catalogue, organization, language, known: HashMap::new() }
    }

    /// What the catalogue does not know keeps its name.
    pub(crate) async fn translate(&mut self, service: &mut ServiceName) -> Result<(), StoreError> {
        if !self.known.contains_key(&service.id) {
            let found = self.catalogue.by_id(self.organization, service.id).await?;
            let name = found.map(|found| found.name.in_language(self.language).to_owned());
            self.known.insert(service.id, name);
        }
        if let Some(Some(name)) = self.known.get(&service.id) {
            service.name.clone_from(name);
        }
        Ok(())
    }
}
