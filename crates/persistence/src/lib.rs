//! The stores, on SQLite and PostgreSQL, with one schema and one set of statements.

mod database;
mod failure;
pub mod support;
pub mod vault;

pub use database::{Database, DatabaseSettings, Tenancy};
