//! The stores, on SQLite and PostgreSQL, with one schema and one set of statements.

pub mod account;
mod database;
mod failure;
pub mod queue;
mod search;
mod sql;
pub mod support;
pub mod vault;

pub use database::{Database, DatabaseSettings, Tenancy};
