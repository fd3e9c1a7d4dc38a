use std::collections::HashMap;

use daicho_domain::directory::{ChangeKind, Email, FieldSettings, FieldSource, Identity, Origin, PresetField};
use daicho_domain::error::Outcome;
use daicho_domain::ids::{OrganizationId, PeopleId, WorkspaceId};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::directory::read;
use crate::directory::write::{Change, save};
use crate::failure::Context;
use crate::sql::Sql;

const LINKING: &str = "link people to their managers";
const AT_A_TIME: usize = 2_000;

/// Sets the managers that the master names by address. Answers the entries written.
pub(super) async fn link(
    tx: &DatabaseTransaction,
    organization: OrganizationId,
    workspace: WorkspaceId,
    settings: &FieldSettings,
    origin: &Origin,
) -> Outcome<Vec<PeopleId>> {
    let backend = tx.get_database_backend();
    let mut sql = Sql::new(
        "SELECT i.id, i.manager_id, a.employee ->> 'manager_email' AS told FROM identity i \
         JOIN account a ON a.workspace_id = i.master_workspace_id AND a.external_id = i.master_external_id \
         WHERE (i.manager_id IS NOT NULL OR a.employee ->> 'manager_email' IS NOT NULL) AND i.organization_id = ",
    );
    sql.bind(organization.0).push(" AND i.master_workspace_id = ").bind(workspace.0);
    let mut told: Vec<(PeopleId, Option<PeopleId>, Option<Email>)> = Vec::new();
    for row in tx.query_all_raw(sql.statement(backend)).await.context(LINKING)? {
        let manager: Option<i64> = row.try_get("", "manager_id").context(LINKING)?;
        let email: Option<String> = row.try_get("", "told").context(LINKING)?;
        let id = PeopleId(row.try_get("", "id").context(LINKING)?);
        told.push((id, manager.map(PeopleId), email.as_deref().and_then(Email::parse)));
    }
    let mut written = Vec::new();
    for told in told.chunks(AT_A_TIME) {
        let emails: Vec<&Email> = told.iter().filter_map(|(_, _, email)| email.as_ref()).collect();
        let owners = read::owners(tx, organization, &emails).await?;
        let differing: HashMap<PeopleId, Option<PeopleId>> = told
            .iter()
            .map(|(id, before, email)| {
                let manager = email.as_ref().and_then(|email| owners.get(email)).map(|owner| owner.root);
                (*id, *before, manager.filter(|manager| manager != id))
            })
            .filter(|(_, before, after)| before != after)
            .map(|(id, _, after)| (id, after))
            .collect();
        let ids: Vec<PeopleId> = differing.keys().copied().collect();
        let entries = read::identities(tx, organization, &ids).await?;
        let changes = entries
            .into_values()
            .filter(|entry| settings.source(PresetField::Manager, &entry.field_sources) == FieldSource::Master)
            .map(|before| {
                let after = Identity { manager: differing.get(&before.id).copied().flatten(), ..before.clone() };
                Change::of(before, after)
            });
        written.extend(save(tx, organization, changes.collect(), ChangeKind::Update, origin).await?);
    }
    Ok(written)
}
