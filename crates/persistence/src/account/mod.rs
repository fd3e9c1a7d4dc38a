//! Accounts: whose they are, their lists, their history.

mod filter;
mod list;
pub mod matching;
mod owner;
pub(crate) mod reported;
pub(crate) mod row;
pub(crate) mod settings;
mod sort;
mod store;
pub(crate) mod tally;

pub use store::SqlAccounts;
