//! Small pieces that every store shares.

use chrono::{DateTime, Utc};

/// Times are kept as UTC with millisecond precision, the same on both databases.
pub fn stored_time(time: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(time.timestamp_millis()).unwrap_or(time)
}
