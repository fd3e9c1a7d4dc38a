use std::collections::BTreeMap;

use daicho_domain::error::ErrorCode;
use daicho_domain::ids::PeopleId;
use daicho_domain::integration::Workspace;
use daicho_domain::operation::{NewAccount, NewAccountFile, NewAccounts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{AskParameters, Asked, RequestAccepted, RequestsAccepted};
use super::file::{NewAccountsPreview, create_from_file};
use super::plan::OperationPlan;
use crate::State;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::{Json, JsonOrUpload, Once, Query};

const MOST_AT_ONCE: usize = NewAccountFile::MOST_LINES;

/// A value of a form: one text, or several.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
enum FormValue {
    One(String),
    Several(Vec<String>),
    Number(i64),
    Flag(bool),
}

impl From<FormValue> for String {
    fn from(value: FormValue) -> Self {
        match value {
            FormValue::One(text) => text,
            FormValue::Several(texts) => texts.join(","),
            FormValue::Number(number) => number.to_string(),
            FormValue::Flag(flag) => flag.to_string(),
        }
    }
}

type FormValues = BTreeMap<String, FormValue>;

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateAccountRequest {
    /// By the names of the provisioning form. What is left out comes from the directory or is the field's default.
    #[serde(default)]
    data: FormValues,
    /// For whom the account is.
    people_id: Option<PeopleId>,
}

#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub(super) struct CreateAccountsRequest {
    /// One account for each of these, filled in from the directory.
    people: Vec<PeopleId>,
    rows: Vec<CreateAccountRequest>,
    /// The same for all, unless a row says otherwise.
    data: FormValues,
}

pub(super) async fn create_account(
    caller: Authorized<may::AccountsWrite, Workspace>,
    state: State,
    Query(ask): Query<AskParameters>,
    once: Once,
    Json(body): Json<CreateAccountRequest>,
) -> Answer<Asked<RequestAccepted, OperationPlan>> {
    let digest = once.with(&body)?;
    let wanted = new_accounts(&caller, &ask, vec![new_account(body)]);
    if ask.dry_run {
        let plan = state.operations.plan_creation(caller.organization, &wanted).await?;
        return Ok(Asked::Planned(OperationPlan::new(plan, caller.language)));
    }
    let ids = state.operations.create(caller.organization, &wanted, digest.as_ref()).await?;
    let request_id = ids.first().copied().ok_or(ErrorCode::Conflict)?;
    Ok(Asked::Accepted(RequestAccepted { request_id }))
}

/// What several creations would do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum CreationPlan {
    /// Of the last one named, for all of them.
    One(Box<OperationPlan>),
    File(NewAccountsPreview),
}

pub(super) async fn create_accounts(
    caller: Authorized<may::AccountsWrite, Workspace>,
    state: State,
    Query(ask): Query<AskParameters>,
    once: Once,
    body: JsonOrUpload<CreateAccountsRequest>,
) -> Answer<Asked<RequestsAccepted, CreationPlan>> {
    let body = match body {
        JsonOrUpload::Json(body) => body,
        JsonOrUpload::Upload(upload) => {
            let wanted = new_accounts(&caller, &ask, Vec::new());
            let dry_run = ask.dry_run || upload.flag("dryRun")?;
            return create_from_file(&state, &wanted, upload, dry_run, &once, caller.language).await;
        }
    };
    let digest = once.with(&body)?;
    let shared = body.data;
    let people =
        body.people.into_iter().map(|person| CreateAccountRequest { data: FormValues::new(), people_id: Some(person) });
    let accounts: Vec<NewAccount> = people
        .chain(body.rows)
        .map(|mut row| {
            for (name, value) in &shared {
                row.data.entry(name.clone()).or_insert_with(|| value.clone());
            }
            new_account(row)
        })
        .collect();
    if accounts.is_empty() || accounts.len() > MOST_AT_ONCE {
        return Err(invalid(
            "rows",
            format!("Name 1 to {MOST_AT_ONCE} people or rows."),
            format!("1～{MOST_AT_ONCE}件の対象を指定してください。"),
        ));
    }
    let wanted = new_accounts(&caller, &ask, accounts);
    if ask.dry_run {
        let plan = state.operations.plan_creation(caller.organization, &wanted).await?;
        let plan = OperationPlan::new(plan, caller.language);
        return Ok(Asked::Planned(CreationPlan::One(Box::new(plan))));
    }
    let request_ids = state.operations.create(caller.organization, &wanted, digest.as_ref()).await?;
    Ok(Asked::Accepted(RequestsAccepted { request_ids }))
}

fn new_account(row: CreateAccountRequest) -> NewAccount {
    let data = row.data.into_iter().map(|(name, value)| (name, value.into())).collect();
    NewAccount { person: row.people_id, data }
}

fn new_accounts(
    caller: &Authorized<may::AccountsWrite, Workspace>,
    ask: &AskParameters,
    accounts: Vec<NewAccount>,
) -> NewAccounts {
    NewAccounts {
        workspace: caller.target.clone(),
        accounts,
        actor: caller.actor.label().to_owned(),
        origin: ask.origin_for(&caller.actor),
    }
}
