use chrono::{DateTime, Utc};
use daicho_domain::account::ReportedAccount;
use daicho_domain::error::{Failure, Outcome, StoreError};
use daicho_domain::integration::{Counts, Held, Staged, StepEvent, SyncOutcome, SyncTask};
use daicho_domain::organization::OrganizationSettings;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use super::begin::{forget_pages, pages_lost, set};
use super::stage::stage;
use super::{changes, end, step};
use crate::Database;
use crate::account::matching::{self, Circumstances, Judgement, Source, rematch};
use crate::account::reported::REPORTED_COLUMNS;
use crate::account::{settings, tally};
use crate::alert::{self, Scope};
use crate::directory::{apply_sources, master::apply_master};
use crate::failure::Context;
use crate::integration::log_row::{from_json, to_json};
use crate::sql::Sql;
use crate::support::stored_time;

const DOING: &str = "apply a sync";
/// From this many accounts on PostgreSQL is told their number, or it plans for none.
const WORTH_ANALYZING: u64 = 1_000;
/// Names per statement.
const CHUNK: usize = 1_000;

pub(super) async fn apply_sync(database: &Database, task: &SyncTask) -> Result<SyncOutcome, StoreError> {
    if task.progress.accounts >= WORTH_ANALYZING {
        database.analyze("staged_account").await?;
    }
    let transaction = database.write(task.workspace.organization).await?;
    let apply = Apply { transaction: &transaction, task, actor: "system", now: stored_time(Utc::now()) };
    let outcome = apply.run().await?;
    transaction.commit().await.context(DOING)?;
    if let SyncOutcome::Applied(counts) = outcome
        && is_another_list(counts)
        && let Err(error) = database.analyze("account").await
    {
        // The sync is done; PostgreSQL will come to look by itself.
        tracing::warn!(%error, "the accounts were not analyzed");
    }
    Ok(outcome)
}

/// Whether what the planner knows of the accounts does not fit them any more.
fn is_another_list(counts: Counts) -> bool {
    let written = counts.added + counts.changed + counts.removed + counts.returned;
    written >= WORTH_ANALYZING && written * 10 >= counts.unchanged
}

/// Writes staged edits of a workspace that is kept by hand: what is not staged stays, what is named as deleted vanishes.
pub(super) async fn apply_edits(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    deleted: &[String],
) -> Result<Counts, StoreError> {
    let apply = Apply { transaction, task, actor: "system", now: stored_time(Utc::now()) };
    let counts = apply.some(deleted).await?;
    apply.close(counts).await?;
    Ok(counts)
}

/// Writes what an operation made of accounts, by the same comparison; the run goes on.
pub(crate) async fn apply_operation(
    transaction: &DatabaseTransaction,
    task: &SyncTask,
    written: Vec<ReportedAccount>,
    deleted: &[String],
    actor: &str,
) -> Result<Counts, StoreError> {
    stage(transaction, task, written).await?;
    let apply = Apply { transaction, task, actor, now: stored_time(Utc::now()) };
    let counts = apply.some(deleted).await?;
    forget_pages(transaction, task.run).await?;
    Ok(counts)
}

struct Apply<'a> {
    transaction: &'a DatabaseTransaction,
    task: &'a SyncTask,
    /// Who made the accounts as they are now.
    actor: &'a str,
    now: DateTime<Utc>,
}

