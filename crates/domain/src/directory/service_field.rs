//! What of a connected service's account can feed a custom field.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::account::{ReportedAccount, ReportedEmployee};

crate::enumeration! {
    /// A field of the accounts of a workspace, by the API's name.
    pub enum ServiceField {
        AccountId = "accountId",
        DisplayName = "displayName",
        Email = "email",
        UserName = "userName",
        EmployeeId = "employeeId",
        Status = "status",
        Role = "role",
        Roles = "roles",
        Licenses = "licenses",
        TwoFactor = "twoFa",
        LastActivity = "lastActivity",
        CreatedAt = "createdAt",
        FirstName = "firstName",
        LastName = "lastName",
        EmployeeStatus = "employeeStatus",
        EmployeeType = "employeeType",
        CompanyName = "companyName",
        Department = "department",
        JobTitle = "jobTitle",
        WorkLocation = "workLocation",
        ManagerEmail = "managerEmail",
        ContractStartAt = "contractStartAt",
        ContractEndAt = "contractEndAt",
        SuspensionStartAt = "suspensionStartAt",
        SuspensionEndAt = "suspensionEndAt",
    }
}

impl ServiceField {
    /// What the account says, as a text; `null` when it says nothing. Several values stand one after another, times as the day
    /// in UTC.
    pub fn value(self, account: &ReportedAccount) -> Value {
        let told = self.text(account).map(|text| text.trim().to_owned());
        told.filter(|text| !text.is_empty()).map_or(Value::Null, Value::from)
    }

    fn text(self, account: &ReportedAccount) -> Option<String> {
        let nothing = ReportedEmployee::default();
        let employee = account.employee.as_deref().unwrap_or(&nothing);
        match self {
            Self::AccountId => Some(account.external_id.clone()),
            Self::DisplayName => account.display_name.clone(),
            Self::Email => account.email.clone(),
            Self::UserName => account.username.clone(),
            Self::EmployeeId => account.employee_number.clone(),
            Self::Status => Some(account.status.to_string()),
            Self::Role => Some(account.role_class.to_string()),
            Self::Roles => Some(account.roles.join(", ")),
            Self::Licenses => Some(account.licenses.join(", ")),
            Self::TwoFactor => account.two_factor.map(|enabled| enabled.to_string()),
            Self::LastActivity => account.last_activity.map(day_of),
            Self::CreatedAt => account.created_at.map(day_of),
            Self::FirstName => employee.first_name.clone(),
            Self::LastName => employee.last_name.clone(),
            Self::EmployeeStatus => employee.status.map(|status| status.to_string()),
            Self::EmployeeType => employee.employee_type.map(|employee_type| employee_type.to_string()),
            Self::CompanyName => employee.company.clone(),
            Self::Department => employee.department.clone(),
            Self::JobTitle => employee.job_title.clone(),
            Self::WorkLocation => employee.location.clone(),
            Self::ManagerEmail => employee.manager_email.clone(),
            Self::ContractStartAt => employee.contract_start.map(written),
            Self::ContractEndAt => employee.contract_end.map(written),
            Self::SuspensionStartAt => employee.leave_start.map(written),
            Self::SuspensionEndAt => employee.leave_end.map(written),
        }
    }
}

fn day_of(time: DateTime<Utc>) -> String {
    written(time.date_naive())
}

fn written(day: NaiveDate) -> String {
    day.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_does_not_tell_is_nothing() {
        let account = ReportedAccount::new("u1");
        let told: Vec<ServiceField> =
            ServiceField::ALL.iter().copied().filter(|field| !field.value(&account).is_null()).collect();
        assert_eq!(told, [ServiceField::AccountId, ServiceField::Status, ServiceField::Role]);
    }

    #[test]
    fn several_values_stand_one_after_another_and_times_are_days() {
        let account = ReportedAccount {
            licenses: vec!["Pro".into(), "Archive".into()],
            last_activity: Some(DateTime::UNIX_EPOCH),
            two_factor: Some(false),
            ..ReportedAccount::new("u1")
        };
        assert_eq!(ServiceField::Licenses.value(&account), "Pro, Archive");
        assert_eq!(ServiceField::LastActivity.value(&account), "1970-01-01");
        assert_eq!(ServiceField::TwoFactor.value(&account), "false");
    }
}
