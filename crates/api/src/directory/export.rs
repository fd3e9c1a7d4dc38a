use daicho_domain::directory::import::{Column, employee_status_label, employee_type_label};
use daicho_domain::directory::{CustomField, DirectoryEntry, DirectoryStore, IdentityQuery};
use daicho_domain::ids::OrganizationId;
use daicho_domain::list::{FileFormat, PageRequest};
use daicho_domain::organization::Language;

use super::filters::IdentityFilters;
use super::{Authorized, may};
use crate::State;
use crate::answer::{Download, Table};
use crate::error::Answer;
use crate::request::Query;

const FILE_NAME: &str = "people";
const AT_A_TIME: u32 = 200;

/// With the headers that the import knows: what was exported can be changed and imported again.
pub(super) async fn export_identities_csv(
    caller: Authorized<may::DirectoryRead>,
    state: State,
    Query(filters): Query<IdentityFilters>,
) -> Answer<Download> {
    write_identities(&*state.directory, caller.organization, &filters, FileFormat::Csv, caller.language).await
}

pub(super) async fn export_identities_xlsx(
    caller: Authorized<may::DirectoryRead>,
    state: State,
    Query(filters): Query<IdentityFilters>,
) -> Answer<Download> {
    write_identities(&*state.directory, caller.organization, &filters, FileFormat::Xlsx, caller.language).await
}

/// The list as a file.
pub(crate) async fn write_identities(
    directory: &dyn DirectoryStore,
    organization: OrganizationId,
    filters: &IdentityFilters,
    format: FileFormat,
    language: Language,
) -> Answer<Download> {
    let query = IdentityQuery { every_match: true, ..filters.query()? };
    let sheet = Sheet::of(directory, organization, &filters.columns, language).await?;
    let mut table = match format {
        FileFormat::Csv => Table::csv(&sheet.headers())?,
        FileFormat::Xlsx => Table::xlsx(&sheet.headers())?,
    };
    let mut page = PageRequest { limit: AT_A_TIME, cursor: None };
    loop {
        let found = directory.list(organization, &query, &page).await?;
        for entry in &found.items {
            table.row(&sheet.row(entry))?;
        }
        page.cursor = found.next_cursor;
        if page.cursor.is_none() {
            return table.finish(FILE_NAME);
        }
    }
}

struct Sheet {
    columns: Vec<Column>,
    custom: Vec<CustomField>,
    language: Language,
}

impl Sheet {
    /// The chosen columns; all of them when none that exist were chosen.
    async fn of(
        directory: &dyn DirectoryStore,
        organization: OrganizationId,
        chosen: &[String],
        language: Language,
    ) -> Answer<Self> {
        let is_chosen = |field: &str| {
            chosen.iter().any(|name| name == field || field.rsplit_once('.').is_some_and(|(_, last)| last == name))
        };
        let mut columns: Vec<Column> = Column::ALL.iter().copied().filter(|column| is_chosen(column.field())).collect();
        let mut custom = directory.custom_fields(organization).await?;
        if columns.is_empty() {
            columns = Column::ALL.to_vec();
        } else {
            custom.retain(|field| is_chosen(&format!("customFields.{}", field.code)));
        }
        Ok(Self { columns, custom, language })
    }

    fn headers(&self) -> Vec<&str> {
        let preset = self.columns.iter().map(|column| column.header(self.language));
        preset.chain(self.custom.iter().map(|field| field.name.as_str())).collect()
    }

    fn row(&self, entry: &DirectoryEntry) -> Vec<String> {
        let preset = self.columns.iter().map(|column| cell(*column, entry, self.language));
        let custom = self.custom.iter().map(|field| match entry.identity.custom_fields.get(&field.code) {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        });
        preset.chain(custom).collect()
    }
}

fn cell(column: Column, entry: &DirectoryEntry, language: Language) -> String {
    let identity = &entry.identity;
    let dates = &identity.lifecycle;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    match column {
        Column::DisplayName => identity.display_name.clone(),
        Column::LastName => text(&identity.last_name),
        Column::FirstName => text(&identity.first_name),
        Column::PrimaryEmail => identity.primary_email.as_ref().map(ToString::to_string).unwrap_or_default(),
        Column::SecondaryEmails => {
            identity.secondary_emails.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
        }
        Column::EmployeeNumber => text(&identity.employee_number),
        Column::EmployeeType => employee_type_label(identity.employee_type, language).to_owned(),
        Column::Status => employee_status_label(identity.status, language).to_owned(),
        Column::Company => text(&identity.company),
        Column::Department => text(&identity.department),
        Column::JobTitle => text(&identity.job_title),
        Column::Location => text(&identity.location),
        Column::ContractStart => day(dates.contract_start),
        Column::ContractEnd => day(dates.contract_end),
        Column::LeaveStart => day(dates.leave_start),
        Column::LeaveEnd => day(dates.leave_end),
        Column::ManagerEmail => {
            let email = entry.manager.as_ref().and_then(|manager| manager.primary_email.as_ref());
            email.map(ToString::to_string).unwrap_or_default()
        }
        Column::Note => text(&identity.note),
    }
}
