//! What handlers take from a request. Whatever cannot be read is refused with the field and what would be right.

mod idempotency;
mod json;
mod json_or_upload;
mod moment;
mod paging;
mod path;
mod problem;
mod query;
mod upload;

pub use idempotency::Once;
pub use json::Json;
pub use json_or_upload::JsonOrUpload;
pub use moment::moment;
pub use paging::Paging;
pub use path::Path;
pub(crate) use query::parse as query;
pub use query::{Query, json_or_nothing};
pub use upload::{Upload, UploadedFile};
