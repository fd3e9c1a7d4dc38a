//! Automations: what is done by itself when somebody joins or leaves.

mod engine;
mod evaluate;
mod fill;
mod item;
mod jobs;
mod store;

pub use engine::{Automations, Rehearsal};
pub use evaluate::{queue_of, run_date};
pub use item::{
    Automation, AutomationAction, AutomationDraft, AutomationKind, AutomationRun, AutomationTrigger, Condition,
    ConditionField, Queued, RunResult, RunState, TriggerField, When,
};
pub use jobs::AutomationJobs;
pub use store::{AutomationStore, DueRun, RunTask};
