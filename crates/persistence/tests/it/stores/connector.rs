use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use daicho_domain::account::{AccountStatus, ReportedAccount};
use daicho_domain::integration::{
    AccountChange, AccountPage, AccountPages, ChangeKind, ChangeOutcome, Checkpoint, Connection, Connector,
    ConnectorFault, FaultKind, InputChoices, PlannedRequest, RequestRecord, VerifiedTenant,
};
use futures::StreamExt;

/// A service that answers page by page as its script says. The checkpoint is the number of the page to come.
#[derive(Default)]
pub(crate) struct ScriptedConnector {
    accounts: Mutex<Vec<ReportedAccount>>,
    page_size: Mutex<usize>,
    faults: Mutex<VecDeque<(u64, ConnectorFault)>>,
    fetched: Mutex<Vec<u64>>,
    bad_answers: Mutex<VecDeque<(ConnectorFault, bool)>>,
    changes: Mutex<Vec<AccountChange>>,
}

impl ScriptedConnector {
    pub(crate) fn serving(accounts: Vec<ReportedAccount>, page_size: usize) -> Arc<Self> {
        let connector = Self::default();
        *connector.page_size.lock().unwrap() = page_size;
        connector.serve(accounts);
        Arc::new(connector)
    }

    pub(crate) fn serve(&self, accounts: Vec<ReportedAccount>) {
        *self.accounts.lock().unwrap() = accounts;
    }

    /// Fails once when that page is asked for.
    pub(crate) fn fail_at(&self, page: u64, fault: ConnectorFault) {
        self.faults.lock().unwrap().push_back((page, fault));
    }

    /// The pages asked for so far.
    pub(crate) fn fetched(&self) -> Vec<u64> {
        self.fetched.lock().unwrap().clone()
    }

    /// Answers the next change with this fault, having done it all the same or not.
    pub(crate) fn answer_badly(&self, fault: ConnectorFault, done: bool) {
        self.bad_answers.lock().unwrap().push_back((fault, done));
    }

    /// The changes asked for so far.
    pub(crate) fn changes(&self) -> Vec<AccountChange> {
        self.changes.lock().unwrap().clone()
    }

    fn operate(&self, change: &AccountChange) -> Result<ChangeOutcome, ConnectorFault> {
        self.changes.lock().unwrap().push(change.clone());
        let bad = self.bad_answers.lock().unwrap().pop_front();
        if bad.as_ref().is_none_or(|(_, done)| *done) {
            let outcome = self.change(change);
            return bad.map_or(Ok(outcome), |(fault, _)| Err(fault));
        }
        Err(bad.unwrap().0)
    }

    fn change(&self, change: &AccountChange) -> ChangeOutcome {
        let mut accounts = self.accounts.lock().unwrap();
        let id = change.input.get("id").cloned().unwrap_or_default();
        let known = accounts.iter().position(|account| account.external_id == id);
        match (change.kind, known) {
            (ChangeKind::Create, _) => {
                let mut account = ReportedAccount::new(format!("new-{}", accounts.len()));
                account.email = change.input.get("email").cloned();
                accounts.push(account.clone());
                ChangeOutcome { account: Some(account), already: false }
            }
            (ChangeKind::Delete, Some(place)) => {
                accounts.remove(place);
                ChangeOutcome { account: None, already: false }
            }
            (ChangeKind::Suspend, Some(place)) => {
                accounts[place].status = AccountStatus::Suspended;
                ChangeOutcome { account: Some(accounts[place].clone()), already: false }
            }
            (ChangeKind::Reactivate, Some(place)) => {
                accounts[place].status = AccountStatus::Active;
                ChangeOutcome { account: Some(accounts[place].clone()), already: false }
            }
            (_, None) => ChangeOutcome { account: None, already: true },
        }
    }

    fn page(&self, number: u64) -> Result<AccountPage, ConnectorFault> {
        self.fetched.lock().unwrap().push(number);
        let mut faults = self.faults.lock().unwrap();
        if faults.front().is_some_and(|(page, _)| *page == number) {
            return Err(faults.pop_front().unwrap().1);
        }
        let accounts = self.accounts.lock().unwrap();
        let size = *self.page_size.lock().unwrap();
        let begin = size * usize::try_from(number).unwrap();
        let end = accounts.len().min(begin + size);
        let next = (end < accounts.len()).then(|| Checkpoint((number + 1).into()));
        Ok(AccountPage { accounts: accounts[begin.min(end)..end].to_vec(), next, total: Some(accounts.len() as u64) })
    }
}

/// What the stream of pages holds on to.
pub(crate) struct Shared(pub(crate) Arc<ScriptedConnector>);

#[async_trait]
impl Connector for Shared {
    async fn verify(&self, connection: &Connection) -> Result<VerifiedTenant, ConnectorFault> {
        let values = connection.credentials.read().await.unwrap().values;
        match values.expose("token") {
            Some("right") => Ok(VerifiedTenant { name: Some("Example tenant".into()), ..VerifiedTenant::default() }),
            _ => Err(ConnectorFault::new(FaultKind::CredentialsRejected, "GET /me answered 401")),
        }
    }

    fn accounts(&self, connection: &Connection, resume: Option<Checkpoint>) -> AccountPages {
        let connector = Arc::clone(&self.0);
        let observer = Arc::clone(&connection.observer);
        let first = resume.and_then(|checkpoint| checkpoint.0.as_u64()).unwrap_or(0);
        futures::stream::unfold(Some(first), move |number| {
            let (connector, observer) = (Arc::clone(&connector), Arc::clone(&observer));
            async move {
                let number = number?;
                let page = connector.page(number);
                observer.record(RequestRecord {
                    at: chrono::Utc::now(),
                    method: "GET".into(),
                    path: format!("/users?page={number}"),
                    status: Some(if page.is_ok() { 200 } else { 503 }),
                    milliseconds: 1,
                    attempt: 1,
                    picture: None,
                    note: None,
                });
                let next = page.as_ref().ok().and_then(|page| page.next.as_ref()).and_then(|next| next.0.as_u64());
                Some((page, next))
            }
        })
        .boxed()
    }

    async fn choices(&self, _: &Connection, _: ChangeKind) -> Result<Vec<InputChoices>, ConnectorFault> {
        Ok(Vec::new())
    }

    async fn plan(&self, _: &Connection, _: &AccountChange) -> Result<Vec<PlannedRequest>, ConnectorFault> {
        Ok(Vec::new())
    }

    async fn operate(&self, _: &Connection, change: &AccountChange) -> Result<ChangeOutcome, ConnectorFault> {
        self.0.operate(change)
    }
}

/// An ordinary account: `user7@example.com`, named `User 7`.
pub(crate) fn account(number: usize) -> ReportedAccount {
    let mut account = ReportedAccount::new(number.to_string());
    account.email = Some(format!("user{number}@example.com"));
    account.display_name = Some(format!("User {number}"));
    account
}
