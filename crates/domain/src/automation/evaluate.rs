//! When an automation's time comes for a person.

use chrono::{Days, NaiveDate};

use super::item::{Automation, AutomationDraft, Condition, ConditionField, Queued, RunCause, TriggerField, When};
use crate::directory::Identity;

/// A date that was entered late, or passed while no server was running, counts for so many days.
pub const CATCH_UP: Days = Days::new(3);

/// The day on which a date brings a run; `None` where the trigger is no date or the person has none.
pub fn run_date(draft: &AutomationDraft, person: &Identity) -> Option<NaiveDate> {
    let date = date_of(draft.trigger.field, person)?;
    let days = Days::new(draft.trigger.days.into());
    match draft.trigger.when {
        When::On => Some(date),
        When::Before => date.checked_sub_days(days),
        When::After => date.checked_add_days(days),
    }
}

fn date_of(field: TriggerField, person: &Identity) -> Option<NaiveDate> {
    match field {
        TriggerField::ContractStartAt => person.lifecycle.contract_start,
        TriggerField::ContractEndAt => person.lifecycle.contract_end,
        TriggerField::Status | TriggerField::Department | TriggerField::EmployeeType => None,
    }
}

/// Why the automation is to run for an entry that has become what it is, if so. `before` is `None` for a new entry, or when
/// a day has begun and nothing else changed.
pub fn set_off(
    draft: &AutomationDraft,
    before: Option<&Identity>,
    after: &Identity,
    today: NaiveDate,
) -> Option<RunCause> {
    let trigger = &draft.trigger;
    if !draft.enabled || after.merged_into.is_some() || !holds(&draft.conditions, after) {
        return None;
    }
    if trigger.field.is_date() {
        let day = run_date(draft, after).filter(|_| !after.archived)?;
        let is_time = day <= today && today.checked_sub_days(CATCH_UP).is_none_or(|first| first <= day);
        let date = date_of(trigger.field, after)?;
        return is_time.then(|| RunCause::date(trigger.field, date));
    }
    let (was, became) = (text_of(trigger.field, before?), text_of(trigger.field, after));
    let is_meant = was != became && trigger.to.as_deref().is_none_or(|to| to == became);
    is_meant.then(|| RunCause::change(trigger.field, became))
}

fn text_of(field: TriggerField, person: &Identity) -> &str {
    match field {
        TriggerField::Status => person.status.as_str(),
        TriggerField::EmployeeType => person.employee_type.as_str(),
        TriggerField::Department => person.department.as_deref().unwrap_or_default(),
        TriggerField::ContractStartAt | TriggerField::ContractEndAt => "",
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
    use crate::automation::{AutomationAction, AutomationKind, AutomationTrigger, CauseKind};
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
    fn an_entry_sets_off_what_its_date_or_change_means_and_only_under_the_conditions() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut leavers = automation(When::Before, 3).draft;
        let mut person = Identity::blank(Utc::now());
        person.lifecycle.contract_end = Some(day("2027-03-31"));
        let on = |draft: &AutomationDraft, person: &Identity, today: &str| set_off(draft, None, person, day(today));
        assert_eq!(on(&leavers, &person, "2027-03-28"), None, "the department is another");
        person.department = Some("Sales".into());
        assert_eq!(on(&leavers, &person, "2027-03-27"), None);
        for today in ["2027-03-28", "2027-03-31"] {
            let cause = on(&leavers, &person, today).unwrap();
            assert_eq!((cause.kind, cause.value.as_deref()), (CauseKind::Date, Some("2027-03-31")));
        }
        assert_eq!(on(&leavers, &person, "2027-04-01"), None, "too late");
        leavers.enabled = false;
        assert_eq!(on(&leavers, &person, "2027-03-28"), None);

        let trigger = AutomationTrigger { field: TriggerField::Department, when: When::On, days: 0, to: None };
        let movers = AutomationDraft { enabled: true, trigger, ..leavers };
        let before = Identity { department: Some("Legal".into()), ..person.clone() };
        let moved = set_off(&movers, Some(&before), &person, day("2027-01-01")).unwrap();
        assert_eq!((moved.kind, moved.value.as_deref()), (CauseKind::Change, Some("Sales")));
        assert_eq!(set_off(&movers, Some(&person), &person, day("2027-01-01")), None);
        assert_eq!(set_off(&movers, None, &person, day("2027-01-01")), None, "a new entry has not changed");
        let elsewhere = AutomationTrigger { to: Some("Legal".into()), ..movers.trigger.clone() };
        let elsewhere = AutomationDraft { trigger: elsewhere, ..movers };
        assert_eq!(set_off(&elsewhere, Some(&before), &person, day("2027-01-01")), None);
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
