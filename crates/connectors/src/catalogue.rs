//! The shipped catalogue: manifests built into the program.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use daicho_domain::catalogue::{Catalogue, Service};
use daicho_domain::ids::ServiceId;
use rust_embed::Embed;

use crate::manifest::{Manifest, Problem, Shapes, load, load_file};

#[derive(Embed)]
#[folder = "catalogue/"]
#[include = "*.yaml"]
struct Files;

/// Manifests by slug, and what the catalogue shows of them. A manifest is read when it is first asked for: a process that
/// serves a few services has no use for the others.
#[derive(Debug)]
pub struct ManifestCatalogue {
    entries: HashMap<String, Entry>,
    shapes: Shapes,
    /// In the order of their English names.
    services: OnceLock<Vec<Service>>,
}

#[derive(Debug)]
struct Entry {
    id: Option<ServiceId>,
    read: OnceLock<Option<Read>>,
}

#[derive(Debug)]
struct Read {
    manifest: Arc<Manifest>,
    service: Service,
}

impl Read {
    fn new(slug: &str, manifest: Manifest) -> Self {
        Self { service: manifest.service(slug), manifest: Arc::new(manifest) }
    }
}

impl ManifestCatalogue {
    /// All that are shipped. A manifest that cannot be read is left out and logged; a test sees to it that there is none.
    pub fn shipped() -> Self {
        let slugs = Files::iter().filter_map(|file| file.strip_suffix("/manifest.yaml").map(str::to_owned));
        let entry = |slug: String| {
            let id = text_of(&format!("{slug}/manifest.yaml")).as_deref().and_then(id_in);
            (slug, Entry { id, read: OnceLock::new() })
        };
        Self { entries: slugs.map(entry).collect(), shapes: shipped_shapes(), services: OnceLock::new() }
    }

    /// Only the given manifests, by slug.
    pub fn of(manifests: Vec<(String, Manifest)>) -> Self {
        let entry = |(slug, manifest): (String, Manifest)| {
            let read = Read::new(&slug, manifest);
            (slug, Entry { id: Some(read.service.id), read: OnceLock::from(Some(read)) })
        };
        let entries = manifests.into_iter().map(entry).collect();
        Self { entries, shapes: Shapes::default(), services: OnceLock::new() }
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
        Some(Arc::clone(&self.read(slug)?.manifest))
    }

    pub fn manifests(&self) -> impl Iterator<Item = (&str, &Arc<Manifest>)> {
        self.entries.keys().filter_map(|slug| Some((slug.as_str(), &self.read(slug)?.manifest)))
    }

    fn read(&self, slug: &str) -> Option<&Read> {
        let read = || match load(&text_of(&format!("{slug}/manifest.yaml"))?, &self.shapes) {
            Ok(manifest) => Some(Read::new(slug, manifest)),
            Err(problem) => {
                tracing::error!(slug, %problem, "a shipped manifest cannot be read");
                None
            }
        };
        self.entries.get(slug)?.read.get_or_init(read).as_ref()
    }

    fn read_all(&self) -> Vec<Service> {
        let slugs: Vec<&String> = self.entries.keys().collect();
        let services_of = |slugs: &[&String]| -> Vec<Service> {
            slugs.iter().filter_map(|slug| Some(self.read(slug)?.service.clone())).collect()
        };
        // Two halves at a time: reading is all computing.
        let (first, second) = slugs.split_at(slugs.len() / 2);
        let mut services = std::thread::scope(|threads| {
            let second = threads.spawn(|| services_of(second));
            let mut first = services_of(first);
            first.extend(second.join().unwrap_or_default());
            first
        });
        services.sort_by_key(|service| service.name.en.to_lowercase());
        services
    }
}

impl Catalogue for ManifestCatalogue {
    fn services(&self) -> &[Service] {
        self.services.get_or_init(|| self.read_all())
    }

    fn by_id(&self, id: ServiceId) -> Option<&Service> {
        let (slug, _) = self.entries.iter().find(|(_, entry)| entry.id == Some(id))?;
        Some(&self.read(slug)?.service)
    }

    fn by_slug(&self, slug: &str) -> Option<&Service> {
        Some(&self.read(slug)?.service)
    }
}

/// The number of the service, without reading the rest of its manifest.
fn id_in(text: &str) -> Option<ServiceId> {
    let number = text.lines().find_map(|line| line.strip_prefix("id:"))?;
    number.trim().parse().ok()
}

/// The shared shapes that are shipped.
pub fn shipped_shapes() -> Shapes {
    let names = Files::iter().filter_map(|file| Some(file.strip_prefix("_shapes/")?.strip_suffix(".yaml")?.to_owned()));
    names.filter_map(|name| Some((name.clone(), text_of(&format!("_shapes/{name}.yaml"))?))).collect()
}

/// The shipped shapes, and those in a folder `_shapes` beside the file or beside its folder, which win.
pub fn shapes_for(file: &Path) -> Shapes {
    let mut shapes = shipped_shapes();
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
