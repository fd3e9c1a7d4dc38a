//! Automations: what is done by itself when somebody joins or leaves.

mod engine;
mod evaluate;
mod fill;
mod item;
mod jobs;
mod store;

pub use engine::{Automations, Rehearsal};
pub use evaluate::{CATCH_UP, queue_of, run_date, set_off};
pub use item::{
    Automation, AutomationAction, AutomationDraft, AutomationKind, AutomationRun, AutomationTrigger, CauseKind,
    Condition, ConditionField, Queued, RunCause, RunError, RunResult, RunState, TriggerField, When,
};
pub use jobs::AutomationJobs;
pub use store::{AutomationStore, RunTask};
