use std::sync::Arc;

use daicho_domain::catalogue::{OwnConnectorStore, OwnManifest, Service, Verification};
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use daicho_domain::integration::ConnectorFault;

use super::{Edition, shipped_shapes};
use crate::engine::{invalid, store_fault};
use crate::manifest::{Manifest, Problem, load};

/// The manifests that organizations keep, read anew whenever one is needed: the next request goes by the latest version.
pub(super) struct OwnManifests {
    store: Arc<dyn OwnConnectorStore>,
}

impl OwnManifests {
    pub(super) fn new(store: Arc<dyn OwnConnectorStore>) -> Self {
        Self { store }
    }

    /// What the catalogue shows of them. One that this version of Daicho cannot read any more is left out.
    pub(super) async fn services(&self, organization: OrganizationId) -> Result<Vec<Arc<Service>>, StoreError> {
        let kept = self.store.manifests(organization).await?;
        let services = kept.into_iter().filter_map(|own| match read(&own) {
            Ok(manifest) => Some(Arc::new(entry(&manifest, &own))),
            Err(problem) => {
                tracing::warn!(%organization, slug = own.slug, %problem, "a manifest of an organization cannot be read");
                None
            }
        });
        Ok(services.collect())
    }

    pub(super) async fn edition(
        &self,
        organization: OrganizationId,
        slug: &str,
    ) -> Result<Option<Edition>, ConnectorFault> {
        let kept = self.store.manifests(organization).await.map_err(|error| store_fault(&error))?;
        let Some(own) = kept.into_iter().find(|own| own.slug == slug) else { return Ok(None) };
        let manifest = read(&own).map_err(|problem| invalid(format!("the manifest of {slug}: {problem}")))?;
        let name = format!("{slug} of organization {organization}, version {}", own.version);
        Ok(Some(Edition { name, manifest: Arc::new(manifest) }))
    }
}

fn read(own: &OwnManifest) -> Result<Manifest, Problem> {
    load(&own.manifest, shipped_shapes())
}

/// Nobody has checked a manifest of an organization's own, whatever it says of itself.
fn entry(manifest: &Manifest, own: &OwnManifest) -> Service {
    Service {
        id: own.service,
        verification: Verification::Unverified,
        verified_on: None,
        ..manifest.service(&own.slug)
    }
}
