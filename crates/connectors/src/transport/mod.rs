//! The way out: where requests may go, how fast, how often, and how much of an answer is read.

mod body;
mod client;
mod limiter;
mod networks;
mod proxy;
mod resolver;
mod retry;

pub use client::{Outgoing, Received, Transport, TransportSettings};
pub use limiter::{Limiter, Limiters};
pub use networks::OpenNetworks;
pub use proxy::FilteringProxy;
pub use resolver::{Resolver, SystemResolver};
pub use retry::{Patience, Wait, named_wait};
