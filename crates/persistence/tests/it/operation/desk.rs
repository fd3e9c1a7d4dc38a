use std::collections::BTreeMap;
use std::sync::Arc;

use daicho_domain::account::{Account, AccountStore, ReportedAccount, RoleClass};
use daicho_domain::catalogue::Effect;
use daicho_domain::error::{ErrorCode, Failure, Outcome};
use daicho_domain::ids::RequestId;
use daicho_domain::integration::ChangeKind;
use daicho_domain::operation::{
    Idempotency, Operation, OperationDraft, OperationJobs, OperationState, OperationStore, Operations, Origin,
    PerformOperation, Rules, Subject,
};
use daicho_domain::queue::{JobEnd, JobHandler, JobKind, JobQueue};
use daicho_persistence::account::SqlAccounts;
use daicho_persistence::directory::SqlDirectoryStore;
use daicho_persistence::operation::SqlOperations;
use daicho_persistence::organization::Organizations;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

use crate::stores::{Bench, OneService, ScriptedConnector, Shared, Stores, account};

/// A synced workspace of five people, the first two of them admins, at which operations are asked for and done.
pub(super) struct Desk {
    pub(super) bench: Bench,
    pub(super) store: SqlOperations,
    pub(super) accounts: SqlAccounts,
    jobs: OperationJobs,
}

pub(super) fn people() -> Vec<ReportedAccount> {
    let admin = |mut account: ReportedAccount| {
        account.role_class = RoleClass::Admin;
        account.roles = vec!["owner".into()];
        account
    };
    (0..5).map(|number| if number < 2 { admin(account(number)) } else { account(number) }).collect()
}

impl Desk {
    pub(super) async fn open(stores: Stores) -> Self {
        let bench = Bench::new(stores, ScriptedConnector::serving(people(), 10)).await;
        bench.sync().await;
        let store = SqlOperations::new(bench.integration.clone());
        let perform = PerformOperation {
            store: Arc::new(store.clone()),
            connector: Arc::new(Shared(Arc::clone(&bench.connector))),
            credentials: Arc::new(bench.integration.clone()),
            catalogue: Arc::new(OneService::scripted()),
        };
        let accounts = SqlAccounts::new(bench.stores.database.clone());
        Self { bench, store, accounts, jobs: OperationJobs(perform) }
    }

    /// What people ask for, with all that it looks at.
    pub(super) fn operations(&self) -> Operations {
        let database = self.bench.stores.database.clone();
        let integration = Arc::new(self.bench.integration.clone());
        Operations {
            store: Arc::new(self.store.clone()),
            accounts: Arc::new(self.accounts.clone()),
            workspaces: integration.clone(),
            directory: Arc::new(SqlDirectoryStore::new(database.clone())),
            organizations: Arc::new(Organizations::new(database)),
            catalogue: Arc::new(OneService::scripted()),
            connector: Arc::new(Shared(Arc::clone(&self.bench.connector))),
            credentials: integration,
        }
    }

    pub(super) async fn account(&self, number: usize) -> Account {
        let (organization, workspace) = (self.bench.stores.organization, self.bench.workspace.id);
        self.accounts.find_in_workspace(organization, workspace, &number.to_string()).await.unwrap().unwrap()
    }

    pub(super) async fn draft(&self, kind: ChangeKind, number: usize) -> OperationDraft {
        let account = self.account(number).await;
        OperationDraft {
            id: RequestId::new(),
            kind,
            workspace: self.bench.workspace.id,
            account: Some(account.id),
            subject: Subject::from(&account),
            person: None,
            input: BTreeMap::new(),
            secrets: BTreeMap::new(),
            rules: rules(),
            actor: "system".into(),
            origin: Origin::Api,
            run_at: None,
            beside: None,
        }
    }

    pub(super) fn creation(&self, email: &str) -> OperationDraft {
        OperationDraft {
            id: RequestId::new(),
            kind: ChangeKind::Create,
            workspace: self.bench.workspace.id,
            account: None,
            subject: Subject { email: Some(email.into()), ..Subject::default() },
            person: None,
            input: BTreeMap::from([("email".into(), email.into())]),
            secrets: BTreeMap::from([("password".into(), "opensesame".into())]),
            rules: rules(),
            actor: "system".into(),
            origin: Origin::Api,
            run_at: None,
            beside: None,
        }
    }

    pub(super) async fn ask(&self, draft: OperationDraft) -> Outcome<RequestId> {
        self.ask_once(draft, None).await
    }

    pub(super) async fn ask_once(&self, draft: OperationDraft, once: Option<&Idempotency>) -> Outcome<RequestId> {
        Ok(self.store.request(self.bench.stores.organization, vec![draft], once).await?[0])
    }

    /// Does the next job, if one is due; says how it ended.
    pub(super) async fn work(&self) -> Option<JobEnd> {
        let queue = &self.bench.queue;
        let job = queue.claim("test", &[JobKind::Operation], Duration::from_secs(60)).await.unwrap()?;
        let end = self.jobs.run(&job, &CancellationToken::new()).await.unwrap();
        match end {
            JobEnd::Done => queue.finish(&job).await.unwrap(),
            JobEnd::PutOff(until) => queue.put_off(&job, until).await.unwrap(),
        }
        Some(end)
    }

    /// Does what there is, however long it was to wait.
    pub(super) async fn work_off(&self) {
        while self.work().await.is_some() {
            self.bench.stores.execute("UPDATE job SET run_at = 0").await;
            // What may still be on its way has arrived by now.
            self.bench.stores.execute("UPDATE operation SET called_at = 0").await;
        }
    }

    pub(super) async fn operation(&self, id: RequestId) -> Operation {
        self.store.find(self.bench.stores.organization, id).await.unwrap().unwrap()
    }

    pub(super) async fn state(&self, id: RequestId) -> OperationState {
        self.operation(id).await.state
    }
}

pub(super) fn rules() -> Rules {
    Rules {
        supported: true,
        knows_roles: true,
        untouchable_roles: vec!["primary owner".into()],
        effect: Effect::Removes,
        invites: false,
    }
}

pub(super) fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> ErrorCode {
    match outcome {
        Err(Failure::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}
