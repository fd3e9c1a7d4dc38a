use chrono::{DateTime, NaiveDate, Utc};

use crate::error::{Answer, invalid};

/// A day, which means its midnight in UTC, or a time with its offset; nothing where nothing is given.
pub fn moment(field: &str, text: Option<&str>) -> Answer<Option<DateTime<Utc>>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let day = || text.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0)).map(|time| time.and_utc());
    let exact = || DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc());
    day().or_else(exact).map(Some).ok_or_else(|| {
        invalid(
            field,
            "Give a day (2026-11-24) or a time with its offset (2026-11-24T09:00:00+09:00).",
            "日付（2026-11-24）またはオフセット付きの日時を指定してください。",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_means_midnight_and_nonsense_is_refused() {
        let day = moment("x", Some("2026-11-24")).unwrap();
        assert_eq!(day, moment("x", Some("2026-11-24T09:00:00+09:00")).unwrap());
        assert!(moment("x", Some("tomorrow")).is_err());
        assert_eq!(moment("x", Some(" ")).unwrap(), None);
    }
}
