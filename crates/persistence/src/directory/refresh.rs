//! Judging entries anew: a date was reached, or the organization's domains changed.

use daicho_domain::directory::{ChangeSource, HistoryKind, Origin};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, PeopleId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::circumstances::organization_facts;
use super::matching::rematch;
use super::read;
use super::write::{Change, save};
use crate::failure::Context;
use crate::sql::Sql;

const REFRESHING: &str = "judge directory entries anew";
const AT_A_TIME: u64 = 2_000;

/// Which entries to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entries {
    All,
    /// Those that a passing day can change.
    Dated,
}

/// Goes through the entries and saves those that are judged differently today. Answers how many.
pub(crate) async fn refresh(tx: &DatabaseTransaction, organization: OrganizationId, which: Entries) -> Outcome<u64> {
    let facts = organization_facts(tx, organization).await?;
    let origin = Origin::new(ChangeSource::System, "system");
    let mut written = Vec::new();
    let mut last = PeopleId(0);
    loop {
        let ids = ids_after(tx, organization, which, last).await?;
        let Some(end) = ids.last().copied() else { break };
        let entries = read::identities(tx, organization, &ids).await?;
        let changes = entries.into_values().map(|before| {
            let mut after = before.clone();
            after.settle(&facts.circumstances);
            Change::of(before, after)
        });
        written.extend(save(tx, organization, changes.collect(), HistoryKind::Update, &origin).await?);
        last = end;
    }
    rematch(tx, organization, &written).await?;
    Ok(written.len() as u64)
}

async fn ids_after(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    which: Entries,
    last: PeopleId,
) -> Outcome<Vec<PeopleId>> {
    let mut sql = Sql::new("SELECT id FROM identity WHERE organization_id = ");
    sql.bind(organization.0).push(" AND id > ").bind(last.0);
    if which == Entries::Dated {
        sql.push(" AND COALESCE(contract_start, contract_end, leave_start, leave_end) IS NOT NULL");
    }
    sql.push(&format!(" ORDER BY id LIMIT {AT_A_TIME}"));
    let rows = tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(REFRESHING)?;
    rows.iter().map(|row| Ok(PeopleId(row.try_get("", "id").context(REFRESHING)?))).collect()
}
