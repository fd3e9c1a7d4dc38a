use daicho_domain::account::{AccountEdits, AccountFile, AccountLine, CustomAccountChange};
use daicho_domain::directory::import::{ImportAction, ImportError, ImportSummary};
use daicho_domain::error::{ErrorCode, Refusal};
use daicho_domain::integration::{Workspace, trigger_of};
use daicho_domain::organization::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::by_hand::refuse_connected;
use crate::State;
use crate::answer::FileError;
use crate::error::{Answer, ApiError, broken};
use crate::guard::{Authorized, may};
use crate::request::{Json, Upload};

const MOST_ROWS_SHOWN: usize = 500;

/// What a file of accounts changes, or would change.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct AccountImport {
    summary: ImportSummary,
    /// The first 500 lines.
    rows: Vec<AccountImportRow>,
    errors: Vec<FileError>,
    applied: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AccountImportRow {
    line: u64,
    action: ImportAction,
    display_name: String,
    changes: Vec<CustomAccountChange>,
}

/// With `dryRun` nothing is written. Otherwise all of the file is imported, or with any error nothing of it.
pub(super) async fn import_accounts(
    caller: Authorized<may::CustomAccountsWrite, Workspace>,
    state: State,
    upload: Upload,
) -> Answer<Json<AccountImport>> {
    let workspace = &caller.target;
    refuse_connected(workspace)?;
    let dry_run = upload.flag("dryRun")?;
    let encoding = upload.encoding()?;
    let bytes = upload.file.bytes;
    let read = actix_web::web::block(move || AccountFile::read(bytes, encoding));
    let lines = match read.await.map_err(|error| broken("read a list of accounts", error))? {
        Ok(lines) => lines,
        Err(errors) => return rejected(errors, dry_run, caller.language),
    };
    let (mut import, edits) = plan(&state, workspace, lines).await?;
    if !dry_run {
        state.accounts.save(workspace, edits, trigger_of(&caller.actor), &caller.actor).await?;
        import.applied = true;
    }
    Ok(Json(import))
}

async fn plan(state: &State, workspace: &Workspace, lines: Vec<AccountLine>) -> Answer<(AccountImport, AccountEdits)> {
    let names: Vec<String> = lines.iter().map(|line| line.account.external_id()).collect();
    let known = state.accounts.known(workspace, &names).await?;
    let mut import = AccountImport::default();
    let mut edits = AccountEdits::default();
    for line in lines {
        let before = known.get(&line.account.external_id());
        let changes = line.account.changes(before);
        let action = match (before, changes.is_empty()) {
            (None, _) => ImportAction::Add,
            (Some(_), false) => ImportAction::Change,
            (Some(_), true) => ImportAction::Unchanged,
        };
        import.summary.count(action);
        let display_name = line.account.shown_name();
        edits.create.push(line.account.reported(before));
        if import.rows.len() < MOST_ROWS_SHOWN {
            import.rows.push(AccountImportRow { line: line.line, action, display_name, changes });
        }
    }
    Ok((import, edits))
}

fn rejected(errors: Vec<ImportError>, dry_run: bool, language: Language) -> Answer<Json<AccountImport>> {
    let summary = ImportSummary { errors: errors.len() as u64, ..ImportSummary::default() };
    let errors = FileError::all(errors, language);
    if dry_run {
        return Ok(Json(AccountImport { summary, errors, ..AccountImport::default() }));
    }
    let refusal = ApiError::from(Refusal::new(ErrorCode::ImportRejected));
    Err(refusal.with("summary", summary).with("errors", &errors))
}
