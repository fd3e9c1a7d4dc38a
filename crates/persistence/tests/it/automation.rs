//! What dates and changes set off, and what looking for it costs.

use std::time::{Duration, Instant};

use chrono::{Days, Utc};
use daicho_domain::automation::{
    AutomationAction, AutomationDraft, AutomationKind, AutomationStore, AutomationTrigger, Condition, ConditionField,
    RunState, TriggerField, When,
};
use daicho_domain::ids::{AutomationId, AutomationRunId};
use daicho_domain::list::PageRequest;
use daicho_persistence::automation::SqlAutomations;
use daicho_persistence::queue::Wake;
use sea_orm::ConnectionTrait;

use crate::stores::{Stores, for_each_database};

const PEOPLE: i64 = 100_000;
/// For a look that finds nothing to do.
const PATIENCE: Duration = Duration::from_millis(50);

fn leavers() -> AutomationDraft {
    AutomationDraft {
        name: "Leavers".into(),
        enabled: true,
        kind: AutomationKind::Leaver,
        trigger: AutomationTrigger { field: TriggerField::ContractEndAt, when: When::On, days: 0, to: None },
        conditions: vec![Condition { field: ConditionField::Department, is: vec!["Sales".into()] }],
        actions: vec![AutomationAction::Offboard],
    }
}

/// People of two departments, whose contracts end on a day each, from ten days on, for a thousand days.
async fn hire(stores: &Stores) {
    let dialect = if stores.is_postgres() {
        "CURRENT_DATE + CAST(10 + n % 1000 AS integer)"
    } else {
        "date('now', '+' || (10 + n % 1000) || ' days')"
    };
    stores
        .execute(&format!(
            "INSERT INTO identity (organization_id, display_name, name_key, management_type, employee_type, \
             employee_status, archived, unregistered, company, department, job_title, location, custom_fields, \
             field_sources, search, contract_end, created_at, updated_at) \
             WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {PEOPLE}) \
             SELECT {}, 'Person', 'person', 'managed', 'other', 'active', false, false, '', \
             CASE WHEN n % 2 = 0 THEN 'Sales' ELSE 'Legal' END, '', '', '{{}}', '{{}}', '', {dialect}, \
             CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM numbers",
            stores.organization
        ))
        .await;
}

/// The organization's day, as the automations see it.
fn today() -> chrono::NaiveDate {
    Utc::now().with_timezone(&chrono_tz::Asia::Tokyo).date_naive()
}

#[tokio::test]
async fn a_day_brings_the_runs_of_those_whose_date_it_is_and_a_look_at_nothing_costs_nothing() {
    for_each_database(|stores| async move {
        hire(&stores).await;
        stores.execute(if stores.is_postgres() { "ANALYZE identity" } else { "ANALYZE" }).await;
        let automations = SqlAutomations::new(stores.database.clone(), Wake::default());
        automations.add(stores.organization, leavers(), "ann@example.com").await.unwrap();
        let of_today = format!("UPDATE identity SET contract_end = '{}' WHERE id % 10000 < 2", today());
        stores.execute(&of_today).await;

        let begun = Instant::now();
        automations.run_due().await.unwrap();
        let first = begun.elapsed();
        let runs = "SELECT COUNT(*) FROM automation_run";
        assert_eq!(stores.count(runs).await, 10, "one of each two is in Sales: nobody else has a run");
        let begun = Instant::now();
        for _ in 0..10 {
            automations.run_due().await.unwrap();
        }
        let idle = begun.elapsed() / 10;
        assert_eq!(stores.count(runs).await, 10);
        eprintln!("{PEOPLE} people: the day's look took {first:?}, each other one {idle:?}");
        assert!(idle < PATIENCE, "a look at nothing took {idle:?}");
        the_look_goes_by_the_index(&stores).await;
    })
    .await;
}

async fn the_look_goes_by_the_index(stores: &Stores) {
    let day = today();
    let explain = if stores.is_postgres() { "EXPLAIN" } else { "EXPLAIN QUERY PLAN" };
    let (column, from) = if stores.is_postgres() { (0, "DATE ") } else { (3, "") };
    let query = format!(
        "{explain} SELECT id FROM identity WHERE merged_into IS NULL AND NOT archived AND organization_id = {} \
         AND contract_end BETWEEN {from}'{day}' AND {from}'{}'",
        stores.organization,
        day + Days::new(1)
    );
    let transaction = stores.database.read(stores.organization).await.unwrap();
    let plan = transaction.query_all_raw(stores.statement(&query, [])).await.unwrap();
    let plan: Vec<String> = plan.iter().map(|row| row.try_get_by_index(column).unwrap()).collect();
    assert!(plan.iter().any(|line| line.contains("identity_contract_end")), "{plan:#?}");
}

#[tokio::test]
async fn a_run_that_lost_its_job_gets_another_and_one_that_was_given_up_has_failed() {
    for_each_database(|stores| async move {
        let automations = SqlAutomations::new(stores.database.clone(), Wake::default());
        let id = automations.add(stores.organization, leavers(), "ann@example.com").await.unwrap();
        let person = stores.add_person("bob@example.com", "managed", "active").await;
        let automation = automations.find(stores.organization, id).await.unwrap().unwrap();
        automations.run_by_hand(&automation, &[daicho_domain::ids::PeopleId(person)], "ann@example.com").await.unwrap();
        let jobs = "SELECT COUNT(*) FROM job WHERE kind = 'automation' AND state = 'ready'";
        assert_eq!(stores.count(jobs).await, 1);
        stores.execute("DELETE FROM job").await;
        automations.sweep().await.unwrap();
        assert_eq!(stores.count(jobs).await, 1);
        assert_eq!(state_of(&automations, &stores, id).await.1, RunState::Running);

        stores.execute("UPDATE job SET state = 'failed', error = 'out of luck'").await;
        automations.sweep().await.unwrap();
        let (run, state) = state_of(&automations, &stores, id).await;
        assert_eq!(state, RunState::Failed);
        assert!(automations.begin(stores.organization, run).await.unwrap().is_none(), "it is over");
    })
    .await;
}

async fn state_of(automations: &SqlAutomations, stores: &Stores, id: AutomationId) -> (AutomationRunId, RunState) {
    let page = PageRequest { limit: 10, cursor: None };
    let runs = automations.runs(stores.organization, id, &page).await.unwrap();
    (runs.items[0].id, runs.items[0].state)
}
