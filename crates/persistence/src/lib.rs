//! The stores, on SQLite and PostgreSQL, with one schema and one set of statements.

pub mod access;
pub mod account;
pub mod alert;
pub mod automation;
pub mod catalogue;
mod database;
pub mod directory;
mod failure;
pub mod integration;
mod keyset;
pub mod notification;
pub mod offboarding;
pub mod operation;
pub mod organization;
pub mod queue;
mod search;
mod sql;
pub mod support;
pub mod vault;

pub use database::{Database, DatabaseSettings, Tenancy};
