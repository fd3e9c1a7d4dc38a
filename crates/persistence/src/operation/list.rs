use daicho_domain::error::Outcome;
use daicho_domain::ids::OrganizationId;
use daicho_domain::list::{Page, PageRequest};
use daicho_domain::operation::{Operation, OperationQuery};

use super::row;
use crate::Database;
use crate::failure::Context;
use crate::keyset;
use crate::sql::Sql;

const DOING: &str = "list operations";

pub(super) async fn list(
    database: &Database,
    organization: OrganizationId,
    query: &OperationQuery,
    page: &PageRequest,
) -> Outcome<Page<Operation>> {
    let before: Option<i64> = page.cursor.as_deref().map(keyset::decode).transpose()?;
    let transaction = database.read(organization).await?;
    let rows = row::rows(&transaction, |sql| {
        sql.push("o.organization_id = ").bind(organization.0);
        push_filters(sql, query);
        if let Some(before) = before {
            sql.push(" AND o.id < ").bind(before);
        }
        sql.push(" ORDER BY o.id DESC LIMIT ").bind(i64::from(page.limit) + 1);
    })
    .await?;
    let limit = page.limit as usize;
    let next_cursor = if rows.len() > limit {
        let last: i64 = rows[limit - 1].try_get("", "id").context(DOING)?;
        Some(keyset::encode(&last))
    } else {
        None
    };
    let items = rows.iter().take(limit).map(row::operation).collect::<Result<_, _>>()?;
    Ok(Page { items, next_cursor, total: None })
}

fn push_filters(sql: &mut Sql, query: &OperationQuery) {
    if !query.states.is_empty() {
        sql.push(" AND o.state IN ").bind_list(query.states.iter().map(|state| state.as_str()));
    }
    if !query.kinds.is_empty() {
        sql.push(" AND o.kind IN ").bind_list(query.kinds.iter().map(|kind| kind.as_str()));
    }
    if !query.services.is_empty() {
        sql.push(" AND o.service_id IN ").bind_list(query.services.iter().map(|service| service.0));
    }
    if let Some(person) = query.person {
        sql.push(" AND o.identity_id = ").bind(person.0);
    }
    if let Some(account) = query.account {
        sql.push(" AND o.account_id = ").bind(account.0);
    }
}
