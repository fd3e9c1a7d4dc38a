//! Accounts: whose they are, their lists, their history.

mod filter;
mod list;
pub mod matching;
pub(crate) mod owner;
pub(crate) mod past_numbers;
pub(crate) mod reported;
pub(crate) mod row;
pub(crate) mod settings;
mod sort;
mod store;
pub(crate) mod tally;

pub use store::SqlAccounts;
pub(crate) use store::find_in;
