//! Work that is done later, by any process: the port to the queue and the loop that works it off.
//!
//! The rows of the features are the truth; a job is only a nudge to look at one.

mod crew;
mod port;
mod rooms;
mod worker;

pub use crew::{Crew, Silence};
pub use port::{Job, JobKind, JobQueue, Lease};
pub use rooms::Rooms;
pub(crate) use worker::back_off;
pub use worker::{JobEnd, JobHandler, Worker};
