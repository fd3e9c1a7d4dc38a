//! Channels by which people and programs are told, what was delivered, lists that are sent again and again.

mod body;
mod channels;
mod deliveries;
mod lists;
mod scheduled;

pub use lists::Lists;

use crate::routing::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Notifications")
        .get("/notification-channels", "List the channels", channels::list_notification_channels)
        .post("/notification-channels", "Add a channel", channels::add_notification_channel)
        .post(
            "/notification-channels/slack-channels",
            "List the channels that a Slack app can post into",
            channels::list_slack_channels,
        )
        .get("/notification-channels/{channelId}", "Show a channel", channels::get_notification_channel)
        .patch("/notification-channels/{channelId}", "Change a channel", channels::change_notification_channel)
        .delete("/notification-channels/{channelId}", "Remove a channel", channels::remove_notification_channel)
        .post("/notification-channels/{channelId}/test", "Send a test message", deliveries::test_notification_channel)
        .get(
            "/notification-channels/{channelId}/deliveries",
            "List what was sent, the newest first",
            deliveries::list_notification_deliveries,
        )
        .post(
            "/notification-channels/{channelId}/deliveries/{deliveryId}/redeliver",
            "Send a message again",
            deliveries::redeliver_notification,
        )
        .get("/scheduled-exports", "List the exports that are sent again and again", scheduled::list_scheduled_exports)
        .post("/scheduled-exports", "Send a list again and again", scheduled::add_scheduled_export)
        .delete("/scheduled-exports/{exportId}", "Stop sending a list", scheduled::remove_scheduled_export);
}
