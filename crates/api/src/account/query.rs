use daicho_domain::account::{AccountQuery, AccountSort, AccountStatus, RoleClass, UserType};
use daicho_domain::alert::AlertType;
use daicho_domain::directory::{EmployeeStatus, EmployeeType};
use daicho_domain::ids::{PeopleId, ServiceId, WorkspaceId};
use daicho_domain::list::SortOrder;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::error::Answer;
use crate::request::moment;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(crate) struct AccountFilters {
    /// In name, e-mail address, user name, employee number and memo. Of more than 2,000 matches a list shows 2,000 and gives no
    /// `totalCount`; a file has all.
    keyword: Option<String>,
    service_ids: Vec<ServiceId>,
    workspace_ids: Vec<WorkspaceId>,
    workspace_id: Option<WorkspaceId>,
    people_id: Option<PeopleId>,
    #[param(inline)]
    types: Vec<AccountTypeFilter>,
    #[param(inline)]
    roles: Vec<RoleClass>,
    #[param(inline)]
    role: Option<RoleClass>,
    /// The service's own role names.
    service_roles: Vec<String>,
    licenses: Vec<String>,
    two_fa: Option<bool>,
    /// Of the account (`active`, `suspended`, `invited`), or of its person (`on_leave`, `retired`, …).
    #[param(inline)]
    statuses: Vec<StatusFilter>,
    #[param(inline)]
    status: Option<StatusFilter>,
    #[param(inline)]
    employee_types: Vec<EmployeeType>,
    #[param(inline)]
    employee_statuses: Vec<EmployeeStatus>,
    /// A day (midnight UTC) or a time with its offset.
    last_activity_before: Option<String>,
    last_activity_after: Option<String>,
    created_before: Option<String>,
    created_after: Option<String>,
    /// Also accounts that their services do not report any more.
    include_deleted: bool,
    /// Shows the directory entry of each account's person in full.
    pub(super) expand_identities: bool,
    /// `false` leaves the memos out.
    pub(super) include_account_memo: Option<bool>,
    /// With an alert for inactivity.
    only_inactive: bool,
    #[param(inline)]
    alert_type: Option<AlertType>,
    /// Of the alert (of that type): left out, both.
    #[param(inline)]
    alert_status: Option<AlertStatus>,
    #[param(inline)]
    sort_by: Option<AccountSort>,
    #[param(inline)]
    sort_order: Option<SortOrder>,
    /// Columns of an export, in their order; all when none is named.
    pub(super) columns: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AccountTypeFilter {
    Employee,
    External,
    /// The same as `external`.
    Guest,
    System,
    Unknown,
    Retired,
    OnLeave,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum StatusFilter {
    Active,
    Suspended,
    Invited,
    OnLeave,
    Draft,
    Preactive,
    Retired,
    Untracked,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AlertStatus {
    Muted,
    Unmuted,
}

impl AccountFilters {
    pub(crate) fn query(&self) -> Answer<AccountQuery> {
        let mut query = AccountQuery {
            services: self.service_ids.clone(),
            workspaces: self.workspace_ids.iter().copied().chain(self.workspace_id).collect(),
            person: self.people_id,
            user_types: self.types.iter().map(|wanted| wanted.user_type()).collect(),
            roles: self.roles.iter().copied().chain(self.role).collect(),
            service_roles: self.service_roles.clone(),
            licenses: self.licenses.clone(),
            two_factor: self.two_fa,
            employee_types: self.employee_types.clone(),
            employee_statuses: self.employee_statuses.clone(),
            last_activity_before: moment("lastActivityBefore", self.last_activity_before.as_deref())?,
            last_activity_after: moment("lastActivityAfter", self.last_activity_after.as_deref())?,
            created_before: moment("createdBefore", self.created_before.as_deref())?,
            created_after: moment("createdAfter", self.created_after.as_deref())?,
            alerts: self.alert_type.into_iter().collect(),
            inactive: self.only_inactive,
            alert_muted: self.alert_status.map(|status| status == AlertStatus::Muted),
            include_deleted: self.include_deleted,
            keyword: self.keyword.clone(),
            sort: self.sort_by.unwrap_or(AccountSort::DisplayName),
            order: self.sort_order.unwrap_or(SortOrder::Ascending),
            ..AccountQuery::default()
        };
        for status in self.statuses.iter().chain(&self.status) {
            status.apply(&mut query);
        }
        Ok(query)
    }
}

impl AccountTypeFilter {
    const fn user_type(self) -> UserType {
        match self {
            Self::Employee => UserType::Employee,
            Self::External | Self::Guest => UserType::External,
            Self::System => UserType::System,
            Self::Unknown => UserType::Unknown,
            Self::Retired => UserType::Retired,
            Self::OnLeave => UserType::OnLeave,
        }
    }
}

impl StatusFilter {
    fn apply(self, query: &mut AccountQuery) {
        match self {
            Self::Active => query.statuses.push(AccountStatus::Active),
            Self::Suspended => query.statuses.push(AccountStatus::Suspended),
            Self::Invited => query.statuses.push(AccountStatus::Invited),
            Self::OnLeave => query.employee_statuses.push(EmployeeStatus::OnLeave),
            Self::Draft => query.employee_statuses.push(EmployeeStatus::Draft),
            Self::Preactive => query.employee_statuses.push(EmployeeStatus::Preactive),
            Self::Retired => query.employee_statuses.push(EmployeeStatus::Retired),
            Self::Untracked => query.employee_statuses.push(EmployeeStatus::Untracked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_original_names_of_types_and_statuses_are_understood() {
        let filters = AccountFilters {
            types: vec![AccountTypeFilter::Guest],
            statuses: vec![StatusFilter::Active, StatusFilter::Retired],
            ..AccountFilters::default()
        };
        let query = filters.query().unwrap();
        assert_eq!(query.user_types, [UserType::External]);
        assert_eq!(query.statuses, [AccountStatus::Active]);
        assert_eq!(query.employee_statuses, [EmployeeStatus::Retired]);
    }
}
