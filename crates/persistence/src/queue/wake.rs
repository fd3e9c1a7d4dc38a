use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

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
}
