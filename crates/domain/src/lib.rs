//! What Daicho knows: its types, rules and use cases, and the ports that they need.
//!
//! Nothing here speaks HTTP, SQL or YAML; adapters in the neighbouring crates do.

mod vocabulary;

pub mod access;
pub mod account;
pub mod alert;
pub mod automation;
pub mod catalogue;
pub mod directory;
pub mod error;
pub mod ids;
pub mod integration;
pub mod list;
pub mod notification;
pub mod offboarding;
pub mod operation;
pub mod organization;
pub mod queue;
pub mod search;
