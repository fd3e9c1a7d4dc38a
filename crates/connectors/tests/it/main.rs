//! The manifest language, the catalogue and the engine, from the outside.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod addresses;
mod claims;
mod contract;
mod details;
mod hostile;
mod language;
mod recipe;
mod samples;
mod server;
mod sign_in;
mod speed;
mod support;
