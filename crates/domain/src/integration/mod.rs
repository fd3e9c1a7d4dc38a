//! Connecting services and keeping the ledger in step with them.

mod assisted;
mod authorization;
mod browser;
mod connect;
mod connector;
mod credentials;
mod dance;
mod fault;
mod jobs;
mod picture;
mod plan;
mod run;
mod step;
mod store;
mod sync;
mod workspace;

pub use assisted::{
    AssistedMembers, AssistedRecipe, AssistedSyncs, AssistedTable, ChosenOption, DetailPart, NextRows, PageReader,
    PageStep,
};
pub use authorization::{AuthorizationAnswer, AuthorizationRequest, Authorizer};
pub use browser::{
    Browser, DownloadedFile, FoundRows, LARGEST_FILE, MemberFileHead, Row, Sight, Tab, Visit, Wanted, WantedColumn,
    WantedRows, refused_file,
};
pub use connect::{CheckedDraft, Connect, ConnectDraft, ServiceChoice, trigger_of};
pub use connector::{
    AccountChange, AccountPage, AccountPages, ChangeKind, ChangeOutcome, Checkpoint, Connection, Connector,
    ConnectorName, RequestObserver, RequestRecord, VerifiedTenant,
};
pub use credentials::{
    CredentialKeeper, CredentialValues, CredentialVersion, RenewalTurn, UnstoredCredentials, VersionedCredentials,
};
pub use dance::{DanceReturn, DanceStore, Dances, PendingDance, new_secret};
pub use fault::{ConnectorFault, FaultKind};
pub use jobs::IntegrationJobs;
pub use picture::Picture;
pub use plan::{InputChoices, PlannedRequest};
pub use run::{Counts, Held, LogEntry, Progress, RunFault, RunKind, RunStatus, Staged, Trigger};
pub use step::{Step, StepEvent, StepKind};
pub use store::{
    Credentials, IntegrationLog, LogQuery, RunState, StagedPage, SyncOutcome, SyncStore, SyncTask, WorkspaceStore,
};
pub use sync::{Requests, SyncWorkspace, connection_of};
pub use workspace::{
    NewWorkspace, RiskLevel, ServiceName, Workspace, WorkspaceEdit, WorkspaceKind, WorkspaceRisk, WorkspaceSettings,
    WorkspaceStatus,
};
