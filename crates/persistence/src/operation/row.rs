use chrono::DateTime;
use daicho_domain::directory::{Email, EntryName};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{AccountId, OrganizationId, PeopleId, RequestId, ServiceId, WorkspaceId};
use daicho_domain::integration::ServiceName;
use daicho_domain::operation::Operation;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use crate::failure::Context;
use crate::integration::log_row::{fault_from_json, from_json, parse};
use crate::sql::Sql;

const DOING: &str = "read operations";

const SELECT: &str = "SELECT o.*, l.service_name, l.workspace_name, COALESCE(w.service_slug, '') AS service_slug, \
     i.id AS person_id, i.display_name AS person_name, (SELECT e.email FROM identity_email e WHERE e.identity_id = i.id \
     AND e.kind = 'primary' LIMIT 1) AS person_email FROM operation o JOIN integration_log l ON l.id = o.run_id \
     LEFT JOIN workspace w ON w.id = o.workspace_id LEFT JOIN identity i ON i.id = o.identity_id WHERE ";

/// Reads the operations `o` that the condition names.
pub(crate) async fn read(
    transaction: &DatabaseTransaction,
    condition: impl FnOnce(&mut Sql),
) -> Result<Vec<Operation>, StoreError> {
    let rows = rows(transaction, condition).await?;
    rows.iter().map(operation).collect()
}

pub(super) async fn rows(
    transaction: &DatabaseTransaction,
    condition: impl FnOnce(&mut Sql),
) -> Result<Vec<QueryResult>, StoreError> {
    let mut sql = Sql::new(SELECT);
    condition(&mut sql);
    transaction.query_all_raw(sql.statement(transaction.get_database_backend())).await.context(DOING)
}

pub(crate) async fn find(
    transaction: &DatabaseTransaction,
    organization: OrganizationId,
    id: RequestId,
) -> Result<Option<Operation>, StoreError> {
    let found = read(transaction, |sql| {
        sql.push("o.organization_id = ").bind(organization.0).push(" AND o.request_id = ").bind(id.0);
    })
    .await?;
    Ok(found.into_iter().next())
}

pub(super) fn operation(row: &QueryResult) -> Result<Operation, StoreError> {
    let text = |column: &str| row.try_get::<String>("", column).context(DOING);
    let number = |column: &str| row.try_get::<i64>("", column).context(DOING);
    let json = |column: &str| row.try_get::<Option<serde_json::Value>>("", column).context(DOING);
    let account: Option<i64> = row.try_get("", "account_id").context(DOING)?;
    let attempts: i32 = row.try_get("", "attempts").context(DOING)?;
    Ok(Operation {
        id: RequestId(row.try_get("", "request_id").context(DOING)?),
        organization: OrganizationId(number("organization_id")?),
        kind: parse(&text("kind")?)?,
        state: parse(&text("state")?)?,
        service: ServiceName {
            id: ServiceId(number("service_id")?),
            slug: text("service_slug")?,
            name: text("service_name")?,
        },
        workspace: WorkspaceId(number("workspace_id")?),
        workspace_name: text("workspace_name")?,
        account: account.map(AccountId),
        subject: json("subject")?.map(from_json).transpose()?.unwrap_or_default(),
        person: person(row)?,
        actor: text("actor")?,
        origin: parse(&text("origin")?)?,
        created_at: row.try_get("", "created_at").context(DOING)?,
        run_at: DateTime::from_timestamp_millis(number("run_at")?).unwrap_or_default(),
        finished_at: row.try_get("", "finished_at").context(DOING)?,
        attempts: attempts.unsigned_abs(),
        fault: json("fault")?.map(fault_from_json).transpose()?,
        before: json("before")?.map(from_json).transpose()?,
        after: json("after")?.map(from_json).transpose()?,
        already: row.try_get("", "already").context(DOING)?,
        parked: row.try_get("", "parked").context(DOING)?,
    })
}

fn person(row: &QueryResult) -> Result<Option<EntryName>, StoreError> {
    let Some(id) = row.try_get::<Option<i64>>("", "person_id").context(DOING)? else { return Ok(None) };
    let email: Option<String> = row.try_get("", "person_email").context(DOING)?;
    Ok(Some(EntryName {
        id: PeopleId(id),
        display_name: row.try_get("", "person_name").context(DOING)?,
        primary_email: email.as_deref().and_then(Email::parse),
    }))
}
