//! The manifest language, the catalogue and the engine, from the outside.

mod contract;
mod language;
mod support;
