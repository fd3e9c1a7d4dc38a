//! Automations in the database.

mod due;
mod row;
mod run;
mod set_off;

pub(crate) use set_off::set_off;

use async_trait::async_trait;
use chrono::Utc;
use daicho_domain::automation::{
    Automation, AutomationDraft, AutomationRun, AutomationStore, RunCause, RunResult, RunState, RunTask,
};
use daicho_domain::error::{ErrorCode, Outcome, StoreError};
use daicho_domain::ids::{AutomationId, AutomationRunId, OrganizationId, PeopleId};
use daicho_domain::list::{Page, PageRequest};
use sea_orm::ConnectionTrait;

use crate::Database;
use crate::failure::Context;
use crate::integration::log_row::to_json;
use crate::queue::Wake;
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "keep an automation";

/// The store behind the port of the automation room.
#[derive(Debug, Clone)]
pub struct SqlAutomations {
    database: Database,
    wake: Wake,
}

impl SqlAutomations {
    pub fn new(database: Database, wake: Wake) -> Self {
        Self { database, wake }
    }
}

#[async_trait]
impl AutomationStore for SqlAutomations {
    async fn list(&self, organization: OrganizationId) -> Result<Vec<Automation>, StoreError> {
        let transaction = self.database.read(organization).await?;
        row::read(&transaction, |sql| {
            sql.push("organization_id = ").bind(organization.0);
        })
        .await
    }

    async fn find(&self, organization: OrganizationId, id: AutomationId) -> Result<Option<Automation>, StoreError> {
        let transaction = self.database.read(organization).await?;
        row::find(&transaction, organization, id).await
    }

    async fn add(&self, organization: OrganizationId, draft: AutomationDraft, by: &str) -> Outcome<AutomationId> {
        let transaction = self.database.write(organization).await?;
        let now = stored_time(Utc::now());
        let mut sql = Sql::new(
            "INSERT INTO automation (organization_id, name, enabled, kind, \"trigger\", conditions, actions, created_by, created_at, \
             enabled_at) VALUES (",
        );
        sql.bind(organization.0).push(", ").bind(draft.name.clone()).push(", ").bind(draft.enabled).push(", ");
        sql.bind(draft.kind.as_str()).push(", ").bind(to_json(&draft.trigger)?).push(", ");
        sql.bind(to_json(&draft.conditions)?).push(", ").bind(to_json(&draft.actions)?).push(", ");
        sql.bind(by.to_owned()).push(", ").bind(now).push(", ").bind(now);
        sql.push(") RETURNING id");
        let row = transaction.query_one_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        let row = row.ok_or_else(|| StoreError::new(DOING, "no id was given"))?;
        let id = AutomationId(row.try_get_by_index(0).context(DOING)?);
        transaction.commit().await.context(DOING)?;
        Ok(id)
    }

    async fn change(&self, organization: OrganizationId, id: AutomationId, draft: AutomationDraft) -> Outcome<()> {
        let transaction = self.database.write(organization).await?;
        let before = row::find(&transaction, organization, id).await?.ok_or(ErrorCode::NotFound)?;
        let mut sql = Sql::new("UPDATE automation SET name = ");
        sql.bind(draft.name.clone()).push(", enabled = ").bind(draft.enabled).push(", kind = ");
        sql.bind(draft.kind.as_str()).push(", \"trigger\" = ").bind(to_json(&draft.trigger)?);
        sql.push(", conditions = ").bind(to_json(&draft.conditions)?).push(", actions = ");
        sql.bind(to_json(&draft.actions)?);
        // What happened before it was enabled, or with another trigger, does not count.
        if draft.enabled && (!before.draft.enabled || before.draft.trigger != draft.trigger) {
            sql.push(", looked_on = NULL, enabled_at = ").bind(stored_time(Utc::now()));
        }
        sql.push(" WHERE organization_id = ").bind(organization.0).push(" AND id = ").bind(id.0);
        transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)?;
        Ok(())
    }

    async fn remove(&self, organization: OrganizationId, id: AutomationId) -> Outcome<()> {
        let transaction = self.database.write(organization).await?;
        let mut sql = Sql::new("DELETE FROM automation WHERE organization_id = ");
        sql.bind(organization.0).push(" AND id = ").bind(id.0);
        transaction.execute_raw(sql.statement(self.database.backend())).await.context(DOING)?;
        transaction.commit().await.context(DOING)?;
        Ok(())
    }

    async fn runs(
        &self,
        organization: OrganizationId,
        id: AutomationId,
        page: &PageRequest,
    ) -> Outcome<Page<AutomationRun>> {
        let transaction = self.database.read(organization).await?;
        run::list(&transaction, organization, id, page).await
    }

    async fn run_by_hand(&self, automation: &Automation, people: &[PeopleId], by: &str) -> Result<(), StoreError> {
        let transaction = self.database.write(automation.organization).await?;
        for person in people {
            run::open(&transaction, automation, *person, &RunCause::BY_HAND, by).await?;
        }
        transaction.commit().await.context(DOING)?;
        self.wake.in_this_process();
        Ok(())
    }

    async fn run_due(&self) -> Result<(), StoreError> {
        if due::run_due(&self.database).await? {
            self.wake.in_this_process();
        }
        Ok(())
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        if run::sweep(&self.database).await? {
            self.wake.in_this_process();
        }
        Ok(())
    }

    async fn begin(&self, organization: OrganizationId, run: AutomationRunId) -> Result<Option<RunTask>, StoreError> {
        let transaction = self.database.read(organization).await?;
        run::begin(&transaction, organization, run).await
    }

    async fn end(&self, task: &RunTask, state: RunState, results: &[RunResult]) -> Result<(), StoreError> {
        run::end(&self.database, task, state, results).await
    }
}
