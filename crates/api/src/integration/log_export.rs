use chrono::{DateTime, Utc};
use daicho_domain::ids::OrganizationId;
use daicho_domain::integration::{IntegrationLog, LogEntry, RunKind, RunStatus, Trigger};
use daicho_domain::list::{FileFormat, PageRequest};
use daicho_domain::organization::Language;

use super::log::LogFilters;
use crate::State;
use crate::answer::{Column, Columns, Download, column};
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Query;

const FILE_NAME: &str = "integration-log";
const AT_A_TIME: u32 = 1_000;

pub(super) async fn export_integration_logs_csv(
    caller: Authorized<may::IntegrationLogsRead>,
    state: State,
    Query(filters): Query<LogFilters>,
) -> Answer<Download> {
    write_log(&*state.integration_log, caller.organization, &filters, FileFormat::Csv, caller.language).await
}

pub(super) async fn export_integration_logs_xlsx(
    caller: Authorized<may::IntegrationLogsRead>,
    state: State,
    Query(filters): Query<LogFilters>,
) -> Answer<Download> {
    write_log(&*state.integration_log, caller.organization, &filters, FileFormat::Xlsx, caller.language).await
}

/// The list as a file, the newest entry first.
pub(crate) async fn write_log(
    log: &dyn IntegrationLog,
    organization: OrganizationId,
    filters: &LogFilters,
    format: FileFormat,
    language: Language,
) -> Answer<Download> {
    let columns = Columns::chosen(&COLUMNS, &filters.columns)?;
    let mut table = columns.table(format, language)?;
    let query = filters.query();
    let mut page = PageRequest { limit: AT_A_TIME, cursor: None };
    loop {
        let found = log.list(organization, &query, &page).await?;
        for entry in &found.items {
            table.row(&columns.row(entry, language))?;
        }
        page.cursor = found.next_cursor;
        if page.cursor.is_none() {
            return table.finish(FILE_NAME);
        }
    }
}

static COLUMNS: [Column<LogEntry>; 15] = [
    column("createdAt", "Requested", "依頼日時", |entry, _| time(Some(entry.created_at))),
    column("finishedAt", "Finished", "完了日時", |entry, _| time(entry.finished_at)),
    column("kind", "Kind", "種別", |entry, language| kind(entry.kind, language)),
    column("status", "Result", "結果", |entry, language| status(entry.status, language).to_owned()),
    column("service", "Service", "サービス", |entry, _| entry.service.name.clone()),
    column("workspace", "Workspace", "ワークスペース", |entry, _| entry.workspace_name.clone()),
    column("trigger", "From", "起点", |entry, language| trigger(entry.trigger, language).to_owned()),
    column("actor", "Asked by", "依頼者", |entry, _| entry.actor.clone()),
    column("added", "Added", "追加", |entry, _| {
        entry.counts.map(|counts| counts.added.to_string()).unwrap_or_default()
    }),
    column("changed", "Changed", "変更", |entry, _| {
        entry.counts.map(|counts| counts.changed.to_string()).unwrap_or_default()
    }),
    column("removed", "Removed", "削除", |entry, _| {
        entry.counts.map(|counts| counts.removed.to_string()).unwrap_or_default()
    }),
    column("returned", "Returned", "復帰", |entry, _| {
        entry.counts.map(|counts| counts.returned.to_string()).unwrap_or_default()
    }),
    column("error", "Cause", "原因", |entry, language| {
        entry.fault.as_ref().map(|fault| fault.code.text(language).to_owned()).unwrap_or_default()
    }),
    column("detail", "Detail", "詳細", |entry, _| {
        entry.fault.as_ref().map(|fault| fault.detail.clone()).unwrap_or_default()
    }),
    column("id", "Request id", "リクエストID", |entry, _| entry.request.to_string()),
];

fn time(time: Option<DateTime<Utc>>) -> String {
    time.map(|time| time.format("%Y-%m-%d %H:%M:%S UTC").to_string()).unwrap_or_default()
}

fn kind(kind: RunKind, language: Language) -> String {
    match (kind, language) {
        (RunKind::Sync, Language::Ja) => "同期".to_owned(),
        (RunKind::Import, Language::Ja) => "取り込み".to_owned(),
        (kind, _) => kind.to_string(),
    }
}

const fn status(status: RunStatus, language: Language) -> &'static str {
    match (status, language) {
        (RunStatus::Queued, Language::Ja) => "待機中",
        (RunStatus::Running, Language::Ja) => "実行中",
        (RunStatus::Held, Language::Ja) => "保留中",
        (RunStatus::Finished, Language::Ja) => "完了",
        (RunStatus::Failed, Language::Ja) => "失敗",
        (RunStatus::Discarded, Language::Ja) => "破棄",
        (status, Language::En) => status.as_str(),
    }
}

const fn trigger(trigger: Trigger, language: Language) -> &'static str {
    match (trigger, language) {
        (Trigger::Schedule, Language::Ja) => "スケジュール",
        (Trigger::User, Language::Ja) => "画面",
        (Trigger::Api, Language::Ja) => "API",
        (Trigger::Connect, Language::Ja) => "連携",
        (trigger, _) => trigger.as_str(),
    }
}
