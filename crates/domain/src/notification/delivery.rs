use chrono::{DateTime, TimeDelta, Utc};

use super::{Address, Letterhead, Notification};
use crate::ids::{ChannelId, DeliveryId};

crate::enumeration! {
    pub enum DeliveryState {
        Waiting = "waiting",
        Delivered = "delivered",
        /// Given up.
        Failed = "failed",
    }
}

/// One message on its way, as the log of a channel shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub channel: ChannelId,
    /// The same on every attempt, so that receivers notice what they have already.
    pub message_id: String,
    pub notification: Notification,
    pub state: DeliveryState,
    pub attempts: u32,
    /// What went wrong with the last attempt.
    pub error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub last_attempt_at: Option<DateTime<Utc>>,
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub delivered_at: Option<DateTime<Utc>>,
}

/// A delivery as the worker that holds its job sees it.
#[derive(Debug)]
pub struct DeliveryTask {
    pub delivery: Delivery,
    pub address: Address,
    pub letterhead: Letterhead,
}

/// Seconds before each further attempt, as Standard Webhooks recommends them: a bit more than a day in all.
const PAUSES: [i64; 8] = [5, 300, 1_800, 7_200, 18_000, 18_000, 21_600, 21_600];

/// When to try again after so many attempts; `None` when it is to be given up.
pub fn next_attempt(attempts: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let place = usize::try_from(attempts.checked_sub(1)?).ok()?;
    PAUSES.get(place).map(|seconds| now + TimeDelta::seconds(*seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_go_on_for_a_day_and_end() {
        let now = Utc::now();
        assert_eq!(next_attempt(1, now), Some(now + TimeDelta::seconds(5)));
        assert!(next_attempt(8, now).is_some());
        assert_eq!(next_attempt(9, now), None);
        assert!((86_400..110_000).contains(&PAUSES.iter().sum::<i64>()));
    }
}
