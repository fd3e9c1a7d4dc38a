//! How long to wait before asking again, and when to give up.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use daicho_domain::integration::{ConnectorFault, FaultKind};
use rand::RngExt;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::limiter::time_until;

/// How often and how long one request is tried.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    pub attempts: u8,
    /// All waiting of one request together; a longer wait is the caller's.
    pub in_all: Duration,
    pub first_pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { attempts: 5, in_all: Duration::from_mins(2), first_pause: Duration::from_millis(500) }
    }
}

/// What to do after a failed try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    For(Duration),
    GiveUp,
}

impl Patience {
    /// After the given try (1 for the first) failed, having waited so long already.
    pub fn after(&self, fault: &ConnectorFault, attempt: u8, waited: Duration) -> Wait {
        if !fault.kind.is_passing() || attempt >= self.attempts {
            return Wait::GiveUp;
        }
        let pause = if let Some(at) = fault.retry_at {
            // A few milliseconds more, so that clocks and rounding never make it earlier.
            time_until(at) + Duration::from_millis(5)
        } else {
            let longest = self.first_pause.saturating_mul(1 << (attempt - 1).min(6));
            longest.mul_f64(rand::rng().random_range(0.5..=1.0))
        };
        if waited + pause > self.in_all { Wait::GiveUp } else { Wait::For(pause) }
    }
}

/// When the answer says to come back: `Retry-After` in seconds or as a date, or an exhausted rate limit's reset.
pub fn named_wait(headers: &HeaderMap, kind: FaultKind) -> Option<DateTime<Utc>> {
    if let Some(after) = text(headers, RETRY_AFTER.as_str()) {
        if let Ok(seconds) = after.parse::<u32>() {
            return Some(Utc::now() + Duration::from_secs(seconds.into()));
        }
        if let Ok(date) = httpdate::parse_http_date(after) {
            return Some(date.into());
        }
    }
    if kind != FaultKind::RateLimited {
        return None;
    }
    let reset = ["x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset"]
        .into_iter()
        .find_map(|name| text(headers, name))?;
    let number: f64 = reset.parse().ok()?;
    // Large numbers are a moment (seconds since 1970), small ones a time to wait.
    let time = Duration::try_from_secs_f64(number).ok()?;
    if number > 1_000_000_000.0 {
        DateTime::UNIX_EPOCH.checked_add_signed(TimeDelta::from_std(time).ok()?)
    } else {
        Some(Utc::now() + time)
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
