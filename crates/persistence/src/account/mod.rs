//! Accounts: whose they are, their lists, their history.

pub mod matching;
pub(crate) mod reported;
pub(crate) mod settings;
pub(crate) mod tally;
