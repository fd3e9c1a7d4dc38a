use chrono::{DateTime, Utc};
use daicho_domain::alert::{Alert, AlertAccount, AlertDetail, AlertMute, AlertPerson, AlertType, MuteTarget};
use daicho_domain::error::StoreError;
use daicho_domain::ids::{AccountId, AlertId, MuteId, PeopleId, ServiceId, WorkspaceId};
use daicho_domain::integration::{Held, RunFault, ServiceName, WorkspaceSettings};
use sea_orm::QueryResult;

use crate::account::row::{get, name};
use crate::integration::log_row::{fault_from_json, from_json};

/// What [`alert`] reads of alert `x`, its workspace `w`, its account `a`, the account's person `i` and its mute `m`.
pub(super) const COLUMNS: &str = "x.id, x.type, x.since, x.service_id, w.service_slug, w.service_name, x.workspace_id, \
     w.name AS workspace_name, x.account_id, a.external_id, a.display_name, a.email, a.username, a.role_class, \
     a.last_activity, i.id AS person_id, i.display_name AS person_name, i.employee_status, w.settings, w.last_fault, \
     (SELECT l.held FROM integration_log l WHERE l.workspace_id = w.id AND l.status = 'held') AS held, m.id AS mute_id, \
     m.scope, m.type AS mute_type, m.until, m.reason, m.actor, m.created_at AS muted_at";

pub(super) const JOINS: &str = "JOIN workspace w ON w.id = x.workspace_id LEFT JOIN account a ON a.id = x.account_id \
     LEFT JOIN identity i ON i.id = a.identity_id";

pub(super) fn alert(row: &QueryResult) -> Result<Alert, StoreError> {
    let kind: AlertType = name(row, "type")?;
    let service = ServiceName {
        id: ServiceId(get(row, "service_id")?),
        slug: get(row, "service_slug")?,
        name: get(row, "service_name")?,
    };
    let account = account(row)?;
    let workspace = WorkspaceId(get(row, "workspace_id")?);
    Ok(Alert {
        id: AlertId(get(row, "id")?),
        kind,
        since: get(row, "since")?,
        mute: mute(row, &service, workspace, account.as_ref())?,
        detail: detail(row, kind, account.as_ref())?,
        service,
        workspace,
        workspace_name: get(row, "workspace_name")?,
        account,
        person: person(row)?,
    })
}

fn account(row: &QueryResult) -> Result<Option<AlertAccount>, StoreError> {
    let Some(id) = get::<Option<i64>>(row, "account_id")? else { return Ok(None) };
    Ok(Some(AlertAccount {
        id: AccountId(id),
        external_id: get(row, "external_id")?,
        display_name: get(row, "display_name")?,
        email: get(row, "email")?,
        username: get(row, "username")?,
        role: name(row, "role_class")?,
        last_activity: get(row, "last_activity")?,
    }))
}

pub(super) fn person(row: &QueryResult) -> Result<Option<AlertPerson>, StoreError> {
    let Some(id) = get::<Option<i64>>(row, "person_id")? else { return Ok(None) };
    Ok(Some(AlertPerson {
        id: PeopleId(id),
        display_name: get(row, "person_name")?,
        status: name(row, "employee_status")?,
    }))
}

fn detail(
    row: &QueryResult,
    kind: AlertType,
    account: Option<&AlertAccount>,
) -> Result<Option<AlertDetail>, StoreError> {
    let fault = || -> Result<Option<RunFault>, StoreError> {
        get::<Option<serde_json::Value>>(row, "last_fault")?.map(fault_from_json).transpose()
    };
    let failed = |fault: RunFault| AlertDetail::Fault(fault.code, fault.detail);
    let last_day = || -> Result<Option<AlertDetail>, StoreError> {
        let settings: WorkspaceSettings = from_json(get(row, "settings")?)?;
        Ok(settings.credentials_last_day.map(AlertDetail::LastDay))
    };
    Ok(match kind {
        AlertType::InactiveAccount => account.and_then(|account| account.last_activity).map(AlertDetail::LastActivity),
        AlertType::FailedIntegration => fault()?.map(failed),
        AlertType::HeldSync => {
            let held: Option<Held> = get::<Option<serde_json::Value>>(row, "held")?.map(from_json).transpose()?;
            held.map(AlertDetail::Held)
        }
        AlertType::ExpiredCredentials => match fault()? {
            Some(fault) => Some(failed(fault)),
            None => last_day()?,
        },
        AlertType::ExpiringCredentials => last_day()?,
        AlertType::RetiredAccount | AlertType::OnLeaveAccount | AlertType::UnknownAccount | AlertType::PublicFiles => {
            None
        }
    })
}

fn mute(
    row: &QueryResult,
    service: &ServiceName,
    workspace: WorkspaceId,
    account: Option<&AlertAccount>,
) -> Result<Option<AlertMute>, StoreError> {
    use daicho_domain::alert::MuteScope;
    let Some(id) = get::<Option<i64>>(row, "mute_id")? else { return Ok(None) };
    let scope: MuteScope = name(row, "scope")?;
    let target = match (scope, account) {
        (MuteScope::Account | MuteScope::Person, Some(account)) => MuteTarget::Account {
            id: account.id,
            key: format!("{workspace}#{}", account.external_id),
            name: account.shown_name().to_owned(),
            service: service.clone(),
        },
        _ => MuteTarget::Service(service.clone()),
    };
    Ok(Some(AlertMute {
        id: MuteId(id),
        scope,
        kind: muted_kind(row, "mute_type")?,
        target,
        until: get::<Option<DateTime<Utc>>>(row, "until")?,
        reason: get(row, "reason")?,
        by: get(row, "actor")?,
        created_at: get(row, "muted_at")?,
    }))
}

/// Nothing stands for every type.
pub(super) fn muted_kind(row: &QueryResult, column: &str) -> Result<Option<AlertType>, StoreError> {
    if get::<String>(row, column)?.is_empty() { Ok(None) } else { name(row, column).map(Some) }
}
