//! The shipped catalogue: manifests built into the program.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use daicho_domain::catalogue::{Catalogue, Service};
use rust_embed::Embed;

use crate::manifest::{Manifest, Problem, Shapes, load, load_file};

#[derive(Embed)]
#[folder = "catalogue/"]
#[include = "*.yaml"]
struct Files;

/// Manifests by slug, and what the catalogue shows of them.
#[derive(Debug)]
pub struct ManifestCatalogue {
    manifests: HashMap<String, Arc<Manifest>>,
    services: Vec<Service>,
}

impl ManifestCatalogue {
    /// All that are shipped. A manifest that cannot be read is left out and logged; a test sees to it that there is none.
    pub fn shipped() -> Self {
        let shapes = shipped_shapes();
        let slugs: Vec<String> =
            Files::iter().filter_map(|file| file.strip_suffix("/manifest.yaml").map(str::to_owned)).collect();
        // Two halves at a time: reading is all computing.
        let half = slugs.len() / 2;
        let manifests = std::thread::scope(|threads| {
            let second = threads.spawn(|| read_all(&slugs[half..], &shapes));
            let mut first = read_all(&slugs[..half], &shapes);
            first.extend(second.join().unwrap_or_default());
            first
        });
        Self::of(manifests)
    }

    /// Only the given manifests, by slug.
    pub fn of(manifests: Vec<(String, Manifest)>) -> Self {
        let mut services: Vec<Service> = manifests.iter().map(|(slug, manifest)| manifest.service(slug)).collect();
        services.sort_by_key(|service| service.name.en.to_lowercase());
        let manifests = manifests.into_iter().map(|(slug, manifest)| (slug, Arc::new(manifest))).collect();
        Self { manifests, services }
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
        self.manifests.get(slug).cloned()
    }

    pub fn manifests(&self) -> impl Iterator<Item = (&str, &Arc<Manifest>)> {
        self.manifests.iter().map(|(slug, manifest)| (slug.as_str(), manifest))
    }
}

impl Catalogue for ManifestCatalogue {
    fn services(&self) -> &[Service] {
        &self.services
    }
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

fn read_all(slugs: &[String], shapes: &Shapes) -> Vec<(String, Manifest)> {
    let mut manifests = Vec::with_capacity(slugs.len());
    for slug in slugs {
        let Some(text) = text_of(&format!("{slug}/manifest.yaml")) else { continue };
        match load(&text, shapes) {
            Ok(manifest) => manifests.push((slug.clone(), manifest)),
            Err(problem) => tracing::error!(slug, %problem, "a shipped manifest cannot be read"),
        }
    }
    manifests
}
