//! How fast and how many at a time: one limiter for each service and address in this process, which takes its part of what
//! is permitted to all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use daicho_domain::queue::{Crew, Silence};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::manifest::Limits;

const USUAL_PARALLEL: usize = 16;

#[derive(Debug)]
pub struct Limiter {
    slots: Semaphore,
    parallel: usize,
    crew: Crew,
    rates: Vec<DefaultDirectRateLimiter>,
    /// By which the crew knows the service at this address.
    name: String,
}

impl Limiter {
    pub fn new(name: String, limits: &Limits, crew: Crew) -> Self {
        let parallel = limits.parallel.map_or(USUAL_PARALLEL, std::num::NonZeroUsize::get);
        let rates = [limits.per_second.map(Quota::per_second), limits.per_minute.map(Quota::per_minute)];
        Self {
            slots: Semaphore::new(parallel),
            parallel,
            crew,
            rates: rates.into_iter().flatten().map(RateLimiter::direct).collect(),
            name,
        }
    }

    /// How many requests may be under way at a time.
    pub fn parallel(&self) -> usize {
        self.parallel
    }

    /// Waits for a turn. Held while the request is under way. It counts for every process that may make one as well: so all
    /// of them together keep the limit.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        let processes = self.crew.size();
        let slots = processes.min(u32::try_from(self.parallel).unwrap_or(u32::MAX));
        let permit = self.slots.acquire_many(slots).await.ok();
        for rate in &self.rates {
            for _ in 0..processes {
                rate.until_ready().await;
            }
        }
        permit
    }

    /// Until when the service wants to hear nothing, of whichever process it said so to.
    pub fn silence(&self) -> Option<DateTime<Utc>> {
        self.crew.silence(&self.name)
    }

    pub fn keep_silent_until(&self, until: DateTime<Utc>) {
        self.crew.keep_silent(Silence { service: self.name.clone(), until });
    }
}

/// All limiters of the process, by the edition of the manifest and the address.
#[derive(Debug, Default)]
pub struct Limiters {
    crew: Crew,
    all: Mutex<HashMap<String, Arc<Limiter>>>,
}

impl Limiters {
    pub fn new(crew: Crew) -> Self {
        Self { crew, all: Mutex::default() }
    }

    pub fn of(&self, edition: &str, address: &str, limits: &Limits) -> Arc<Limiter> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let name = format!("{edition} {address}");
        let new = || Arc::new(Limiter::new(name.clone(), limits, self.crew.clone()));
        Arc::clone(all.entry(name.clone()).or_insert_with(new))
    }
}

/// The time until then; nothing when it has passed.
pub(super) fn time_until(then: DateTime<Utc>) -> Duration {
    (then - Utc::now()).to_std().unwrap_or_default()
}
