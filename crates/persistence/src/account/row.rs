use daicho_domain::account::{Account, AccountOwner, Match, MatchRule};
use daicho_domain::error::{StoreError, UnknownName};
use daicho_domain::ids::{AccountId, PeopleId, ServiceId, WorkspaceId};
use daicho_domain::integration::ServiceName;
use sea_orm::{QueryResult, TryGetable};

use crate::failure::Context;

const DOING: &str = "read accounts";

/// What [`account`] reads of account `a`, its workspace `w` and its person `i`.
pub(super) const COLUMNS: &str = "a.id, a.external_id, a.service_id, w.service_slug, w.service_name, a.workspace_id, \
     w.name AS workspace_name, a.kind, a.email, a.display_name, a.username, a.employee_number, a.user_type, a.role_class, \
     a.roles, a.licenses, a.two_factor, a.status, a.last_activity, a.created_at, a.memo, a.match_rule, a.match_value, \
     a.match_pinned, a.first_seen_at, a.vanished_at, i.id AS person_id, i.display_name AS person_name, i.employee_status, \
     i.employee_type, i.management_type";

pub(super) const JOINS: &str = "JOIN workspace w ON w.id = a.workspace_id LEFT JOIN identity i ON i.id = a.identity_id";

pub(crate) fn account(row: &QueryResult) -> Result<Account, StoreError> {
    Ok(Account {
        id: AccountId(get(row, "id")?),
        external_id: get(row, "external_id")?,
        service: ServiceName {
            id: ServiceId(get(row, "service_id")?),
            slug: get(row, "service_slug")?,
            name: get(row, "service_name")?,
        },
        workspace: WorkspaceId(get(row, "workspace_id")?),
        workspace_name: get(row, "workspace_name")?,
        kind: name(row, "kind")?,
        email: get(row, "email")?,
        display_name: get(row, "display_name")?,
        username: get(row, "username")?,
        employee_number: get(row, "employee_number")?,
        owner: owner(row)?,
        user_type: name(row, "user_type")?,
        role: name(row, "role_class")?,
        roles: list(row, "roles")?,
        licenses: list(row, "licenses")?,
        two_factor: get(row, "two_factor")?,
        status: name(row, "status")?,
        last_activity: get(row, "last_activity")?,
        created_at: get(row, "created_at")?,
        memo: get(row, "memo")?,
        matched: matched(row)?,
        first_seen_at: get(row, "first_seen_at")?,
        vanished_at: get(row, "vanished_at")?,
    })
}

fn owner(row: &QueryResult) -> Result<Option<AccountOwner>, StoreError> {
    let Some(id) = get::<Option<i64>>(row, "person_id")? else { return Ok(None) };
    Ok(Some(AccountOwner {
        id: PeopleId(id),
        display_name: get(row, "person_name")?,
        employee_status: name(row, "employee_status")?,
        employee_type: name(row, "employee_type")?,
        management_type: name(row, "management_type")?,
    }))
}

fn matched(row: &QueryResult) -> Result<Option<Match>, StoreError> {
    let Some(rule) = get::<Option<String>>(row, "match_rule")? else { return Ok(None) };
    let rule: MatchRule = rule.parse().map_err(|error| StoreError::new(DOING, Box::new(error)))?;
    Ok(Some(Match { rule, value: get(row, "match_value")?, pinned: get(row, "match_pinned")? }))
}

pub(crate) fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, StoreError> {
    row.try_get("", column).context(DOING)
}

pub(crate) fn name<T: std::str::FromStr<Err = UnknownName>>(row: &QueryResult, column: &str) -> Result<T, StoreError> {
    get::<String>(row, column)?.parse().map_err(|error| StoreError::new(DOING, Box::new(error)))
}

fn list(row: &QueryResult, column: &str) -> Result<Vec<String>, StoreError> {
    serde_json::from_str(&get::<String>(row, column)?).map_err(|error| StoreError::new(DOING, error))
}
