use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::error::{Outcome, Refusal};
use crate::ids::ServiceId;

/// An account is inactive when its last activity is this many days ago or more, unless an organization decides otherwise.
pub const INACTIVE_AFTER_DAYS: u32 = 45;
/// Ten years.
const MOST_DAYS: u32 = 3_650;

/// After how many days without activity accounts count as inactive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertSettings {
    pub inactivity_days: u32,
    /// Services with a number of their own.
    pub services: BTreeMap<ServiceId, u32>,
}

impl Default for AlertSettings {
    fn default() -> Self {
        Self { inactivity_days: INACTIVE_AFTER_DAYS, services: BTreeMap::new() }
    }
}

impl AlertSettings {
    /// Refuses numbers of days that make no sense.
    pub fn checked(self) -> Outcome<Self> {
        let numbers = std::iter::once(("inactivityDays".to_owned(), self.inactivity_days)).chain(
            self.services
                .values()
                .enumerate()
                .map(|(place, days)| (format!("services[{place}].inactivityDays"), *days)),
        );
        for (field, days) in numbers {
            if !(1..=MOST_DAYS).contains(&days) {
                return Err(Refusal::field(
                    field,
                    format!("Enter a number of days from 1 to {MOST_DAYS}."),
                    format!("1から{MOST_DAYS}までの日数を入力してください。"),
                )
                .into());
            }
        }
        Ok(self)
    }

    /// Whoever was last active then or before is inactive.
    pub fn limit(days: u32, now: DateTime<Utc>) -> DateTime<Utc> {
        now - TimeDelta::days(days.into())
    }
}
