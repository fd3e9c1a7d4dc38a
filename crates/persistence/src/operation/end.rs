//! The end of an operation, with the account as it is from now on.

use chrono::{DateTime, Utc};
use daicho_domain::access::Actor;
use daicho_domain::account::{AccountStatus, ReportedAccount};
use daicho_domain::catalogue::Effect;
use daicho_domain::error::{Failure, StoreError};
use daicho_domain::ids::{AccountId, PeopleId};
use daicho_domain::integration::{ChangeKind, Counts, Progress, RequestRecord, RunFault, StepEvent, SyncTask, Trigger};
use daicho_domain::operation::{AccountSnapshot, Ending, Operation, OperationTask};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;

use crate::Database;
use crate::account::{find_in, owner, tally};
use crate::alert;
use crate::failure::Context;
use crate::integration::log_row::{fault_to_json, parse, to_json};
use crate::integration::sync::{add_step, apply_operation, open_sync, set_run};
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "end an operation";

pub(super) async fn end(
    database: &Database,
    task: &OperationTask,
    ending: Ending,
    requests: Vec<RequestRecord>,
) -> Result<(), StoreError> {
    let transaction = database.write(task.operation.organization).await?;
    let end = End { transaction: &transaction, task, now: stored_time(Utc::now()) };
    let Some(begun) = end.close(&ending).await? else { return Ok(()) };
    match ending {
        Ending::Changed { account, already } => end.changed(begun, account, already, &requests).await?,
        Ending::Failed(fault) => end.failed(begun, &fault, &requests).await?,
    }
    transaction.commit().await.context(DOING)
}

struct End<'a> {
    transaction: &'a DatabaseTransaction,
    task: &'a OperationTask,
    now: DateTime<Utc>,
}

/// What only the row knows.
struct Begun {
    run: i64,
    effect: Effect,
}

