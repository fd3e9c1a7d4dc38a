use chrono::NaiveDate;
use daicho_domain::access::{UserFilter, UserSort};
use daicho_domain::account::{AccountTally, PastNumbers, UserType};
use daicho_domain::alert::{AlertCount, AlertType};
use daicho_domain::ids::{RequestId, WorkspaceId};
use daicho_domain::integration::{Workspace, WorkspaceStatus};
use daicho_domain::list::SortOrder;
use serde::Serialize;
use utoipa::ToSchema;

use crate::State;
use crate::error::Answer;
use crate::guard::{Authorized, may};
use crate::request::Json;

/// What needs attention, and the numbers of the organization.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Home {
    attention: Vec<AttentionItem>,
    numbers: HomeNumbers,
    /// What the numbers were at the beginning of each of the last 90 days, the earliest first; days on which the server did
    /// not run are left out.
    past: Vec<HomeDay>,
    checklist: HomeChecklist,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AttentionKind {
    RetiredAccounts,
    FailedSync,
    HeldSync,
    ExpiredCredentials,
    ExpiringCredentials,
    UnknownAccounts,
    OnLeaveAccounts,
    InactiveAccounts,
    NoEmployeeMaster,
    NoServices,
    ServiceWithoutTwoFactor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AttentionLevel {
    Critical,
    Warning,
    Info,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AttentionItem {
    kind: AttentionKind,
    level: AttentionLevel,
    /// Accounts, mostly.
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    people: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    services: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    workspace_id: Option<WorkspaceId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    workspace_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    service_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    request_id: Option<RequestId>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct HomeNumbers {
    services: u64,
    workspaces: u64,
    accounts: u64,
    people: u64,
    /// Of the accounts whose services tell, 0 to 1; null when none does.
    two_factor_share: Option<f64>,
    retired_accounts: u64,
}

#[derive(Debug, Serialize, ToSchema)]
struct HomeDay {
    /// In the organization's time zone.
    day: NaiveDate,
    numbers: HomeNumbers,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct HomeChecklist {
    employee_master: bool,
    first_service: bool,
    colleague: bool,
}

const PAST_DAYS: u32 = 90;

pub(super) async fn get_home(caller: Authorized<may::AccountsRead>, state: State) -> Answer<Json<Home>> {
    let organization = caller.organization;
    let workspaces = state.workspaces.list(organization).await?;
    let tallies = state.accounts.tallies(organization).await?;
    let leftovers = state.accounts.leftovers(organization).await?;
    let alerts = state.alerts.counts(organization).await?;
    let stats = state.directory.stats(organization).await?;
    let settings = state.organizations.find(organization).await?.settings;
    let past = state.accounts.past_numbers(organization, PAST_DAYS).await?;
    let colleagues = state.users.list(organization, &everybody()).await?.total;
    let people = stats.management_types.iter().map(|(_, count)| count).sum();
    let checklist = HomeChecklist {
        employee_master: settings.employee_master_workspace_id.is_some(),
        first_service: !workspaces.is_empty(),
        colleague: colleagues > 1,
    };
    Ok(Json(Home {
        attention: attention(&workspaces, &tallies, &alerts, leftovers, &checklist, people),
        numbers: numbers(&workspaces, &tallies, people),
        past: past.into_iter().map(HomeDay::from).collect(),
        checklist,
    }))
}

/// Only the number counts.
const fn everybody() -> UserFilter {
    UserFilter { query: None, sort: UserSort::Name, order: SortOrder::Ascending, page: 1, limit: 1 }
}

fn attention(
    workspaces: &[Workspace],
    tallies: &[AccountTally],
    alerts: &[AlertCount],
    (people, services): (u64, u64),
    checklist: &HomeChecklist,
    in_directory: u64,
) -> Vec<AttentionItem> {
    use AttentionKind as Kind;
    use AttentionLevel as Level;
    let mut items = Vec::new();
    let retired = heard(alerts, AlertType::RetiredAccount);
    if retired > 0 {
        let item = AttentionItem::new(Kind::RetiredAccounts, Level::Critical, retired);
        items.push(AttentionItem { people: Some(people), services: Some(services), ..item });
    }
    for workspace in workspaces {
        let (kind, level) = match workspace.status {
            WorkspaceStatus::Held => (Kind::HeldSync, Level::Critical),
            WorkspaceStatus::Failed => (Kind::FailedSync, Level::Warning),
            _ => continue,
        };
        let item = AttentionItem::new(kind, level, workspace.account_count);
        items.push(AttentionItem { request_id: workspace.last_request, ..item.about(workspace) });
    }
    for (kind, level, alert) in [
        (Kind::ExpiredCredentials, Level::Warning, AlertType::ExpiredCredentials),
        (Kind::UnknownAccounts, Level::Warning, AlertType::UnknownAccount),
        (Kind::ExpiringCredentials, Level::Info, AlertType::ExpiringCredentials),
        (Kind::OnLeaveAccounts, Level::Info, AlertType::OnLeaveAccount),
        (Kind::InactiveAccounts, Level::Info, AlertType::InactiveAccount),
    ] {
        let count = heard(alerts, alert);
        if count > 0 {
            items.push(AttentionItem::new(kind, level, count));
        }
    }
    for workspace in workspaces {
        let of_workspace = tallies.iter().filter(|tally| tally.workspace == workspace.id);
        let without: u64 = of_workspace.map(|tally| tally.second_factor_known - tally.with_second_factor).sum();
        if without > 0 {
            let item = AttentionItem::new(Kind::ServiceWithoutTwoFactor, Level::Info, without);
            items.push(item.about(workspace));
        }
    }
    if !checklist.employee_master && in_directory == 0 {
        items.push(AttentionItem::new(Kind::NoEmployeeMaster, Level::Info, 0));
    }
    if !checklist.first_service {
        items.push(AttentionItem::new(Kind::NoServices, Level::Info, 0));
    }
    items
}

impl AttentionItem {
    const fn new(kind: AttentionKind, level: AttentionLevel, count: u64) -> Self {
        Self {
            kind,
            level,
            count,
            people: None,
            services: None,
            workspace_id: None,
            workspace_name: None,
            service_name: None,
            request_id: None,
        }
    }

    fn about(self, workspace: &Workspace) -> Self {
        Self {
            workspace_id: Some(workspace.id),
            workspace_name: Some(workspace.name.clone()),
            service_name: Some(workspace.service.name.clone()),
            ..self
        }
    }
}

fn numbers(workspaces: &[Workspace], tallies: &[AccountTally], people: u64) -> HomeNumbers {
    let mut services: Vec<_> = workspaces.iter().map(|workspace| workspace.service.id).collect();
    services.sort_unstable();
    services.dedup();
    let known: u64 = tallies.iter().map(|tally| tally.second_factor_known).sum();
    let with: u64 = tallies.iter().map(|tally| tally.with_second_factor).sum();
    HomeNumbers {
        services: services.len() as u64,
        workspaces: workspaces.len() as u64,
        accounts: tallies.iter().map(|tally| tally.accounts).sum(),
        people,
        two_factor_share: share(with, known),
        retired_accounts: total(tallies, UserType::Retired),
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of accounts are far below 2^52")]
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl From<PastNumbers> for HomeDay {
    fn from(past: PastNumbers) -> Self {
        let numbers = HomeNumbers {
            services: past.services,
            workspaces: past.workspaces,
            accounts: past.accounts,
            people: past.people,
            two_factor_share: share(past.with_second_factor, past.second_factor_known),
            retired_accounts: past.retired_accounts,
        };
        Self { day: past.day, numbers }
    }
}

/// Alerts of the type that are not muted.
fn heard(alerts: &[AlertCount], kind: AlertType) -> u64 {
    alerts.iter().filter(|count| count.kind == kind).map(AlertCount::heard).sum()
}

fn total(tallies: &[AccountTally], user_type: UserType) -> u64 {
    tallies.iter().filter(|tally| tally.user_type == user_type).map(|tally| tally.accounts).sum()
}
