use std::sync::Arc;
use std::time::Duration;

use daicho_domain::error::StoreError;
use tokio::sync::Semaphore;

/// Whoever uses a key or a session waits so long for the note of it, and not for a long write that is under way.
const PATIENCE: Duration = Duration::from_millis(100);

/// Notes that something was used. One note waits for the database at a time; those that come meanwhile are left to the next
/// use.
#[derive(Debug, Clone)]
pub(super) struct Noting(Arc<Semaphore>);

impl Noting {
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }

    pub(super) async fn note(&self, write: impl Future<Output = Result<(), StoreError>> + Send + 'static) {
        let Ok(turn) = Arc::clone(&self.0).try_acquire_owned() else { return };
        let noting = tokio::spawn(async move {
            if let Err(error) = write.await {
                tracing::warn!(%error, "a use was not noted");
            }
            drop(turn);
        });
        // In time or later: it goes on by itself.
        let _ = tokio::time::timeout(PATIENCE, noting).await;
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn a_note_that_the_database_keeps_waiting_keeps_nobody_else_waiting() {
        let noting = Noting::new();
        noting.note(pending()).await;
        let (told, hears) = oneshot::channel();
        noting.note(async { told.send(()).map_err(|()| StoreError::new("tell", "nobody hears")) }).await;
        assert!(hears.await.is_err(), "the second was left out");
    }

    #[tokio::test]
    async fn a_note_that_is_written_at_once_is_there_when_its_use_goes_on() {
        let (told, mut hears) = oneshot::channel();
        Noting::new().note(async { told.send(()).map_err(|()| StoreError::new("tell", "nobody hears")) }).await;
        assert_eq!(hears.try_recv(), Ok(()));
    }
}
