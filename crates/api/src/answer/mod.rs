//! What handlers answer with, besides [`crate::request::Json`] for status 200.

mod download;
mod events;
mod list;
mod status;

pub use download::{Download, Table};
pub use events::EventStream;
pub use list::{ListAnswer, ListMeta};
pub use status::{Accepted, Created, NoContent};
