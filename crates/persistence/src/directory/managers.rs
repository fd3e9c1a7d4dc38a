//! Managers that services name by address.

use std::collections::{HashMap, HashSet};

use daicho_domain::directory::{Email, HistoryKind, Identity, Origin};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, PeopleId, WorkspaceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::read;
use super::write::{Change, save};
use crate::failure::Context;
use crate::sql::Sql;

const LINKING: &str = "link people to their managers";
const AT_A_TIME: usize = 2_000;

/// Which account speaks for an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// The one that the entry is linked to as the employee master's.
    Master,
    /// The one that is matched to the entry.
    Match,
}

/// Whose manager is known, and which address the service names.
pub(super) struct Told {
    id: PeopleId,
    before: Option<PeopleId>,
    manager: Option<Email>,
}

/// Entries that have a manager or are told one by an account of the workspace; each once, by the account that is there.
pub(super) async fn told(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    link: Link,
) -> Outcome<Vec<Told>> {
    let accounts = match link {
        Link::Master => "a.workspace_id = i.master_workspace_id AND a.external_id = i.master_external_id",
        Link::Match => "a.identity_id = i.id",
    };
    let mut sql = Sql::new(
        "SELECT i.id, i.manager_id, a.employee ->> 'manager_email' AS told FROM identity i JOIN account a ON ",
    );
    sql.push(accounts).push(" WHERE (i.manager_id IS NOT NULL OR a.employee ->> 'manager_email' IS NOT NULL)");
    sql.push(" AND i.organization_id = ").bind(organization.0).push(" AND a.workspace_id = ").bind(workspace.0);
    sql.push(" ORDER BY CASE WHEN a.vanished_at IS NULL THEN 0 ELSE 1 END, a.id");
    let mut seen = HashSet::new();
    let mut told = Vec::new();
    for row in tx.query_all_raw(sql.statement(tx.get_database_backend())).await.context(LINKING)? {
        let before: Option<i64> = row.try_get("", "manager_id").context(LINKING)?;
        let email: Option<String> = row.try_get("", "told").context(LINKING)?;
        let id = PeopleId(row.try_get("", "id").context(LINKING)?);
        if seen.insert(id) {
            told.push(Told { id, before: before.map(PeopleId), manager: email.as_deref().and_then(Email::parse) });
        }
    }
    Ok(told)
}

/// Sets the managers that were told, for the entries whose manager the service decides. Answers the entries written.
pub(super) async fn link(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    told: Vec<Told>,
    decides: impl Fn(&Identity) -> bool,
    origin: &Origin,
) -> Outcome<Vec<PeopleId>> {
    let mut written = Vec::new();
    for told in told.chunks(AT_A_TIME) {
        let emails: Vec<&Email> = told.iter().filter_map(|told| told.manager.as_ref()).collect();
        let owners = read::owners(tx, organization, &emails).await?;
        let differing: HashMap<PeopleId, Option<PeopleId>> = told
            .iter()
            .map(|told| {
                let manager = told.manager.as_ref().and_then(|email| owners.get(email)).map(|owner| owner.root);
                (told.id, told.before, manager.filter(|manager| *manager != told.id))
            })
            .filter(|(_, before, after)| before != after)
            .map(|(id, _, after)| (id, after))
            .collect();
        let ids: Vec<PeopleId> = differing.keys().copied().collect();
        let entries = read::identities(tx, organization, &ids).await?;
        let changes = entries.into_values().filter(|entry| decides(entry)).map(|before| {
            let after = Identity { manager: differing.get(&before.id).copied().flatten(), ..before.clone() };
            Change::of(before, after)
        });
        written.extend(save(tx, organization, changes.collect(), HistoryKind::Update, origin).await?);
    }
    Ok(written)
}
