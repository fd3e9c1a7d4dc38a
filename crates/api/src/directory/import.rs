use daicho_domain::directory::import::{self, EmployeeFile, ImportAction, ImportReport, ImportSummary};
use daicho_domain::directory::{ChangeSource, FieldChange, Origin};
use daicho_domain::error::{ErrorCode, Refusal};
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Authorized, may};
use crate::State;
use crate::answer::{Download, FileError};
use crate::error::{Answer, ApiError, broken};
use crate::request::{Json, Upload};

/// What an employee list changes, would change, or why it cannot be imported.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IdentityImport {
    summary: ImportSummary,
    /// The first 500 lines.
    rows: Vec<IdentityImportRow>,
    errors: Vec<FileError>,
    applied: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct IdentityImportRow {
    line: u64,
    action: ImportAction,
    identity_id: Option<String>,
    display_name: String,
    changes: Vec<IdentityImportChange>,
}

#[derive(Debug, Serialize, ToSchema)]
struct IdentityImportChange {
    field: String,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
}

impl IdentityImport {
    fn new(report: ImportReport, language: Language) -> Self {
        let change = |change: FieldChange| IdentityImportChange {
            field: change.field,
            before: change.previous,
            after: change.current,
        };
        let row = |row: import::ImportRow| IdentityImportRow {
            line: row.line,
            action: row.action,
            identity_id: row.id.map(|id| id.to_string()),
            display_name: row.display_name,
            changes: row.changes.into_iter().map(change).collect(),
        };
        Self {
            summary: report.summary,
            rows: report.rows.into_iter().map(row).collect(),
            errors: FileError::all(report.errors, language),
            applied: report.applied,
        }
    }
}

/// With `dryRun` nothing is written. Otherwise all of the file is imported, or with any error nothing of it.
pub(super) async fn import_identities(
    caller: Authorized<may::DirectoryWrite>,
    state: State,
    upload: Upload,
) -> Answer<Json<IdentityImport>> {
    let dry_run = upload.flag("dryRun")?;
    let encoding = upload.encoding()?;
    let custom = state.directory.custom_fields(caller.organization).await?;
    let bytes = upload.file.bytes;
    let read = actix_web::web::block(move || EmployeeFile::read(bytes, encoding, &custom));
    let report = match read.await.map_err(|error| broken("read an employee list", error))? {
        Ok(file) => {
            let origin = Origin::new(ChangeSource::Csv, caller.actor.label());
            state.directory.import(caller.organization, &file, !dry_run, &origin).await?
        }
        Err(error) => ImportReport::rejected(vec![error]),
    };
    let refused = !dry_run && !report.applied;
    let answer = IdentityImport::new(report, caller.language);
    if refused {
        let refusal = ApiError::from(Refusal::new(ErrorCode::ImportRejected));
        return Err(refusal.with("summary", answer.summary).with("errors", &answer.errors));
    }
    Ok(Json(answer))
}

pub(super) async fn get_import_template(caller: Authorized<may::DirectoryRead>) -> Answer<Download> {
    Ok(Download::csv("people", &EmployeeFile::template(caller.language)))
}
