//! Offboarding: plans, their course, and the closing record.

mod answer;
mod body;
mod course;
mod font;
mod list;
mod pdf;
mod planned;
mod policies;
mod record;
mod words;

use crate::routing::Routes;

pub(crate) use answer::Offboarding;

pub(crate) fn routes(routes: &mut Routes) {
    routes
        .of_organization("Offboarding")
        .get("/offboardings", "List the offboardings, the newest first", list::list_offboardings)
        .post("/offboardings", "Plan an offboarding", body::create_offboarding)
        .get("/offboardings/{offboardingId}", "Show an offboarding", list::get_offboarding)
        .patch("/offboardings/{offboardingId}", "Change the plan before it begins", body::change_offboarding)
        .post("/offboardings/{offboardingId}/approve", "Approve an offboarding", course::approve_offboarding)
        .post("/offboardings/{offboardingId}/run", "Run an offboarding now, or go on with it", course::run_offboarding)
        .post("/offboardings/{offboardingId}/pause", "Begin nothing new for now", course::pause_offboarding)
        .post("/offboardings/{offboardingId}/cancel", "Cancel an offboarding", course::cancel_offboarding)
        .post("/offboardings/{offboardingId}/retry", "Ask again for what failed", course::retry_offboarding)
        .post(
            "/offboardings/{offboardingId}/steps/{stepId}/complete",
            "Say that a step was done by hand",
            course::complete_offboarding_step,
        )
        .get("/offboardings/{offboardingId}/record", "Download the closing record", record::get_offboarding_record)
        .get(
            "/offboardings/{offboardingId}/record.pdf",
            "Download the closing record as PDF",
            record::get_offboarding_record_pdf,
        )
        .get("/offboarding-policies", "List what becomes of leavers' accounts", policies::list_offboarding_policies)
        .put(
            "/offboarding-policies",
            "Decide what becomes of leavers' accounts",
            policies::replace_offboarding_policies,
        );
}
