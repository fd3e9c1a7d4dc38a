//! What the stories of workspaces and accounts begin with.

mod bench;
mod connector;
mod stores;

pub(crate) use bench::Bench;
pub(crate) use connector::{ScriptedConnector, account};
pub(crate) use stores::{Stores, for_each_database};
