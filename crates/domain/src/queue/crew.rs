use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

/// News that nobody has told yet; who misses older ones hears of the silence from the service itself.
const MOST_NEWS: usize = 64;

/// The processes that work on the same queue. What a service permits is for all of them together, so each takes its part,
/// and what it refuses to one it refuses to all.
#[derive(Debug, Clone)]
pub struct Crew(Arc<Members>);

#[derive(Debug)]
struct Members {
    processes: AtomicU32,
    silences: Mutex<HashMap<String, DateTime<Utc>>>,
    news: broadcast::Sender<Silence>,
}

/// A service, at one address, takes no more requests until then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    pub service: String,
    pub until: DateTime<Utc>,
}

impl Default for Crew {
    fn default() -> Self {
        let (news, _) = broadcast::channel(MOST_NEWS);
        Self(Arc::new(Members { processes: AtomicU32::new(1), silences: Mutex::default(), news }))
    }
}

impl Crew {
    /// At least one.
    pub fn size(&self) -> u32 {
        self.0.processes.load(Ordering::Relaxed)
    }

    pub fn now_has(&self, processes: u32) {
        let before = self.0.processes.swap(processes.max(1), Ordering::Relaxed);
        if before != processes {
            tracing::info!(workers = processes, "the processes that work on the queue were counted");
        }
    }

    /// Until when the service wants to hear nothing.
    pub fn silence(&self, service: &str) -> Option<DateTime<Utc>> {
        let silences = self.0.silences.lock().unwrap_or_else(PoisonError::into_inner);
        silences.get(service).copied().filter(|until| *until > Utc::now())
    }

    /// The service said so to this process: the others are to be told.
    pub fn keep_silent(&self, silence: Silence) {
        if self.hear(silence.clone()) {
            // Nobody listens where one process works alone.
            let _ = self.0.news.send(silence);
        }
    }

    /// Another process said so. Whether that is new.
    pub fn hear(&self, Silence { service, until }: Silence) -> bool {
        let mut silences = self.0.silences.lock().unwrap_or_else(PoisonError::into_inner);
        silences.retain(|_, until| *until > Utc::now());
        let is_new = silences.get(&service).is_none_or(|known| *known < until);
        if is_new {
            silences.insert(service, until);
        }
        is_new
    }

    /// What services say to this process from now on.
    pub fn news(&self) -> broadcast::Receiver<Silence> {
        self.0.news.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn silence(seconds: i64) -> Silence {
        Silence { service: "a service".to_owned(), until: Utc::now() + TimeDelta::seconds(seconds) }
    }

    #[test]
    fn the_longest_silence_counts_until_it_is_over() {
        let crew = Crew::default();
        let long = silence(60);
        assert!(crew.hear(long.clone()));
        assert!(!crew.hear(silence(30)));
        assert_eq!((crew.silence("a service"), crew.silence("another")), (Some(long.until), None));
        crew.hear(Silence { service: "another".to_owned(), until: Utc::now() - TimeDelta::seconds(1) });
        assert_eq!(crew.silence("another"), None);
    }

    #[test]
    fn what_a_service_says_here_is_told_once_and_what_others_heard_is_not_told_again() {
        let crew = Crew::default();
        let mut news = crew.news();
        let said = silence(60);
        crew.keep_silent(said.clone());
        crew.keep_silent(said.clone());
        crew.hear(silence(90));
        assert_eq!(news.try_recv().ok(), Some(said));
        assert!(news.try_recv().is_err());
    }
}
