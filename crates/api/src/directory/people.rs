use chrono::{DateTime, Utc};
use daicho_domain::directory::{DirectoryEntry, EmployeeStatus, IdentityQuery, IdentitySort, ManagementType};
use daicho_domain::ids::{PeopleId, ServiceId};
use daicho_domain::list::SortOrder;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::local_part;
use super::{Authorized, may, target};
use crate::State;
use crate::answer::ListAnswer;
use crate::error::Answer;
use crate::request::{Json, Paging, Query};

daicho_domain::enumeration! {
    /// The older, coarser words for whom an entry stands for.
    pub enum PeopleType {
        Employee = "employee",
        Guest = "guest",
        System = "system",
        Unknown = "unknown",
    }
}

daicho_domain::enumeration! {
    pub enum PeopleStatus {
        Active = "active",
        /// Retired or archived.
        Suspended = "suspended",
        OnLeave = "on_leave",
    }
}

daicho_domain::enumeration! {
    pub enum PeopleSort {
        Type = "type",
        NameOrAccountKey = "nameOrAccountKey",
        AccountCount = "accountCount",
        CreatedAt = "createdAt",
    }
}

/// A person in the older model: one row per person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Person {
    id: PeopleId,
    identity_id: String,
    display_name: String,
    username: Option<String>,
    primary_email: Option<String>,
    avatar: Option<String>,
    status: PeopleStatus,
    #[serde(rename = "type")]
    kind: PeopleType,
    account_count: u64,
    created_at: DateTime<Utc>,
}

impl From<DirectoryEntry> for Person {
    fn from(entry: DirectoryEntry) -> Self {
        let identity = entry.identity;
        let primary_email = identity.primary_email.map(|email| email.to_string());
        Self {
            id: identity.id,
            identity_id: identity.id.to_string(),
            display_name: identity.display_name,
            username: primary_email.as_deref().map(local_part),
            primary_email,
            avatar: None,
            status: match identity.status {
                EmployeeStatus::OnLeave => PeopleStatus::OnLeave,
                EmployeeStatus::Retired | EmployeeStatus::Archived => PeopleStatus::Suspended,
                _ => PeopleStatus::Active,
            },
            kind: match identity.management_type {
                ManagementType::Managed => PeopleType::Employee,
                ManagementType::External => PeopleType::Guest,
                ManagementType::System => PeopleType::System,
                ManagementType::Unknown | ManagementType::Unregistered => PeopleType::Unknown,
            },
            account_count: entry.account_count,
            created_at: identity.created_at,
        }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(super) struct PeopleFilters {
    keyword: Option<String>,
    #[param(inline)]
    types: Vec<PeopleType>,
    #[param(inline)]
    statuses: Vec<PeopleStatus>,
    /// Deprecated: `statuses`.
    #[param(inline)]
    status: Option<PeopleStatus>,
    service_ids: Vec<i64>,
    /// Without it only people with accounts are listed.
    include_people_with_no_accounts: Option<bool>,
    #[param(inline)]
    sort_by: Option<PeopleSort>,
    #[param(inline)]
    sort_order: Option<SortOrder>,
}

impl PeopleFilters {
    fn query(self) -> IdentityQuery {
        let statuses =
            self.statuses.iter().chain(&self.status).flat_map(|status| match status {
                PeopleStatus::Active => &[
                    EmployeeStatus::Active,
                    EmployeeStatus::Preactive,
                    EmployeeStatus::Draft,
                    EmployeeStatus::Untracked,
                ][..],
                PeopleStatus::Suspended => &[EmployeeStatus::Retired, EmployeeStatus::Archived],
                PeopleStatus::OnLeave => &[EmployeeStatus::OnLeave],
            });
        let kinds = self.types.iter().flat_map(|kind| match kind {
            PeopleType::Employee => &[ManagementType::Managed][..],
            PeopleType::Guest => &[ManagementType::External],
            PeopleType::System => &[ManagementType::System],
            PeopleType::Unknown => &[ManagementType::Unknown, ManagementType::Unregistered],
        });
        IdentityQuery {
            keyword: self.keyword.filter(|keyword| !keyword.contains('\0')),
            statuses: statuses.copied().collect(),
            management_types: kinds.copied().collect(),
            services: self.service_ids.into_iter().map(ServiceId).collect(),
            has_account: (self.include_people_with_no_accounts != Some(true)).then_some(true),
            sort: match self.sort_by {
                Some(PeopleSort::Type) => IdentitySort::Type,
                Some(PeopleSort::AccountCount) => IdentitySort::AccountCount,
                Some(PeopleSort::CreatedAt) => IdentitySort::CreatedAt,
                Some(PeopleSort::NameOrAccountKey) | None => IdentitySort::Name,
            },
            order: self.sort_order,
            ..IdentityQuery::default()
        }
    }
}

pub(super) async fn list_people(
    caller: Authorized<may::DirectoryRead>,
    state: State,
    Query(filters): Query<PeopleFilters>,
    Paging(page): Paging,
) -> Answer<Json<ListAnswer<Person>>> {
    let found = state.directory.list(caller.organization, &filters.query(), &page).await?;
    Ok(Json(ListAnswer::new(found, &page)))
}

pub(super) async fn get_person(caller: Authorized<may::DirectoryRead, target::Person>) -> Answer<Json<Person>> {
    Ok(Json(caller.target.0.into()))
}
