//! Automations: what is done by itself when somebody joins or leaves.

mod answer;
mod body;
mod queue;
mod run;

use crate::routing::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Automations")
        .get("/automations", "List the automations", body::list_automations)
        .post("/automations", "Add an automation", body::create_automation)
        .get("/automations/{automationId}", "Show an automation", body::get_automation)
        .patch("/automations/{automationId}", "Change an automation", body::change_automation)
        .delete("/automations/{automationId}", "Remove an automation with its history", body::remove_automation)
        .post("/automations/{automationId}/run", "Run an automation for people now", run::run_automation)
        .get(
            "/automations/{automationId}/runs",
            "List what an automation did, the newest first",
            run::list_automation_runs,
        )
        .get(
            "/people/{peopleId}/automation-queue",
            "List what dates will bring for a person",
            queue::list_automation_queue,
        );
}
