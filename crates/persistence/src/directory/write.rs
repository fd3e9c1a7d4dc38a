//! Saving entries, many at a time: rows, addresses and history.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use daicho_domain::directory::{Email, FieldChange, HistoryKind, Identity, Origin, differences};
use daicho_domain::error::{ErrorCode, Failure, FieldProblem, Outcome, Refusal};
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, EntityTrait, QueryFilter};

use super::entity::{email, history, identity};
use super::read::{number_owners, owners};
use super::row::{changing_columns, email_rows, row_of};
use crate::automation;
use crate::failure::{Context, is_duplicate};
use crate::sql::{Sql, belongs_to};
use crate::support::stored_time;

const SAVING: &str = "save directory entries";
/// Rows in one statement: 32 columns each, below SQLite's 32,766 values.
const ROWS_AT_A_TIME: usize = 900;

/// An entry before (`None`: it is new) and after.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) before: Option<Identity>,
    pub(super) after: Identity,
}

impl Change {
    pub(super) fn new(after: Identity) -> Self {
        Self { before: None, after }
    }

    pub(super) fn of(before: Identity, after: Identity) -> Self {
        Self { before: Some(before), after }
    }

    fn addresses_differ(&self) -> bool {
        self.before.as_ref().is_none_or(|before| {
            (&before.primary_email, &before.secondary_emails, &before.aliases)
                != (&self.after.primary_email, &self.after.secondary_emails, &self.after.aliases)
        })
    }

    fn number_differs(&self) -> bool {
        self.before.as_ref().is_none_or(|before| before.employee_number != self.after.employee_number)
    }
}

/// Writes what differs, with one line of history for each field, and sets off the automations that it means. New entries get
/// their ids. Answers the ids written.
pub(super) async fn save(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    mut changes: Vec<Change>,
    kind: HistoryKind,
    origin: &Origin,
) -> Outcome<Vec<PeopleId>> {
    changes.retain(|change| change.before.as_ref() != Some(&change.after));
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let now = Utc::now();
    refuse_what_others_have(tx, organization, &changes).await?;
    give_ids(tx, &mut changes).await?;
    for change in &mut changes {
        change.after.updated_at = now;
    }
    write_rows(tx, organization, &changes).await?;
    write_addresses(tx, organization, &changes).await?;
    for changes in changes.chunks(ROWS_AT_A_TIME) {
        write_history(tx, organization, told(changes, kind), origin, now).await?;
    }
    automation::set_off(tx, organization, changes.iter().map(|change| (change.before.as_ref(), &change.after))).await?;
    Ok(changes.iter().map(|change| change.after.id).collect())
}

/// The first line of an entry's history. What else was known of it then can be worked out from the lines that follow.
fn appearance(entry: &Identity) -> FieldChange {
    FieldChange { field: "displayName".to_owned(), previous: None, current: Some(entry.display_name.as_str().into()) }
}

/// The lines of history that changes make: for a new entry one, otherwise one for each field.
fn told(changes: &[Change], kind: HistoryKind) -> Vec<(PeopleId, HistoryKind, FieldChange)> {
    let mut told = Vec::new();
    for change in changes {
        match &change.before {
            Some(before) => {
                let fields = differences(before, &change.after);
                told.extend(fields.into_iter().map(|field| (change.after.id, kind, field)));
            }
            None => told.push((change.after.id, HistoryKind::Create, appearance(&change.after))),
        }
    }
    told
}

