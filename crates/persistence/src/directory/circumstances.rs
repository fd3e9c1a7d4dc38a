use chrono::Utc;
use daicho_domain::directory::Circumstances;
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{OrganizationId, WorkspaceId};
use daicho_domain::organization::{DomainName, Language, OrganizationSettings};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::row::named;
use crate::failure::{Context, corrupt};
use crate::sql::Sql;

const READING: &str = "read the organization";

/// What an organization's entries are judged by, and its employee master.
pub(super) struct OrganizationFacts {
    pub(super) circumstances: Circumstances,
    pub(super) master: Option<WorkspaceId>,
}

pub(super) async fn organization_facts(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
) -> Outcome<OrganizationFacts> {
    let backend = tx.get_database_backend();
    let mut sql = Sql::new("SELECT language, time_zone, settings FROM organization WHERE id = ");
    sql.bind(organization.0);
    let row = tx.query_one_raw(sql.statement(backend)).await.context(READING)?.ok_or(ErrorCode::NotFound)?;
    let language: Language = named(&row.try_get::<String>("", "language").context(READING)?)?;
    let time_zone: chrono_tz::Tz =
        row.try_get::<String>("", "time_zone").context(READING)?.parse().map_err(|error| corrupt(READING, error))?;
    let settings: serde_json::Value = row.try_get("", "settings").context(READING)?;
    let settings: OrganizationSettings = serde_json::from_value(settings).map_err(|error| corrupt(READING, error))?;

    let mut sql = Sql::new("SELECT name FROM organization_domain WHERE organization_id = ");
    sql.bind(organization.0).push(" ORDER BY \"primary\" DESC, name");
    let mut domains = Vec::new();
    for row in tx.query_all_raw(sql.statement(backend)).await.context(READING)? {
        domains.extend(DomainName::parse(&row.try_get::<String>("", "name").context(READING)?));
    }
    let today = Utc::now().with_timezone(&time_zone).date_naive();
    Ok(OrganizationFacts {
        circumstances: Circumstances { domains, language, today },
        master: settings.employee_master_workspace_id,
    })
}
