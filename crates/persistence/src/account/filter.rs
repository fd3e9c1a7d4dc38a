//! Filters of account lists as SQL.

use chrono::Utc;
use daicho_domain::account::{AccountQuery, UserType};
use daicho_domain::alert::AlertType;
use daicho_domain::ids::OrganizationId;

use super::reported::list;
use super::sort::SECOND_FACTOR;
use crate::alert::push_mute;
use crate::sql::Sql;
use crate::support::stored_time;

/// Writes the conditions on account `a` and, where [`needs_person`] says so, person `i`.
pub(super) fn push(sql: &mut Sql, organization: OrganizationId, query: &AccountQuery) {
    sql.push("a.organization_id = ").bind(organization.0);
    if !query.include_deleted {
        sql.push(" AND a.vanished_at IS NULL");
    }
    push_any(sql, "a.service_id", query.services.iter().map(|id| id.0));
    push_any(sql, "a.workspace_id", query.workspaces.iter().map(|id| id.0));
    push_any(sql, "a.identity_id", query.person.iter().map(|id| id.0));
    push_any(sql, "a.user_type", query.user_types.iter().map(|name| name.as_str()));
    push_any(sql, "a.role_class", query.roles.iter().map(|name| name.as_str()));
    push_any(sql, "a.status", query.statuses.iter().map(|name| name.as_str()));
    push_any(sql, "i.employee_type", query.employee_types.iter().map(|name| name.as_str()));
    push_any(sql, "i.employee_status", query.employee_statuses.iter().map(|name| name.as_str()));
    if let Some(has) = query.two_factor {
        sql.push(&format!(" AND {SECOND_FACTOR} = {}", if has { 2 } else { 1 }));
    }
    push_any_of_list(sql, "a.roles", &query.service_roles);
    push_any_of_list(sql, "a.licenses", &query.licenses);
    push_alerts(sql, query);
    for (column, operator, bound) in [
        ("a.last_activity", "<", query.last_activity_before),
        ("a.last_activity", ">=", query.last_activity_after),
        ("a.created_at", "<", query.created_before),
        ("a.created_at", ">=", query.created_after),
    ] {
        if let Some(time) = bound {
            sql.push(&format!(" AND {column} {operator} ")).bind(stored_time(time));
        }
    }
}

/// An alert that follows from the user type alone is that type, which the lists' indexes know.
fn push_alerts(sql: &mut Sql, query: &AccountQuery) {
    if query.inactive {
        sql.push(" AND EXISTS (SELECT 1 FROM alert n WHERE n.account_id = a.id AND n.type = 'inactive_account')");
    }
    let told: Vec<&str> = query.alerts.iter().filter_map(|alert| user_type(*alert)).map(UserType::as_str).collect();
    if query.alert_muted.is_none() && !told.is_empty() && told.len() == query.alerts.len() {
        push_any(sql, "a.user_type", told.into_iter());
        sql.push(" AND a.vanished_at IS NULL");
        return;
    }
    if query.alerts.is_empty() && query.alert_muted.is_none() {
        return;
    }
    sql.push(" AND EXISTS (SELECT 1 FROM alert x WHERE x.account_id = a.id");
    push_any(sql, "x.type", query.alerts.iter().map(|alert| alert.as_str()));
    if let Some(muted) = query.alert_muted {
        sql.push(" AND ");
        push_mute(sql, Utc::now());
        sql.push(if muted { " IS NOT NULL" } else { " IS NULL" });
    }
    sql.push(")");
}

const fn user_type(alert: AlertType) -> Option<UserType> {
    match alert {
        AlertType::RetiredAccount => Some(UserType::Retired),
        AlertType::OnLeaveAccount => Some(UserType::OnLeave),
        AlertType::UnknownAccount => Some(UserType::Unknown),
        _ => None,
    }
}

pub(super) fn needs_person(query: &AccountQuery) -> bool {
    !(query.employee_types.is_empty() && query.employee_statuses.is_empty())
}

/// One value as an equation: indexes then serve the order as well.
fn push_any<V: Into<sea_orm::Value>>(sql: &mut Sql, column: &str, values: impl ExactSizeIterator<Item = V>) {
    match values.len() {
        0 => {}
        1 => {
            sql.push(&format!(" AND {column} = "));
            for value in values {
                sql.bind(value);
            }
        }
        _ => {
            sql.push(&format!(" AND {column} IN ")).bind_list(values);
        }
    }
}

/// The column holds a JSON list of texts.
fn push_any_of_list(sql: &mut Sql, column: &str, wanted: &[String]) {
    for (place, text) in wanted.iter().enumerate() {
        sql.push(if place == 0 { " AND (" } else { " OR " });
        let quoted = list(std::slice::from_ref(text));
        let quoted = quoted.trim_start_matches('[').trim_end_matches(']');
        let escaped = quoted.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        sql.push(&format!("{column} LIKE ")).bind(format!("%{escaped}%")).push(" ESCAPE '!'");
    }
    if !wanted.is_empty() {
        sql.push(")");
    }
}

/// Whether the tallies alone can say how many there are.
pub(super) fn is_tallied(query: &AccountQuery) -> bool {
    let plain = AccountQuery {
        services: query.services.clone(),
        workspaces: query.workspaces.clone(),
        user_types: query.user_types.clone(),
        sort: query.sort,
        order: query.order,
        ..AccountQuery::default()
    };
    *query == plain
}

pub(super) fn push_tallied(sql: &mut Sql, organization: OrganizationId, query: &AccountQuery) {
    sql.push("organization_id = ").bind(organization.0);
    push_any(sql, "service_id", query.services.iter().map(|id| id.0));
    push_any(sql, "workspace_id", query.workspaces.iter().map(|id| id.0));
    push_any(sql, "user_type", query.user_types.iter().map(|name: &UserType| name.as_str()));
}
