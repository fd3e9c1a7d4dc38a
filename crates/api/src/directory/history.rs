use chrono::{DateTime, Utc};
use daicho_domain::directory::{self, ChangeSource, HistoryKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Authorized, may, target};
use crate::State;
use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::request::{Json, Paging};

/// One field of an identity before and after.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdentityHistoryItem {
    id: String,
    field: String,
    previous: Option<serde_json::Value>,
    current: Option<serde_json::Value>,
    #[serde(rename = "type")]
    kind: HistoryKind,
    source: ChangeSource,
    actor: String,
    metadata: Option<serde_json::Value>,
    created_at: DateTime<Utc>,
}

impl From<directory::HistoryItem> for IdentityHistoryItem {
    fn from(item: directory::HistoryItem) -> Self {
        Self {
            id: item.id.to_string(),
            field: item.change.field,
            previous: item.change.previous,
            current: item.change.current,
            kind: item.kind,
            source: item.origin.source,
            actor: item.origin.actor,
            metadata: None,
            created_at: item.created_at,
        }
    }
}

pub(super) async fn list_identity_history(
    caller: Authorized<may::DirectoryRead, target::Identity>,
    state: State,
    Paging(page): Paging<10>,
) -> Answer<Json<ListAnswer<IdentityHistoryItem>>> {
    let found = state.directory.history(caller.organization, caller.target.id(), &page).await?;
    Ok(Json(ListAnswer::new(found, &page)))
}
