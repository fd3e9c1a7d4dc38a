use std::sync::Arc;
use std::time::Duration;

use daicho_domain::error::StoreError;
use sea_orm::DatabaseBackend;
use sea_orm::sqlx::postgres::PgListener;
use tokio::sync::Notify;

use crate::Database;

/// Wakes workers when jobs are added: in this process at once, in others through the database where it can.
#[derive(Debug, Clone, Default)]
pub struct Wake {
    notify: Arc<Notify>,
}

impl Wake {
    pub fn in_this_process(&self) {
        self.notify.notify_one();
    }

    pub(super) async fn wait(&self, at_most: Duration) {
        let _ = tokio::time::timeout(at_most, self.notify.notified()).await;
    }

    /// Hears of jobs that other processes add, on PostgreSQL, for as long as it is polled. Polling covers what it misses.
    pub async fn listen(&self, database: &Database) -> Result<(), StoreError> {
        if database.backend() != DatabaseBackend::Postgres {
            return std::future::pending().await;
        }
        let mut listener = PgListener::connect_with(database.postgres_pool())
            .await
            .map_err(|e| StoreError::new("listen for jobs", e))?;
        listener.listen("daicho_job").await.map_err(|error| StoreError::new("listen for jobs", error))?;
        loop {
            listener.recv().await.map_err(|error| StoreError::new("listen for jobs", error))?;
            self.notify.notify_one();
        }
    }
}
