//! The API as its callers see it, on a real database.
#![expect(clippy::unwrap_used, reason = "a test ends at what it did not expect")]

mod access;
mod account;
mod alert;
mod connectors;
mod directory;
mod document;
mod guards;
mod notification;
mod organization;
mod refusals;
mod support;
