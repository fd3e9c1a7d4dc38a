//! Operations: one change asked of a service each. A row before it is a call, with a state and a record.

mod create;
mod draft;
mod file;
mod form;
mod guard;
mod item;
mod jobs;
mod many;
mod perform;
mod plan;
mod request;
mod settle;
mod store;

pub use create::{NewAccount, NewAccounts};
pub use draft::{Idempotency, OperationDraft, Subject};
pub use file::{NewAccountFile, NewAccountLine};
pub use form::{FormField, ProvisioningForm};
pub use guard::{Rules, Situation, guard};
pub use item::{AccountSnapshot, Operation, OperationQuery, OperationState, Origin};
pub use jobs::OperationJobs;
pub use many::{Creation, Creations};
pub use perform::PerformOperation;
pub use plan::{HandOver, OperationPlan};
pub use request::{ChangeRequest, Operations};
pub use store::{Ending, OperationStore, OperationTask, Pause, Stage};
