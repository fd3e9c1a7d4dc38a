use chrono::{DateTime, Utc};
use daicho_domain::error::{ErrorCode, StoreError};
use daicho_domain::ids::{RequestId, ServiceId, WorkspaceId};
use daicho_domain::integration::{LogEntry, RunFault, ServiceName};
use sea_orm::QueryResult;
use serde::de::DeserializeOwned;

use crate::failure::Context;

const DOING: &str = "read the integration log";

/// The columns of `integration_log l` joined with `workspace w` that [`entry`] reads.
pub(super) const ENTRY_COLUMNS: &str = "l.id, l.request_id, l.workspace_id, l.service_id, l.service_name, \
     COALESCE(w.service_slug, '') AS service_slug, l.workspace_name, l.kind, l.status, l.trigger, l.actor, l.created_at, \
     l.started_at, l.finished_at, l.changed_at, l.progress, l.counts, l.held, l.fault";

pub(crate) fn entry(row: &QueryResult) -> Result<LogEntry, StoreError> {
    let text = |column: &str| row.try_get::<String>("", column).context(DOING);
    let json = |column: &str| row.try_get::<Option<serde_json::Value>>("", column).context(DOING);
    Ok(LogEntry {
        request: RequestId(row.try_get("", "request_id").context(DOING)?),
        kind: parse(&text("kind")?)?,
        status: parse(&text("status")?)?,
        service: ServiceName {
            id: ServiceId(row.try_get("", "service_id").context(DOING)?),
            slug: text("service_slug")?,
            name: text("service_name")?,
        },
        workspace: WorkspaceId(row.try_get("", "workspace_id").context(DOING)?),
        workspace_name: text("workspace_name")?,
        trigger: parse(&text("trigger")?)?,
        actor: text("actor")?,
        created_at: row.try_get("", "created_at").context(DOING)?,
        started_at: row.try_get("", "started_at").context(DOING)?,
        finished_at: row.try_get("", "finished_at").context(DOING)?,
        progress: json("progress")?.map(from_json).transpose()?.unwrap_or_default(),
        counts: json("counts")?.map(from_json).transpose()?,
        held: json("held")?.map(from_json).transpose()?,
        fault: json("fault")?.map(fault_from_json).transpose()?,
    })
}

#[derive(serde::Serialize, serde::Deserialize)]
struct StoredFault {
    code: String,
    detail: String,
    at: DateTime<Utc>,
}

pub(crate) fn fault_to_json(fault: &RunFault) -> serde_json::Value {
    serde_json::json!({ "code": fault.code.id(), "detail": fault.detail, "at": fault.at })
}

pub(crate) fn fault_from_json(stored: serde_json::Value) -> Result<RunFault, StoreError> {
    let stored: StoredFault = from_json(stored)?;
    let code = ErrorCode::ALL.iter().copied().find(|code| code.id() == stored.code);
    Ok(RunFault {
        code: code.unwrap_or(ErrorCode::InternalServerError),
        detail: stored.detail,
        at: stored.at,
        picture: None,
    })
}

pub(crate) fn from_json<T: DeserializeOwned>(value: serde_json::Value) -> Result<T, StoreError> {
    serde_json::from_value(value).map_err(|error| StoreError::new(DOING, error))
}

pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(value).map_err(|error| StoreError::new("write the integration log", error))
}

pub(crate) fn parse<T: std::str::FromStr<Err = daicho_domain::error::UnknownName>>(
    text: &str,
) -> Result<T, StoreError> {
    text.parse().map_err(|error| StoreError::new(DOING, Box::new(error)))
}
