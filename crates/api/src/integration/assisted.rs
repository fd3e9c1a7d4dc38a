//! Syncs whose pages a person's own browser reads and hands over.

use std::collections::BTreeMap;

use daicho_domain::integration::{AssistedRecipe, LogEntry, Workspace};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use super::workspaces::RequestStarted;
use crate::State;
use crate::answer::{Accepted, Created, NoContent};
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::{Json, Upload};

/// A row by the names of the recipe's columns.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(transparent)]
pub(super) struct MemberRow(BTreeMap<String, String>);

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssistedPage {
    /// 1 for the first. One that was taken already is passed over.
    page: u64,
    rows: Vec<MemberRow>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssistedRows {
    rows: Vec<MemberRow>,
}

/// In the order of the rows.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DetailAddresses {
    addresses: Vec<Url>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssistedFailure {
    /// What the browser looked for and did not find.
    detail: String,
}

pub(super) async fn get_assisted_recipe(
    caller: Authorized<may::AssistedSyncsWrite, Workspace>,
    state: State,
) -> Answer<Json<AssistedRecipe>> {
    Ok(Json(state.assisted_syncs.recipe(&caller.target).await?))
}

pub(super) async fn begin_assisted_sync(
    caller: Authorized<may::AssistedSyncsWrite, Workspace>,
    state: State,
) -> Answer<Created<RequestStarted>> {
    let request = state.assisted_syncs.begin(&caller.target, &caller.actor).await?;
    Ok(Created(RequestStarted::of(request)))
}

pub(super) async fn stage_assisted_page(
    caller: Authorized<may::AssistedSyncsWrite, LogEntry>,
    state: State,
    Json(page): Json<AssistedPage>,
) -> Answer<NoContent> {
    let rows = page.rows.into_iter().map(|row| row.0).collect();
    state.assisted_syncs.stage(caller.organization, &caller.target, page.page, rows).await?;
    Ok(NoContent)
}

pub(super) async fn find_assisted_details(
    caller: Authorized<may::AssistedSyncsWrite, LogEntry>,
    state: State,
    Json(body): Json<AssistedRows>,
) -> Answer<Json<DetailAddresses>> {
    let rows = body.rows.into_iter().map(|row| row.0).collect();
    let addresses = state.assisted_syncs.detail_addresses(caller.organization, &caller.target, rows).await?;
    Ok(Json(DetailAddresses { addresses }))
}

pub(super) async fn stage_assisted_file(
    caller: Authorized<may::AssistedSyncsWrite, LogEntry>,
    state: State,
    upload: Upload,
) -> Answer<NoContent> {
    state.assisted_syncs.stage_file(caller.organization, &caller.target, upload.into_downloaded()).await?;
    Ok(NoContent)
}

pub(super) async fn finish_assisted_sync(
    caller: Authorized<may::AssistedSyncsWrite, LogEntry>,
    state: State,
) -> Answer<Accepted<RequestStarted>> {
    let request = state.assisted_syncs.finish(caller.organization, &caller.target).await?;
    Ok(Accepted(RequestStarted::of(request)))
}

pub(super) async fn fail_assisted_sync(
    caller: Authorized<may::AssistedSyncsWrite, LogEntry>,
    state: State,
    Json(failure): Json<AssistedFailure>,
) -> Answer<NoContent> {
    state.assisted_syncs.fail(caller.organization, &caller.target, &failure.detail).await?;
    Ok(NoContent)
}
