use chrono::DateTime;
use daicho_domain::error::StoreError;
use daicho_domain::ids::{OrganizationId, RequestId, ServiceId, WorkspaceId};
use daicho_domain::integration::{RunFault, ServiceName, Workspace, WorkspaceKind, WorkspaceStatus};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use super::log_row::{fault_from_json, from_json, parse};
use crate::failure::Context;
use crate::sql::Sql;

const DOING: &str = "read workspaces";

/// Reads the workspaces that the condition (on `w`) names.
pub(super) async fn read(
    transaction: &DatabaseTransaction,
    condition: impl FnOnce(&mut Sql),
) -> Result<Vec<Workspace>, StoreError> {
    let mut sql = Sql::new(
        "SELECT w.*, (SELECT CAST(COALESCE(SUM(t.accounts), 0) AS bigint) FROM account_tally t WHERE t.workspace_id = w.id) \
         AS account_count, (SELECT l.status FROM integration_log l WHERE l.workspace_id = w.id \
         AND l.kind IN ('sync', 'import') AND l.status IN ('queued', 'running', 'held')) AS active FROM workspace w WHERE ",
    );
    condition(&mut sql);
    sql.push(" ORDER BY w.service_key, w.name_key, w.id");
    let rows = transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)?;
    rows.iter().map(workspace).collect()
}

pub(crate) async fn find(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: WorkspaceId,
) -> Result<Option<Workspace>, StoreError> {
    let found = read(transaction, |sql| {
        sql.push("w.organization_id = ").bind(organization.0).push(" AND w.id = ").bind(id.0);
    })
    .await?;
    Ok(found.into_iter().next())
}

fn workspace(row: &QueryResult) -> Result<Workspace, StoreError> {
    let text = |column: &str| row.try_get::<String>("", column).context(DOING);
    let number = |column: &str| row.try_get::<i64>("", column).context(DOING);
    let settings: serde_json::Value = row.try_get("", "settings").context(DOING)?;
    let tenant: serde_json::Value = row.try_get("", "tenant").context(DOING)?;
    let fault: Option<serde_json::Value> = row.try_get("", "last_fault").context(DOING)?;
    let fault = fault.map(fault_from_json).transpose()?;
    let kind: WorkspaceKind = parse(&text("kind")?)?;
    let next_run: Option<i64> = row.try_get("", "next_run").context(DOING)?;
    let last_request: Option<uuid::Uuid> = row.try_get("", "last_request_id").context(DOING)?;
    let last_synchronization_at = row.try_get("", "last_synchronization_at").context(DOING)?;
    Ok(Workspace {
        id: WorkspaceId(number("id")?),
        organization: OrganizationId(number("organization_id")?),
        service: ServiceName {
            id: ServiceId(number("service_id")?),
            slug: text("service_slug")?,
            name: text("service_name")?,
        },
        name: text("name")?,
        kind,
        method: row.try_get("", "method").context(DOING)?,
        settings: from_json(settings)?,
        tenant: from_json(tenant)?,
        status: status(row, last_synchronization_at, fault.as_ref())?,
        last_synchronization_at,
        next_synchronization_at: next_run.and_then(DateTime::from_timestamp_millis),
        account_count: number("account_count")?.unsigned_abs(),
        fault,
        last_request: last_request.map(RequestId),
        created_at: row.try_get("", "created_at").context(DOING)?,
    })
}

fn status(
    row: &QueryResult,
    last_synchronization_at: Option<DateTime<chrono::Utc>>,
    fault: Option<&RunFault>,
) -> Result<WorkspaceStatus, StoreError> {
    let active: Option<String> = row.try_get("", "active").context(DOING)?;
    let paused: bool = row.try_get("", "paused").context(DOING)?;
    Ok(match active.as_deref() {
        Some("held") => WorkspaceStatus::Held,
        Some(_) => WorkspaceStatus::Syncing,
        None if paused => WorkspaceStatus::Paused,
        None if fault.is_some() => WorkspaceStatus::Failed,
        None if last_synchronization_at.is_some() => WorkspaceStatus::Synced,
        None => WorkspaceStatus::Never,
    })
}
