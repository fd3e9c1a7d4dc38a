use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// How many processes work on the same queue. What a service permits is for all of them together, so each takes its part.
#[derive(Debug, Clone)]
pub struct Crew(Arc<AtomicU32>);

impl Default for Crew {
    fn default() -> Self {
        Self(Arc::new(AtomicU32::new(1)))
    }
}

impl Crew {
    /// At least one.
    pub fn size(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    pub fn now_has(&self, processes: u32) {
        let before = self.0.swap(processes.max(1), Ordering::Relaxed);
        if before != processes {
            tracing::info!(workers = processes, "the processes that work on the queue were counted");
        }
    }
}
