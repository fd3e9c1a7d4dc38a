use std::sync::{Arc, OnceLock};

use daicho_domain::catalogue::Service;
use daicho_domain::ids::ServiceId;

use super::{shipped_shapes, text_of};
use crate::manifest::{Manifest, load};

/// One service of the shipped catalogue. Its manifest is read when somebody connects it or asks for it, not before: most
/// organizations use a few of the services that there are.
pub(super) struct Entry {
    pub(super) id: ServiceId,
    slug: String,
    manifest: OnceLock<Option<Arc<Manifest>>>,
    service: OnceLock<Option<Arc<Service>>>,
}

impl Entry {
    /// The one whose manifest is built into the program.
    pub(super) fn shipped(slug: String) -> Option<Self> {
        let id = number_of(&text_of(&file_of(&slug))?)?;
        Some(Self { id, slug, manifest: OnceLock::new(), service: OnceLock::new() })
    }

    pub(super) fn of(slug: String, manifest: Manifest) -> Self {
        let id = ServiceId(manifest.id.into());
        Self { id, slug, manifest: OnceLock::from(Some(Arc::new(manifest))), service: OnceLock::new() }
    }

    /// Kept from then on. `None` when it cannot be read, which is logged; a test sees to it that there is none.
    pub(super) fn manifest(&self) -> Option<Arc<Manifest>> {
        self.manifest.get_or_init(|| self.read().map(Arc::new)).clone()
    }

    /// What the catalogue shows of it; the manifest behind it is let go unless it is kept for other reasons.
    pub(super) fn service(&self) -> Option<Arc<Service>> {
        let shown = || match self.manifest.get() {
            Some(kept) => kept.as_deref().map(|manifest| manifest.service(&self.slug)),
            None => self.read().map(|manifest| manifest.service(&self.slug)),
        };
        self.service.get_or_init(|| shown().map(Arc::new)).clone()
    }

    fn read(&self) -> Option<Manifest> {
        load(&text_of(&file_of(&self.slug))?, shipped_shapes())
            .inspect_err(|problem| tracing::error!(slug = self.slug, %problem, "a shipped manifest cannot be read"))
            .ok()
    }
}

fn file_of(slug: &str) -> String {
    format!("{slug}/manifest.yaml")
}

/// The service's number, without reading the rest of its manifest.
fn number_of(manifest: &str) -> Option<ServiceId> {
    manifest.lines().find_map(|line| line.strip_prefix("id: ")).and_then(|id| id.trim().parse().ok()).map(ServiceId)
}
