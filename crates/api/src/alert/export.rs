use chrono_tz::Tz;
use daicho_domain::alert::{AlertLevel, AlertQuery, AlertStore, title};
use daicho_domain::catalogue::{Catalogue, ServiceNames};
use daicho_domain::ids::OrganizationId;
use daicho_domain::list::{FileFormat, PageRequest};
use daicho_domain::organization::Language;

use super::{Alert, AlertFilters};
use crate::State;
use crate::answer::{Column, Columns, Download, column};
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Query;

const FILE_NAME: &str = "alerts";
const AT_A_TIME: u32 = 1_000;

pub(super) async fn export_alerts_csv(
    caller: Authorized<may::AccountsExport>,
    state: State,
    Query(filters): Query<AlertFilters>,
) -> Answer<Download> {
    let reader = Reader::of(&caller, &state).await?;
    write_alerts(&*state.alerts, &*state.catalogue, &filters, FileFormat::Csv, reader).await
}

pub(super) async fn export_alerts_xlsx(
    caller: Authorized<may::AccountsExport>,
    state: State,
    Query(filters): Query<AlertFilters>,
) -> Answer<Download> {
    let reader = Reader::of(&caller, &state).await?;
    write_alerts(&*state.alerts, &*state.catalogue, &filters, FileFormat::Xlsx, reader).await
}

/// For whom the texts in the file are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader {
    pub(crate) organization: OrganizationId,
    pub(crate) language: Language,
    pub(crate) zone: Tz,
}

impl Reader {
    async fn of(caller: &Authorized<may::AccountsExport>, state: &State) -> Answer<Self> {
        let zone = state.organizations.find(caller.organization).await?.time_zone;
        Ok(Self { organization: caller.organization, language: caller.language, zone })
    }
}

/// The list as a file.
pub(crate) async fn write_alerts(
    alerts: &dyn AlertStore,
    catalogue: &dyn Catalogue,
    filters: &AlertFilters,
    format: FileFormat,
    reader: Reader,
) -> Answer<Download> {
    let columns = Columns::chosen(&COLUMNS, &filters.columns)?;
    let mut table = columns.table(format, reader.language)?;
    let mut services = ServiceNames::new(catalogue, reader.organization, reader.language);
    let query = AlertQuery { every_match: true, ..filters.query() };
    let mut page = PageRequest { limit: AT_A_TIME, cursor: None };
    loop {
        let found = alerts.list(reader.organization, &query, &page).await?;
        for mut alert in found.items {
            services.translate(&mut alert.service).await?;
            let alert = Alert::new(alert, reader.language, reader.zone);
            table.row(&columns.row(&alert, reader.language))?;
        }
        page.cursor = found.next_cursor;
        if page.cursor.is_none() {
            return table.finish(FILE_NAME);
        }
    }
}

static COLUMNS: [Column<Alert>; 12] = [
    column("type", "Type", "種別", |alert, language| title(alert.kind, language).to_owned()),
    column("level", "Level", "レベル", |alert, language| level(alert.level, language).to_owned()),
    column("service", "Service", "サービス", |alert, _| alert.service.name.clone()),
    column("workspace", "Workspace", "ワークスペース", |alert, _| alert.workspace.name.clone()),
    column("displayName", "Display name", "表示名", |alert, _| {
        of_account(alert, |account| account.display_name.clone())
    }),
    column("email", "E-mail", "メールアドレス", |alert, _| of_account(alert, |account| account.email.clone())),
    column("userName", "User name", "ユーザー名", |alert, _| {
        of_account(alert, |account| account.user_name.clone())
    }),
    column("person", "Person", "人物", |alert, _| {
        alert.person.as_ref().map(|person| person.display_name.clone()).unwrap_or_default()
    }),
    column("lastActivity", "Last activity", "最終利用日時", |alert, _| {
        of_account(alert, |account| account.last_activity.map(|at| at.format("%Y-%m-%d %H:%M:%S UTC").to_string()))
    }),
    column("since", "Since", "検知日時", |alert, _| alert.since.format("%Y-%m-%d %H:%M:%S UTC").to_string()),
    column("muted", "Muted", "ミュート", |alert, language| muted(alert.muted, language).to_owned()),
    column("detail", "Detail", "詳細", |alert, _| alert.detail.clone().unwrap_or_default()),
];

fn of_account(alert: &Alert, part: impl Fn(&super::answer::AlertAccount) -> Option<String>) -> String {
    alert.account.as_ref().and_then(part).unwrap_or_default()
}

const fn level(level: AlertLevel, language: Language) -> &'static str {
    match (level, language) {
        (AlertLevel::Warning, Language::En) => "Warning",
        (AlertLevel::Warning, Language::Ja) => "警告",
        (AlertLevel::Caution, Language::En) => "Caution",
        (AlertLevel::Caution, Language::Ja) => "注意",
    }
}

const fn muted(muted: bool, language: Language) -> &'static str {
    match (muted, language) {
        (true, Language::En) => "Yes",
        (true, Language::Ja) => "はい",
        (false, Language::En) => "No",
        (false, Language::Ja) => "いいえ",
    }
}
