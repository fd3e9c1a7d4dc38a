//! Small pieces that every store shares.

use chrono::{DateTime, Utc};
use daicho_domain::error::StoreError;

/// Times are kept as UTC with millisecond precision, the same on both databases.
pub fn stored_time(time: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(time.timestamp_millis()).unwrap_or(time)
}

/// Reads a name that the database holds: an enumeration, a time zone.
pub(crate) fn parsed<T>(doing: &'static str, text: &str) -> Result<T, StoreError>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().map_err(|error| StoreError::new(doing, error))
}
