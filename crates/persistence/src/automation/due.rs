//! What dates and changed fields bring, a set of people at a time.

use chrono::{Days, NaiveDate, Utc};
use chrono_tz::Tz;
use daicho_domain::automation::{Automation, DueRun, TriggerField, When};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::Value;

use super::row;
use crate::failure::Context;
use crate::sql::Sql;
use crate::support::parsed;
use crate::{Database, Tenancy};

const DOING: &str = "look for automations whose time has come";
/// A server that was down for so many days makes up for them.
const CATCH_UP: Days = Days::new(3);
/// Entries of the history may be seen out of their order; the same cause brings only one run.
const OVERLAP: i64 = 100;

pub(super) async fn due(database: &Database) -> Result<Vec<DueRun>, StoreError> {
    let reading = database.read(Tenancy::Operator).await?;
    let enabled = row::read(&reading, |sql| {
        sql.push("enabled");
    })
    .await?;
    let mut due = Vec::new();
    let mut seen = Vec::new();
    for automation in &enabled {
        if automation.draft.trigger.field.is_date() {
            due.extend(by_date(&reading, automation).await?);
        } else {
            let (runs, mark) = by_change(&reading, automation).await?;
            due.extend(runs);
            seen.extend(mark.map(|mark| (automation, mark)));
        }
    }
    reading.commit().await.context(DOING)?;
    for (automation, mark) in seen {
        let transaction = database.write(automation.organization).await?;
        let mut sql = Sql::new("UPDATE automation SET history_mark = ");
        sql.bind(mark).push(" WHERE id = ").bind(automation.id.0);
        transaction.execute_raw(sql.statement(database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)?;
    }
    Ok(due)
}

/// Whose date, moved as the trigger says, is today or was a few days ago: since the automation was enabled, or the entry was
/// written since then.
async fn by_date(transaction: &DatabaseTransaction, automation: &Automation) -> Result<Vec<DueRun>, StoreError> {
    let zone = zone_of(transaction, automation.organization).await?;
    let today = Utc::now().with_timezone(&zone).date_naive();
    let enabled = automation.enabled_at.with_timezone(&zone).date_naive();
    let first = today.checked_sub_days(CATCH_UP).unwrap_or(today);
    let days = Days::new(automation.draft.trigger.days.into());
    let back = |day: NaiveDate| match automation.draft.trigger.when {
        When::On => Some(day),
        When::Before => day.checked_add_days(days),
        When::After => day.checked_sub_days(days),
    };
    let (Some(from), Some(to), Some(since)) = (back(first), back(today), back(enabled)) else { return Ok(Vec::new()) };
    let (column, name) = match automation.draft.trigger.field {
        TriggerField::ContractStartAt => ("contract_start", "contractStartAt"),
        _ => ("contract_end", "contractEndAt"),
    };
    let mut sql = Sql::new("SELECT i.id, CAST(i.");
    sql.push(column)
        .push(" AS text) FROM identity i WHERE i.merged_into IS NULL AND NOT i.archived AND i.organization_id = ");
    sql.bind(automation.organization.0)
        .push(" AND i.")
        .push(column)
        .push(" BETWEEN ")
        .bind(from)
        .push(" AND ")
        .bind(to);
    sql.push(" AND (i.").push(column).push(" >= ").bind(since).push(" OR i.updated_at >= ");
    sql.bind(automation.enabled_at).push(")");
    sql.push(" AND NOT EXISTS (SELECT 1 FROM automation_run r WHERE r.identity_id = i.id AND r.automation_id = ");
    sql.bind(automation.id.0).push(" AND r.cause = ").bind(format!("{name} "));
    sql.push(" || CAST(i.").push(column).push(" AS text))");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter()
        .map(|row| {
            let date: String = row.try_get_by_index(1).context(DOING)?;
            let person: i64 = row.try_get_by_index(0).context(DOING)?;
            Ok(due_run(automation, person, format!("{name} {date}")))
        })
        .collect()
}

/// In whose history the field became what the trigger names; with how far the history was read.
async fn by_change(
    transaction: &DatabaseTransaction,
    automation: &Automation,
) -> Result<(Vec<DueRun>, Option<i64>), StoreError> {
    let field = match automation.draft.trigger.field {
        TriggerField::Department => "department",
        TriggerField::EmployeeType => "employeeType",
        _ => "employeeStatus",
    };
    let mut sql = Sql::new(
        "SELECT h.id, h.identity_id, h.current, a.history_mark FROM automation a JOIN identity_history h ON h.id > a.history_mark - ",
    );
    sql.bind(OVERLAP).push(" AND h.organization_id = a.organization_id AND h.field = ").bind(field);
    sql.push(" AND h.created_at >= a.enabled_at WHERE a.id = ").bind(automation.id.0);
    sql.push(
        " AND NOT EXISTS (SELECT 1 FROM automation_run r WHERE r.automation_id = a.id AND r.identity_id = h.identity_id \
         AND r.cause LIKE '% (' || CAST(h.id AS text) || ')') ORDER BY h.id LIMIT 500",
    );
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let mut due = Vec::new();
    let mut last = None;
    for row in &rows {
        let entry: i64 = row.try_get_by_index(0).context(DOING)?;
        let mark: i64 = row.try_get_by_index(3).context(DOING)?;
        last = (entry > mark).then_some(entry).or(last);
        let current: Option<Value> = row.try_get_by_index(2).context(DOING)?;
        let became = current.as_ref().and_then(Value::as_str).unwrap_or_default();
        if automation.draft.trigger.to.as_deref().is_none_or(|to| to == became) {
            let person: i64 = row.try_get_by_index(1).context(DOING)?;
            due.push(due_run(automation, person, format!("{} {became} ({entry})", automation.draft.trigger.field)));
        }
    }
    Ok((due, last))
}

fn due_run(automation: &Automation, person: i64, cause: String) -> DueRun {
    DueRun { organization: automation.organization, automation: automation.id, person: PeopleId(person), cause }
}

async fn zone_of(transaction: &DatabaseTransaction, organization: OrganizationId) -> Result<Tz, StoreError> {
    let mut sql = Sql::new("SELECT time_zone FROM organization WHERE id = ");
    sql.bind(organization.0);
    let row = transaction.query_one_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let row = row.ok_or_else(|| StoreError::new(DOING, "the organization is gone"))?;
    let name: String = row.try_get_by_index(0).context(DOING)?;
    parsed(DOING, &name)
}
