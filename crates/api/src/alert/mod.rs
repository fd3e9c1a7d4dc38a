//! Alerts: lists, sums, files, mutes, settings.

mod answer;
mod export;
mod list;
mod mute;
mod mutes;
mod settings;
mod summary;

use crate::routing::Routes;

pub(crate) use answer::Alert;
pub(crate) use export::{Reader, write_alerts};
pub(crate) use list::AlertFilters;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Alerts")
        .get("/alerts", "List what is to be looked at, the newest first", list::list_alerts)
        .get("/alerts/summary", "Count alerts by type and by service", summary::get_alert_summary)
        .get("/alerts/export.csv", "Download alerts as CSV", export::export_alerts_csv)
        .get("/alerts/export.xlsx", "Download alerts as a workbook", export::export_alerts_xlsx)
        .post("/alerts/accounts/mute", "Mute alerts of accounts", mute::mute_account_alerts)
        .delete("/alerts/accounts/mute", "Unmute alerts of accounts", mute::unmute_account_alerts)
        .post("/alerts/files/mute", "Mute alerts of files", mute::mute_file_alerts)
        .delete("/alerts/files/mute", "Unmute alerts of files", mute::unmute_file_alerts)
        .post("/alerts/services/mute", "Mute alerts of services", mute::mute_service_alerts)
        .delete("/alerts/services/mute", "Unmute alerts of services", mute::unmute_service_alerts)
        .get("/alerts/mutes", "List what is muted, the newest first", mutes::list_alert_mutes)
        .get("/alerts/{alertId}", "Show an alert as long as it is raised", list::get_alert)
        .get("/alert-settings", "Show when accounts count as inactive", settings::get_alert_settings)
        .put("/alert-settings", "Decide when accounts count as inactive", settings::set_alert_settings);
}
