use chrono::NaiveDate;

use super::{EmployeeStatus, EmployeeType, ManagementType};
use crate::alert::AlertType;
use crate::ids::{PeopleId, ServiceId};
use crate::list::SortOrder;

/// Which entries to list. What is empty does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityQuery {
    pub keyword: Option<String>,
    pub management_types: Vec<ManagementType>,
    pub types: Vec<EmployeeType>,
    pub statuses: Vec<EmployeeStatus>,
    pub companies: Vec<String>,
    pub departments: Vec<String>,
    pub locations: Vec<String>,
    pub ids: Vec<PeopleId>,
    pub exclude: Vec<PeopleId>,
    pub contract_start: DateRange,
    pub contract_end: DateRange,
    pub leave_start: DateRange,
    pub leave_end: DateRange,
    pub created: DateRange,
    pub updated: DateRange,
    pub service_count_from: Option<u32>,
    pub service_count_to: Option<u32>,
    /// By code: the whole value, or a range of days for date fields.
    pub custom_fields: Vec<(String, String)>,
    pub manager: Option<PeopleId>,
    /// Has an account of one of these services.
    pub services: Vec<ServiceId>,
    /// Known to the employee master.
    pub in_master: Option<bool>,
    pub has_account: Option<bool>,
    pub has_device: Option<bool>,
    /// Active people and system addresses of our own.
    pub active_internal_only: bool,
    /// Owns accounts with these alerts.
    pub alerts: Vec<AlertType>,
    /// Whether a search shows every match, as files do. Lists that people wait for look at ten thousand of them.
    pub every_match: bool,
    pub sort: IdentitySort,
    pub order: Option<SortOrder>,
}

impl IdentityQuery {
    pub fn descending(&self) -> bool {
        self.order == Some(SortOrder::Descending)
    }
}

/// Days from–to, both included; an open end does not restrict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateRange {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl DateRange {
    /// Reads `YYYY-MM-DD:YYYY-MM-DD`; either side may be empty.
    pub fn parse(text: &str) -> Option<Self> {
        let day = |text: &str| match text.trim() {
            "" => Some(None),
            text => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Some),
        };
        let (from, to) = text.split_once(':').unwrap_or((text, text));
        Some(Self { from: day(from)?, to: day(to)? })
    }
}

crate::enumeration! {
    /// What a list of entries is sorted by, in the words of the API.
    #[derive(Default)]
    pub enum IdentitySort {
        #[default]
        Name = "name",
        Type = "type",
        Status = "status",
        Company = "company",
        Department = "department",
        Location = "location",
        ServicesCount = "servicesCount",
        DevicesCount = "devicesCount",
        CostUsd = "costUsd",
        CostJpy = "costJpy",
        EmployeeId = "employeeId",
        ContractStart = "contractStart",
        ContractEnd = "contractEnd",
        SuspensionStart = "suspensionStart",
        SuspensionEnd = "suspensionEnd",
        CreatedAt = "createdAt",
        UpdatedAt = "updatedAt",
        JobTitle = "jobTitle",
        /// Of the older people list.
        AccountCount = "accountCount",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_may_be_open_and_one_day_is_a_range() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 31);
        assert_eq!(DateRange::parse("2026-01-31:"), Some(DateRange { from: day, to: None }));
        assert_eq!(DateRange::parse(":2026-01-31"), Some(DateRange { from: None, to: day }));
        assert_eq!(DateRange::parse("2026-01-31"), Some(DateRange { from: day, to: day }));
        assert_eq!(DateRange::parse("2026-02-30:2026-03-01"), None);
    }
}
