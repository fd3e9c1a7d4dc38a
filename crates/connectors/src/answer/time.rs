//! Moments and days as services write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde_json::Value;

/// From here on a number since 1970 counts milliseconds: in seconds it would be the year 5138.
const MILLISECONDS_FROM: f64 = 100_000_000_000.0;

/// A moment: RFC 3339, a date with or without a time (then UTC), an HTTP date, or a number since 1970.
/// The beginning of 1970 means never.
pub(crate) fn parse_time(value: &Value) -> Result<Option<DateTime<Utc>>, String> {
    let moment = match value {
        Value::Number(number) => number.as_f64().and_then(since_1970),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => from_text(text.trim()),
        _ => None,
    };
    let moment = moment.ok_or_else(|| format!("`{value}` is not a time"))?;
    Ok((moment.timestamp() > 0).then_some(moment))
}

pub(crate) fn parse_date(value: &Value) -> Result<Option<NaiveDate>, String> {
    if let Value::String(text) = value {
        let text = text.trim();
        let day = text.get(..10).unwrap_or(text);
        if let Ok(date) =
            NaiveDate::parse_from_str(day, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(day, "%Y/%m/%d"))
        {
            return Ok(Some(date));
        }
    }
    parse_time(value).map(|moment| moment.map(|moment| moment.date_naive()))
}

fn since_1970(number: f64) -> Option<DateTime<Utc>> {
    let milliseconds = if number.abs() < MILLISECONDS_FROM { number * 1000.0 } else { number };
    let whole = milliseconds.trunc();
    #[expect(clippy::cast_possible_truncation, reason = "checked to lie within the years that a date can have")]
    let moment = (whole.abs() < 8.0e15).then_some(whole as i64);
    DateTime::from_timestamp_millis(moment?)
}

fn from_text(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(moment) =
        DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
    {
        return Some(moment.to_utc());
    }
    for form in
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    {
        if let Ok(moment) = NaiveDateTime::parse_from_str(text, form) {
            return Some(moment.and_utc());
        }
    }
    if let Ok(moment) = DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z") {
        return Some(moment.to_utc());
    }
    for form in ["%Y-%m-%d", "%Y/%m/%d"] {
        if let Ok(date) = NaiveDate::parse_from_str(text, form) {
            return Some(date.and_time(chrono::NaiveTime::MIN).and_utc());
        }
    }
    if let Ok(number) = text.parse::<f64>() {
        return since_1970(number);
    }
    httpdate::parse_http_date(text).ok().map(DateTime::from)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{parse_date, parse_time};

    #[test]
    fn all_common_ways_of_writing_one_moment() {
        for written in [
            json!("2021-03-04T05:06:07Z"),
            json!("2021-03-04T14:06:07+09:00"),
            json!("2021-03-04T05:06:07.000+0000"),
            json!("2021-03-04 05:06:07"),
            json!(1_614_834_367),
            json!(1_614_834_367_000_u64),
            json!("1614834367"),
            json!("Thu, 04 Mar 2021 05:06:07 GMT"),
        ] {
            assert_eq!(parse_time(&written).unwrap().unwrap().to_rfc3339(), "2021-03-04T05:06:07+00:00", "{written}");
        }
    }

    #[test]
    fn the_beginning_of_1970_and_nothing_mean_never() {
        assert_eq!(parse_time(&json!("1970-01-01T00:00:00.000Z")), Ok(None));
        assert_eq!(parse_time(&json!(0)), Ok(None));
        assert_eq!(parse_time(&json!("")), Ok(None));
        assert!(parse_time(&json!("yesterday")).is_err());
        assert_eq!(parse_date(&json!("2024/04/01")).unwrap().unwrap().to_string(), "2024-04-01");
    }
}
