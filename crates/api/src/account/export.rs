use chrono::{DateTime, Utc};
use daicho_domain::account::{Account, AccountStatus, AccountStore, UserType};
use daicho_domain::catalogue::{Catalogue, ServiceNames};
use daicho_domain::ids::OrganizationId;
use daicho_domain::list::{FileFormat, PageRequest};
use daicho_domain::organization::Language;

use super::query::AccountFilters;
use crate::State;
use crate::answer::{Column, Columns, Download, column};
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Query;

const FILE_NAME: &str = "accounts";
const AT_A_TIME: u32 = 1_000;

pub(super) async fn export_accounts_csv(
    caller: Authorized<may::AccountsExport>,
    state: State,
    Query(filters): Query<AccountFilters>,
) -> Answer<Download> {
    write_accounts(&*state.accounts, &*state.catalogue, caller.organization, &filters, FileFormat::Csv, caller.language)
        .await
}

pub(super) async fn export_accounts_xlsx(
    caller: Authorized<may::AccountsExport>,
    state: State,
    Query(filters): Query<AccountFilters>,
) -> Answer<Download> {
    write_accounts(
        &*state.accounts,
        &*state.catalogue,
        caller.organization,
        &filters,
        FileFormat::Xlsx,
        caller.language,
    )
    .await
}

/// The list as a file.
pub(crate) async fn write_accounts(
    accounts: &dyn AccountStore,
    catalogue: &dyn Catalogue,
    organization: OrganizationId,
    filters: &AccountFilters,
    format: FileFormat,
    language: Language,
) -> Answer<Download> {
    let columns = Columns::chosen(&COLUMNS, &filters.columns)?;
    let mut table = columns.table(format, language)?;
    let mut services = ServiceNames::new(catalogue, organization, language);
    let query = filters.query()?;
    let mut page = PageRequest { limit: AT_A_TIME, cursor: None };
    loop {
        let found = accounts.list(organization, &query, &page).await?;
        for mut account in found.items {
            services.translate(&mut account.service).await?;
            table.row(&columns.row(&account, language))?;
        }
        page.cursor = found.next_cursor;
        if page.cursor.is_none() {
            return table.finish(FILE_NAME);
        }
    }
}

static COLUMNS: [Column<Account>; 15] = [
    column("displayName", "Display name", "表示名", |account, _| text(account.display_name.as_ref())),
    column("email", "E-mail", "メールアドレス", |account, _| text(account.email.as_ref())),
    column("userName", "User name", "ユーザー名", |account, _| text(account.username.as_ref())),
    column("person", "Person", "人物", |account, _| text(account.owner.as_ref().map(|owner| &owner.display_name))),
    column("userType", "User type", "ユーザー種別", |account, language| {
        user_type(account.user_type, language).to_owned()
    }),
    column("service", "Service", "サービス", |account, _| account.service.name.clone()),
    column("workspace", "Workspace", "ワークスペース", |account, _| account.workspace_name.clone()),
    column("role", "Role class", "権限区分", |account, _| account.role.to_string()),
    column("roles", "Roles", "権限", |account, _| account.roles.join("; ")),
    column("licenses", "Licenses", "ライセンス", |account, _| account.licenses.join("; ")),
    column("twoFa", "Two-factor", "二要素認証", |account, language| second_factor(account.two_factor, language)),
    column("status", "Status", "ステータス", |account, language| status(account.status, language).to_owned()),
    column("lastActivity", "Last activity", "最終利用日時", |account, _| time(account.last_activity)),
    column("createdAt", "Created", "作成日時", |account, _| time(account.created_at)),
    column("memo", "Memo", "メモ", |account, _| text(account.memo.as_ref())),
];

fn text(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn time(time: Option<DateTime<Utc>>) -> String {
    time.map(|time| time.format("%Y-%m-%d %H:%M:%S UTC").to_string()).unwrap_or_default()
}

const fn user_type(user_type: UserType, language: Language) -> &'static str {
    match (user_type, language) {
        (UserType::Employee, Language::En) => "Employee",
        (UserType::Employee, Language::Ja) => "従業員",
        (UserType::External, Language::En) => "External",
        (UserType::External, Language::Ja) => "外部",
        (UserType::System, Language::En) => "System",
        (UserType::System, Language::Ja) => "システム",
        (UserType::Unknown, Language::En) => "Unknown",
        (UserType::Unknown, Language::Ja) => "不明",
        (UserType::Retired, Language::En) => "Retired",
        (UserType::Retired, Language::Ja) => "退職者",
        (UserType::OnLeave, Language::En) => "On leave",
        (UserType::OnLeave, Language::Ja) => "休職中",
    }
}

const fn status(status: AccountStatus, language: Language) -> &'static str {
    match (status, language) {
        (AccountStatus::Active, Language::En) => "Active",
        (AccountStatus::Active, Language::Ja) => "有効",
        (AccountStatus::Suspended, Language::En) => "Suspended",
        (AccountStatus::Suspended, Language::Ja) => "停止中",
        (AccountStatus::Invited, Language::En) => "Invited",
        (AccountStatus::Invited, Language::Ja) => "招待中",
    }
}

fn second_factor(enabled: Option<bool>, language: Language) -> String {
    match (enabled, language) {
        (Some(true), Language::En) => "On",
        (Some(true), Language::Ja) => "有効",
        (Some(false), Language::En) => "Off",
        (Some(false), Language::Ja) => "無効",
        (None, _) => "",
    }
    .to_owned()
}
