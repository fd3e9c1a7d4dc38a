use daicho_domain::alert::AlertSettings;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, ServiceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "keep the settings of alerts";
/// Stands for every service without a row of its own.
const EVERY_SERVICE: i64 = 0;

pub(super) async fn read(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
) -> Result<AlertSettings, StoreError> {
    let mut sql = Sql::new("SELECT service_id, inactivity_days FROM alert_setting WHERE organization_id = ");
    sql.bind(organization.0);
    let mut settings = AlertSettings::default();
    for row in transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)? {
        let service: i64 = row.try_get_by_index(0).context(DOING)?;
        let days = row.try_get_by_index::<i32>(1).context(DOING)?.unsigned_abs();
        match service {
            EVERY_SERVICE => settings.inactivity_days = days,
            service => {
                settings.services.insert(ServiceId(service), days);
            }
        }
    }
    Ok(settings)
}

pub(super) async fn replace(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    settings: &AlertSettings,
) -> Result<(), StoreError> {
    let backend = transaction.get_database_backend();
    let mut forget = Sql::new("DELETE FROM alert_setting WHERE organization_id = ");
    forget.bind(organization.0);
    transaction.execute_raw(forget.statement(backend)).await.context(DOING)?;
    let all = std::iter::once((EVERY_SERVICE, settings.inactivity_days));
    let of_services = settings.services.iter().map(|(service, days)| (service.0, *days));
    let mut sql = Sql::new("INSERT INTO alert_setting (organization_id, service_id, inactivity_days) VALUES ");
    for (place, (service, days)) in all.chain(of_services).enumerate() {
        sql.push(if place == 0 { "(" } else { ", (" }).bind(organization.0).push(", ").bind(service);
        sql.push(", ").bind(days.cast_signed()).push(")");
    }
    transaction.execute_raw(sql.statement(backend)).await.context(DOING)?;
    Ok(())
}
