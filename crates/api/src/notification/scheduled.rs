use chrono::{DateTime, Utc};
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::{ChannelId, ScheduledExportId};
use daicho_domain::list::FileFormat;
use daicho_domain::notification::{ChannelKind, Every, ExportedList, NewScheduledExport, ScheduledExport as Export};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::lists::check_query;
use crate::State;
use crate::answer::{Created, NoContent};
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::{Json, Path};

/// A list that is sent as a file again and again.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ScheduledExport {
    id: ScheduledExportId,
    list: ExportedList,
    query: String,
    format: FileFormat,
    every: Every,
    channel_id: ChannelId,
    next_run_at: DateTime<Utc>,
    created_by: String,
}

impl From<Export> for ScheduledExport {
    fn from(export: Export) -> Self {
        Self {
            id: export.id,
            list: export.list,
            query: export.query,
            format: export.format,
            every: export.every,
            channel_id: export.channel,
            next_run_at: export.next_run,
            created_by: export.created_by,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ScheduledExportList {
    items: Vec<ScheduledExport>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct AddScheduledExportRequest {
    list: ExportedList,
    /// Filters and columns, as in the query of the list's own address: `types=retired&columns=email`.
    #[serde(default)]
    query: String,
    format: FileFormat,
    every: Every,
    /// By e-mail or signed webhook.
    channel_id: ChannelId,
}

pub(super) async fn list_scheduled_exports(
    caller: Authorized<may::NotificationsWrite>,
    state: State,
) -> Answer<Json<ScheduledExportList>> {
    let exports = state.notifications.scheduled_exports(caller.organization).await?;
    Ok(Json(ScheduledExportList { items: exports.into_iter().map(Into::into).collect() }))
}

pub(super) async fn add_scheduled_export(
    caller: Authorized<may::NotificationsWrite>,
    state: State,
    Json(request): Json<AddScheduledExportRequest>,
) -> Answer<Created<ScheduledExport>> {
    let channel = state.notifications.find_channel(caller.organization, request.channel_id).await?;
    let channel = channel.ok_or(ErrorCode::NotFound)?;
    if !matches!(channel.kind, ChannelKind::Email | ChannelKind::Webhook) {
        return Err(invalid(
            "channelId",
            "Files go by e-mail or by webhook.",
            "ファイルはメールまたはWebhookで送信できます。",
        ));
    }
    let query = request.query.trim_start_matches('?').to_owned();
    check_query(request.list, &query)?;
    let export = NewScheduledExport {
        list: request.list,
        query,
        format: request.format,
        every: request.every,
        channel: channel.id,
    };
    let added = state.notifications.add_scheduled_export(caller.organization, export, &caller.actor).await?;
    Ok(Created(added.into()))
}

pub(super) async fn remove_scheduled_export(
    caller: Authorized<may::NotificationsWrite>,
    state: State,
    Path(id): Path<ScheduledExportId>,
) -> Answer<NoContent> {
    if state.notifications.remove_scheduled_export(caller.organization, id).await? {
        return Ok(NoContent);
    }
    Err(ErrorCode::NotFound.into())
}
