//! Changing entries one by one or some together.

use std::collections::{HashMap, HashSet};

use chrono::Utc;
use daicho_domain::directory::{
    Batch, CustomField, Email, HistoryKind, Identity, IdentityPatch, Origin, Surroundings, Toggle,
};
use daicho_domain::error::{FieldProblem, Outcome, Refusal};
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::circumstances::organization_facts;
use super::entity::identity;
use super::fields;
use super::matching::rematch;
use super::read;
use super::write::{Change, save};
use crate::failure::Context;
use crate::sql::belongs_to;

pub(super) async fn create(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    patch: &IdentityPatch,
    origin: &Origin,
) -> Outcome<PeopleId> {
    let facts = organization_facts(tx, organization).await?;
    let custom_fields = fields::custom_fields(tx, organization).await?;
    refuse_unknown_manager(tx, organization, patch).await?;
    let mut entry = Identity::blank(Utc::now());
    let surroundings = Surroundings {
        circumstances: &facts.circumstances,
        custom_fields: &custom_fields,
        primary_is_linked: false,
        merged_emails: &[],
    };
    entry.edit(patch, &surroundings)?;
    let ids = save(tx, organization, vec![Change::new(entry)], HistoryKind::Create, origin).await?;
    rematch(tx, organization, &ids).await?;
    ids.first().copied().ok_or_else(|| read::unknown(PeopleId(0)).into())
}

pub(super) async fn update(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &Batch<PeopleId>,
    patch: &IdentityPatch,
    origin: &Origin,
) -> Outcome<()> {
    let facts = organization_facts(tx, organization).await?;
    let custom_fields = fields::custom_fields(tx, organization).await?;
    refuse_unknown_manager(tx, organization, patch).await?;
    let entries = known(tx, organization, ids.items()).await?;
    let mut merged = read::merged_emails(tx, organization, ids.items()).await?;
    let primaries: Vec<&Email> = entries.iter().filter_map(|entry| entry.primary_email.as_ref()).collect();
    let linked = if patch.primary_email.is_keep() {
        HashSet::new()
    } else {
        read::linked_emails(tx, organization, &primaries).await?
    };
    let mut changes = Vec::with_capacity(entries.len());
    for before in entries {
        let merged_emails = merged.remove(&before.id).unwrap_or_default();
        changes.push(edited(before, patch, &facts.circumstances, &custom_fields, &linked, &merged_emails)?);
    }
    let ids = save(tx, organization, changes, HistoryKind::Update, origin).await?;
    rematch(tx, organization, &ids).await
}

fn edited(
    before: Identity,
    patch: &IdentityPatch,
    circumstances: &daicho_domain::directory::Circumstances,
    custom_fields: &[CustomField],
    linked: &HashSet<Email>,
    merged_emails: &[Email],
) -> Result<Change, Refusal> {
    let primary_is_linked = before.primary_email.as_ref().is_some_and(|email| linked.contains(email));
    let mut after = before.clone();
    after.edit(patch, &Surroundings { circumstances, custom_fields, primary_is_linked, merged_emails })?;
    Ok(Change::of(before, after))
}

pub(super) async fn toggle(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    id: PeopleId,
    toggle: Toggle,
    origin: &Origin,
) -> Outcome<()> {
    let facts = organization_facts(tx, organization).await?;
    let before = read::identity(tx, organization, id).await?;
    let mut after = before.clone();
    match toggle {
        Toggle::Archived => after.toggle_archived(),
        Toggle::Unregistered => after.toggle_unregistered(),
    }
    after.settle(&facts.circumstances);
    let ids = save(tx, organization, vec![Change::of(before, after)], HistoryKind::Update, origin).await?;
    rematch(tx, organization, &ids).await
}

/// Entries merged into it stand alone again, and whoever had it as manager has none.
pub(super) async fn delete(tx: &DatabaseTransaction, organization: OrganizationId, id: PeopleId) -> Outcome<()> {
    const DELETING: &str = "delete a directory entry";
    let in_organization = belongs_to(organization);
    let children = children(tx, organization, &[id]).await?;
    for (column, points) in [
        (identity::Column::MergedInto, identity::Column::MergedInto.eq(id.0)),
        (identity::Column::ManagerId, identity::Column::ManagerId.eq(id.0)),
    ] {
        identity::Entity::update_many()
            .col_expr(column, sea_orm::sea_query::Expr::value(Option::<i64>::None))
            .filter(in_organization.clone())
            .filter(points)
            .exec(tx)
            .await
            .context(DELETING)?;
    }
    let deleted = identity::Entity::delete_many()
        .filter(in_organization)
        .filter(identity::Column::Id.eq(id.0))
        .exec(tx)
        .await
        .context(DELETING)?;
    if deleted.rows_affected == 0 {
        return Err(read::unknown(id).into());
    }
    let mut concerned = vec![id];
    concerned.extend(children);
    rematch(tx, organization, &concerned).await
}

/// The entries in the order asked; an unknown id is refused.
pub(super) async fn known(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &[PeopleId],
) -> Outcome<Vec<Identity>> {
    let mut found: HashMap<PeopleId, Identity> = read::identities(tx, organization, ids).await?;
    let mut entries = Vec::with_capacity(ids.len());
    let mut seen = HashSet::new();
    for id in ids.iter().filter(|id| seen.insert(**id)) {
        entries.push(found.remove(id).ok_or_else(|| read::unknown(*id))?);
    }
    Ok(entries)
}

/// What was merged into these entries.
pub(super) async fn children(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    parents: &[PeopleId],
) -> Outcome<Vec<PeopleId>> {
    let rows = identity::Entity::find()
        .filter(belongs_to(organization))
        .filter(identity::Column::MergedInto.is_in(parents.iter().map(|id| id.0)))
        .all(tx)
        .await
        .context("read merged entries")?;
    Ok(rows.into_iter().map(|row| PeopleId(row.id)).collect())
}

async fn refuse_unknown_manager(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    patch: &IdentityPatch,
) -> Outcome<()> {
    let Some(manager) = patch.manager.as_set() else { return Ok(()) };
    if read::identities(tx, organization, &[*manager]).await?.contains_key(manager) {
        return Ok(());
    }
    let problem = FieldProblem::new(
        "manager.id",
        "There is no entry with this id. Give the id of an entry of this directory.",
        "このIDは存在しません。ディレクトリ内のIDを指定してください。",
    );
    Err(Refusal::fields(vec![problem]).into())
}