/// Addresses and employee numbers belong to one entry each.
async fn refuse_what_others_have(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    changes: &[Change],
) -> Outcome<()> {
    let given_up = |differs: fn(&Change) -> bool| -> HashSet<PeopleId> {
        changes
            .iter()
            .filter(|change| differs(change))
            .filter_map(|change| change.before.as_ref())
            .map(|entry| entry.id)
            .collect()
    };
    let with_new_addresses = given_up(Change::addresses_differ);
    let with_new_numbers = given_up(Change::number_differs);
    let mut problems = Vec::new();
    let mut claimed: HashSet<&Email> = HashSet::new();
    for change in changes.iter().filter(|change| change.addresses_differ()) {
        for email in addresses(&change.after) {
            if !claimed.insert(email) {
                problems.push(address_taken(&change.after, email));
            }
        }
    }
    let wanted: Vec<&Email> = claimed.into_iter().collect();
    let taken = owners(tx, organization, &wanted).await?;
    for change in changes.iter().filter(|change| change.addresses_differ()) {
        for email in addresses(&change.after) {
            let other =
                taken.get(email).filter(|owner| owner.id != change.after.id && !with_new_addresses.contains(&owner.id));
            if other.is_some() {
                problems.push(address_taken(&change.after, email));
            }
        }
    }
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for change in changes.iter().filter(|change| change.number_differs()) {
        if let Some(number) = &change.after.employee_number {
            *numbers.entry(number).or_default() += 1;
        }
    }
    let wanted: Vec<&str> = numbers.keys().copied().collect();
    let taken = number_owners(tx, organization, &wanted).await?;
    for (number, count) in &numbers {
        if *count > 1 || taken.get(*number).is_some_and(|owner| !with_new_numbers.contains(&owner.id)) {
            problems.push(number_taken(number));
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(Refusal { code: ErrorCode::Conflict, about: None, fields: problems }.into())
}

fn addresses(entry: &Identity) -> impl Iterator<Item = &Email> {
    entry.primary_email.iter().chain(&entry.secondary_emails).chain(&entry.aliases)
}

fn address_taken(entry: &Identity, email: &Email) -> FieldProblem {
    let field = if entry.primary_email.as_ref() == Some(email) { "primaryEmail" } else { "secondaryEmails" };
    FieldProblem::new(
        field,
        format!("{email} belongs to another entry. Use another address, or merge the two entries."),
        format!("{email} は別のIDで使用されています。別のアドレスを指定するか、2件を統合してください。"),
    )
}

fn number_taken(number: &str) -> FieldProblem {
    FieldProblem::new(
        "employeeId",
        format!("The employee ID {number} belongs to another entry. Each may stand once."),
        format!("社員番号 {number} は別のIDで使用されています。重複しない番号を指定してください。"),
    )
}

async fn give_ids(tx: &DatabaseTransaction, changes: &mut [Change]) -> Outcome<()> {
    let without_id = |change: &&mut Change| change.before.is_none() && change.after.id == PeopleId(0);
    let new: Vec<&mut Change> = changes.iter_mut().filter(without_id).collect();
    if new.is_empty() {
        return Ok(());
    }
    let ids = next_ids(tx, new.len()).await?;
    for (change, id) in new.into_iter().zip(ids) {
        change.after.id = id;
    }
    Ok(())
}

/// Ids that nobody has had and nobody else will be given, in order.
pub(super) async fn next_ids(tx: &DatabaseTransaction, count: usize) -> Outcome<Vec<PeopleId>> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let backend = tx.get_database_backend();
    if backend == DatabaseBackend::Postgres {
        let mut sql =
            Sql::new("SELECT nextval(pg_get_serial_sequence('identity', 'id')) AS id FROM generate_series(1, ");
        sql.bind(count).push(")");
        let rows = tx.query_all_raw(sql.statement(backend)).await.context(SAVING)?;
        return rows.iter().map(|row| Ok(PeopleId(row.try_get("", "id").context(SAVING)?))).collect();
    }
    let mut sql = Sql::new("UPDATE sqlite_sequence SET seq = seq + ");
    sql.bind(count).push(" WHERE name = 'identity' RETURNING seq");
    let last: i64 = if let Some(row) = tx.query_one_raw(sql.statement(backend)).await.context(SAVING)? {
        row.try_get_by_index(0).context(SAVING)?
    } else {
        let mut sql = Sql::new("INSERT INTO sqlite_sequence (name, seq) VALUES ('identity', ");
        sql.bind(count).push(")");
        tx.execute_raw(sql.statement(backend)).await.context(SAVING)?;
        count
    };
    Ok((last - count + 1..=last).map(PeopleId).collect())
}

async fn write_rows(tx: &DatabaseTransaction, organization: OrganizationId, changes: &[Change]) -> Outcome<()> {
    for changes in changes.chunks(ROWS_AT_A_TIME) {
        let rows = changes.iter().map(|change| row_of(organization, &change.after));
        let overwrite = OnConflict::column(identity::Column::Id).update_columns(changing_columns()).to_owned();
        identity::Entity::insert_many(rows)
            .on_conflict(overwrite)
            .exec_without_returning(tx)
            .await
            .map_err(taken_meanwhile)?;
    }
    Ok(())
}

async fn write_addresses(tx: &DatabaseTransaction, organization: OrganizationId, changes: &[Change]) -> Outcome<()> {
    let changed: Vec<&Change> = changes.iter().filter(|change| change.addresses_differ()).collect();
    for changes in changed.chunks(ROWS_AT_A_TIME) {
        let known = changes.iter().filter_map(|change| change.before.as_ref()).map(|entry| entry.id.0);
        email::Entity::delete_many()
            .filter(belongs_to(organization))
            .filter(email::Column::IdentityId.is_in(known))
            .exec(tx)
            .await
            .context(SAVING)?;
    }
    let rows: Vec<email::ActiveModel> =
        changed.iter().flat_map(|change| email_rows(organization, &change.after)).collect();
    for rows in rows.chunks(ROWS_AT_A_TIME) {
        email::Entity::insert_many(rows.iter().cloned()).exec_without_returning(tx).await.map_err(taken_meanwhile)?;
    }
    Ok(())
}

/// What was free when it was looked up, and is not any more.
fn taken_meanwhile(error: sea_orm::DbErr) -> Failure {
    if is_duplicate(&error) {
        return Refusal::new(ErrorCode::Conflict).into();
    }
    match Err::<(), _>(error).context(SAVING) {
        Err(error) => error.into(),
        Ok(()) => ErrorCode::Conflict.into(),
    }
}

pub(super) async fn write_history(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    changes: Vec<(PeopleId, HistoryKind, FieldChange)>,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Outcome<()> {
    let rows: Vec<history::ActiveModel> = changes
        .into_iter()
        .map(|(id, kind, change)| history::ActiveModel {
            id: NotSet,
            organization_id: Set(organization.0),
            identity_id: Set(id.0),
            field: Set(change.field),
            previous: Set(change.previous),
            current: Set(change.current),
            kind: Set(kind.to_string()),
            source: Set(origin.source.to_string()),
            actor: Set(origin.actor.clone()),
            created_at: Set(stored_time(now)),
        })
        .collect();
    for rows in rows.chunks(ROWS_AT_A_TIME) {
        history::Entity::insert_many(rows.iter().cloned()).exec_without_returning(tx).await.context(SAVING)?;
    }
    Ok(())
}
