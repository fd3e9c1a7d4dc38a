use daicho_domain::alert::AlertType;
use daicho_domain::directory::{DateRange, EmployeeStatus, EmployeeType, IdentityQuery, IdentitySort, ManagementType};
use daicho_domain::ids::{PeopleId, ServiceId};
use daicho_domain::list::SortOrder;
use serde::Deserialize;
use utoipa::IntoParams;

use super::target::IdentityId;
use crate::error::{Answer, ApiError, invalid};
use crate::request::json_or_nothing;

/// Which identities, in which order. Lists repeat their name; ranges are `2026-01-01:2026-12-31`.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", default)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub(crate) struct IdentityFilters {
    /// Part of a name, address, employee ID, department, job title or company.
    keyword: Option<String>,
    #[param(inline)]
    management_types: Vec<ManagementType>,
    #[param(inline)]
    types: Vec<EmployeeType>,
    #[param(inline)]
    statuses: Vec<EmployeeStatus>,
    companies: Vec<String>,
    departments: Vec<String>,
    locations: Vec<String>,
    #[param(value_type = Vec<String>)]
    identity_ids: Vec<IdentityId>,
    #[param(value_type = Vec<i64>)]
    people_ids: Vec<i64>,
    #[param(value_type = Vec<String>)]
    exclude_ids: Vec<IdentityId>,
    contract_start_range: Option<String>,
    contract_end_range: Option<String>,
    suspension_start_range: Option<String>,
    suspension_end_range: Option<String>,
    created_at_range: Option<String>,
    updated_at_range: Option<String>,
    service_count_from: Option<u32>,
    service_count_to: Option<u32>,
    /// JSON: values by code, ranges for dates. What cannot be read is ignored.
    #[serde(deserialize_with = "json_or_nothing")]
    #[param(value_type = Option<String>)]
    custom_fields: Option<serde_json::Map<String, serde_json::Value>>,
    #[param(value_type = Option<String>)]
    manager_id: Option<IdentityId>,
    service_id: Option<String>,
    /// Known to the employee master, or not.
    #[serde(rename = "hasHRM")]
    #[param(rename = "hasHRM")]
    has_hrm: Option<bool>,
    have_assigned_device: Option<bool>,
    have_saas_account: Option<bool>,
    /// Active people and system addresses of our own.
    include_active_internal_only: Option<bool>,
    #[param(inline)]
    alert_types: Vec<AlertType>,
    #[param(inline)]
    sort_by: Option<IdentitySort>,
    #[param(inline)]
    sort_order: Option<SortOrder>,
    /// Of `devices`, `accounts`, `customFieldsMetadata`, `relatedIdentity`.
    pub(super) expands: Vec<String>,
    /// Of exports: the fields to write, all of them without.
    pub(super) columns: Vec<String>,
}

impl IdentityFilters {
    pub(crate) fn query(&self) -> Answer<IdentityQuery> {
        let people = |ids: &[IdentityId]| ids.iter().map(IdentityId::people_id).collect::<Vec<_>>();
        let mut ids = people(&self.identity_ids);
        ids.extend(self.people_ids.iter().copied().map(PeopleId));
        Ok(IdentityQuery {
            keyword: self.keyword.as_ref().filter(|keyword| !keyword.contains('\0')).cloned(),
            management_types: self.management_types.clone(),
            types: self.types.clone(),
            statuses: self.statuses.clone(),
            companies: storable(&self.companies),
            departments: storable(&self.departments),
            locations: storable(&self.locations),
            ids,
            exclude: people(&self.exclude_ids),
            contract_start: range("contractStartRange", self.contract_start_range.as_deref())?,
            contract_end: range("contractEndRange", self.contract_end_range.as_deref())?,
            leave_start: range("suspensionStartRange", self.suspension_start_range.as_deref())?,
            leave_end: range("suspensionEndRange", self.suspension_end_range.as_deref())?,
            created: range("createdAtRange", self.created_at_range.as_deref())?,
            updated: range("updatedAtRange", self.updated_at_range.as_deref())?,
            service_count_from: self.service_count_from,
            service_count_to: self.service_count_to,
            custom_fields: self.custom_values(),
            manager: self.manager_id.as_ref().map(IdentityId::people_id),
            services: self.service_id.iter().map(|id| id.parse().unwrap_or(ServiceId(0))).collect(),
            in_master: self.has_hrm,
            has_account: self.have_saas_account,
            has_device: self.have_assigned_device,
            active_internal_only: self.include_active_internal_only == Some(true),
            alerts: self.alert_types.clone(),
            every_match: false,
            sort: self.sort_by.unwrap_or_default(),
            order: self.sort_order,
        })
    }

    fn custom_values(&self) -> Vec<(String, String)> {
        let is_code = |code: &&String| code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let values = self.custom_fields.iter().flatten().filter(|(code, _)| is_code(code));
        let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        values.map(|(code, value)| (code.clone(), text(value).replace('\0', ""))).collect()
    }
}

/// A text with a null character can be nowhere; searching for it finds nothing.
fn storable(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.replace('\0', "\u{FFFD}")).collect()
}

fn range(field: &str, text: Option<&str>) -> Result<DateRange, ApiError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(DateRange::default()) };
    DateRange::parse(text).ok_or_else(|| {
        invalid(
            field,
            "Give a range as YYYY-MM-DD:YYYY-MM-DD.",
            "期間を YYYY-MM-DD:YYYY-MM-DD の形式で指定してください。",
        )
    })
}
