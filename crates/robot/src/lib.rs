//! The robot's hands: a Chromium that does on a page what a person would do.
//!
//! What to do is the recipe's business (the connector engine reads it); how it is done in a browser is known here alone.

mod chromium;
mod downloads;
mod hands;
mod network;
mod process;
mod tab;
mod trouble;
mod windows;

pub use chromium::{Chromium, ChromiumSettings};
