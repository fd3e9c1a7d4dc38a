//! The shipped catalogue, manifests built into the program; beside it, those that organizations keep in the store.

mod entry;
mod own;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, OnceLock};

use async_trait::async_trait;
use daicho_domain::catalogue::{Catalogue, OwnConnectorStore, Service};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, ServiceId};
use daicho_domain::integration::{ConnectorFault, ConnectorName};
use rust_embed::Embed;

use crate::engine::invalid;

use crate::manifest::{Manifest, Problem, Shapes, load_file};
use entry::Entry;
use own::OwnManifests;

#[derive(Embed)]
#[folder = "catalogue/"]
#[include = "*.yaml"]
struct Files;

/// Manifests by slug, and what the catalogue shows of them.
pub struct ManifestCatalogue {
    entries: BTreeMap<String, Entry>,
    services: OnceLock<Vec<Arc<Service>>>,
    own: Option<OwnManifests>,
}

/// A manifest, with the name that tells it from others: of another organization, of another version.
#[derive(Debug, Clone)]
pub(crate) struct Edition {
    pub name: String,
    pub manifest: Arc<Manifest>,
}

impl std::fmt::Debug for ManifestCatalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ManifestCatalogue").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

impl ManifestCatalogue {
    /// All that are shipped.
    pub fn shipped() -> Self {
        let slugs = Files::iter().filter_map(|file| file.strip_suffix("/manifest.yaml").map(str::to_owned));
        Self::with_entries(slugs.filter_map(|slug| Some((slug.clone(), Entry::shipped(slug)?))))
    }

    /// Only the given manifests, by slug.
    pub fn of(manifests: Vec<(String, Manifest)>) -> Self {
        Self::with_entries(manifests.into_iter().map(|(slug, manifest)| (slug.clone(), Entry::of(slug, manifest))))
    }

    fn with_entries(entries: impl Iterator<Item = (String, Entry)>) -> Self {
        Self { entries: entries.collect(), services: OnceLock::new(), own: None }
    }

    /// With the manifests that organizations keep there.
    #[must_use]
    pub fn with_own(mut self, store: Arc<dyn OwnConnectorStore>) -> Self {
        self.own = Some(OwnManifests::new(store));
        self
    }

    /// One manifest from a file, built on the shapes beside it; its slug is the name of the file or, for `manifest.yaml`, of the folder.
    pub fn of_file(file: &Path) -> Result<(String, Manifest), Problem> {
        let manifest = load_file(file, &shapes_for(file))?;
        let named = if file.file_stem().is_some_and(|stem| stem == "manifest") { file.parent() } else { Some(file) };
        let slug = named
            .and_then(Path::file_stem)
            .map_or_else(|| "custom".to_owned(), |stem| stem.to_string_lossy().into_owned());
        Ok((slug, manifest))
    }

    pub fn manifest(&self, slug: &str) -> Option<Arc<Manifest>> {
        self.entries.get(slug)?.manifest()
    }

    pub fn manifests(&self) -> impl Iterator<Item = (&str, Arc<Manifest>)> {
        self.entries.iter().filter_map(|(slug, entry)| Some((slug.as_str(), entry.manifest()?)))
    }
}

impl ManifestCatalogue {
    pub(crate) async fn edition(&self, name: &ConnectorName) -> Result<Edition, ConnectorFault> {
        let found = match (name, &self.own) {
            (ConnectorName::Shipped(slug), _) => {
                self.manifest(slug).map(|manifest| Edition { name: slug.clone(), manifest })
            }
            (ConnectorName::Own(organization, slug), Some(own)) => own.edition(*organization, slug).await?,
            (ConnectorName::Own(..), None) => None,
        };
        found.ok_or_else(|| invalid(format!("there is no service `{}`", name.slug())))
    }
}

#[async_trait]
impl Catalogue for ManifestCatalogue {
    fn services(&self) -> &[Arc<Service>] {
        self.services.get_or_init(|| in_order(services_of(&self.entries.values().collect::<Vec<_>>())))
    }

    fn shipped_by_id(&self, id: ServiceId) -> Option<Arc<Service>> {
        self.entries.values().find(|entry| entry.id == id)?.service()
    }

    fn shipped_by_slug(&self, slug: &str) -> Option<Arc<Service>> {
        self.entries.get(slug)?.service()
    }

    async fn own(&self, organization: OrganizationId) -> Result<Vec<Arc<Service>>, StoreError> {
        match &self.own {
            Some(own) => own.services(organization).await,
            None => Ok(Vec::new()),
        }
    }
}

/// Two halves at a time: reading is all computing.
fn services_of(entries: &[&Entry]) -> Vec<Arc<Service>> {
    let (first, second) = entries.split_at(entries.len() / 2);
    let read = |entries: &[&Entry]| entries.iter().filter_map(|entry| entry.service()).collect::<Vec<_>>();
    std::thread::scope(|threads| {
        let second = threads.spawn(|| read(second));
        let mut services = read(first);
        services.extend(second.join().unwrap_or_default());
        services
    })
}

fn in_order(mut services: Vec<Arc<Service>>) -> Vec<Arc<Service>> {
    services.sort_by_cached_key(|service| service.name.en.to_lowercase());
    services
}

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let names = Files::iter().filter_map(|file| Some(file.strip_prefix("_shapes/")?.strip_suffix(".yaml")?.to_owned()));
    names.filter_map(|name| Some((name.clone(), text_of(&format!("_shapes/{name}.yaml"))?))).collect()
});

/// The shared shapes that are shipped.
pub fn shipped_shapes() -> &'static Shapes {
    &SHAPES
}

/// The shipped shapes, and those in a folder `_shapes` beside the file or beside its folder, which win.
pub fn shapes_for(file: &Path) -> Shapes {
    let mut shapes = shipped_shapes().clone();
    let folders = file.parent().into_iter().flat_map(|folder| [Some(folder), folder.parent()]).flatten();
    let beside = folders.map(|folder| folder.join("_shapes")).find(|folder| folder.is_dir());
    let files = beside.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    for file in files.map(|entry| entry.path()).filter(|file| file.extension().is_some_and(|kind| kind == "yaml")) {
        if let (Some(name), Ok(text)) = (file.file_stem(), std::fs::read_to_string(&file)) {
            shapes.insert(name.to_string_lossy().into_owned(), text);
        }
    }
    shapes
}

fn text_of(file: &str) -> Option<String> {
    Files::get(file).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}
