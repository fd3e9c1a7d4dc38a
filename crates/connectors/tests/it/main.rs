//! The manifest language, the catalogue and the engine, from the outside.

mod addresses;
mod contract;
mod hostile;
mod language;
mod samples;
mod server;
mod sign_in;
mod speed;
mod support;
