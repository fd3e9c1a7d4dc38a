//! Workspaces, syncs, and the log of what was done.

mod assisted;
mod custom;
mod events;
mod log;
mod log_export;
mod oauth;
mod requests;
mod step_text;
mod trial;
mod workspace;
mod workspaces;

pub(crate) use log::LogFilters;
pub(crate) use log_export::write_log;

use crate::routing::Routes;

pub(crate) use workspace::Fault;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Workspaces")
        .get("/workspaces", "List the workspaces", workspaces::list_workspaces)
        .post("/workspaces", "Connect a service: the credentials are tried first", workspaces::connect_workspace)
        .post("/workspaces/verify", "Try credentials and store nothing", workspaces::verify_credentials)
        .post(
            "/workspaces/verify/steps",
            "Try credentials, follow the steps as they are done, and store nothing",
            trial::follow_trial,
        )
        .post("/workspaces/oauth", "Begin to connect a service by its consent screen", oauth::begin_authorization)
        .post("/workspaces/custom", "Add a workspace that is kept by hand", custom::create_custom_workspace)
        .get("/workspaces/{workspaceId}", "Show a workspace", workspaces::get_workspace)
        .patch("/workspaces/{workspaceId}", "Rename, pause or resume a workspace", workspaces::change_workspace)
        .delete("/workspaces/{workspaceId}", "Disconnect a workspace", workspaces::disconnect_workspace)
        .put("/workspaces/{workspaceId}/auth", "Replace the credentials", workspaces::reintegrate_workspace)
        .post("/workspaces/{workspaceId}/sync", "Sync a workspace now", workspaces::sync_workspace)
        .get("/workspaces/{workspaceId}/workspace-meta", "Show a workspace's risk", workspaces::get_workspace_meta)
        .put("/workspaces/{workspaceId}/workspace-meta", "Judge a workspace's risk", workspaces::set_workspace_meta);
    routes
        .of_organization("Assisted syncs")
        .get(
            "/workspaces/{workspaceId}/assisted-recipe",
            "Tell how a person's browser reads the members",
            assisted::get_assisted_recipe,
        )
        .post(
            "/workspaces/{workspaceId}/assisted-syncs",
            "Begin a sync whose pages a person's browser reads",
            assisted::begin_assisted_sync,
        )
        .post("/assisted-syncs/{requestId}/pages", "Hand over a page of members", assisted::stage_assisted_page)
        .post(
            "/assisted-syncs/{requestId}/details",
            "Tell where the browser finds each member's own page",
            assisted::find_assisted_details,
        )
        .post("/assisted-syncs/{requestId}/file", "Hand over the file of all members", assisted::stage_assisted_file)
        .post(
            "/assisted-syncs/{requestId}/finish",
            "End an assisted sync: everybody was handed over",
            assisted::finish_assisted_sync,
        )
        .post(
            "/assisted-syncs/{requestId}/fail",
            "End an assisted sync that cannot go on",
            assisted::fail_assisted_sync,
        );
    routes.of_installation("Workspaces").get(
        "/oauth/callback",
        "Where a service's consent screen sends the browser back to",
        oauth::finish_authorization,
    );
    routes
        .of_organization("Requests")
        .get("/requests", "List requests, the newest first", requests::list_requests)
        .post("/requests", "Show how far a request is", requests::look_up_request)
        .get("/requests/{requestId}", "Show how far a request is", requests::get_request)
        .post("/requests/{requestId}/confirm", "Apply a held sync", requests::confirm_request)
        .post("/requests/{requestId}/discard", "Discard a held sync", requests::discard_request);
    routes
        .of_organization("Integration log")
        .get("/integration-logs", "List what was done, the newest first", log::list_integration_logs)
        .get("/integration-logs/export.csv", "Download the log as CSV", log_export::export_integration_logs_csv)
        .get(
            "/integration-logs/export.xlsx",
            "Download the log as a workbook",
            log_export::export_integration_logs_xlsx,
        )
        .get("/integration-logs/{requestId}", "Show one entry with its steps", log::get_integration_log)
        .get("/events", "Follow requests and workspaces as they change", events::follow_events);
}