impl Apply<'_> {
    async fn run(&self) -> Result<SyncOutcome, StoreError> {
        let Some(confirmed) = self.is_confirmed().await? else { return Ok(SyncOutcome::Gone) };
        if pages_lost(self.transaction, self.task).await? {
            return Ok(SyncOutcome::PagesLost);
        }
        let settings = settings::read(self.transaction, self.task.workspace.organization).await?;
        let held = self.vanishing().await?;
        if !confirmed && self.guard(&settings).holds(held.known, held.vanishing) {
            self.hold(held).await?;
            return Ok(SyncOutcome::Held(held));
        }
        let counts = self.write(held).await?;
        self.match_people(&settings, counts).await?;
        self.close(counts).await?;
        Ok(SyncOutcome::Applied(counts))
    }

    /// Writes the staged accounts and removes the named ones; all others stay.
    async fn some(&self, deleted: &[String]) -> Result<Counts, StoreError> {
        let settings = settings::read(self.transaction, self.task.workspace.organization).await?;
        let mut counts = self.write(Held { known: 0, vanishing: 0 }).await?;
        counts.removed = self.remove_named(deleted).await?;
        self.match_people(&settings, counts).await?;
        Ok(counts)
    }

    /// `None` when the run is not wanted any more.
    async fn is_confirmed(&self) -> Result<Option<bool>, StoreError> {
        let mut sql = Sql::new("SELECT checkpoint FROM integration_log WHERE status = 'running' AND id = ");
        sql.bind(self.task.run);
        if self.backend() == DatabaseBackend::Postgres {
            sql.push(" FOR UPDATE");
        }
        let row = self.transaction.query_one_raw(sql.statement(self.backend())).await.context(DOING)?;
        let Some(row) = row else { return Ok(None) };
        let checkpoint: Option<serde_json::Value> = row.try_get_by_index(0).context(DOING)?;
        match checkpoint.map(from_json).transpose()? {
            Some(Staged::Everything { confirmed }) => Ok(Some(confirmed)),
            Some(Staged::UpTo(_)) | None => Ok(None),
        }
    }

    fn guard(&self, settings: &OrganizationSettings) -> daicho_domain::organization::DisappearanceGuard {
        self.task.workspace.settings.guard.unwrap_or(settings.disappearance_guard)
    }

    async fn vanishing(&self) -> Result<Held, StoreError> {
        if self.task.workspace.account_count == 0 {
            return Ok(Held { known: 0, vanishing: 0 });
        }
        let mut sql =
            Sql::new("SELECT COUNT(*), COUNT(*) - COUNT(s.external_id) FROM account a LEFT JOIN staged_account s ON ");
        sql.push("s.external_id = a.external_id AND s.run_id = ").bind(self.task.run);
        sql.push(" WHERE a.vanished_at IS NULL AND a.workspace_id = ").bind(self.task.workspace.id.0);
        let row = self.transaction.query_one_raw(sql.statement(self.backend())).await.context(DOING)?;
        let row = row.ok_or_else(|| StoreError::new(DOING, "accounts were not counted"))?;
        let number = |index| row.try_get_by_index::<i64>(index).map(i64::unsigned_abs).context(DOING);
        Ok(Held { known: number(0)?, vanishing: number(1)? })
    }

    async fn hold(&self, held: Held) -> Result<(), StoreError> {
        let stored = to_json(&held)?;
        set(self.transaction, self.task.run, |sql| {
            sql.push("status = 'held', held = ").bind(stored);
        })
        .await?;
        let event = StepEvent::Held(held);
        step::add(self.transaction, self.task.workspace.organization, self.task.run, &event, &[]).await?;
        self.refresh_workspace().await
    }

    async fn refresh_workspace(&self) -> Result<(), StoreError> {
        let workspace = &self.task.workspace;
        alert::refresh(self.transaction, workspace.organization, Scope::WorkspacesAlone(&[workspace.id.0])).await
    }

    async fn write(&self, held: Held) -> Result<Counts, StoreError> {
        if held.vanishing == 0 && !self.something_differs().await? {
            return Ok(Counts { unchanged: held.known, ..Counts::default() });
        }
        let returned = self.note_returned().await?;
        changes::note(self.transaction, self.task, self.actor, self.now).await?;
        let updated = self.update().await?;
        let removed = if held.vanishing > 0 { self.remove().await? } else { 0 };
        let added = self.add().await?;
        self.write_aliases(updated > 0).await?;
        let changed = updated.saturating_sub(returned);
        let unchanged = held.known.saturating_sub(removed + changed);
        Ok(Counts { added, changed, removed, returned, unchanged })
    }

    async fn something_differs(&self) -> Result<bool, StoreError> {
        let mut sql = Sql::new("SELECT 1 FROM staged_account WHERE NOT same AND run_id = ");
        sql.bind(self.task.run).push(" LIMIT 1");
        Ok(self.transaction.query_one_raw(sql.statement(self.backend())).await.context(DOING)?.is_some())
    }

    /// Accounts that are there, are reported in whole, and differ or had vanished.
    fn push_updated(&self, sql: &mut Sql) {
        sql.push(" staged_account s WHERE s.external_id = account.external_id AND NOT s.same AND s.run_id = ")
            .bind(self.task.run);
        sql.push(" AND account.workspace_id = ").bind(self.task.workspace.id.0);
    }

    async fn note_returned(&self) -> Result<u64, StoreError> {
        let mut sql = Sql::new("INSERT INTO account_event (organization_id, account_id, at, kind, actor) SELECT ");
        sql.push("account.organization_id, account.id, ")
            .bind(self.now)
            .push(", 'returned', ")
            .bind(self.actor.to_owned());
        sql.push(" FROM account, ");
        self.push_updated(&mut sql);
        sql.push(" AND account.vanished_at IS NOT NULL");
        self.execute(sql).await
    }

    async fn update(&self) -> Result<u64, StoreError> {
        let mut sql = Sql::new("UPDATE account SET vanished_at = NULL, updated_at = ");
        sql.bind(self.now);
        for column in &REPORTED_COLUMNS[1..] {
            match *column {
                "search" => sql.push(
                    ", search = CASE WHEN account.memo_search IS NULL THEN s.search \
                     ELSE s.search || ' ' || account.memo_search END",
                ),
                column => sql.push(&format!(", {column} = s.{column}")),
            };
        }
        sql.push(" FROM");
        self.push_updated(&mut sql);
        sql.push(" AND (account.content_hash <> s.content_hash OR account.vanished_at IS NOT NULL)");
        self.execute(sql).await
    }

    async fn remove(&self) -> Result<u64, StoreError> {
        self.remove_where(|sql| {
            sql.push(
                "NOT EXISTS (SELECT 1 FROM staged_account s WHERE s.external_id = account.external_id AND s.run_id = ",
            );
            sql.bind(self.task.run).push(")");
        })
        .await
    }

    async fn remove_named(&self, external_ids: &[String]) -> Result<u64, StoreError> {
        let mut removed = 0;
        for chunk in external_ids.chunks(CHUNK) {
            removed += self
                .remove_where(|sql| {
                    sql.push("account.external_id IN ").bind_list(chunk.iter().cloned());
                })
                .await?;
        }
        Ok(removed)
    }

    async fn remove_where(&self, gone: impl Fn(&mut Sql)) -> Result<u64, StoreError> {
        let condition = |sql: &mut Sql| {
            sql.push(" WHERE account.vanished_at IS NULL AND account.workspace_id = ").bind(self.task.workspace.id.0);
            sql.push(" AND ");
            gone(sql);
        };
        let mut note = Sql::new("INSERT INTO account_event (organization_id, account_id, at, kind, actor) SELECT ");
        note.push("account.organization_id, account.id, ").bind(self.now).push(", 'vanished', ");
        note.bind(self.actor.to_owned()).push(" FROM account");
        condition(&mut note);
        self.execute(note).await?;
        let mut sql = Sql::new("UPDATE account SET vanished_at = ");
        sql.bind(self.now).push(", updated_at = ").bind(self.now);
        condition(&mut sql);
        self.execute(sql).await
    }

    /// New accounts come in with their people, so that no row is written twice.
    async fn add(&self) -> Result<u64, StoreError> {
        let workspace = &self.task.workspace;
        let circumstances = Circumstances::read(self.transaction, workspace.organization).await?;
        let mut sql =
            Sql::new("INSERT INTO account (organization_id, workspace_id, service_id, match_pinned, first_seen_at, ");
        sql.push("updated_at, identity_id, match_rule, match_value, user_type");
        for column in REPORTED_COLUMNS {
            sql.push(", ").push(column);
        }
        sql.push(&format!(") SELECT {}, {}, {}, false, ", workspace.organization, workspace.id, workspace.service.id));
        sql.bind(self.now).push(", ").bind(self.now);
        sql.push(", j.identity_id, j.match_rule, j.match_value, j.user_type");
        for column in REPORTED_COLUMNS {
            sql.push(", s.").push(column);
        }
        sql.push(" FROM (");
        Judgement(&circumstances).push_query(&mut sql, Source::Staged, |sql| {
            sql.push("NOT a.same AND a.run_id = ").bind(self.task.run);
            sql.push(
                " AND NOT EXISTS (SELECT 1 FROM account x WHERE x.external_id = a.external_id AND x.workspace_id = ",
            );
            sql.bind(workspace.id.0).push(")");
        });
        sql.push(") j JOIN staged_account s ON s.external_id = j.key AND s.run_id = ").bind(self.task.run);
        self.execute(sql).await
    }

    async fn write_aliases(&self, updated: bool) -> Result<(), StoreError> {
        let mut reported = Sql::new(" FROM account, ");
        self.push_updated(&mut reported);
        if updated {
            let mut forget =
                Sql::new("DELETE FROM account_alias WHERE account_id IN (SELECT account.id FROM account, ");
            self.push_updated(&mut forget);
            forget.push(")");
            self.execute(forget).await?;
        }
        let texts = match self.backend() {
            DatabaseBackend::Postgres => "jsonb_array_elements_text(s.aliases::jsonb) AS alias(value)",
            _ => "json_each(s.aliases) alias",
        };
        let mut sql =
            Sql::new("INSERT INTO account_alias (organization_id, account_id, email) SELECT account.organization_id, ");
        sql.push(&format!(
            "account.id, alias.value FROM staged_account s JOIN account ON account.workspace_id = {}",
            self.task.workspace.id
        ));
        sql.push(" AND account.external_id = s.external_id CROSS JOIN ").push(texts);
        sql.push(" WHERE s.aliases IS NOT NULL AND NOT s.same AND s.run_id = ").bind(self.task.run);
        sql.push(" ON CONFLICT DO NOTHING");
        self.execute(sql).await?;
        Ok(())
    }

    /// Whose the accounts are, and what they say of their people.
    async fn match_people(&self, settings: &OrganizationSettings, counts: Counts) -> Result<(), StoreError> {
        let (organization, workspace) = (self.task.workspace.organization, self.task.workspace.id);
        let moved = counts.changed + counts.returned > 0;
        if settings.employee_master_workspace_id == Some(workspace) {
            kept(apply_master(self.transaction, organization, workspace).await)?;
            rematch(self.transaction, organization, matching::Scope::Organization).await?;
        } else if moved || self.some_have_aliases().await? {
            rematch(self.transaction, organization, matching::Scope::Workspace(workspace)).await?;
        } else if counts.added + counts.removed > 0 {
            tally::recount_workspaces(self.transaction, &[workspace.0]).await?;
            alert::refresh(self.transaction, organization, Scope::Workspaces(&[workspace.0])).await?;
        }
        kept(apply_sources(self.transaction, organization, workspace).await)?;
        Ok(())
    }

    async fn some_have_aliases(&self) -> Result<bool, StoreError> {
        let mut sql = Sql::new("SELECT 1 FROM staged_account WHERE aliases IS NOT NULL AND run_id = ");
        sql.bind(self.task.run).push(" LIMIT 1");
        Ok(self.transaction.query_one_raw(sql.statement(self.backend())).await.context(DOING)?.is_some())
    }

    async fn close(&self, counts: Counts) -> Result<(), StoreError> {
        let task = self.task;
        forget_pages(self.transaction, task.run).await?;
        let stored = to_json(&counts)?;
        let finished = stored_time(Utc::now());
        set(self.transaction, task.run, |sql| {
            sql.push("status = 'finished', checkpoint = NULL, held = NULL, finished_at = ").bind(finished);
            sql.push(", counts = ").bind(stored);
        })
        .await?;
        let event = StepEvent::Applied(counts);
        step::add(self.transaction, task.workspace.organization, task.run, &event, &[]).await?;
        let mut sql =
            Sql::new("UPDATE workspace SET last_status = 'finished', last_fault = NULL, last_synchronization_at = ");
        sql.bind(finished)
            .push(", next_run = CASE WHEN paused OR kind NOT IN ('connected', 'assisted') THEN NULL ELSE ")
            .bind(end::next_run());
        sql.push(" END WHERE id = ").bind(task.workspace.id.0);
        self.execute(sql).await?;
        self.refresh_workspace().await
    }

    async fn execute(&self, sql: Sql) -> Result<u64, StoreError> {
        Ok(self.transaction.execute_raw(sql.statement(self.backend())).await.context(DOING)?.rows_affected())
    }

    fn backend(&self) -> DatabaseBackend {
        self.transaction.get_database_backend()
    }
}

/// Nothing that a service says of people is refused: it is taken over as far as it can be.
fn kept<T>(outcome: Outcome<T>) -> Result<T, StoreError> {
    outcome.map_err(|failure| match failure {
        Failure::Store(error) => error,
        Failure::Refused(_) | Failure::Service(_) => {
            StoreError::new("take over what a service says of people", failure)
        }
    })
}
