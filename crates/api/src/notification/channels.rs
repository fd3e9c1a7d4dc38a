use async_trait::async_trait;
use daicho_domain::error::{ErrorCode, Outcome};
use daicho_domain::ids::{ChannelId, OrganizationId};
use daicho_domain::notification::{self as domain, ChannelKind, NotificationChannel as Channel};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{
    AddNotificationChannelRequest, ChangeNotificationChannelRequest, NotificationChannel, NotificationChannelList,
};
use crate::answer::{Created, NoContent};
use crate::error::Answer;
use crate::guard::{Authorized, LoadRow, may};
use crate::request::Json;
use crate::{AppState, State};

#[async_trait(?Send)]
impl LoadRow for Channel {
    const PARAMETER: &'static str = "channelId";
    type Id = ChannelId;

    async fn load(state: &AppState, organization: OrganizationId, id: ChannelId) -> Outcome<Option<Self>> {
        Ok(state.notifications.find_channel(organization, id).await?)
    }
}

pub(super) async fn list_notification_channels(
    caller: Authorized<may::NotificationsWrite>,
    state: State,
) -> Answer<Json<NotificationChannelList>> {
    let channels = state.notifications.channels(caller.organization).await?;
    Ok(Json(NotificationChannelList { items: channels.into_iter().map(Into::into).collect() }))
}

pub(super) async fn add_notification_channel(
    caller: Authorized<may::NotificationsWrite>,
    state: State,
    Json(request): Json<AddNotificationChannelRequest>,
) -> Answer<Created<NotificationChannel>> {
    if request.kind() == ChannelKind::Email && !state.messenger.sends_mail() {
        return Err(ErrorCode::FeatureNotAvailable.into());
    }
    let (channel, signing_secret) = request.channel()?;
    let added = state.notifications.add_channel(caller.organization, channel).await?;
    Ok(Created(NotificationChannel::from(added).with_secret(signing_secret.as_ref())))
}

pub(super) async fn get_notification_channel(
    caller: Authorized<may::NotificationsWrite, Channel>,
) -> Answer<Json<NotificationChannel>> {
    Ok(Json(caller.target.into()))
}

pub(super) async fn change_notification_channel(
    caller: Authorized<may::NotificationsWrite, Channel>,
    state: State,
    Json(request): Json<ChangeNotificationChannelRequest>,
) -> Answer<Json<NotificationChannel>> {
    let id = caller.target.id;
    let edit = request.edit(&caller.target)?;
    state.notifications.edit_channel(caller.organization, id, edit).await?;
    let changed = state.notifications.find_channel(caller.organization, id).await?;
    Ok(Json(changed.ok_or(ErrorCode::NotFound)?.into()))
}

pub(super) async fn remove_notification_channel(
    caller: Authorized<may::NotificationsWrite, Channel>,
    state: State,
) -> Answer<NoContent> {
    state.notifications.remove_channel(caller.organization, caller.target.id).await?;
    Ok(NoContent)
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListSlackChannelsRequest {
    /// The bot token of a Slack app with the scopes `channels:read` and `groups:read`.
    #[schema(value_type = String)]
    token: SecretString,
}

/// A channel of Slack.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SlackChannel {
    id: String,
    name: String,
    is_private: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SlackChannelList {
    items: Vec<SlackChannel>,
}

pub(super) async fn list_slack_channels(
    _: Authorized<may::NotificationsWrite>,
    state: State,
    Json(request): Json<ListSlackChannelsRequest>,
) -> Answer<Json<SlackChannelList>> {
    let channels = state.messenger.slack_channels(&request.token).await?;
    let shown = |channel: domain::SlackChannel| SlackChannel {
        id: channel.id,
        name: channel.name,
        is_private: channel.is_private,
    };
    Ok(Json(SlackChannelList { items: channels.into_iter().map(shown).collect() }))
}
