//! The stores, on SQLite and PostgreSQL, with one schema and one set of statements.

pub mod access;
pub mod account;
mod database;
pub mod directory;
mod failure;
mod keyset;
pub mod organization;
pub mod queue;
mod search;
mod sql;
pub mod support;
pub mod vault;

pub use database::{Database, DatabaseSettings, Tenancy};
