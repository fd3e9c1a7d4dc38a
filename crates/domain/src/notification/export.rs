use chrono::{DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::ids::{ChannelId, ScheduledExportId};
use crate::list::FileFormat;

crate::enumeration! {
    /// A list that can be written to a file.
    pub enum ExportedList {
        Accounts = "accounts",
        Alerts = "alerts",
        Logs = "logs",
        People = "people",
    }
}

crate::enumeration! {
    pub enum Every {
        Day = "day",
        /// On Mondays.
        Week = "week",
        /// On the first.
        Month = "month",
    }
}

/// A list that is sent as a file again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledExport {
    pub id: ScheduledExportId,
    pub list: ExportedList,
    /// Its filters and columns, as in the query of the list's own address.
    pub query: String,
    pub format: FileFormat,
    pub every: Every,
    pub channel: ChannelId,
    pub next_run: DateTime<Utc>,
    pub created_by: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewScheduledExport {
    pub list: ExportedList,
    pub query: String,
    pub format: FileFormat,
    pub every: Every,
    pub channel: ChannelId,
}

/// A list as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenList {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// Before people come to work.
const HOUR: u32 = 6;

impl Every {
    /// The next time after now, early in the morning there.
    pub fn next(self, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let today = now.with_timezone(&zone).date_naive();
        let day = match self {
            Self::Day => today + Days::new(1),
            Self::Week => today + Days::new(7 - u64::from(today.weekday().num_days_from_monday())),
            Self::Month => (today + Months::new(1)).with_day(1).unwrap_or(today + Days::new(28)),
        };
        morning(day, zone)
    }
}

/// Six o'clock there; where a clock change skips it, an hour later.
pub(super) fn morning(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).map(|time| zone.from_local_datetime(&day.and_time(time)));
    let found = at(HOUR).and_then(LocalResult::earliest).or_else(|| at(HOUR + 1).and_then(LocalResult::earliest));
    found.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |local| local.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_go_out_in_the_morning_of_the_day_the_monday_or_the_first() {
        let friday: DateTime<Utc> = "2026-11-27T22:00:00Z".parse().unwrap();
        let tokyo: Tz = "Asia/Tokyo".parse().unwrap();
        let next = |every: Every| every.next(friday, tokyo).to_rfc3339();
        assert_eq!(next(Every::Day), "2026-11-28T21:00:00+00:00");
        assert_eq!(next(Every::Week), "2026-11-29T21:00:00+00:00");
        assert_eq!(next(Every::Month), "2026-11-30T21:00:00+00:00");
    }
}
