//! Connecting services and keeping the ledger in step with them.

mod authorization;
mod connector;
mod credentials;
mod fault;

pub use authorization::{AuthorizationAnswer, AuthorizationRequest, Authorizer};
pub use connector::{
    AccountChange, AccountPage, AccountPages, ChangeKind, ChangeOutcome, Checkpoint, Connection, Connector,
    RequestObserver, RequestRecord, VerifiedTenant,
};
pub use credentials::{
    CredentialKeeper, CredentialValues, CredentialVersion, RenewalTurn, UnstoredCredentials, VersionedCredentials,
};
pub use fault::{ConnectorFault, FaultKind};
