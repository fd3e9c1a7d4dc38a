//! Workspaces, their credentials and their runs.

mod credentials;
mod dance;
mod log;
pub(crate) mod log_row;
pub(crate) mod sync;
mod workspace;
pub(crate) mod workspace_row;

use std::sync::Arc;

use tokio::sync::Notify;

use crate::Database;
use crate::queue::Wake;
use crate::vault::Vault;

/// The store behind the ports of the integration room.
#[derive(Debug, Clone)]
pub struct SqlIntegration {
    pub(crate) database: Database,
    pub(crate) vault: Vault,
    pub(crate) wake: Wake,
    moved: Arc<Notify>,
}

impl SqlIntegration {
    pub fn new(database: Database, vault: Vault, wake: Wake) -> Self {
        Self { database, vault, wake, moved: Arc::default() }
    }

    /// Tells whoever watches that a run of this process moved.
    pub(crate) fn moved(&self) {
        self.moved.notify_waiters();
    }
}
