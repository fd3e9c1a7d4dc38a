//! What the stories of workspaces and accounts begin with.

mod bench;
mod catalogue;
mod connector;
mod database;

pub(crate) use bench::Bench;
pub(crate) use catalogue::OneService;
pub(crate) use connector::{ScriptedConnector, Shared, account};
pub(crate) use database::{Stores, for_each_database};
