//! New accounts as a CSV file.

use std::collections::BTreeMap;

use daicho_domain::error::{ErrorCode, Refusal};
use daicho_domain::integration::Workspace;
use daicho_domain::operation::{Creation, Creations, NewAccountFile, NewAccounts};
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::OperationPerson;
use super::asked::{Asked, RequestsAccepted};
use super::create::CreationPlan;
use super::form::ProvisioningParameters;
use crate::State;
use crate::answer::{Download, FileError, Table};
use crate::error::{Answer, ApiError, broken};
use crate::guard::{Authorized, may};
use crate::request::{Once, Query, Upload};

/// What a file of new accounts would ask for, or why nothing of it is asked for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewAccountsPreview {
    summary: NewAccountsSummary,
    rows: Vec<NewAccountRow>,
    errors: Vec<FileError>,
    /// Columns that no field of the form stands for.
    ignored_columns: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct NewAccountsSummary {
    accounts: usize,
    errors: usize,
}

/// A line of the file that could be asked for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct NewAccountRow {
    line: u64,
    display_name: Option<String>,
    email: Option<String>,
    user_name: Option<String>,
    /// In the directory under the address: what the line leaves out comes from there.
    person: Option<OperationPerson>,
    /// By the names of the provisioning form, with secrets masked.
    data: BTreeMap<String, String>,
}

impl NewAccountRow {
    fn new(creation: Creation) -> Self {
        let data = creation.shown_data();
        let subject = creation.draft.subject;
        Self {
            line: creation.line,
            display_name: subject.display_name,
            email: subject.email,
            user_name: subject.username,
            person: creation.person.map(OperationPerson::from),
            data,
        }
    }
}

impl NewAccountsPreview {
    fn new(creations: Creations, ignored_columns: Vec<String>, language: Language) -> Self {
        Self {
            summary: NewAccountsSummary { accounts: creations.lines.len(), errors: creations.errors.len() },
            rows: creations.lines.into_iter().map(NewAccountRow::new).collect(),
            errors: FileError::all(creations.errors, language),
            ignored_columns,
        }
    }

    /// As the answer to who wanted more than a preview.
    fn refuse(&self) -> ApiError {
        let refusal = ApiError::from(Refusal::new(ErrorCode::ImportRejected));
        refusal.with("summary", &self.summary).with("errors", &self.errors)
    }
}

/// The labels of the service's form as the header of a file, in the language asked for.
pub(super) async fn get_provisioning_template(
    caller: Authorized<may::AccountsRead, Workspace>,
    state: State,
    Query(wanted): Query<ProvisioningParameters>,
) -> Answer<Download> {
    let name = format!("accounts-{}", caller.target.service.slug);
    let form = state.operations.provisioning_form(caller.target).await?;
    if let Some(refusal) = form.refusal {
        return Err(refusal.into());
    }
    let header = NewAccountFile::header(&form.fields, wanted.lang.unwrap_or(caller.language));
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    Table::csv(&header)?.finish(&name)
}

/// Asks for an account a line, or on a dry run says what would be asked for. A file with any error asks for nothing.
pub(super) async fn create_from_file(
    state: &State,
    wanted: &NewAccounts,
    upload: Upload,
    dry_run: bool,
    once: &Once,
    language: Language,
) -> Answer<Asked<RequestsAccepted, CreationPlan>> {
    let (workspace, organization) = (&wanted.workspace, wanted.workspace.organization);
    let encoding = upload.encoding()?;
    let once = once.with_bytes(&upload.file.bytes);
    if !dry_run && let Some(request_ids) = state.operations.remembered(organization, once.as_ref()).await? {
        return Ok(Asked::Accepted(RequestsAccepted { request_ids }));
    }
    let form = state.operations.provisioning_form(workspace.clone()).await?;
    if let Some(refusal) = form.refusal {
        return Err(refusal.into());
    }
    let read = actix_web::web::block(move || NewAccountFile::read(upload.file.bytes, encoding, &form.fields));
    let (creations, ignored) = match read.await.map_err(|error| broken("read a file of new accounts", error))? {
        Ok(file) => (state.operations.read_creations(organization, wanted, &file).await?, file.ignored),
        Err(errors) => (Creations { errors, ..Creations::default() }, Vec::new()),
    };
    if dry_run {
        return Ok(Asked::Planned(CreationPlan::File(NewAccountsPreview::new(creations, ignored, language))));
    }
    if !creations.errors.is_empty() {
        return Err(NewAccountsPreview::new(creations, ignored, language).refuse());
    }
    let request_ids = state.operations.request_creations(organization, creations, once.as_ref()).await?;
    Ok(Asked::Accepted(RequestsAccepted { request_ids }))
}
