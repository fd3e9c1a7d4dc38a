//! What handlers answer with, besides [`crate::request::Json`] for status 200.

mod columns;
mod download;
mod events;
mod file_error;
mod list;
mod status;

pub(crate) use columns::{Column, Columns, column};
pub use download::{Download, Table};
pub use events::EventStream;
pub use file_error::FileError;
pub use list::{ListAnswer, ListMeta};
pub use status::{Accepted, Created, NoContent};
