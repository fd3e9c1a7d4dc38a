//! What dates bring when a day begins, a set of people at a time.

use chrono::{Days, NaiveDate, Utc};
use daicho_domain::automation::{Automation, CATCH_UP, TriggerField, When, set_off};
use daicho_domain::error::{Failure, StoreError};
use daicho_domain::ids::PeopleId;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::set_off::BY_ITSELF;
use super::{row, run};
use crate::account::settings;
use crate::directory::identities;
use crate::failure::Context;
use crate::sql::Sql;
use crate::{Database, Tenancy};

const DOING: &str = "look for automations whose day has come";

/// Looks once a day, in the organization's time zone, at the dates of each automation. Says whether any run was noted.
pub(super) async fn run_due(database: &Database) -> Result<bool, StoreError> {
    let reading = database.read(Tenancy::Operator).await?;
    let enabled = row::read_with_day(&reading).await?;
    let mut waiting = Vec::new();
    for (automation, looked_on) in enabled {
        if automation.draft.trigger.field.is_date() {
            let today = settings::today(&reading, automation.organization, Utc::now()).await?;
            if looked_on != Some(today) {
                waiting.push((automation, looked_on, today));
            }
        }
    }
    reading.commit().await.context(DOING)?;
    let mut noted = false;
    for (automation, looked_on, today) in waiting {
        let transaction = database.write(automation.organization).await?;
        noted |= look(&transaction, &automation, looked_on, today).await?;
        transaction.commit().await.context(DOING)?;
    }
    Ok(noted)
}

/// Goes through the people whose date, moved as the trigger says, has come since the automation was last looked at.
async fn look(
    transaction: &DatabaseTransaction,
    automation: &Automation,
    looked_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let mut noted = false;
    let people = people_of(transaction, automation, looked_on, today).await?;
    for entry in identities(transaction, automation.organization, &people).await.map_err(unread)?.into_values() {
        if let Some(cause) = set_off(&automation.draft, None, &entry, today) {
            noted |= run::open(transaction, automation, entry.id, &cause, BY_ITSELF).await?;
        }
    }
    let mut sql = Sql::new("UPDATE automation SET looked_on = ");
    sql.bind(today).push(" WHERE id = ").bind(automation.id.0);
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(noted)
}

async fn people_of(
    transaction: &DatabaseTransaction,
    automation: &Automation,
    looked_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Vec<PeopleId>, StoreError> {
    let trigger = &automation.draft.trigger;
    let days = Days::new(trigger.days.into());
    let back = |day: NaiveDate| match trigger.when {
        When::On => Some(day),
        When::Before => day.checked_add_days(days),
        When::After => day.checked_sub_days(days),
    };
    // Nothing from before it was enabled counts; an entry that is saved later is looked at then.
    let enabled = settings::today(transaction, automation.organization, automation.enabled_at).await?;
    let first = looked_on.unwrap_or(enabled).max(today.checked_sub_days(CATCH_UP).unwrap_or(today)).min(today);
    let (Some(from), Some(to)) = (back(first), back(today)) else { return Ok(Vec::new()) };
    let column = match trigger.field {
        TriggerField::ContractStartAt => "contract_start",
        _ => "contract_end",
    };
    let mut sql = Sql::new("SELECT id FROM identity WHERE merged_into IS NULL AND NOT archived AND organization_id = ");
    sql.bind(automation.organization.0).push(" AND ").push(column).push(" BETWEEN ").bind(from);
    sql.push(" AND ").bind(to);
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(|row| row.try_get_by_index(0).map(PeopleId).context(DOING)).collect()
}

fn unread(failure: Failure) -> StoreError {
    match failure {
        Failure::Store(error) => error,
        other => StoreError::new(DOING, other),
    }
}
