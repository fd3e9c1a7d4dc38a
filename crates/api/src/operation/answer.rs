use chrono::{DateTime, Utc};
use daicho_domain::directory::EntryName;
use daicho_domain::ids::{AccountId, PeopleId, RequestId, ServiceId, WorkspaceId};
use daicho_domain::integration::{ChangeKind, ServiceName};
use daicho_domain::operation::{self as domain, AccountSnapshot, OperationState, Origin};
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use crate::integration::Fault;

/// One change asked of a service.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Operation {
    /// Also the id of its request and of its entry in the integration log.
    id: RequestId,
    kind: ChangeKind,
    state: OperationState,
    service: OperationService,
    workspace: OperationWorkspace,
    account: OperationAccount,
    person: Option<OperationPerson>,
    /// An e-mail address, the name of an API key, or `system`.
    requested_by: String,
    origin: Origin,
    created_at: DateTime<Utc>,
    run_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
    /// How often the service was asked for the change.
    attempts: u32,
    error: Option<Fault>,
    before: Option<AccountSnapshot>,
    after: Option<AccountSnapshot>,
    /// The service had nothing to change.
    already_gone: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OperationService {
    id: ServiceId,
    unique_name: String,
    name: String,
}

impl From<ServiceName> for OperationService {
    fn from(service: ServiceName) -> Self {
        Self { id: service.id, unique_name: service.slug, name: service.name }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OperationWorkspace {
    pub(crate) id: WorkspaceId,
    pub(crate) name: String,
}

/// The account as it was when the operation was asked for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OperationAccount {
    /// `<workspaceId>#<the service's own id>`; null for an account that is yet to be created.
    pub(crate) id: Option<String>,
    pub(crate) account_id: Option<AccountId>,
    pub(crate) display_name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) user_name: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OperationPerson {
    people_id: PeopleId,
    display_name: String,
    primary_email: Option<String>,
}

impl From<EntryName> for OperationPerson {
    fn from(person: EntryName) -> Self {
        Self {
            people_id: person.id,
            display_name: person.display_name,
            primary_email: person.primary_email.map(|email| email.to_string()),
        }
    }
}

impl Operation {
    pub(crate) fn new(operation: domain::Operation, language: Language) -> Self {
        let subject = operation.subject;
        let workspace = operation.workspace;
        let after = operation.after.as_ref().map(|after| after.external_id.clone());
        let external_id = subject.external_id.or(after);
        Self {
            id: operation.id,
            kind: operation.kind,
            state: operation.state,
            service: operation.service.into(),
            workspace: OperationWorkspace { id: workspace, name: operation.workspace_name },
            account: OperationAccount {
                id: external_id.map(|external_id| format!("{workspace}#{external_id}")),
                account_id: operation.account,
                display_name: subject.display_name,
                email: subject.email,
                user_name: subject.username,
            },
            person: operation.person.map(OperationPerson::from),
            requested_by: operation.actor,
            origin: operation.origin,
            created_at: operation.created_at,
            run_at: operation.run_at,
            finished_at: operation.finished_at,
            attempts: operation.attempts,
            error: operation.fault.map(|fault| Fault::new(fault, language)),
            before: operation.before,
            after: operation.after,
            already_gone: operation.already,
        }
    }
}
