//! Making entries part of one another, and taking them apart again.

use daicho_domain::directory::{Batch, FieldChange, HistoryKind, Identity, Merge, Origin, may_merge};
use daicho_domain::error::{ErrorCode, FieldProblem, Outcome, Refusal};
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::Value;

use super::change::{children, known};
use super::entity::identity;
use super::matching::rematch;
use super::read;
use super::write::write_history;
use crate::failure::Context;
use crate::sql::belongs_to;

pub(super) async fn merge(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    merges: &Batch<Merge>,
    origin: &Origin,
) -> Outcome<()> {
    let mut concerned = Vec::new();
    for merge in merges.items() {
        let child = read::identity(tx, organization, merge.child).await?;
        let parent = root(tx, organization, merge.parent).await?;
        if child.id == parent.id || !may_merge(child.management_type, parent.management_type) {
            return Err(not_allowed(&child, &parent).into());
        }
        let grandchildren = children(tx, organization, &[child.id]).await?;
        let moved: Vec<PeopleId> = std::iter::once(child.id).chain(grandchildren).collect();
        point_to(tx, organization, &moved, Some(parent.id)).await?;
        hand_reports_over(tx, organization, child.id, parent.id).await?;
        let told = [
            (child.id, change("mergedInto", child.merged_into, Some(parent.id))),
            (parent.id, change("mergedPeople", None, Some(child.id))),
        ];
        tell(tx, organization, told, HistoryKind::Merge, origin).await?;
        concerned.extend(moved);
        concerned.push(parent.id);
    }
    rematch(tx, organization, &concerned).await
}

pub(super) async fn unmerge(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &Batch<PeopleId>,
    origin: &Origin,
) -> Outcome<()> {
    let mut concerned = Vec::new();
    for entry in known(tx, organization, ids.items()).await? {
        let freed = match entry.merged_into {
            Some(_) => vec![entry.id],
            None => children(tx, organization, &[entry.id]).await?,
        };
        let freed = known(tx, organization, &freed).await?;
        if freed.is_empty() {
            return Err(not_merged(&entry).into());
        }
        let freed_ids: Vec<PeopleId> = freed.iter().map(|entry| entry.id).collect();
        point_to(tx, organization, &freed_ids, None).await?;
        for child in &freed {
            let parent = child.merged_into.unwrap_or(entry.id);
            let told = [
                (child.id, change("mergedInto", Some(parent), None)),
                (parent, change("mergedPeople", Some(child.id), None)),
            ];
            tell(tx, organization, told, HistoryKind::Unmerge, origin).await?;
            concerned.extend([child.id, parent]);
        }
    }
    rematch(tx, organization, &concerned).await
}

/// The entry, or the one that it is part of.
async fn root(tx: &DatabaseTransaction, organization: OrganizationId, id: PeopleId) -> Outcome<Identity> {
    let entry = read::identity(tx, organization, id).await?;
    match entry.merged_into {
        Some(parent) => read::identity(tx, organization, parent).await,
        None => Ok(entry),
    }
}

async fn point_to(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &[PeopleId],
    parent: Option<PeopleId>,
) -> Outcome<()> {
    identity::Entity::update_many()
        .col_expr(identity::Column::MergedInto, Expr::value(parent.map(|parent| parent.0)))
        .filter(belongs_to(organization))
        .filter(identity::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .exec(tx)
        .await
        .context("merge directory entries")?;
    Ok(())
}

/// Whoever had the child as manager has the parent now.
async fn hand_reports_over(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    child: PeopleId,
    parent: PeopleId,
) -> Outcome<()> {
    identity::Entity::update_many()
        .col_expr(identity::Column::ManagerId, Expr::value(parent.0))
        .filter(belongs_to(organization))
        .filter(identity::Column::ManagerId.eq(child.0))
        .filter(identity::Column::Id.ne(parent.0))
        .exec(tx)
        .await
        .context("merge directory entries")?;
    Ok(())
}

fn change(field: &str, previous: Option<PeopleId>, current: Option<PeopleId>) -> FieldChange {
    let text = |id: Option<PeopleId>| id.map(|id| Value::from(id.to_string()));
    FieldChange { field: field.to_owned(), previous: text(previous), current: text(current) }
}

async fn tell(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    told: [(PeopleId, FieldChange); 2],
    kind: HistoryKind,
    origin: &Origin,
) -> Outcome<()> {
    let changes = told.into_iter().map(|(id, change)| (id, kind, change)).collect();
    write_history(tx, organization, changes, origin, chrono::Utc::now()).await
}

fn not_allowed(child: &Identity, parent: &Identity) -> Refusal {
    let about = format!("{} ({}) → {} ({})", child.id, child.management_type, parent.id, parent.management_type);
    Refusal::about(ErrorCode::MergeNotAllowed, about)
}

fn not_merged(entry: &Identity) -> Refusal {
    let problem = FieldProblem::new(
        "peopleIds",
        format!("Entry {} is not merged with another one.", entry.id),
        format!("ID {} は統合されていません。", entry.id),
    );
    Refusal { code: ErrorCode::InvalidQuery, about: Some(entry.id.to_string()), fields: vec![problem] }
}
