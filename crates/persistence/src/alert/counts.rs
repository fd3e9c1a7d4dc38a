use std::collections::BTreeMap;

use chrono::Utc;
use daicho_domain::alert::{AlertCount, AlertType, PersonAlerts};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, ServiceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::muted::{push_lasting, push_mute};
use super::row::{muted_kind, person};
use crate::account::row::{get, name};
use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "count alerts";

type Counted = BTreeMap<(ServiceId, AlertType), u64>;

/// All are counted by one index; the muted ones from the side of the mutes, which are few.
pub(super) async fn counts(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<Vec<AlertCount>, StoreError> {
    let mut all = Sql::new("SELECT service_id, type, COUNT(*) AS alerts FROM alert WHERE organization_id = ");
    all.bind(organization.0).push(" GROUP BY service_id, type");
    let all = counted(transaction, all).await?;
    let mut muted = Sql::new(
        "SELECT x.service_id, x.type, COUNT(*) AS alerts FROM alert_mute m \
         JOIN alert x ON x.account_id = m.account_id AND x.type = m.type WHERE m.organization_id = ",
    );
    muted.bind(organization.0).push(" AND ");
    push_lasting(&mut muted, "m", Utc::now());
    muted.push(" GROUP BY x.service_id, x.type");
    let muted = counted(transaction, muted).await?;
    let silent = muted_services(transaction, organization).await?;
    let is_silent =
        |service, kind| silent.iter().any(|(muted, only)| *muted == service && only.is_none_or(|only| only == kind));
    Ok(all
        .into_iter()
        .map(|((service, kind), count)| {
            let single = muted.get(&(service, kind)).copied().unwrap_or_default();
            AlertCount { service, kind, count, muted: if is_silent(service, kind) { count } else { single } }
        })
        .collect())
}

async fn counted(transaction: &DatabaseTransaction, sql: Sql) -> Result<Counted, StoreError> {
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter()
        .map(|row| {
            let count: i64 = get(row, "alerts")?;
            Ok(((ServiceId(get(row, "service_id")?), name(row, "type")?), count.unsigned_abs()))
        })
        .collect()
}

/// Grouped by person in the database; muted alerts do not count.
pub(super) async fn worst_people(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    at_most: u32,
) -> Result<Vec<PersonAlerts>, StoreError> {
    let mut sql = Sql::new(
        "WITH worst AS (SELECT a.identity_id, COUNT(*) AS alerts, COUNT(DISTINCT x.service_id) AS services FROM alert x \
         JOIN account a ON a.id = x.account_id WHERE a.identity_id IS NOT NULL AND x.organization_id = ",
    );
    sql.bind(organization.0).push(" AND ");
    push_mute(&mut sql, Utc::now());
    sql.push(" IS NULL GROUP BY a.identity_id ORDER BY alerts DESC, a.identity_id LIMIT ").bind(i64::from(at_most));
    sql.push(
        ") SELECT worst.alerts, worst.services, i.id AS person_id, i.display_name AS person_name, i.employee_status \
         FROM worst JOIN identity i ON i.id = worst.identity_id ORDER BY worst.alerts DESC, i.id",
    );
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    let mut people = Vec::with_capacity(rows.len());
    for row in &rows {
        let number = |column| get::<i64>(row, column).map(i64::unsigned_abs);
        if let Some(person) = person(row)? {
            people.push(PersonAlerts { person, count: number("alerts")?, services: number("services")? });
        }
    }
    Ok(people)
}

async fn muted_services(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<Vec<(ServiceId, Option<AlertType>)>, StoreError> {
    let mut sql =
        Sql::new("SELECT service_id, type FROM alert_mute WHERE service_id IS NOT NULL AND organization_id = ");
    sql.bind(organization.0);
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(|row| Ok((ServiceId(get(row, "service_id")?), muted_kind(row, "type")?))).collect()
}
