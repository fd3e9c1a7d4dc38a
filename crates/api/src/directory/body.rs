use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use daicho_domain::directory::edit::{LONGEST_NOTE, LONGEST_TEXT, email, text};
use daicho_domain::directory::{
    CustomValues, Email, EmployeeStatus, EmployeeType, IdentityPatch, ManagementType, Patch,
};
use daicho_domain::error::{FieldProblem, Refusal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::target::IdentityId;

/// What to write of an identity. What is left out stays as it is; `null` empties.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdentityBody {
    /// Without one the dates tell: before the contract, at work, on leave, retired.
    #[serde(default)]
    #[schema(value_type = Option<EmployeeStatus>)]
    employee_status: Patch<EmployeeStatus>,
    /// Has to fit the kind of ID; otherwise the kind's usual type counts.
    #[serde(default)]
    #[schema(value_type = Option<EmployeeType>)]
    employee_type: Patch<EmployeeType>,
    /// A hint only: the kind of ID follows from the domain of the primary address.
    #[serde(default)]
    #[schema(value_type = Option<ManagementType>)]
    management_type: Patch<ManagementType>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    display_name: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    first_name: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    last_name: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    primary_email: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    secondary_emails: Patch<Vec<String>>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    company_name: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    work_location: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<DepartmentBody>)]
    department: Patch<DepartmentBody>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    job_title: Patch<String>,
    /// Unique in the organization.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    employee_id: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<LifecycleBody>)]
    lifecycle: Patch<LifecycleBody>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    note: Patch<String>,
    /// By code.
    #[serde(default)]
    #[schema(value_type = Option<std::collections::HashMap<String, serde_json::Value>>)]
    custom_fields: Patch<CustomValues>,
    #[serde(default)]
    #[schema(value_type = Option<ManagerBody>)]
    manager: Patch<ManagerBody>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
struct DepartmentBody {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Patch<String>,
}

/// Days (`2026-04-01`), or moments of which the day in the organization's time zone counts.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names of the public API")]
struct LifecycleBody {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    contract_start_at: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    contract_end_at: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    suspension_start_at: Patch<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    suspension_end_at: Patch<String>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
struct ManagerBody {
    /// The id of an identity.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Patch<IdentityId>,
}

impl IdentityBody {
    /// The change that the body asks for; everything that cannot be read is named.
    pub(super) fn into_patch(self, time_zone: Tz) -> Result<IdentityPatch, Refusal> {
        let mut reader = Reader { time_zone, problems: Vec::new() };
        let (contract_start, contract_end, leave_start, leave_end) = match self.lifecycle {
            Patch::Keep => Default::default(),
            Patch::Clear => (Patch::Clear, Patch::Clear, Patch::Clear, Patch::Clear),
            Patch::Set(lifecycle) => (
                reader.day("lifecycle.contractStartAt", lifecycle.contract_start_at),
                reader.day("lifecycle.contractEndAt", lifecycle.contract_end_at),
                reader.day("lifecycle.suspensionStartAt", lifecycle.suspension_start_at),
                reader.day("lifecycle.suspensionEndAt", lifecycle.suspension_end_at),
            ),
        };
        let patch = IdentityPatch {
            status: self.employee_status,
            employee_type: self.employee_type,
            management_type: self.management_type,
            display_name: reader.text("displayName", self.display_name),
            first_name: reader.text("firstName", self.first_name),
            last_name: reader.text("lastName", self.last_name),
            primary_email: reader.email("primaryEmail", self.primary_email),
            secondary_emails: reader.emails("secondaryEmails", self.secondary_emails),
            employee_number: reader.text("employeeId", self.employee_id),
            company: reader.text("companyName", self.company_name),
            department: match self.department {
                Patch::Keep => Patch::Keep,
                Patch::Clear => Patch::Clear,
                Patch::Set(department) => reader.text("department.name", department.name),
            },
            job_title: reader.text("jobTitle", self.job_title),
            location: reader.text("workLocation", self.work_location),
            contract_start,
            contract_end,
            leave_start,
            leave_end,
            manager: match self.manager {
                Patch::Keep => Patch::Keep,
                Patch::Clear => Patch::Clear,
                Patch::Set(manager) => manager.id.map(|id| id.people_id()),
            },
            note: reader.note(self.note),
            custom_fields: match self.custom_fields {
                Patch::Set(values) => values,
                Patch::Keep | Patch::Clear => CustomValues::new(),
            },
        };
        if reader.problems.is_empty() { Ok(patch) } else { Err(Refusal::fields(reader.problems)) }
    }
}

struct Reader {
    time_zone: Tz,
    problems: Vec<FieldProblem>,
}

impl Reader {
    fn text(&mut self, field: &str, value: Patch<String>) -> Patch<String> {
        let read = text(field, value, LONGEST_TEXT);
        self.keep(read)
    }

