//! The manifest language, the catalogue and the engine, from the outside.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod addresses;
mod choices;
mod claims;
mod contract;
mod details;
mod hostile;
mod language;
mod lookups;
mod policies;
mod samples;
mod server;
mod sign_in;
mod support;
