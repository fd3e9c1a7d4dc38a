//! Accounts: whose they are, their lists, their history.

pub mod matching;
pub(crate) mod tally;
