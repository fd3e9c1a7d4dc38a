use chrono::NaiveDate;

use super::EmployeeStatus;
use crate::error::FieldProblem;

/// When somebody works here, and when not. Each day counts to the period that it begins or ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lifecycle {
    pub contract_start: Option<NaiveDate>,
    pub contract_end: Option<NaiveDate>,
    pub leave_start: Option<NaiveDate>,
    pub leave_end: Option<NaiveDate>,
}

impl Lifecycle {
    /// The status that the dates give: before the contract `preactive`, after it `retired`, during a leave `on_leave`.
    pub fn status_on(&self, today: NaiveDate) -> EmployeeStatus {
        if self.contract_end.is_some_and(|end| end < today) {
            EmployeeStatus::Retired
        } else if self.contract_start.is_some_and(|start| start > today) {
            EmployeeStatus::Preactive
        } else if self.leave_start.is_some_and(|start| start <= today) && self.leave_end.is_none_or(|end| end >= today)
        {
            EmployeeStatus::OnLeave
        } else {
            EmployeeStatus::Active
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Periods that end before they begin.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if reversed(self.contract_start, self.contract_end) {
            problems.push(FieldProblem::new(
                "lifecycle.contractEndAt",
                "The contract must not end before it starts.",
                "契約終了日は契約開始日以降の日付を指定してください。",
            ));
        }
        if reversed(self.leave_start, self.leave_end) {
            problems.push(FieldProblem::new(
                "lifecycle.suspensionEndAt",
                "The leave must not end before it starts.",
                "休職終了日は休職開始日以降の日付を指定してください。",
            ));
        }
        problems
    }
}

fn reversed(start: Option<NaiveDate>, end: Option<NaiveDate>) -> bool {
    matches!((start, end), (Some(start), Some(end)) if end < start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 11, day)
    }

    fn on(day_of_month: u32, lifecycle: Lifecycle) -> EmployeeStatus {
        lifecycle.status_on(day(day_of_month).unwrap())
    }

    #[test]
    fn somebody_works_here_on_the_first_and_the_last_day_of_the_contract() {
        let contract = Lifecycle { contract_start: day(10), contract_end: day(20), ..Lifecycle::default() };
        assert_eq!(on(9, contract), EmployeeStatus::Preactive);
        assert_eq!(on(10, contract), EmployeeStatus::Active);
        assert_eq!(on(20, contract), EmployeeStatus::Active);
        assert_eq!(on(21, contract), EmployeeStatus::Retired);
    }

    #[test]
    fn a_leave_without_end_goes_on() {
        let leave = Lifecycle { leave_start: day(10), ..Lifecycle::default() };
        assert_eq!(on(9, leave), EmployeeStatus::Active);
        assert_eq!(on(30, leave), EmployeeStatus::OnLeave);
    }

    #[test]
    fn whoever_left_is_not_on_leave() {
        let left = Lifecycle { contract_end: day(5), leave_start: day(1), ..Lifecycle::default() };
        assert_eq!(on(6, left), EmployeeStatus::Retired);
    }

    #[test]
    fn reversed_periods_are_named() {
        let reversed =
            Lifecycle { contract_start: day(2), contract_end: day(1), leave_start: day(2), leave_end: day(1) };
        let fields: Vec<String> = reversed.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["lifecycle.contractEndAt", "lifecycle.suspensionEndAt"]);
    }
}
