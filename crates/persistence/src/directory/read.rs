//! Loading entries, many at a time.

use std::collections::{HashMap, HashSet};

use daicho_domain::directory::{DirectoryEntry, Email, EntryName, Identity};
use daicho_domain::error::{ErrorCode, Outcome, Refusal};
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};

use super::entity::{email, identity};
use super::row::{PRIMARY, SECONDARY, address_of, entry_of};
use crate::failure::Context;
use crate::sql::{Sql, belongs_to};

const READING: &str = "read directory entries";
/// Ids in one statement, far below what either database binds.
const AT_A_TIME: usize = 5_000;

/// The entries with these ids, by id. Foreign and unknown ids are left out.
pub(crate) async fn identities(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &[PeopleId],
) -> Outcome<HashMap<PeopleId, Identity>> {
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(AT_A_TIME) {
        let rows = identity::Entity::find()
            .filter(belongs_to(organization))
            .filter(identity::Column::Id.is_in(ids.iter().map(|id| id.0)))
            .all(tx)
            .await
            .context(READING)?;
        for row in rows {
            let entry = entry_of(row)?;
            found.insert(entry.id, entry);
        }
        for row in emails_of(tx, organization, ids).await? {
            let address = address_of(&row.email)?;
            if let Some(entry) = found.get_mut(&PeopleId(row.identity_id)) {
                match row.kind.as_str() {
                    PRIMARY => entry.primary_email = Some(address),
                    SECONDARY => entry.secondary_emails.push(address),
                    _ => entry.aliases.push(address),
                }
            }
        }
    }
    Ok(found)
}

async fn emails_of(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &[PeopleId],
) -> Outcome<Vec<email::Model>> {
    let rows = email::Entity::find()
        .filter(belongs_to(organization))
        .filter(email::Column::IdentityId.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(email::Column::IdentityId)
        .order_by_asc(email::Column::Position)
        .all(tx)
        .await;
    Ok(rows.context(READING)?)
}

/// One entry by id; refused as not found when the organization has none.
pub(super) async fn identity(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    id: PeopleId,
) -> Outcome<Identity> {
    identities(tx, organization, &[id]).await?.remove(&id).ok_or_else(|| unknown(id).into())
}

pub(super) fn unknown(id: PeopleId) -> Refusal {
    Refusal::about(ErrorCode::NotFound, id.to_string())
}

/// Addresses of the entries that were merged into these, by parent.
pub(super) async fn merged_emails(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    parents: &[PeopleId],
) -> Outcome<HashMap<PeopleId, Vec<Email>>> {
    let mut found: HashMap<PeopleId, Vec<Email>> = HashMap::new();
    for parents in parents.chunks(AT_A_TIME) {
        let mut sql = Sql::new(
            "SELECT i.merged_into AS parent, e.email FROM identity i JOIN identity_email e ON e.identity_id = i.id \
             WHERE +i.organization_id = ",
        );
        sql.bind(organization.0).push(" AND i.merged_into IN ").bind_list(parents.iter().map(|id| id.0));
        sql.push(" ORDER BY i.id, e.position");
        for row in tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)? {
            let parent: i64 = row.try_get("", "parent").context(READING)?;
            let email: String = row.try_get("", "email").context(READING)?;
            found.entry(PeopleId(parent)).or_default().push(address_of(&email)?);
        }
    }
    Ok(found)
}

/// The entries with what surrounds them, in the order asked.
pub(super) async fn entries(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &[PeopleId],
) -> Outcome<Vec<DirectoryEntry>> {
    let mut identities = identities(tx, organization, ids).await?;
    let mut merged_emails = merged_emails(tx, organization, ids).await?;
    let children = names(tx, organization, "merged_into", ids).await?;
    let managers: Vec<PeopleId> = identities.values().filter_map(|entry| entry.manager).collect();
    let managers: HashMap<PeopleId, EntryName> =
        names(tx, organization, "id", &managers).await?.into_iter().map(|(_, name)| (name.id, name)).collect();
    let with_reports = those_who_manage(tx, organization, ids).await?;
    let counts = account_counts(tx, organization, ids).await?;
    let mut children_by_parent: HashMap<PeopleId, Vec<EntryName>> = HashMap::new();
    for (parent, child) in children {
        children_by_parent.entry(parent).or_default().push(child);
    }
    let entries = ids.iter().filter_map(|id| {
        let identity = identities.remove(id)?;
        let counts = counts.get(id).copied().unwrap_or_default();
        Some(DirectoryEntry {
            manager: identity.manager.and_then(|manager| managers.get(&manager).cloned()),
            is_manager: with_reports.contains(id),
            merged: children_by_parent.remove(id).unwrap_or_default(),
            merged_emails: merged_emails.remove(id).unwrap_or_default(),
            service_count: counts.services,
            account_count: counts.accounts,
            identity,
        })
    });
    Ok(entries.collect())
}

