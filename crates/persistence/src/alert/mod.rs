//! Alerts: raised and resolved in the transaction of whatever causes them, listed, muted.

mod counts;
mod day;
mod list;
mod mute;
mod mute_list;
mod muted;
mod refresh;
mod row;
mod settings;
mod store;

pub(crate) use list::alerts_behind;
pub(crate) use muted::push_mute;
pub use refresh::{Scope, refresh};
pub use store::SqlAlerts;
