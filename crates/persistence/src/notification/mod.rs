//! Channels with their secrets, the outbox of alerts, the log of deliveries, lists that are sent again and again.

mod announce;
mod channel;
mod delivery;
mod due;
mod export;
mod letterhead;
mod secrets;
mod store;

pub(crate) use delivery::forget_old;
pub(crate) use due::request_announcement;
pub use store::SqlNotifications;
