use std::time::Duration;

use async_trait::async_trait;
use chrono::Utc;
use daicho_domain::error::{Outcome, StoreError};
use daicho_domain::ids::{OrganizationId, RequestId};
use daicho_domain::integration::{IntegrationLog, LogEntry, LogQuery, Step};
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::search::fold;
use sea_orm::ConnectionTrait;

use super::log_row::{ENTRY_COLUMNS, entry};
use super::{SqlIntegration, sync};
use crate::failure::Context;
use crate::keyset;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "read the integration log";
const POLL: Duration = Duration::from_secs(1);
/// Other processes may have written a row a moment before it could be seen.
const OVERLAP: i64 = 2_000;

#[async_trait]
impl IntegrationLog for SqlIntegration {
    async fn list(
        &self,
        organization: OrganizationId,
        query: &LogQuery,
        page: &PageRequest,
    ) -> Outcome<Page<LogEntry>> {
        let transaction = self.database.read(organization).await?;
        let mut sql = select();
        sql.push("l.organization_id = ").bind(organization.0);
        push_filters(&mut sql, query);
        if let Some(cursor) = &page.cursor {
            let last: i64 = keyset::decode(cursor)?;
            sql.push(" AND l.id < ").bind(last);
        }
        sql.push(" ORDER BY l.id DESC LIMIT ").bind(i64::from(page.limit) + 1);
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let limit = page.limit as usize;
        let next_cursor = if rows.len() > limit {
            let last: i64 = rows[limit - 1].try_get("", "id").context(DOING)?;
            Some(keyset::encode(&last))
        } else {
            None
        };
        let items = rows.iter().take(limit).map(entry).collect::<Result<_, _>>()?;
        Ok(Page { items, next_cursor, total: None })
    }

    async fn find(&self, organization: OrganizationId, request: RequestId) -> Result<Option<LogEntry>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let mut sql = select();
        sql.push("l.organization_id = ").bind(organization.0).push(" AND l.request_id = ").bind(request.0);
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        row.as_ref().map(entry).transpose()
    }

    async fn steps(&self, organization: OrganizationId, request: RequestId) -> Result<Vec<Step>, StoreError> {
        let transaction = self.database.read(organization).await?;
        let mut sql = Sql::new("SELECT id FROM integration_log WHERE organization_id = ");
        sql.bind(organization.0).push(" AND request_id = ").bind(request.0);
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        match row {
            Some(row) => sync::read_steps(&transaction, row.try_get_by_index(0).context(DOING)?).await,
            None => Ok(Vec::new()),
        }
    }

    async fn changed_since(&self, organization: OrganizationId, mark: i64) -> Result<(Vec<LogEntry>, i64), StoreError> {
        let now = Utc::now().timestamp_millis();
        let transaction = self.database.read(organization).await?;
        let mut sql = select();
        sql.push("l.organization_id = ").bind(organization.0).push(" AND l.changed_at >= ").bind(mark - OVERLAP);
        sql.push(" ORDER BY l.changed_at LIMIT 200");
        let rows = transaction.query_all_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        Ok((rows.iter().map(entry).collect::<Result<_, _>>()?, now))
    }

    async fn wait(&self) {
        let _ = tokio::time::timeout(POLL, self.moved.notified()).await;
    }
}

fn select() -> Sql {
    Sql::new(&format!(
        "SELECT {ENTRY_COLUMNS} FROM integration_log l LEFT JOIN workspace w ON w.id = l.workspace_id WHERE "
    ))
}

fn push_filters(sql: &mut Sql, query: &LogQuery) {
    if !query.kinds.is_empty() {
        sql.push(" AND l.kind IN ").bind_list(query.kinds.iter().map(|kind| kind.as_str()));
    }
    if !query.results.is_empty() {
        sql.push(" AND l.status IN ").bind_list(query.results.iter().map(|status| status.as_str()));
    }
    if !query.services.is_empty() {
        sql.push(" AND l.service_id IN ").bind_list(query.services.iter().map(|service| service.0));
    }
    if !query.workspaces.is_empty() {
        sql.push(" AND l.workspace_id IN ").bind_list(query.workspaces.iter().map(|workspace| workspace.0));
    }
    if let Some(keyword) = &query.keyword {
        let escaped = fold(keyword.trim()).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND l.search LIKE ").bind(format!("%{escaped}%")).push(" ESCAPE '\\'");
    }
    if let Some(from) = query.from {
        sql.push(" AND l.created_at >= ").bind(stored_time(from));
    }
    if let Some(to) = query.to {
        sql.push(" AND l.created_at < ").bind(stored_time(to));
    }
}
