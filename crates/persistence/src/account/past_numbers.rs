//! What an organization's numbers were, day by day.

use chrono::NaiveDate;
use daicho_domain::account::PastNumbers;
use daicho_domain::error::StoreError;
use daicho_domain::ids::OrganizationId;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::row::get;
use crate::Database;
use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "note the numbers of a day";
const READING: &str = "read the numbers of past days";

pub(crate) async fn note(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    day: NaiveDate,
) -> Result<(), StoreError> {
    let id = organization.0;
    let mut sql = Sql::new(
        "INSERT INTO past_numbers (organization_id, day, services, workspaces, accounts, people, retired_accounts, \
         with_second_factor, second_factor_known) SELECT ",
    );
    sql.push(&format!("{id}, ")).bind(day.to_string());
    sql.push(&format!(", (SELECT COUNT(DISTINCT service_id) FROM workspace WHERE organization_id = {id})"));
    sql.push(&format!(", (SELECT COUNT(*) FROM workspace WHERE organization_id = {id})"));
    sql.push(", COALESCE(SUM(accounts), 0)");
    sql.push(&format!(", (SELECT COUNT(*) FROM identity WHERE merged_into IS NULL AND organization_id = {id})"));
    sql.push(", COALESCE(SUM(CASE WHEN user_type = 'retired' THEN accounts END), 0)");
    sql.push(", COALESCE(SUM(with_second_factor), 0), COALESCE(SUM(second_factor_known), 0)");
    sql.push(&format!(" FROM account_tally WHERE organization_id = {id} ON CONFLICT DO NOTHING"));
    transaction.execute_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    Ok(())
}

pub(super) async fn read(
    database: &Database,
    organization: OrganizationId,
    days: u32,
) -> Result<Vec<PastNumbers>, StoreError> {
    let transaction = database.read(organization).await?;
    let mut sql = Sql::new(
        "SELECT day, services, workspaces, accounts, people, retired_accounts, with_second_factor, second_factor_known \
         FROM past_numbers WHERE organization_id = ",
    );
    sql.bind(organization.0).push(&format!(" ORDER BY day DESC LIMIT {days}"));
    let rows = transaction.query_all_raw(sql.statement(database.backend())).await.context(READING)?;
    let number = |row: &_, column: &str| get::<i64>(row, column).map(i64::unsigned_abs);
    rows.iter()
        .rev()
        .map(|row| {
            Ok(PastNumbers {
                day: day(&get::<String>(row, "day")?)?,
                services: number(row, "services")?,
                workspaces: number(row, "workspaces")?,
                accounts: number(row, "accounts")?,
                people: number(row, "people")?,
                retired_accounts: number(row, "retired_accounts")?,
                with_second_factor: number(row, "with_second_factor")?,
                second_factor_known: number(row, "second_factor_known")?,
            })
        })
        .collect()
}

fn day(stored: &str) -> Result<NaiveDate, StoreError> {
    stored.parse().map_err(|error| StoreError::new(READING, error))
}
