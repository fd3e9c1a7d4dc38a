//! How Daicho talks to services: manifests, and the engine that runs them.

mod answer;
pub mod catalogue;
pub mod engine;
pub mod manifest;
#[cfg(feature = "mock")]
pub mod mock;
pub mod notification;
mod sign_in;
pub mod transport;
mod workbench;

pub use catalogue::ManifestCatalogue;
pub use engine::{ConnectorEngine, EngineConfig};
pub use workbench::ManifestWorkbench;