    fn note(&mut self, value: Patch<String>) -> Patch<String> {
        let read = text("note", value, LONGEST_NOTE);
        self.keep(read)
    }

    fn email(&mut self, field: &str, value: Patch<String>) -> Patch<Email> {
        match value {
            Patch::Keep => Patch::Keep,
            Patch::Clear => Patch::Clear,
            Patch::Set(value) => self.keep(email(field, &value)),
        }
    }

    fn emails(&mut self, field: &str, values: Patch<Vec<String>>) -> Patch<Vec<Email>> {
        values.map(|values| {
            let read = values
                .into_iter()
                .zip(0..)
                .map(|(value, index)| self.email(&format!("{field}[{index}]"), Patch::Set(value)));
            read.collect::<Vec<_>>().into_iter().filter_map(|email| email.as_set().cloned()).collect()
        })
    }

    fn day(&mut self, field: &str, value: Patch<String>) -> Patch<NaiveDate> {
        let Patch::Set(value) = value else { return value.map(|_| NaiveDate::MIN) };
        if value.trim().is_empty() {
            return Patch::Clear;
        }
        let moment = || DateTime::parse_from_rfc3339(value.trim()).ok();
        let day = NaiveDate::parse_from_str(value.trim(), "%Y-%m-%d").ok();
        let day = day.or_else(|| moment().map(|moment| moment.with_timezone(&self.time_zone).date_naive()));
        self.keep(day.map(Patch::Set).ok_or_else(|| {
            FieldProblem::new(field, "Give a date as YYYY-MM-DD.", "日付を YYYY-MM-DD の形式で入力してください。")
        }))
    }

    fn keep<T>(&mut self, read: Result<Patch<T>, FieldProblem>) -> Patch<T> {
        read.unwrap_or_else(|problem| {
            self.problems.push(problem);
            Patch::Keep
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn patch(body: serde_json::Value) -> Result<IdentityPatch, Refusal> {
        serde_json::from_value::<IdentityBody>(body).unwrap().into_patch(chrono_tz::Asia::Tokyo)
    }

    #[test]
    fn left_out_stays_and_null_empties() {
        let patch = patch(json!({"department": {"name": null}, "jobTitle": "", "firstName": " Ann "})).unwrap();
        assert_eq!((patch.department, patch.job_title), (Patch::Clear, Patch::Clear));
        assert_eq!((patch.first_name, patch.last_name), (Patch::Set("Ann".into()), Patch::Keep));
    }

    #[test]
    fn a_moment_counts_as_the_day_that_it_is_in_the_organization() {
        let patch =
            patch(json!({"lifecycle": {"contractStartAt": "2020-12-31T15:00:00.000Z", "contractEndAt": "2021-01-31"}}));
        let patch = patch.unwrap();
        assert_eq!(patch.contract_start, Patch::Set("2021-01-01".parse().unwrap()));
        assert_eq!(patch.contract_end, Patch::Set("2021-01-31".parse().unwrap()));
    }

    #[test]
    fn everything_that_cannot_be_read_is_named() {
        let body = json!({"primaryEmail": "ann", "secondaryEmails": ["a@example.com", "b"], "lifecycle": {"contractEndAt": "soon"}});
        let fields: Vec<String> = patch(body).unwrap_err().fields.into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["lifecycle.contractEndAt", "primaryEmail", "secondaryEmails[1]"]);
    }
}
