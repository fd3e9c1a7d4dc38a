//! The stores as use cases see them, on both databases.
#![expect(clippy::unwrap_used, reason = "a test ends at what it did not expect")]

mod account;
mod alert;
mod automation;
mod catalogue;
mod database;
mod directory;
mod encryption;
mod integration;
mod notification;
mod operation;
mod queue;
mod stores;
mod support;
mod vault;
