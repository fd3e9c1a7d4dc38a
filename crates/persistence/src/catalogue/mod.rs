//! What organizations add to the catalogue: manifests of their own, and wishes.

mod own;
mod service_request;

use crate::Database;

/// The store behind the ports of the catalogue room.
#[derive(Debug, Clone)]
pub struct SqlCatalogue {
    database: Database,
}

impl SqlCatalogue {
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}
