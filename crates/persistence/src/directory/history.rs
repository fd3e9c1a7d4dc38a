use daicho_domain::directory::{FieldChange, HistoryItem, Origin};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, PeopleId};
use daicho_domain::list::{Page, PageRequest};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::history;
use super::read;
use super::row::named;
use crate::failure::Context;
use crate::keyset;
use crate::sql::belongs_to;

const READING: &str = "read the history of a directory entry";

pub(super) async fn history(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    id: PeopleId,
    page: &PageRequest,
) -> Outcome<Page<HistoryItem>> {
    read::identity(tx, organization, id).await?;
    let all = history::Entity::find().filter(belongs_to(organization)).filter(history::Column::IdentityId.eq(id.0));
    let total = all.clone().count(tx).await.context(READING)?;
    let before = page.cursor.as_deref().map(keyset::decode::<i64>).transpose()?;
    let rows = all
        .filter(history::Column::Id.lt(before.unwrap_or(i64::MAX)))
        .order_by_desc(history::Column::Id)
        .limit(u64::from(page.limit) + 1)
        .all(tx)
        .await
        .context(READING)?;
    let more = rows.len() > page.limit as usize;
    let items: Outcome<Vec<HistoryItem>> = rows.into_iter().take(page.limit as usize).map(item_of).collect();
    let items = items?;
    let next_cursor = items.last().filter(|_| more).map(|item| keyset::encode(&item.id));
    Ok(Page { items, next_cursor, total: Some(total) })
}

fn item_of(row: history::Model) -> Outcome<HistoryItem> {
    Ok(HistoryItem {
        id: row.id,
        change: FieldChange { field: row.field, previous: row.previous, current: row.current },
        kind: named(&row.kind)?,
        origin: Origin { source: named(&row.source)?, actor: row.actor },
        created_at: row.created_at,
    })
}