/// Names of the entries whose `column` is one of the ids, each with that id.
async fn names(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    column: &str,
    ids: &[PeopleId],
) -> Outcome<Vec<(PeopleId, EntryName)>> {
    #[derive(FromQueryResult)]
    struct Row {
        key: i64,
        id: i64,
        display_name: String,
        email: Option<String>,
    }
    let mut sql = Sql::new(&format!(
        "SELECT i.{column} AS key, i.id, i.display_name, e.email FROM identity i \
         LEFT JOIN identity_email e ON e.identity_id = i.id AND e.kind = 'primary' WHERE +i.organization_id = "
    ));
    sql.bind(organization.0)
        .push(&format!(" AND i.{column} IN "))
        .bind_list(ids.iter().map(|id| id.0))
        .push(" ORDER BY i.id");
    let rows = Row::find_by_statement(sql.statement(tx.get_database_backend())).all(tx).await.context(READING)?;
    rows.into_iter()
        .map(|row| {
            let primary_email = row.email.as_deref().map(address_of).transpose()?;
            Ok((PeopleId(row.key), EntryName { id: PeopleId(row.id), display_name: row.display_name, primary_email }))
        })
        .collect()
}

async fn those_who_manage(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &[PeopleId],
) -> Outcome<HashSet<PeopleId>> {
    let mut sql = Sql::new("SELECT DISTINCT manager_id FROM identity WHERE +organization_id = ");
    sql.bind(organization.0).push(" AND manager_id IN ").bind_list(ids.iter().map(|id| id.0));
    let rows = tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)?;
    rows.iter().map(|row| Ok(PeopleId(row.try_get("", "manager_id").context(READING)?))).collect()
}

#[derive(Debug, Clone, Copy, Default)]
struct AccountCounts {
    services: u64,
    accounts: u64,
}

async fn account_counts(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    ids: &[PeopleId],
) -> Outcome<HashMap<PeopleId, AccountCounts>> {
    let mut sql = Sql::new(
        "SELECT identity_id, COUNT(DISTINCT service_id) AS services, COUNT(*) AS accounts FROM account \
         WHERE vanished_at IS NULL AND +organization_id = ",
    );
    sql.bind(organization.0)
        .push(" AND identity_id IN ")
        .bind_list(ids.iter().map(|id| id.0))
        .push(" GROUP BY identity_id");
    let rows = tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)?;
    rows.iter()
        .map(|row| {
            let number = |column: &str| row.try_get::<i64>("", column).context(READING).map(i64::unsigned_abs);
            let id = PeopleId(row.try_get("", "identity_id").context(READING)?);
            Ok((id, AccountCounts { services: number("services")?, accounts: number("accounts")? }))
        })
        .collect()
}

/// Who owns each of these addresses, and into whom the owner was merged.
pub(super) async fn owners(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    emails: &[&Email],
) -> Outcome<HashMap<Email, Owner>> {
    let mut owners = HashMap::with_capacity(emails.len());
    for emails in emails.chunks(AT_A_TIME) {
        let mut sql = Sql::new(
            "SELECT e.email, e.identity_id, i.merged_into FROM identity_email e JOIN identity i ON i.id = e.identity_id \
             WHERE e.organization_id = ",
        );
        sql.bind(organization.0).push(" AND e.email IN ").bind_list(emails.iter().map(|email| email.as_str()));
        for row in tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)? {
            let id = PeopleId(row.try_get("", "identity_id").context(READING)?);
            let parent: Option<i64> = row.try_get("", "merged_into").context(READING)?;
            let email: String = row.try_get("", "email").context(READING)?;
            owners.insert(address_of(&email)?, Owner { id, root: parent.map_or(id, PeopleId) });
        }
    }
    Ok(owners)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) id: PeopleId,
    /// The entry that it is part of, or itself.
    pub(super) root: PeopleId,
}

/// Whose employee numbers these are.
pub(super) async fn number_owners(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    numbers: &[&str],
) -> Outcome<HashMap<String, Owner>> {
    let mut owners = HashMap::with_capacity(numbers.len());
    for numbers in numbers.chunks(AT_A_TIME) {
        let mut sql = Sql::new("SELECT id, employee_number, merged_into FROM identity WHERE organization_id = ");
        sql.bind(organization.0).push(" AND employee_number IN ").bind_list(numbers.iter().copied());
        for row in tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)? {
            let id = PeopleId(row.try_get("", "id").context(READING)?);
            let parent: Option<i64> = row.try_get("", "merged_into").context(READING)?;
            let number: String = row.try_get("", "employee_number").context(READING)?;
            owners.insert(number, Owner { id, root: parent.map_or(id, PeopleId) });
        }
    }
    Ok(owners)
}

/// Which of these addresses accounts go by.
pub(super) async fn linked_emails(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    emails: &[&Email],
) -> Outcome<HashSet<Email>> {
    let mut linked = HashSet::new();
    for emails in emails.chunks(AT_A_TIME) {
        let mut sql = Sql::new("SELECT DISTINCT email FROM account WHERE vanished_at IS NULL AND organization_id = ");
        sql.bind(organization.0)
            .push(" AND COALESCE(email, '') IN ")
            .bind_list(emails.iter().map(|email| email.as_str()));
        for row in tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(READING)? {
            let email: String = row.try_get("", "email").context(READING)?;
            linked.insert(address_of(&email)?);
        }
    }
    Ok(linked)
}
