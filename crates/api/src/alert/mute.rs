use daicho_domain::alert::{AccountMute, AlertType, FileMute, ServiceMute, Unmute};
use daicho_domain::ids::ServiceId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::State;
use crate::error::{Answer, invalid};
use crate::guard::{Authorized, may};
use crate::request::{Json, moment};

const MOST_ACCOUNTS: usize = 200;
const MOST_SERVICES: usize = 50;
const MOST_FILES: usize = 200;
const MOST_CHARACTERS: usize = 1_000;

/// How many accounts, services or files it concerned.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AlertsMuted {
    count: u64,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct MuteAccountAlertsRequest {
    /// Each `<workspaceId>#<the service's own id or the e-mail address>`.
    account_ids: Vec<String>,
    alert_type: AlertType,
    /// A day (midnight UTC) or a time with its offset; left out: for good.
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    reason: Option<String>,
    /// Also the accounts that the same people have now.
    #[serde(default)]
    mute_other_accounts: bool,
}

pub(super) async fn mute_account_alerts(
    caller: Authorized<may::AlertsWrite>,
    state: State,
    Json(request): Json<MuteAccountAlertsRequest>,
) -> Answer<Json<AlertsMuted>> {
    check_number("accountIds", request.account_ids.len(), MOST_ACCOUNTS)?;
    let mute = AccountMute {
        accounts: request.account_ids,
        kind: of_accounts(request.alert_type)?,
        until: moment("until", request.until.as_deref())?,
        reason: checked_reason(request.reason)?,
        other_accounts: request.mute_other_accounts,
    };
    let count = state.alerts.mute_accounts(caller.organization, &mute, &caller.actor).await?;
    Ok(Json(AlertsMuted { count }))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct UnmuteAccountAlertsRequest {
    account_ids: Vec<String>,
    alert_type: AlertType,
    #[serde(default)]
    unmute_other_accounts: bool,
}

pub(super) async fn unmute_account_alerts(
    caller: Authorized<may::AlertsWrite>,
    state: State,
    Json(request): Json<UnmuteAccountAlertsRequest>,
) -> Answer<Json<AlertsMuted>> {
    check_number("accountIds", request.account_ids.len(), MOST_ACCOUNTS)?;
    let unmute = Unmute::Accounts {
        accounts: request.account_ids,
        kind: of_accounts(request.alert_type)?,
        other_accounts: request.unmute_other_accounts,
    };
    Ok(Json(AlertsMuted { count: state.alerts.unmute(caller.organization, &unmute).await? }))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct MuteFileAlertsRequest {
    file_ids: Vec<String>,
    #[serde(default)]
    until: Option<String>,
}

pub(super) async fn mute_file_alerts(
    caller: Authorized<may::AlertsWrite>,
    state: State,
    Json(request): Json<MuteFileAlertsRequest>,
) -> Answer<Json<AlertsMuted>> {
    let files = checked_files(request.file_ids)?;
    let mute = FileMute { files, until: moment("until", request.until.as_deref())? };
    Ok(Json(AlertsMuted { count: state.alerts.mute_files(caller.organization, &mute, &caller.actor).await? }))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct UnmuteFileAlertsRequest {
    file_ids: Vec<String>,
}

pub(super) async fn unmute_file_alerts(
    caller: Authorized<may::AlertsWrite>,
    state: State,
    Json(request): Json<UnmuteFileAlertsRequest>,
) -> Answer<Json<AlertsMuted>> {
    let unmute = Unmute::Files(checked_files(request.file_ids)?);
    Ok(Json(AlertsMuted { count: state.alerts.unmute(caller.organization, &unmute).await? }))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct MuteServiceAlertsRequest {
    service_ids: Vec<ServiceId>,
    /// Left out: every type.
    #[serde(default)]
    alert_type: Option<AlertType>,
    #[serde(default)]
    reason: Option<String>,
}

pub(super) async fn mute_service_alerts(
    caller: Authorized<may::AlertsWrite>,
    state: State,
    Json(request): Json<MuteServiceAlertsRequest>,
) -> Answer<Json<AlertsMuted>> {
    check_number("serviceIds", request.service_ids.len(), MOST_SERVICES)?;
    let reason = checked_reason(request.reason)?;
    let mute = ServiceMute { services: request.service_ids, kind: request.alert_type, reason };
    Ok(Json(AlertsMuted { count: state.alerts.mute_services(caller.organization, &mute, &caller.actor).await? }))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct UnmuteServiceAlertsRequest {
    service_ids: Vec<ServiceId>,
    /// Left out: whatever was muted of the services.
    #[serde(default)]
    alert_type: Option<AlertType>,
}

pub(super) async fn unmute_service_alerts(
    caller: Authorized<may::AlertsWrite>,
    state: State,
    Json(request): Json<UnmuteServiceAlertsRequest>,
) -> Answer<Json<AlertsMuted>> {
    check_number("serviceIds", request.service_ids.len(), MOST_SERVICES)?;
    let unmute = Unmute::Services { services: request.service_ids, kind: request.alert_type };
    Ok(Json(AlertsMuted { count: state.alerts.unmute(caller.organization, &unmute).await? }))
}

fn checked_reason(reason: Option<String>) -> Answer<Option<String>> {
    let reason = reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > MOST_CHARACTERS) {
        return Err(invalid("reason", "At most 1,000 characters.", "1,000文字以内で入力してください。"));
    }
    Ok(reason)
}

fn of_accounts(kind: AlertType) -> Answer<AlertType> {
    if kind.is_about_an_account() {
        return Ok(kind);
    }
    Err(invalid(
        "alertType",
        "This type is not about accounts. Mute it for the service.",
        "この種別はアカウント単位ではミュートできません。サービス単位でミュートしてください。",
    ))
}

fn checked_files(files: Vec<String>) -> Answer<Vec<String>> {
    check_number("fileIds", files.len(), MOST_FILES)?;
    if files.iter().any(|file| file.is_empty() || file.contains('\0')) {
        return Err(invalid("fileIds", "This is not a file id.", "ファイルIDの形式が正しくありません。"));
    }
    Ok(files)
}

fn check_number(field: &str, number: usize, most: usize) -> Answer<()> {
    if (1..=most).contains(&number) {
        return Ok(());
    }
    Err(invalid(field, format!("Give 1 to {most}."), format!("1件から{most}件まで指定してください。")))
}
