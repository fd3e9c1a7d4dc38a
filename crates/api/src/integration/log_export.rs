use chrono::{DateTime, Utc};
use daicho_domain::catalogue::{Catalogue, ServiceNames};
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
    write_log(
        &*state.integration_log,
        &*state.catalogue,
        caller.organization,
        &filters,
        FileFormat::Csv,
        caller.language,
    )
    .await
}

pub(super) async fn export_integration_logs_xlsx(
    caller: Authorized<may::IntegrationLogsRead>,
    state: State,
    Query(filters): Query<LogFilters>,
) -> Answer<Download> {
    write_log(
        &*state.integration_log,
        &*state.catalogue,
        caller.organization,
        &filters,
        FileFormat::Xlsx,
        caller.language,
    )
    .await
}

/// The list as a file, the newest entry first.
pub(crate) async fn write_log(
    log: &dyn IntegrationLog,
    catalogue: &dyn Catalogue,
    organization: OrganizationId,
    filters: &LogFilters,
    format: FileFormat,
    language: Language,
) -> Answer<Download> {
    let columns = Columns::chosen(&COLUMNS, &filters.columns)?;
    let mut table = columns.table(format, language)?;
    let mut services = ServiceNames::new(catalogue, organization, language);
    let query = filters.query();
    let mut page = PageRequest { limit: AT_A_TIME, cursor: None };
    loop {
        let found = log.list(organization, &query, &page).await?;
        for mut entry in found.items {
            services.translate(&mut entry.service).await?;
            table.row(&columns.row(&entry, language))?;
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
    column("kind", "Kind", "種別", |entry, language| kind(entry.kind, language).to_owned()),
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

const fn kind(kind: RunKind, language: Language) -> &'static str {
    let (en, ja) = match kind {
        RunKind::Sync => ("Sync", "同期"),
        RunKind::Import => ("Import", "取り込み"),
        RunKind::Create => ("Create account", "アカウント発行"),
        RunKind::Suspend => ("Suspend account", "アカウント停止"),
        RunKind::Reactivate => ("Reactivate account", "アカウント再開"),
        RunKind::Delete => ("Delete account", "アカウント削除"),
    };
    in_language(language, en, ja)
}

const fn status(status: RunStatus, language: Language) -> &'static str {
    let (en, ja) = match status {
        RunStatus::Queued => ("Waiting", "待機中"),
        RunStatus::Running => ("Running", "実行中"),
        RunStatus::Held => ("Held", "保留中"),
        RunStatus::Finished => ("Finished", "完了"),
        RunStatus::Failed => ("Failed", "失敗"),
        RunStatus::Discarded => ("Discarded", "破棄"),
    };
    in_language(language, en, ja)
}

const fn trigger(trigger: Trigger, language: Language) -> &'static str {
    let (en, ja) = match trigger {
        Trigger::Schedule => ("Schedule", "スケジュール"),
        Trigger::User => ("Screen", "画面"),
        Trigger::Api => ("API", "API"),
        Trigger::Connect => ("Connection", "連携"),
        Trigger::Slack => ("Slack", "Slack"),
        Trigger::Automation => ("Automation", "自動化"),
        Trigger::Offboarding => ("Offboarding", "オフボーディング"),
    };
    in_language(language, en, ja)
}

const fn in_language(language: Language, en: &'static str, ja: &'static str) -> &'static str {
    match language {
        Language::En => en,
        Language::Ja => ja,
    }
}
