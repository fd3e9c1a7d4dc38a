//! How Daicho talks to services: manifests, and the engine that runs them.

pub mod manifest;
