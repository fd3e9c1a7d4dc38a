use chrono::{DateTime, Utc};
use daicho_domain::error::ErrorCode;
use daicho_domain::ids::DeliveryId;
use daicho_domain::notification::{
    Delivery, DeliveryState, Notification, NotificationChannel as Channel, NotificationEvent,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::State;
use crate::answer::{Accepted, ListAnswer};
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::{Json, Paging, Path};

/// One message on its way to a channel.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct NotificationDelivery {
    id: DeliveryId,
    /// The same on every attempt: `webhook-id` of signed webhooks.
    message_id: String,
    event: NotificationEvent,
    /// Of how many alerts it tells.
    alerts: Option<u64>,
    state: DeliveryState,
    attempts: u32,
    /// What went wrong with the last attempt.
    error: Option<String>,
    created_at: DateTime<Utc>,
    last_attempt_at: Option<DateTime<Utc>>,
    next_attempt_at: Option<DateTime<Utc>>,
    delivered_at: Option<DateTime<Utc>>,
}

impl From<Delivery> for NotificationDelivery {
    fn from(delivery: Delivery) -> Self {
        Self {
            id: delivery.id,
            message_id: delivery.message_id,
            event: delivery.notification.event(),
            alerts: match &delivery.notification {
                Notification::Alerts(notice) => Some(notice.total),
                Notification::Export(_) | Notification::Automation(_) | Notification::Test => None,
            },
            state: delivery.state,
            attempts: delivery.attempts,
            error: delivery.error,
            created_at: delivery.created_at,
            last_attempt_at: delivery.last_attempt_at,
            next_attempt_at: delivery.next_attempt_at,
            delivered_at: delivery.delivered_at,
        }
    }
}

/// Its fate is in the list of deliveries.
pub(super) async fn test_notification_channel(
    caller: Authorized<may::NotificationsWrite, Channel>,
    state: State,
) -> Answer<Accepted<NotificationDelivery>> {
    Ok(Accepted(state.notifications.request_test(caller.organization, caller.target.id).await?.into()))
}

pub(super) async fn list_notification_deliveries(
    caller: Authorized<may::NotificationsWrite, Channel>,
    state: State,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<NotificationDelivery>>> {
    let found = state.notifications.deliveries(caller.organization, caller.target.id, &page).await?;
    Ok(Json(ListAnswer::new(found, &page)))
}

pub(super) async fn redeliver_notification(
    caller: Authorized<may::NotificationsWrite, Channel>,
    state: State,
    Path(delivery): Path<DeliveryId>,
) -> Answer<Accepted<NotificationDelivery>> {
    let again = state.notifications.redeliver(caller.organization, caller.target.id, delivery).await?;
    Ok(Accepted(again.ok_or(ErrorCode::NotFound)?.into()))
}