impl End<'_> {
    /// `None` when it has ended already: another worker was quicker.
    async fn close(&self, ending: &Ending) -> Result<Option<Begun>, StoreError> {
        let mut sql = Sql::new("UPDATE operation SET parked = false, finished_at = ");
        sql.bind(self.now).push(", changed_at = ").bind(self.now.timestamp_millis());
        match ending {
            Ending::Changed { already, .. } => {
                sql.push(", state = 'succeeded', fault = NULL, sealed = NULL, already = ").bind(*already);
            }
            Ending::Failed(fault) => {
                sql.push(", state = 'failed', fault = ").bind(fault_to_json(fault));
            }
        }
        sql.push(" WHERE state IN ('running', 'unknown') AND request_id = ").bind(self.operation().id.0);
        sql.push(" RETURNING run_id, effect");
        let row = self.transaction.query_one_raw(sql.statement(self.backend())).await.context(DOING)?;
        row.map(|row| {
            let effect: String = row.try_get_by_index(1).context(DOING)?;
            Ok(Begun { run: row.try_get_by_index(0).context(DOING)?, effect: parse(&effect)? })
        })
        .transpose()
    }

    async fn failed(&self, begun: Begun, fault: &RunFault, requests: &[RequestRecord]) -> Result<(), StoreError> {
        let stored = fault_to_json(fault);
        set_run(self.transaction, begun.run, |sql| {
            sql.push("status = 'failed', finished_at = ").bind(self.now).push(", fault = ").bind(stored);
        })
        .await?;
        let event =
            StepEvent::Error { error_id: fault.code, detail: fault.detail.clone(), picture: fault.picture.clone() };
        add_step(self.transaction, self.operation().organization, begun.run, &event, requests).await
    }

    async fn changed(
        &self,
        begun: Begun,
        account: Option<ReportedAccount>,
        already: bool,
        requests: &[RequestRecord],
    ) -> Result<(), StoreError> {
        let counts = match self.operation().kind {
            ChangeKind::Create => self.created(&begun, account).await?,
            ChangeKind::Delete if begun.effect != Effect::Deactivates => self.deleted(&begun).await?,
            ChangeKind::Delete | ChangeKind::Suspend => self.set_status(AccountStatus::Suspended).await?,
            ChangeKind::Reactivate => self.set_status(AccountStatus::Active).await?,
        };
        self.note_after(already).await?;
        let stored = to_json(&counts)?;
        set_run(self.transaction, begun.run, |sql| {
            sql.push("status = 'finished', fault = NULL, finished_at = ").bind(self.now);
            sql.push(", counts = ").bind(stored);
        })
        .await?;
        let event = if already { StepEvent::Already } else { StepEvent::Applied(counts) };
        add_step(self.transaction, self.operation().organization, begun.run, &event, requests).await
    }

    async fn deleted(&self, begun: &Begun) -> Result<Counts, StoreError> {
        let gone: Vec<String> = self.operation().subject.external_id.clone().into_iter().collect();
        apply_operation(self.transaction, &self.sync_task(begun), Vec::new(), &gone, &self.operation().actor).await
    }

    /// The new account is in the list at once where the service's answer shows it; otherwise a sync brings it.
    async fn created(&self, begun: &Begun, account: Option<ReportedAccount>) -> Result<Counts, StoreError> {
        let operation = self.operation();
        let Some(mut account) = account else { return self.sync_instead().await };
        let subject = &operation.subject;
        account.email = account.email.or_else(|| subject.email.clone());
        account.username = account.username.or_else(|| subject.username.clone());
        account.display_name = account.display_name.or_else(|| subject.display_name.clone());
        let external_id = account.external_id.clone();
        let task = self.sync_task(begun);
        let counts = apply_operation(self.transaction, &task, vec![account], &[], &operation.actor).await?;
        let created = find_in(self.transaction, operation.organization, |sql| {
            sql.push("a.workspace_id = ").bind(operation.workspace.0);
            sql.push(" AND a.external_id = ").bind(external_id);
        })
        .await?;
        let Some(created) = created else { return Ok(counts) };
        let mut sql = Sql::new("UPDATE operation SET account_id = ");
        sql.bind(created.id.0).push(" WHERE request_id = ").bind(operation.id.0);
        self.execute(sql).await?;
        let owner = created.owner.as_ref().map(|owner| owner.id);
        if let Some(person) = operation.person.as_ref().filter(|person| owner != Some(person.id)) {
            self.give_to(created.id, person.id).await?;
        }
        Ok(counts)
    }

    /// An account made for a person is that person's, whatever its address says.
    async fn give_to(&self, account: AccountId, person: PeopleId) -> Result<(), StoreError> {
        let organization = self.operation().organization;
        match owner::pin(self.transaction, organization, account, Some(person), &Actor::System).await {
            // The entry was deleted meanwhile.
            Ok(()) | Err(Failure::Refused(_)) => Ok(()),
            Err(Failure::Store(error)) => Err(error),
            Err(Failure::Service(fault)) => Err(StoreError::new(DOING, fault)),
        }
    }

    async fn sync_instead(&self) -> Result<Counts, StoreError> {
        match open_sync(self.transaction, &self.task.situation.workspace, Trigger::Schedule, &Actor::System).await {
            // A sync under way may have passed the place: the one after it brings the account.
            Ok(_) | Err(Failure::Refused(_)) => Ok(Counts::default()),
            Err(Failure::Store(error)) => Err(error),
            Err(Failure::Service(fault)) => Err(StoreError::new(DOING, fault)),
        }
    }

    /// Only the status is taken over: what else the answer shows may be less than a sync knows. The next sync compares anew.
    async fn set_status(&self, status: AccountStatus) -> Result<Counts, StoreError> {
        let Some(account) = &self.task.situation.account else { return Ok(Counts::default()) };
        if account.status == status {
            return Ok(Counts::default());
        }
        let mut sql = Sql::new("UPDATE account SET content_hash = 0, status = ");
        sql.bind(status.as_str()).push(", updated_at = ").bind(self.now).push(" WHERE id = ").bind(account.id.0);
        self.execute(sql).await?;
        let changes = json!({ "status": [account.status.as_str(), status.as_str()] }).to_string();
        let mut sql =
            Sql::new("INSERT INTO account_event (organization_id, account_id, at, kind, changes, actor) VALUES (");
        sql.bind(self.operation().organization.0).push(", ").bind(account.id.0).push(", ").bind(self.now);
        sql.push(", 'changed', ").bind(changes).push(", ").bind(self.operation().actor.clone()).push(")");
        self.execute(sql).await?;
        tally::recount_workspaces(self.transaction, &[account.workspace.0]).await?;
        let organization = self.operation().organization;
        alert::refresh(self.transaction, organization, alert::Scope::Workspaces(&[account.workspace.0])).await?;
        Ok(Counts { changed: 1, ..Counts::default() })
    }

    async fn note_after(&self, already: bool) -> Result<(), StoreError> {
        let operation = self.operation();
        let mut sql = Sql::new("SELECT account_id FROM operation WHERE request_id = ");
        sql.bind(operation.id.0);
        let row = self.transaction.query_one_raw(sql.statement(self.backend())).await.context(DOING)?;
        let account: Option<i64> = row.map_or(Ok(None), |row| row.try_get_by_index(0)).context(DOING)?;
        let Some(account) = account.filter(|_| !already || operation.kind != ChangeKind::Delete) else { return Ok(()) };
        let account = find_in(self.transaction, operation.organization, |sql| {
            sql.push("a.vanished_at IS NULL AND a.id = ").bind(account);
        })
        .await?;
        let Some(account) = account else { return Ok(()) };
        let mut sql = Sql::new("UPDATE operation SET after = ");
        sql.bind(to_json(&AccountSnapshot::from(&account))?).push(" WHERE request_id = ").bind(operation.id.0);
        self.execute(sql).await
    }

    fn sync_task(&self, begun: &Begun) -> SyncTask {
        SyncTask {
            run: begun.run,
            request: self.operation().id,
            workspace: self.task.situation.workspace.clone(),
            staged: None,
            progress: Progress::default(),
            pauses: 0,
        }
    }

    async fn execute(&self, sql: Sql) -> Result<(), StoreError> {
        self.transaction.execute_raw(sql.statement(self.backend())).await.context(DOING)?;
        Ok(())
    }

    fn operation(&self) -> &Operation {
        &self.task.operation
    }

    fn backend(&self) -> sea_orm::DatabaseBackend {
        self.transaction.get_database_backend()
    }
}
