//! The port to where accounts are kept.

use async_trait::async_trait;

use super::{Account, AccountEvent, AccountQuery, AccountTally, PastNumbers, ReportedAccount};
use crate::access::Actor;
use crate::error::{Outcome, StoreError};
use crate::ids::{AccountId, OrganizationId, PeopleId, RequestId, WorkspaceId};
use crate::integration::{Counts, Trigger, Workspace};
use crate::list::{Page, PageRequest};

/// Accounts written by hand into a workspace, found by their external id.
#[derive(Debug, Clone, Default)]
pub struct AccountEdits {
    pub create: Vec<ReportedAccount>,
    pub update: Vec<ReportedAccount>,
    /// External ids.
    pub delete: Vec<String>,
}

#[async_trait]
pub trait AccountStore: Send + Sync {
    async fn list(
        &self,
        organization: OrganizationId,
        query: &AccountQuery,
        page: &PageRequest,
    ) -> Outcome<Page<Account>>;

    async fn find(&self, organization: OrganizationId, id: AccountId) -> Result<Option<Account>, StoreError>;

    /// The accounts of some people that are there now, each person's in the order of the services' names.
    async fn of_people(
        &self,
        organization: OrganizationId,
        people: &[PeopleId],
    ) -> Result<std::collections::HashMap<PeopleId, Vec<Account>>, StoreError>;

    /// By the service's own id, or by the address that it has in the workspace.
    async fn find_in_workspace(
        &self,
        organization: OrganizationId,
        workspace: WorkspaceId,
        name: &str,
    ) -> Result<Option<Account>, StoreError>;

    /// The newest first; the last is when it appeared.
    async fn history(&self, account: &Account, organization: OrganizationId) -> Result<Vec<AccountEvent>, StoreError>;

    async fn set_memo(
        &self,
        organization: OrganizationId,
        account: AccountId,
        memo: Option<String>,
    ) -> Result<(), StoreError>;

    /// Makes the account this person's, or nobody's, whatever addresses say.
    async fn link(
        &self,
        organization: OrganizationId,
        account: AccountId,
        person: Option<PeopleId>,
        actor: &Actor,
    ) -> Outcome<()>;

    /// Lets addresses and numbers decide again.
    async fn unlink(&self, organization: OrganizationId, account: AccountId, actor: &Actor) -> Outcome<()>;

    async fn tallies(&self, organization: OrganizationId) -> Result<Vec<AccountTally>, StoreError>;

    /// Of the last days, the earliest first; days on which nothing was noted are left out.
    async fn past_numbers(&self, organization: OrganizationId, days: u32) -> Result<Vec<PastNumbers>, StoreError>;

    /// People of whom some account is left over, and services in which; of accounts with this type.
    async fn leftovers(&self, organization: OrganizationId) -> Result<(u64, u64), StoreError>;

    /// The external ids that the workspace has now, of those given.
    async fn known(
        &self,
        workspace: &Workspace,
        external_ids: &[String],
    ) -> Result<std::collections::HashMap<String, Account>, StoreError>;

    /// Writes the edits, all or none, with an entry in the integration log.
    async fn save(
        &self,
        workspace: &Workspace,
        edits: AccountEdits,
        trigger: Trigger,
        actor: &Actor,
    ) -> Outcome<(RequestId, Counts)>;
}
