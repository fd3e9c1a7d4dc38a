//! When an automation's time comes for a person.

use chrono::{Days, NaiveDate};

use super::item::{Automation, AutomationDraft, Condition, ConditionField, Queued, TriggerField, When};
use crate::directory::Identity;

/// The day on which a date brings a run; `None` where the trigger is no date or the person has none.
pub fn run_date(draft: &AutomationDraft, person: &Identity) -> Option<NaiveDate> {
    let date = match draft.trigger.field {
        TriggerField::ContractStartAt => person.lifecycle.contract_start?,
        TriggerField::ContractEndAt => person.lifecycle.contract_end?,
        TriggerField::Status | TriggerField::Department | TriggerField::EmployeeType => return None,
    };
    let days = Days::new(draft.trigger.days.into());
    match draft.trigger.when {
        When::On => Some(date),
        When::Before => date.checked_sub_days(days),
        When::After => date.checked_add_days(days),
    }
}

/// Whether all conditions hold for the person.
pub(super) fn holds(conditions: &[Condition], person: &Identity) -> bool {
    conditions.iter().all(|condition| {
        let value = match condition.field {
            ConditionField::EmployeeType => Some(person.employee_type.as_str()),
            ConditionField::Status => Some(person.status.as_str()),
            ConditionField::Company => person.company.as_deref(),
            ConditionField::Department => person.department.as_deref(),
            ConditionField::JobTitle => person.job_title.as_deref(),
            ConditionField::WorkLocation => person.location.as_deref(),
        };
        condition.is.iter().any(|wanted| value.is_some_and(|value| value == wanted))
    })
}

/// The runs that dates will bring for a person, the next one first.
pub fn queue_of(automations: &[Automation], person: &Identity, today: NaiveDate) -> Vec<Queued> {
    let enabled = automations.iter().filter(|automation| automation.draft.enabled);
    let mut queue: Vec<Queued> = enabled
        .filter(|automation| holds(&automation.draft.conditions, person))
        .filter_map(|automation| {
            let run_on = run_date(&automation.draft, person).filter(|day| *day >= today)?;
            let draft = &automation.draft;
            Some(Queued { automation: automation.id, name: draft.name.clone(), kind: draft.kind, run_on })
        })
        .collect();
    queue.sort_by_key(|queued| queued.run_on);
    queue
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::automation::{AutomationAction, AutomationKind, AutomationTrigger};
    use crate::ids::{AutomationId, OrganizationId};

    fn automation(when: When, days: u16) -> Automation {
        Automation {
            id: AutomationId(1),
            organization: OrganizationId(1),
            draft: AutomationDraft {
                name: "Leavers".into(),
                enabled: true,
                kind: AutomationKind::Leaver,
                trigger: AutomationTrigger { field: TriggerField::ContractEndAt, when, days, to: None },
                conditions: vec![Condition { field: ConditionField::Department, is: vec!["Sales".into()] }],
                actions: vec![AutomationAction::Offboard],
            },
            created_by: "admin@example.com".into(),
            created_at: DateTime::UNIX_EPOCH,
            enabled_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_date_brings_a_run_before_on_or_after_it() {
        let mut person = Identity::blank(Utc::now());
        person.department = Some("Sales".into());
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let all = [automation(When::Before, 3), automation(When::On, 0), automation(When::After, 1)];
        assert_eq!(queue_of(&all, &person, day("2027-03-01")), []);
        person.lifecycle.contract_end = Some(day("2027-03-31"));
        let queue = queue_of(&all, &person, day("2027-03-01"));
        let days: Vec<_> = queue.iter().map(|queued| queued.run_on.to_string()).collect();
        assert_eq!(days, ["2027-03-28", "2027-03-31", "2027-04-01"]);
        assert_eq!(queue_of(&all, &person, day("2027-04-01")).len(), 1);
        person.department = Some("Legal".into());
        assert_eq!(queue_of(&all, &person, day("2027-03-01")), []);
    }
}
