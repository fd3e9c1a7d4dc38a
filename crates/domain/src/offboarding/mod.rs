//! Offboarding: everything that a leaver has, closed by a plan, and the proof of it.

mod engine;
mod item;
mod jobs;
mod plan;
mod policy;
mod reading;
pub mod record;
mod steer;
mod store;

pub use engine::RunOffboarding;
pub use item::{
    Offboarding, OffboardingEvent, OffboardingQuery, OffboardingState, OffboardingStep, StepAction, StepState,
    StepSubject, Verified, VerifiedHow,
};
pub use jobs::OffboardingJobs;
pub use plan::{Offboardings, PlanRequest, StepRequest, TaskRequest};
pub use policy::{HandOverTo, OffboardingPolicy};
pub use store::{NewOffboarding, NewStep, OffboardingChange, OffboardingStore, StepChange};
