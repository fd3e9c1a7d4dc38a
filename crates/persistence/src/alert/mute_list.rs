use chrono::Utc;
use daicho_domain::alert::{AlertMute, MuteQuery, MuteTarget};
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{AccountId, MuteId, OrganizationId, ServiceId};
use daicho_domain::integration::ServiceName;
use daicho_domain::list::{Page, PageRequest};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::muted::push_lasting;
use super::row::muted_kind;
use crate::account::row::{get, name};
use crate::failure::Context;
use crate::keyset;
use crate::sql::Sql;

const DOING: &str = "list mutes";

pub(super) async fn list(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    query: &MuteQuery,
    page: &PageRequest,
) -> Outcome<Page<AlertMute>> {
    let backend = transaction.get_database_backend();
    let before = page.cursor.as_deref().map(keyset::decode::<i64>).transpose()?;
    let mut sql = Sql::new(
        "SELECT m.id, m.scope, m.type, m.file_id, m.until, m.reason, m.actor, m.created_at, a.id AS account_id, \
         a.workspace_id, a.external_id, COALESCE(a.display_name, a.email, a.username, a.external_id) AS account_name, \
         COALESCE(m.service_id, a.service_id) AS service, COALESCE(w.service_name, '') AS service_name, \
         COALESCE(w.service_slug, '') AS service_slug",
    );
    push_matching(&mut sql, organization, query);
    if let Some(before) = before {
        sql.push(" AND m.id < ").bind(before);
    }
    sql.push(" ORDER BY m.id DESC LIMIT ").bind(i64::from(page.limit) + 1);
    let rows = transaction.query_all_raw(sql.statement(backend)).await.context(DOING)?;
    let mut items = rows.iter().map(mute).collect::<Result<Vec<_>, _>>()?;
    let more = items.len() > page.limit as usize;
    items.truncate(page.limit as usize);
    let next_cursor = items.last().filter(|_| more).map(|last| keyset::encode(&last.id.0));
    let mut count = Sql::new("SELECT COUNT(*)");
    push_matching(&mut count, organization, query);
    let counted = transaction.query_one_raw(count.statement(backend)).await.context(DOING)?;
    let total: i64 = counted.map_or(Ok(0), |row| row.try_get_by_index(0)).context(DOING)?;
    Ok(Page { items, next_cursor, total: Some(total.unsigned_abs()) })
}

fn push_matching(sql: &mut Sql, organization: OrganizationId, query: &MuteQuery) {
    sql.push(" FROM alert_mute m LEFT JOIN account a ON a.id = m.account_id LEFT JOIN workspace w ON w.id = ");
    sql.push("COALESCE(a.workspace_id, (SELECT MIN(s.id) FROM workspace s WHERE s.organization_id = m.organization_id");
    sql.push(" AND s.service_id = m.service_id))");
    sql.push(" WHERE m.organization_id = ").bind(organization.0).push(" AND ");
    push_lasting(sql, "m", Utc::now());
    if let Some(service) = query.service {
        sql.push(" AND COALESCE(m.service_id, a.service_id) = ").bind(service.0);
    }
    if let Some(kind) = query.kind {
        sql.push(" AND m.type IN ").bind_list(["", kind.as_str()]);
    }
    if !query.scopes.is_empty() {
        sql.push(" AND m.scope IN ").bind_list(query.scopes.iter().map(|scope| scope.as_str()));
    }
}

fn service(row: &QueryResult) -> Result<ServiceName, StoreError> {
    Ok(ServiceName {
        id: ServiceId(get(row, "service")?),
        slug: get(row, "service_slug")?,
        name: get(row, "service_name")?,
    })
}

fn mute(row: &QueryResult) -> Result<AlertMute, StoreError> {
    let target = match (get::<Option<i64>>(row, "account_id")?, get::<Option<String>>(row, "file_id")?) {
        (Some(id), _) => MuteTarget::Account {
            id: AccountId(id),
            key: format!("{}#{}", get::<i64>(row, "workspace_id")?, get::<String>(row, "external_id")?),
            name: get(row, "account_name")?,
            service: service(row)?,
        },
        (None, Some(id)) => MuteTarget::File { id },
        (None, None) => MuteTarget::Service(service(row)?),
    };
    Ok(AlertMute {
        id: MuteId(get(row, "id")?),
        scope: name(row, "scope")?,
        kind: muted_kind(row, "type")?,
        target,
        until: get(row, "until")?,
        reason: get(row, "reason")?,
        by: get(row, "actor")?,
        created_at: get(row, "created_at")?,
    })
}
